/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate, PSNR and SSIM: the input, MI and the classical filters on pairs
 * whose truth is known; and MI against its teacher.
 */
#include "train/program/evaluate.h"

#include "i18n.h"
#include "train/data/rtv.h"
#include "train/evaluate/mosaic.h"
#include "train/evaluate/pair-set.h"
#include "train/evaluate/photo-set.h"

#define PSNR_DIGITS 2
#define SSIM_DIGITS 4
#define N_SHEET_ROWS 6
#define N_SHEET_COLUMNS 4

static const char *const COLUMNS[] = { "method",    "setting", "PSNR", "SSIM",
                                       "best SSIM", "at",      "tried" };

/* Which of the points has the best mean SSIM. */
static int
find_best_ssim (const TrainPairSet *set, const TrainGridResult *result)
{
  int best = 0;
  double highest = -1;

  for (int i = 0; i < result->n_points; i++)
    {
      double ssim = train_pair_set_get_mean (set, result->points[i].values,
                                             TRAIN_PAIR_SSIM);

      if (ssim > highest)
        {
          highest = ssim;
          best = i;
        }
    }
  return best;
}

static void
add_means (TrainReport *report,
           const TrainPairSet *set,
           const TrainMethod *method,
           const TrainGridPoint *point)
{
  g_autofree char *setting = train_method_describe (method, &point->settings);

  train_report_add_text (report, setting);
  train_report_add_number (
    report, train_pair_set_get_mean (set, point->values, TRAIN_PAIR_PSNR),
    PSNR_DIGITS);
  train_report_add_number (
    report, train_pair_set_get_mean (set, point->values, TRAIN_PAIR_SSIM),
    SSIM_DIGITS);
}

/* A row of a method at its best. */
static void
add_best (TrainReport *report,
          const TrainPairSet *set,
          const TrainMethod *method,
          const TrainGridResult *result)
{
  const TrainGridPoint *ssim = &result->points[find_best_ssim (set, result)];
  g_autofree char *setting = train_method_describe (method, &ssim->settings);

  train_report_add_row (report, method->name);
  add_means (report, set, method, &result->points[result->best]);
  train_report_add_number (
    report, train_pair_set_get_mean (set, ssim->values, TRAIN_PAIR_SSIM),
    SSIM_DIGITS);
  train_report_add_text (report, setting);
  train_report_add_number (report, result->n_points, 0);
}

static gboolean
add_method (Evaluation *evaluation,
            TrainPairSet *set,
            const TrainMethod *method,
            TrainReport *report,
            TrainGridResult *result,
            GError **error)
{
  TrainSubject subject;
  g_autofree char *label =
    g_strdup_printf (_ ("%s, %s"), set->name, method->name);
  TrainGridContext context = evaluate_begin (evaluation, label);

  train_pair_set_get_subject (set, &subject);
  if (!train_grid_search (&context, method, &subject, result, error))
    return FALSE;
  add_best (report, set, method, result);
  return TRUE;
}

/* MI at each of its settings. */
static TrainReport *
report_settings (const TrainPairSet *set,
                 const TrainMethod *method,
                 const TrainGridResult *result)
{
  g_autofree char *title =
    g_strdup_printf (_ ("%s, MI at each setting"), set->name);
  TrainReport *report = train_report_new (title, 4, COLUMNS);

  for (int i = 0; i < result->n_points; i++)
    {
      train_report_add_row (report, method->name);
      add_means (report, set, method, &result->points[i]);
    }
  return report;
}

/* A row of the sheet: input, MI, EME, truth. */
static gboolean
fill_row (Evaluation *evaluation,
          const TrainPairSet *set,
          int i,
          const TrainSettings *settings,
          TrainPicture *cells,
          GError **error)
{
  TrainImage input, edges;
  TrainSmootherRun run = { .strength = settings->values[0],
                           .scale = settings->values[1],
                           .smooth = &cells[1],
                           .edges = &edges };
  gboolean good;

  cells[0] = set->inputs[i];
  cells[3] = set->truths[i];
  train_picture_to_image (&set->inputs[i], &input);
  good = train_smoother_run (evaluation->smoother, 0, &input, &run, error);
  train_image_clear (&input);
  if (!good)
    return FALSE;
  good = train_picture_from_image (&edges, &cells[2], error);
  train_image_clear (&edges);
  return good;
}

static gboolean
write_sheet (Evaluation *evaluation,
             const TrainPairSet *set,
             const TrainSettings *settings,
             GError **error)
{
  TrainPicture cells[N_SHEET_ROWS * N_SHEET_COLUMNS] = { 0 };
  int n_rows = MIN (N_SHEET_ROWS, set->n_pairs);
  g_autofree char *name = g_strdup_printf ("%s.png", set->name);
  g_autofree char *file = evaluate_get_file (evaluation, name);
  gboolean good = TRUE;

  for (int i = 0; good && i < n_rows; i++)
    good = fill_row (evaluation, set, i, settings, cells + i * N_SHEET_COLUMNS,
                     error);
  good =
    good && train_mosaic_save (cells, n_rows, N_SHEET_COLUMNS, file, error);
  for (int i = 0; i < n_rows; i++)
    {
      train_picture_clear (&cells[i * N_SHEET_COLUMNS + 1]);
      train_picture_clear (&cells[i * N_SHEET_COLUMNS + 2]);
    }
  return good;
}

/* MI's rows, table and sheet. */
static gboolean
add_networks (Evaluation *evaluation,
              TrainPairSet *set,
              TrainReport *report,
              GError **error)
{
  g_auto (TrainGridResult) result = { 0 };
  TrainMethod method;

  train_smoother_get_method (evaluation->smoother, &evaluation->strengths,
                             &evaluation->scales, &method);
  if (!add_method (evaluation, set, &method, report, &result, error)
      || !evaluate_add_report (evaluation,
                               report_settings (set, &method, &result), error))
    return FALSE;
  return !evaluation->options.output
         || write_sheet (evaluation, set, &result.points[result.best].settings,
                         error);
}

gboolean
evaluate_pairs (Evaluation *evaluation, const char *folder, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  g_auto (TrainPairSet) set = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (TrainReport) report = NULL;
  g_auto (TrainGridResult) input = { 0 };

  if (!train_pair_set_load (folder, options->limit, options->enlarge, &set,
                            error))
    return FALSE;
  title = g_strdup_printf (_ ("%s: %d pairs, enlarged %dx"), set.name,
                           set.n_pairs, options->enlarge);
  report = train_report_new (title, G_N_ELEMENTS (COLUMNS), COLUMNS);
  if (!add_method (evaluation, &set, &TRAIN_METHOD_INPUT, report, &input, error)
      || !add_networks (evaluation, &set, report, error))
    return FALSE;
  for (int i = 0; i < evaluation->n_filters; i++)
    {
      g_auto (TrainGridResult) result = { 0 };

      if (!add_method (evaluation, &set, &evaluation->filters[i], report,
                       &result, error))
        return FALSE;
    }
  return evaluate_add_report (evaluation, g_steal_pointer (&report), error);
}

/* The teacher's results at one level, as truths of photos. */
typedef struct
{
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
  gboolean good;

  (void) thread;
  train_picture_to_image (&teaching->photos->photos[item], &photo);
  good = train_rtv_smooth (teaching->rtv, &photo, &smooth, error)
         && train_picture_from_image (&smooth, &teaching->truths[item], error);
  train_image_clear (&photo);
  train_image_clear (&smooth);
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
  TrainEach each = { teach, teaching, context.progress, context.progress_data };
  int n_photos = teaching->photos->n_photos;
  gboolean good;

  teaching->truths = g_new0 (TrainPicture, n_photos);
  good = train_each_run (&each, context.threads, n_photos, error)
         && train_pair_set_make (name, n_photos, teaching->photos->photos,
                                 teaching->truths, set, error);
  for (int i = 0; i < n_photos; i++)
    train_picture_clear (&teaching->truths[i]);
  g_free (teaching->truths);
  return good;
}

/* Input and MI at all its settings against one level of the teacher. */
static gboolean
add_level (Evaluation *evaluation,
           const TrainPhotoSet *photos,
           int level,
           TrainReport *report,
           GError **error)
{
  g_autofree char *name =
    g_strdup_printf (_ ("teacher at %.2g"), (level + 1.0) / TRAIN_RTV_N_LEVELS);
  Teaching teaching = { .photos = photos, .rtv = &TRAIN_RTV_LEVELS[level] };
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
  add_means (report, &set, &TRAIN_METHOD_INPUT, &input.points[0]);
  for (int i = 0; i < result.n_points; i++)
    {
      train_report_add_row (report, method.name);
      add_means (report, &set, &method, &result.points[i]);
    }
  return TRUE;
}

gboolean
evaluate_teacher (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  g_auto (TrainPhotoSet) photos = { 0 };
  g_autofree char *title = NULL;
  g_autoptr (TrainReport) report = NULL;

  if (!train_photo_set_load (options->bsds, options->split, options->limit,
                             evaluation->threads, &photos, error))
    return FALSE;
  title = g_strdup_printf (_ ("the teacher's results on %d photos of %s, and "
                              "how near the input and MI are to them"),
                           photos.n_photos, options->split);
  report = train_report_new (title, 4, COLUMNS);
  for (int level = 0; level < TRAIN_RTV_N_LEVELS; level++)
    if (!add_level (evaluation, &photos, level, report, error))
      return FALSE;
  return evaluate_add_report (evaluation, g_steal_pointer (&report), error);
}
