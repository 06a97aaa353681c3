/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate, checks: an even slider, kept means and boundaries, and nothing
 * added, on clean pictures drawn here, given pictures and BSDS photos.
 */
#include "train/program/evaluate.h"

#include "i18n.h"
#include "train/data/names.h"
#include "train/evaluate/checks.h"
#include "train/evaluate/clean.h"

#define N_PHOTOS 12

static const char *const COLUMNS[] = { "check",   "measured", "wanted",
                                       "verdict", "picture",  "failed" };

/* Pictures of the slider: given ones, then photos. */
typedef struct
{
  Evaluation *evaluation;
  TrainChecks checks;
  TrainPicture *pictures; /* given, those that can be read */
  const char **files;     /* theirs, borrowed */
  int n_pictures;
  TrainPhotoSet photos;
} Checking;

static gboolean
check_clean (gpointer data, int item, int thread, GError **error)
{
  Checking *checking = data;

  return train_checks_run_clean (
    &checking->checks, checking->evaluation->smoother, thread, item, error);
}

static gboolean
check_picture (gpointer data, int item, int thread, GError **error)
{
  Checking *checking = data;
  Evaluation *evaluation = checking->evaluation;
  int photo = item - checking->n_pictures;
  const TrainPicture *picture =
    photo < 0 ? &checking->pictures[item] : &checking->photos.photos[photo];
  g_autofree char *base = g_path_get_basename (
    photo < 0 ? checking->files[item] : checking->photos.names[photo]);
  g_autofree char *name = train_name_to_text (base);

  return train_checks_run_picture (&checking->checks, evaluation->smoother,
                                   thread, name, picture, error);
}

static gboolean
load (Checking *checking, GError **error)
{
  Evaluation *evaluation = checking->evaluation;
  const EvaluateOptions *options = &evaluation->options;
  g_autoptr (TrainTally) tally = train_tally_new ();
  int limit = options->limit > 0 ? options->limit : N_PHOTOS;
  int n_pictures = options->pictures ? g_strv_length (options->pictures) : 0;

  checking->pictures = g_new0 (TrainPicture, n_pictures + 1);
  checking->files = g_new0 (const char *, n_pictures + 1);
  for (int i = 0; i < n_pictures; i++)
    {
      const char *file = options->pictures[i];
      g_autoptr (GError) reason = NULL;

      if (train_picture_load (file, &checking->pictures[checking->n_pictures],
                              &reason))
        {
          checking->files[checking->n_pictures++] = file;
          train_tally_take (tally, FALSE);
        }
      else
        train_tally_leave (tally, TRAIN_LEFT_UNREADABLE, file, reason->message);
    }
  if (n_pictures > 0)
    evaluate_report_left (tally);
  return !options->bsds
         || evaluate_load_photos (evaluation, options->split, limit,
                                  &checking->photos, error);
}

static gboolean
run_each (Checking *checking,
          TrainParallelFunc func,
          const char *label,
          int n_items,
          GError **error)
{
  TrainGridContext context = evaluate_begin (checking->evaluation, label);
  TrainParallel each = { func, checking, context.progress, context.progress_data };

  return train_parallel_run (&each, context.threads, n_items, error);
}

static gboolean
run_all (Checking *checking, GError **error)
{
  Evaluation *evaluation = checking->evaluation;

  if (!train_clean_has_text (TRAIN_CLEAN_TEXT))
    g_printerr ("%s\n", _ ("no font here: the pictures of text are empty"));
  return load (checking, error)
         && run_each (checking, check_clean, _ ("clean pictures"),
                      TRAIN_N_CLEAN, error)
         && run_each (checking, check_picture, _ ("slider"),
                      checking->n_pictures + checking->photos.n_photos, error)
         && train_checks_run_contrast (&checking->checks, evaluation->smoother,
                                       evaluation->threads, &checking->photos,
                                       error);
}

static TrainReport *
make_report (const TrainChecks *checks)
{
  TrainReport *report =
    train_report_new (_ ("checks"), G_N_ELEMENTS (COLUMNS), COLUMNS);

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
  Checking checking = { .evaluation = evaluation };
  gboolean good;

  train_checks_init (&checking.checks);
  good =
    run_all (&checking, error)
    && evaluate_add_report (evaluation, make_report (&checking.checks), error);
  for (int i = 0; i < checking.n_pictures; i++)
    train_picture_clear (&checking.pictures[i]);
  g_free (checking.pictures);
  g_free (checking.files);
  train_photo_set_clear (&checking.photos);
  train_checks_clear (&checking.checks);
  return good;
}
