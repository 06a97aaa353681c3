/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --goals of `evaluate`: measures what the filters keep and remove
 * on faces, lettering, screens and soft rims (evaluate/goal-areas.h), and
 * writes the report. The goals on photos and pairs that the user names are in
 * evaluate-goals-sets.c.
 */
#include "train/program/evaluate-goals.h"

#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include "train/evaluate/goal-pictures-faces.h"
#include "train/evaluate/goal-pictures-halftones.h"
#include "train/evaluate/goal-pictures-letters.h"
#include "train/evaluate/goal-pictures-soft-edges.h"
#include "train/evaluate/percentile.h"
#include "train/program/evaluate-parts.h"

#define N_STRENGTHS 2

static const char *const COLUMNS[] = { "goal",    "scale", "method",
                                       "setting", "areas", "median",
                                       "quarter", "worst", "wanted" };

/* The pictures, in the folder tests/data, over which halftone screens and
 * cloths are drawn. */
static const char *const SCREENED[] = {
  "chelsea.png",        "coffee.png",        "faces/astronaut-1.png",
  "faces/hopper-1.png", "faces/venus-1.png", "faces/master-at-arms.png",
};

/* What MI has to reach at the first strength of a set, for each kind of area: a
 * limit for the median of the areas, and in brackets one for the worst quarter
 * of the areas or for the worst area. */
static const char *const WANTED[TRAIN_GOAL_N_KINDS] = {
  [TRAIN_GOAL_EYE] = ">= .75 (quarter .55)",
  [TRAIN_GOAL_MOUTH] = ">= .65 (quarter .45)",
  [TRAIN_GOAL_SURFACE] = ">= .8",
  [TRAIN_GOAL_LETTERS] = ">= .7",
  [TRAIN_GOAL_RODS] = ">= .7",
  [TRAIN_GOAL_TILES] = ">= .8",
  [TRAIN_GOAL_STRIPES] = ">= .8",
  [TRAIN_GOAL_GREY_SCREEN] = ">= .9 (worst .75)",
  [TRAIN_GOAL_COLOUR_SCREEN] = ">= .9 (worst .75)",
  [TRAIN_GOAL_LINEN] = ">= .9 (worst .75)",
  [TRAIN_GOAL_CANVAS] = ">= .9 (worst .75)",
  [TRAIN_GOAL_LINES] = ">= .8",
  [TRAIN_GOAL_CHANGE] = "<= 2",
  [TRAIN_GOAL_AXES] = "1 +- .1",
};

/* A set of pictures, and the strengths at which MI is measured on it. */
typedef struct
{
  TrainGoalSet set;
  double strengths[N_STRENGTHS];
  /* Whether each texture scale has rows of its own in the report. Otherwise the
   * areas of all scales are put together. */
  gboolean by_scale;
} Part;

/* What was measured at one setting of a filter. */
typedef struct
{
  /* for each kind of area, the numbers (double) measured in all its areas */
  GArray *found[TRAIN_GOAL_N_KINDS];
} Numbers;

static void
numbers_init (Numbers *numbers)
{
  for (int kind = 0; kind < TRAIN_GOAL_N_KINDS; kind++)
    numbers->found[kind] = g_array_new (FALSE, FALSE, sizeof (double));
}

static void
numbers_clear (Numbers *numbers)
{
  for (int kind = 0; kind < TRAIN_GOAL_N_KINDS; kind++)
    g_array_unref (numbers->found[kind]);
}

static void
numbers_collect (Numbers *numbers,
                 const TrainGoalSubject *subject,
                 const double *values)
{
  for (int kind = 0; kind < TRAIN_GOAL_N_KINDS; kind++)
    train_goal_subject_collect (subject, values, kind, numbers->found[kind]);
}

/* Returns a number that is the larger, the worse number is as a result for this
 * kind of area. */
static double
get_badness (TrainGoalKind kind, double number)
{
  return kind == TRAIN_GOAL_CHANGE ? number
         : kind == TRAIN_GOAL_AXES ? fabs (number - 1)
                                   : -number;
}

/* Adds the columns with numbers to a row: how many areas there are, their
 * median, the value below which the worst quarter of them lies (above which for
 * TRAIN_GOAL_CHANGE, where small is good), and the worst. */
static void
add_numbers (TrainReport *report, TrainGoalKind kind, GArray *found)
{
  double *values = (double *) (gpointer) found->data;
  const gboolean is_better_small = kind == TRAIN_GOAL_CHANGE;
  double worst = values[0];

  for (guint i = 1; i < found->len; i++)
    if (get_badness (kind, values[i]) > get_badness (kind, worst))
      worst = values[i];
  train_report_add_number (report, found->len, 0);
  train_report_add_number (report, train_percentile (values, found->len, 0.5),
                           EVALUATE_GOALS_DIGITS);
  train_report_add_number (
    report,
    train_percentile (values, found->len, is_better_small ? 0.75 : 0.25),
    EVALUATE_GOALS_DIGITS);
  train_report_add_number (report, worst, EVALUATE_GOALS_DIGITS);
}

/* Adds a row for each kind of area in which something was measured. scale: the
 * text in the column of the texture scale. is_wanted: whether the column
 * "wanted" is filled. */
static void
add_rows (EvaluateGoals *goals,
          Numbers *numbers,
          const char *scale,
          const char *method,
          const char *setting,
          gboolean is_wanted)
{
  for (int kind = 0; kind < TRAIN_GOAL_N_KINDS; kind++)
    {
      if (numbers->found[kind]->len == 0)
        continue;
      train_report_add_row (goals->report, train_goal_get_name (kind));
      train_report_add_text (goals->report, scale);
      train_report_add_text (goals->report, method);
      train_report_add_text (goals->report, setting);
      add_numbers (goals->report, kind, numbers->found[kind]);
      if (is_wanted)
        train_report_add_text (goals->report, WANTED[kind]);
    }
}

/* Measures MI on the items of one texture scale at all strengths of part.
 * numbers: one element for each strength; the numbers measured are appended to
 * it. */
static gboolean
measure_networks (EvaluateGoals *goals,
                  const Part *part,
                  const TrainGoalSubject *subject,
                  Numbers *numbers,
                  GError **error)
{
  Evaluation *evaluation = goals->evaluation;
  const double scale = part->set.items[subject->first].scale;
  g_autofree char *label =
    g_strdup_printf ("%s at scale %.3g, MI", part->set.name, scale);
  TrainGridContext context = evaluation_begin_progress (evaluation, label);
  TrainMethodSettings settings[N_STRENGTHS];
  g_auto (TrainGridResult) result = { 0 };
  TrainMethod method;

  for (int i = 0; i < N_STRENGTHS; i++)
    settings[i] = (TrainMethodSettings) { { part->strengths[i], scale } };
  train_smoother_get_method (evaluation->smoother,
                             &evaluation->options.strengths,
                             &evaluation->options.scales, &method);
  if (!train_grid_measure (&context, &method, &subject->subject, N_STRENGTHS,
                           settings, &result, error))
    return FALSE;
  for (int i = 0; i < N_STRENGTHS; i++)
    numbers_collect (&numbers[i], subject, result.points[i].values);
  return TRUE;
}

/* Adds the rows of MI for a set: one for each kind of area, each strength and,
 * if by_scale, each texture scale. */
static gboolean
add_networks (EvaluateGoals *goals, const Part *part, GError **error)
{
  gboolean is_done = TRUE;
  int first = 0;

  while (is_done && first < part->set.n_items)
    {
      const double scale = part->set.items[first].scale;
      g_autofree char *name =
        part->by_scale ? g_strdup_printf ("%.3g", scale) : g_strdup ("all");
      Numbers numbers[N_STRENGTHS];

      for (int i = 0; i < N_STRENGTHS; i++)
        numbers_init (&numbers[i]);
      do
        {
          g_auto (TrainGoalSubject) subject = { 0 };

          first = train_goal_subject_init (&subject, &part->set, first);
          is_done = measure_networks (goals, part, &subject, numbers, error);
        }
      while (is_done && !part->by_scale && first < part->set.n_items);
      for (int i = 0; i < N_STRENGTHS; i++)
        {
          g_autofree char *setting =
            g_strdup_printf ("strength %g", part->strengths[i]);

          if (is_done)
            add_rows (goals, &numbers[i], name, "MI", setting, i == 0);
          numbers_clear (&numbers[i]);
        }
    }
  return is_done;
}

/* Adds the rows of a classical filter for a set. At each texture scale the
 * filter has the setting that is best for that scale. */
static gboolean
add_filter (EvaluateGoals *goals,
            const Part *part,
            const TrainMethod *filter,
            GError **error)
{
  Numbers numbers;
  gboolean is_done = TRUE;
  int first = 0;

  numbers_init (&numbers);
  while (is_done && first < part->set.n_items)
    {
      g_autofree char *label =
        g_strdup_printf ("%s at scale %.3g, %s", part->set.name,
                         part->set.items[first].scale, filter->name);
      TrainGridContext context =
        evaluation_begin_progress (goals->evaluation, label);
      g_auto (TrainGridResult) result = { 0 };
      g_auto (TrainGoalSubject) subject = { 0 };

      first = train_goal_subject_init (&subject, &part->set, first);
      is_done =
        train_grid_search (&context, filter, &subject.subject, &result, error);
      if (is_done)
        numbers_collect (&numbers, &subject, result.points[result.best].values);
    }
  if (is_done)
    add_rows (goals, &numbers, "all", filter->name, "best at each scale",
              FALSE);
  numbers_clear (&numbers);
  return is_done;
}

static gboolean
load_screens (TrainGoalSet *set, const char *folder, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (SCREENED); i++)
    {
      g_autofree char *file = g_build_filename (folder, SCREENED[i], NULL);
      g_autofree char *name = g_path_get_basename (SCREENED[i]);
      g_auto (TrainPicture) photo = { 0 };

      name[strcspn (name, ".")] = '\0';
      if (!train_picture_load (file, &photo, error)
          || !train_goal_screens_add (set, name, &photo, error))
        return FALSE;
    }
  return TRUE;
}

/* Writes the input pictures of set into the output folder, for people to look
 * at. */
static gboolean
save_pictures (const Evaluation *evaluation,
               const TrainGoalSet *set,
               GError **error)
{
  g_autofree char *base = g_strconcat ("goals-", set->name, NULL);
  g_autofree char *folder = evaluation_dup_path (evaluation, base);

  if (folder == NULL)
    return TRUE;
  /* If the folder cannot be made, saving the first picture gives the error. */
  g_mkdir_with_parents (folder, 0777);
  for (int i = 0; i < set->n_items; i++)
    {
      const TrainGoalItem *item = &set->items[i];
      g_autofree char *name =
        g_strdup_printf ("%s-scale-%.3g.png", item->name, item->scale);
      g_autofree char *file = g_build_filename (folder, name, NULL);

      if (!train_picture_save (&item->input, file, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds the rows of MI and, if has_filters, of the classical filters for a set.
 * The filters are left out for soft rims: their goals are about stairs, a fault
 * that only MI has. */
static gboolean
add_part (EvaluateGoals *goals,
          Part *part,
          gboolean has_filters,
          GError **error)
{
  const Evaluation *evaluation = goals->evaluation;

  train_goal_set_sort (&part->set);
  if (!save_pictures (evaluation, &part->set, error)
      || !add_networks (goals, part, error))
    return FALSE;
  for (int i = 0; has_filters && i < evaluation->n_filters; i++)
    if (!add_filter (goals, part, &evaluation->filters[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_pictures (EvaluateGoals *goals, GError **error)
{
  g_autofree char *data =
    g_build_filename (TRAIN_SOURCE, "tests", "data", NULL);
  g_autofree char *folder = g_build_filename (data, "faces", NULL);
  Part faces = { { .name = "faces" }, { 0.75, 1 }, TRUE };
  Part letters = { { .name = "letters" }, { 0.75, 1 }, TRUE };
  Part screens = { { .name = "screens" }, { 0.75, 1 }, FALSE };
  Part rims = { { .name = "rims" }, { 0.5, 1 }, TRUE };
  gboolean is_done = train_goal_faces_add (&faces.set, folder, error)
                     && add_part (goals, &faces, TRUE, error)
                     && train_goal_letters_add (&letters.set, error)
                     && add_part (goals, &letters, TRUE, error)
                     && load_screens (&screens.set, data, error)
                     && add_part (goals, &screens, TRUE, error)
                     && train_goal_rims_add (&rims.set, error)
                     && add_part (goals, &rims, FALSE, error);

  train_goal_set_clear (&faces.set);
  train_goal_set_clear (&letters.set);
  train_goal_set_clear (&screens.set);
  train_goal_set_clear (&rims.set);
  return is_done;
}

gboolean
evaluate_goals (Evaluation *evaluation, GError **error)
{
  EvaluateGoals goals = {
    evaluation, train_report_new ("goals", G_N_ELEMENTS (COLUMNS), COLUMNS)
  };
  char **pairs = evaluation->options.pairs;
  gboolean is_done = add_pictures (&goals, error);

  for (; is_done && pairs != NULL && *pairs != NULL; pairs++)
    is_done = evaluate_goals_add_pairs (&goals, *pairs, error);
  if (is_done && evaluation->options.bsds != NULL)
    is_done = evaluate_goals_add_boundaries (&goals, error);
  if (is_done)
    return evaluation_add_report (evaluation, goals.report, error);
  train_report_free (goals.report);
  return FALSE;
}
