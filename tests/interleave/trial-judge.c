/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Judges a trial: compares the image that run and user have left with the image
 * that they would leave one after the other.
 */
#include "trial-private.h"

#include "compare.h"

/* Returns how many drawables the plug-in had merged before the user's action
 * step. The plug-in may start again after the user has changed something; only
 * merges of the try that succeeded count. */
static int
merged_before (const Trial *trial, const Step *step)
{
  int n_earlier = trial->gimp->n_merges - trial->plan.targets.n;

  return MAX (0, step->n_merges - n_earlier);
}

static const Step *
step_of_turn (const Trial *trial, int turn)
{
  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].n_merges >= 0 && trial->steps[i].turn == turn)
      return &trial->steps[i];

  g_assert_not_reached ();
}

/* Returns a GIMP with the image that a successful run has to leave: run and
 * actions one after the other, each on a whole image. Returns NULL if the run
 * would be refused then. Free with fake_gimp_free. */
static FakeGimp *
make_wanted (Trial *trial)
{
  FakeGimp *gimp = fake_gimp_new (fake_image_copy (trial->start));
  int n = trial->plan.targets.n;
  gboolean is_possible = TRUE;
  int first = 0;

  for (int turn = 0; turn < trial->n_done && is_possible; turn++)
    {
      const Step *step = step_of_turn (trial, turn);
      int k = merged_before (trial, step);

      if (first < k)
        is_possible = trial_run_undisturbed (trial, gimp, first, k - first);
      first = MAX (first, k);
      user_act (gimp, &trial->plan.targets, step->action, step->seed);
    }
  if (is_possible && first < n)
    is_possible = trial_run_undisturbed (trial, gimp, first, n - first);
  if (!is_possible)
    g_clear_pointer (&gimp, fake_gimp_free);
  return gimp;
}

static gboolean
was_renamed (const Trial *trial)
{
  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].n_merges >= 0
        && (trial->steps[i].action == USER_RENAME
            || trial->steps[i].action == USER_UNDO))
      return TRUE;
  return FALSE;
}

static gboolean
has_leftover (const FakeGimp *gimp)
{
  if (!gimp->image->is_open)
    return FALSE;
  if (gimp->group_depth > 0)
    return TRUE;
  for (guint i = 0; i < gimp->image->items->len; i++)
    {
      const FakeItem *item = gimp->image->items->pdata[i];

      if (!item->is_attached && item->id >= gimp->first_new_id)
        return TRUE;
    }
  return FALSE;
}

/* Returns whether there are as many undo steps as there should be: one for a
 * success, and one for each try whose first drawables were merged and then got
 * their pixels back because a later one had changed. What the user does while
 * the plug-in's undo group is open becomes a part of that group. */
static gboolean
has_right_undo (const Trial *trial, gboolean is_done)
{
  int n = (int) trial->gimp->undo->len - (int) trial->user->undo->len;
  int n_reverted =
    trial->gimp->n_merges - (is_done ? trial->plan.targets.n : 0);

  if (!trial->gimp->image->is_open)
    return TRUE;
  if (trial->gimp->wrote_behind && n_reverted == 0)
    return FALSE;
  if (trial->in_group)
    return TRUE;
  return n >= is_done && n <= is_done + n_reverted;
}

static Finding
judge_success (const Trial *trial, const FakeGimp *wanted, char **details)
{
  if (wanted == NULL)
    return FINDING_FALSE;

  *details = compare_images (trial->gimp->image, wanted->image,
                             trial->gimp->first_new_id, was_renamed (trial));
  if (*details != NULL)
    return FINDING_LOST;
  if (!has_right_undo (trial, TRUE))
    return FINDING_UNDO;
  return FINDING_NONE;
}

static Finding
judge_failure (const Trial *trial, const RunReport *report, char **details)
{
  *details = compare_images (trial->gimp->image, trial->user->image,
                             trial->gimp->first_new_id, FALSE);
  if (*details != NULL)
    return FINDING_LEFT;
  if (trial->gimp->is_killed)
    return FINDING_KILLED;
  if (report->message == NULL && !report->was_cancelled)
    return FINDING_SILENT;
  if (!has_right_undo (trial, FALSE))
    return FINDING_UNDO;
  return FINDING_NONE;
}

/* Judges a trial in which the user acted where the plug-in cannot notice it.
 * The result need not be that of run and action one after the other, but no
 * pixel may be harmed (see compare_is_harmless). */
static Finding
judge_harm (const Trial *trial, const FakeGimp *wanted)
{
  const FakeImage *by_user = trial->user->image;

  return compare_is_harmless (trial->gimp->image, by_user,
                              wanted != NULL ? wanted->image : NULL,
                              trial->start, &trial->plan.targets)
           ? FINDING_NONE
           : FINDING_BLACK;
}

void
trial_judge (Trial *trial,
             const RunReport *report,
             TrialRecord *record,
             char **details)
{
  FakeGimp *wanted = make_wanted (trial);
  gboolean is_done = report->is_done && !trial->gimp->is_killed;

  record->is_done = is_done;
  record->is_killed = trial->gimp->is_killed;
  record->finding = is_done ? judge_success (trial, wanted, details)
                            : judge_failure (trial, report, details);
  if (record->finding == FINDING_NONE && !trial->gimp->is_killed
      && has_leftover (trial->gimp))
    record->finding = FINDING_LEFTOVER;
  if (record->finding == FINDING_NONE && trial->n_criticals > 0)
    record->finding = FINDING_CRITICAL;
  /* If the user's Undo met an undo step of the plug-in's, it is not defined
   * what it should have left. */
  if (trial->undid_run && record->finding != FINDING_KILLED)
    record->finding = FINDING_NONE;
  record->is_exact = record->finding == FINDING_NONE && !trial->undid_run;
  if (trial->moment != MOMENT_POINTS)
    {
      record->finding =
        trial->undid_run ? FINDING_NONE : judge_harm (trial, wanted);
      if (record->finding == FINDING_NONE && !is_done && !record->is_killed
          && report->message == NULL && !report->was_cancelled)
        record->finding = FINDING_SILENT;
    }
  if (*details == NULL && record->finding != FINDING_NONE)
    *details = g_strdup (report->message ? report->message : "");
  if (wanted != NULL)
    fake_gimp_free (wanted);
}
