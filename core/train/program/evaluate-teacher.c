/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate, teacher: how near the input, MI and the classical filters are to
 * the teacher's results on photos, which are made with EME's edges.
 */
#include "train/program/evaluate.h"

#include "i18n.h"
#include "train/filter/rtv.h"

static const char *const COLUMNS[] = { "method", "setting", "PSNR", "SSIM" };

/* The teacher's results at one level, as truths of photos. */
typedef struct
{
  TrainSmoother *smoother; /* EME's edges are of it */
  const TrainPhotoSet *photos;
  const TrainRtv *rtv;
  TrainPicture *truths;
} Teaching;

static gboolean
teach (gpointer data, int item, int thread, GError **error)
{
  Teaching *teaching = data;
  TrainImage photo;
  TrainImage smooth = { 0 };
  TrainImage edges = { 0 };
  TrainSmootherRun run = { 1, 1, NULL, NULL, &edges };
  gboolean good;

  train_picture_to_image (&teaching->photos->photos[item], &photo);
  good = train_smoother_run (teaching->smoother, thread, &photo, &run, error)
         && train_rtv_smooth (teaching->rtv, &photo, &edges, &smooth, error)
         && train_picture_from_image (&smooth, &teaching->truths[item], error);
  train_image_clear (&photo);
  train_image_clear (&smooth);
  train_image_clear (&edges);
  return good;
}

static gboolean
make_taught_set (Evaluation *evaluation,
                 Teaching *teaching,
                 const char *name,
                 TrainPairSet *set,
                 GError **error)
{
  TrainGridContext context = evaluate_begin (evaluation, name);
  TrainParallel each = { teach, teaching, context.progress, context.progress_data };
  int n_photos = teaching->photos->n_photos;
  gboolean good;

  teaching->truths = g_new0 (TrainPicture, n_photos);
  good = train_parallel_run (&each, context.threads, n_photos, error)
         && train_pair_set_make (name, n_photos, teaching->photos->photos,
                                 teaching->truths, set, error);
  for (int i = 0; i < n_photos; i++)
    train_picture_clear (&teaching->truths[i]);
  g_free (teaching->truths);
  return good;
}

/* A row of each filter at its best. */
static gboolean
add_filters (Evaluation *evaluation,
             TrainPairSet *set,
             const char *level,
             TrainReport *report,
             GError **error)
{
  TrainSubject subject;

  train_pair_set_get_subject (set, &subject);
  for (int i = 0; i < evaluation->n_filters; i++)
    {
      const TrainMethod *filter = &evaluation->filters[i];
      g_auto (TrainGridResult) result = { 0 };
      g_autofree char *label =
        g_strdup_printf (_ ("%s, %s"), level, filter->name);
      TrainGridContext context = evaluate_begin (evaluation, label);

      if (!train_grid_search (&context, filter, &subject, &result, error))
        return FALSE;
      train_report_add_row (report, filter->name);
      evaluate_add_means (report, set, filter, &result.points[result.best]);
    }
  return TRUE;
}

/* Input, MI at all its settings and the filters against one level of the
 * teacher. */
static gboolean
add_level (Evaluation *evaluation,
           const TrainPhotoSet *photos,
           int level,
           TrainReport *report,
           GError **error)
{
  g_autofree char *name =
    g_strdup_printf (_ ("teacher at %.2g"), (level + 1.0) / TRAIN_RTV_N_STRENGTHS);
  Teaching teaching = { evaluation->smoother, photos, &TRAIN_RTV_STRENGTHS[level],
                        NULL };
  g_auto (TrainPairSet) set = { 0 };
  g_auto (TrainGridResult) input = { 0 };
  g_auto (TrainGridResult) result = { 0 };
  TrainGridContext context;
  TrainSubject subject;
  TrainMethod method;

  if (!make_taught_set (evaluation, &teaching, name, &set, error))
    return FALSE;
  train_pair_set_get_subject (&set, &subject);
  train_smoother_get_method (evaluation->smoother, &evaluation->strengths,
                             &evaluation->scales, &method);
  context = evaluate_begin (evaluation, name);
  if (!train_grid_search (&context, &TRAIN_METHOD_INPUT, &subject, &input,
                          error)
      || !train_grid_search (&context, &method, &subject, &result, error))
    return FALSE;
  train_report_add_row (report, name);
  evaluate_add_means (report, &set, &TRAIN_METHOD_INPUT, &input.points[0]);
  for (int i = 0; i < result.n_points; i++)
    {
      train_report_add_row (report, method.name);
      evaluate_add_means (report, &set, &method, &result.points[i]);
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

  if (!evaluate_load_photos (evaluation, options->split, options->limit,
                             &photos, error))
    return FALSE;
  title =
    g_strdup_printf (_ ("the teacher's results on %d photos of %s, and how "
                        "near the input, MI and the filters are to them"),
                     photos.n_photos, options->split);
  report = train_report_new (title, G_N_ELEMENTS (COLUMNS), COLUMNS);
  for (int level = 0; level < TRAIN_RTV_N_STRENGTHS; level++)
    if (!add_level (evaluation, &photos, level, report, error))
      return FALSE;
  return evaluate_add_report (evaluation, g_steal_pointer (&report), error);
}
