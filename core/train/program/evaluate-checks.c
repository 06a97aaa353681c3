/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --checks of `evaluate` (evaluate/quality-checks.h): checks that
 * the effect grows evenly with the strength, that the picture's mean and its
 * boundaries are kept, and that nothing is added. It uses drawn pictures
 * without texture, the pictures of --picture, and photos of BSDS.
 */
#include "train/program/evaluate-parts.h"

#include "train/data/file-name-text.h"
#include "train/evaluate/clean-picture-drawing.h"
#include "train/evaluate/quality-checks.h"

/* The number of photos that are checked if there is no --limit. */
#define N_PHOTOS 12

static const char *const COLUMNS[] = { "check",   "measured", "wanted",
                                       "verdict", "picture",  "failed" };

/* The results of the checks, and the pictures they use. Tasks number the
 * pictures: first those of --picture, then the photos. */
typedef struct
{
  Evaluation *evaluation;
  TrainChecks checks;
  TrainPicture *pictures; /* those pictures of --picture that could be read */
  const char **files;     /* the paths of pictures, borrowed */
  int n_pictures;
  TrainPhotoSet photos;
} CheckRun;

static gboolean
check_clean (gpointer data, int item, int thread, GError **error)
{
  CheckRun *run = data;

  return train_checks_run_clean (&run->checks, run->evaluation->smoother,
                                 thread, item, error);
}

static gboolean
check_picture (gpointer data, int item, int thread, GError **error)
{
  CheckRun *run = data;
  Evaluation *evaluation = run->evaluation;
  int photo = item - run->n_pictures;
  const TrainPicture *picture =
    photo < 0 ? &run->pictures[item] : &run->photos.photos[photo];
  g_autofree char *base = g_path_get_basename (
    photo < 0 ? run->files[item] : run->photos.names[photo]);
  g_autofree char *name = train_name_to_text (base);

  return train_checks_run_picture (&run->checks, evaluation->smoother, thread,
                                   name, picture, error);
}

static gboolean
load (CheckRun *run, GError **error)
{
  Evaluation *evaluation = run->evaluation;
  const EvaluateOptions *options = &evaluation->options;
  g_autoptr (TrainTally) tally = train_tally_new ();
  int limit = options->limit > 0 ? options->limit : N_PHOTOS;
  int n_pictures = options->pictures ? g_strv_length (options->pictures) : 0;

  run->pictures = g_new0 (TrainPicture, n_pictures + 1);
  run->files = g_new0 (const char *, n_pictures + 1);
  for (int i = 0; i < n_pictures; i++)
    {
      const char *file = options->pictures[i];
      g_autoptr (GError) reason = NULL;

      if (train_picture_load (file, &run->pictures[run->n_pictures], &reason))
        {
          run->files[run->n_pictures++] = file;
          train_tally_take (tally, FALSE);
        }
      else
        train_tally_leave (tally, TRAIN_LEFT_UNREADABLE, file, reason->message);
    }
  if (n_pictures > 0)
    evaluation_print_tally (tally);
  return !options->bsds
         || evaluation_load_photos (evaluation, options->split, limit,
                                    &run->photos, error);
}

static gboolean
run_each (CheckRun *run,
          TrainParallelFunc func,
          const char *label,
          int n_items,
          GError **error)
{
  TrainGridContext context = evaluation_begin_progress (run->evaluation, label);
  TrainParallel each = { func, run, context.progress, context.progress_data };

  return train_parallel_run (&each, context.threads, n_items, error);
}

static gboolean
run_all (CheckRun *run, GError **error)
{
  Evaluation *evaluation = run->evaluation;

  if (!train_clean_picture_has_text (TRAIN_CLEAN_TEXT))
    g_printerr ("%s\n", "no font here: the pictures of text are empty");
  return load (run, error)
         && run_each (run, check_clean, "clean pictures", TRAIN_N_CLEAN, error)
         && run_each (run, check_picture, "slider",
                      run->n_pictures + run->photos.n_photos, error)
         && train_checks_run_contrast (&run->checks, evaluation->smoother,
                                       evaluation->threads, &run->photos,
                                       error);
}

static TrainReport *
make_report (const TrainChecks *checks)
{
  TrainReport *report =
    train_report_new ("checks", G_N_ELEMENTS (COLUMNS), COLUMNS);

  for (int id = 0; id < TRAIN_N_CHECKS; id++)
    {
      const TrainCheck *check = &checks->checks[id];
      gboolean at_most;
      double limit = train_check_get_limit (id, &at_most);
      g_autofree char *wanted = g_strdup_printf ("%s %g",
                                                 at_most     ? "<="
                                                 : limit > 0 ? ">="
                                                             : ">",
                                                 limit);
      g_autofree char *failed =
        g_strdup_printf ("%d of %d", check->n_failed, check->n_pictures);

      if (check->n_pictures == 0)
        continue;
      train_report_add_row (report, train_check_get_name (id));
      train_report_add_number (report, check->worst, 3);
      train_report_add_text (report, wanted);
      train_report_add_text (report, check->n_failed > 0 ? "FAILS" : "passes");
      train_report_add_text (report, check->picture);
      train_report_add_text (report, failed);
    }
  return report;
}

gboolean
evaluate_checks (Evaluation *evaluation, GError **error)
{
  CheckRun run = { .evaluation = evaluation };
  gboolean good;

  train_checks_init (&run.checks);
  good =
    run_all (&run, error)
    && evaluation_add_report (evaluation, make_report (&run.checks), error);
  for (int i = 0; i < run.n_pictures; i++)
    train_picture_clear (&run.pictures[i]);
  g_free (run.pictures);
  g_free (run.files);
  train_photo_set_clear (&run.photos);
  train_checks_clear (&run.checks);
  return good;
}
