/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --teacher of `evaluate`: PSNR and SSIM of the unchanged input, of
 * MI and of the classical filters on photos, for which the teacher's results,
 * guided by EME's edges and by isolated marks, are the truth.
 */
#include "train/program/evaluate-parts.h"

#include "train/data/teacher.h"

static const char *const COLUMNS[] = { "method", "setting", "PSNR", "SSIM" };

/* Computes the results of the teacher at one strength, with which those of the
 * methods are compared. */
typedef struct
{
  TrainSmoother *smoother; /* computes EME's edge maps */
  const TrainPhotoSet *photos;
  const TrainRtv *rtv;
  TrainPicture *truths;
} TeacherRun;

static gboolean
teach (gpointer data, int item, int thread, GError **error)
{
  TeacherRun *run = data;
  TrainImage photo;
  TrainImage smooth = { 0 };
  TrainImage edges = { 0 };
  TrainSmootherRequest smoothing = { 1, 1, NULL, NULL, &edges };
  gboolean good;

  train_picture_to_image (&run->photos->photos[item], &photo);
  good = train_smoother_run (run->smoother, thread, &photo, &smoothing, error);
  if (good)
    train_teacher_add_marks (&photo, &edges);
  good = good && train_rtv_smooth (run->rtv, &photo, &edges, &smooth, error)
         && train_picture_from_image (&smooth, &run->truths[item], error);
  train_image_clear (&photo);
  train_image_clear (&smooth);
  train_image_clear (&edges);
  return good;
}

static gboolean
make_taught_set (Evaluation *evaluation,
                 TeacherRun *run,
                 const char *name,
                 TrainTestPairs *set,
                 GError **error)
{
  TrainGridContext context = evaluation_begin_progress (evaluation, name);
  TrainParallel each = { teach, run, context.progress, context.progress_data };
  int n_photos = run->photos->n_photos;
  gboolean good;

  run->truths = g_new0 (TrainPicture, n_photos);
  good = train_parallel_run (&each, context.threads, n_photos, error)
         && train_test_pairs_make (name, n_photos, run->photos->photos,
                                   run->truths, set, error);
  for (int i = 0; i < n_photos; i++)
    train_picture_clear (&run->truths[i]);
  g_free (run->truths);
  return good;
}

/* Adds a row for each classical filter, at the setting at which it is nearest
 * to the teacher's results. */
static gboolean
add_filters (Evaluation *evaluation,
             TrainTestPairs *set,
             const char *strength,
             TrainReport *report,
             GError **error)
{
  TrainSubject subject;

  train_test_pairs_get_subject (set, &subject);
  for (int i = 0; i < evaluation->n_filters; i++)
    {
      const TrainMethod *filter = &evaluation->filters[i];
      g_auto (TrainGridResult) result = { 0 };
      g_autofree char *label =
        g_strdup_printf ("%s, %s", strength, filter->name);
      TrainGridContext context = evaluation_begin_progress (evaluation, label);

      if (!train_grid_search (&context, filter, &subject, &result, error))
        return FALSE;
      train_report_add_row (report, filter->name);
      evaluation_add_means (report, set, filter, &result.points[result.best]);
    }
  return TRUE;
}

/* Adds the rows about one strength of the teacher, number index: the unchanged
 * input, MI at all its settings, and the classical filters. */
static gboolean
add_strength (Evaluation *evaluation,
              const TrainPhotoSet *photos,
              int index,
              TrainReport *report,
              GError **error)
{
  g_autofree char *name =
    g_strdup_printf ("teacher at %.2g", (index + 1.0) / TRAIN_RTV_N_STRENGTHS);
  TeacherRun run = { evaluation->smoother, photos, &TRAIN_RTV_STRENGTHS[index],
                     NULL };
  g_auto (TrainTestPairs) set = { 0 };
  g_auto (TrainGridResult) input = { 0 };
  g_auto (TrainGridResult) result = { 0 };
  TrainGridContext context;
  TrainSubject subject;
  TrainMethod method;

  if (!make_taught_set (evaluation, &run, name, &set, error))
    return FALSE;
  train_test_pairs_get_subject (&set, &subject);
  train_smoother_get_method (evaluation->smoother,
                             &evaluation->options.strengths,
                             &evaluation->options.scales, &method);
  context = evaluation_begin_progress (evaluation, name);
  if (!train_grid_search (&context, &TRAIN_METHOD_INPUT, &subject, &input,
                          error)
      || !train_grid_search (&context, &method, &subject, &result, error))
    return FALSE;
  train_report_add_row (report, name);
  evaluation_add_means (report, &set, &TRAIN_METHOD_INPUT, &input.points[0]);
  for (int i = 0; i < result.n_points; i++)
    {
      train_report_add_row (report, method.name);
      evaluation_add_means (report, &set, &method, &result.points[i]);
    }
  return add_filters (evaluation, &set, name, report, error);
}

gboolean
evaluate_teacher (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  g_auto (TrainPhotoSet) photos = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (TrainReport) report = NULL;

  if (!evaluation_load_photos (evaluation, options->split, options->limit,
                               &photos, error))
    return FALSE;
  title = g_strdup_printf ("the teacher's results on %d photos of %s, and how "
                           "near the input, MI and the filters are to them",
                           photos.n_photos, options->split);
  report = train_report_new (title, G_N_ELEMENTS (COLUMNS), COLUMNS);
  for (int i = 0; i < TRAIN_RTV_N_STRENGTHS; i++)
    if (!add_strength (evaluation, &photos, i, report, error))
      return FALSE;
  return evaluation_add_report (evaluation, g_steal_pointer (&report), error);
}
