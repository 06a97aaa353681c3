/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "results.h"
#include "selected-items.h"
#include "test-points.h"

static void
batch_init (RunBatch *batch,
            GimpImage *image,
            GimpDrawable **drawables,
            ResultKind kind)
{
  int n = gimp_core_object_array_get_length ((GObject **) drawables);

  *batch = (RunBatch) {
    .image = image,
    .jobs = g_new0 (DrawableJob, n),
    .n_jobs = n,
    .kind = kind,
  };
}

void
run_batch_clear (RunBatch *batch)
{
  for (int i = 0; i < batch->n_jobs; i++)
    drawable_job_clear (&batch->jobs[i]);
  g_free (batch->jobs);
}

/* What becomes of them. */
typedef struct
{
  int n;
  Result *items;
} Results;

static void
results_clear (Results *results)
{
  for (int i = 0; i < results->n; i++)
    result_clear (&results->items[i]);
  g_free (results->items);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Results, results_clear)

SmoothEngine *
run_engine_new (const Request *request, GError **error)
{
  g_autoptr (SmoothModel) model = smooth_model_load (request->weights, error);
  SmoothEngineOptions options;

  if (!model)
    return NULL;

  smooth_engine_options_init (&options);
  options.n_threads = gimp_get_num_processors ();

  return smooth_engine_new (model, &options, error);
}

static gboolean
compute (RunBatch *batch,
         SmoothEngine *engine,
         GimpDrawable **drawables,
         const Request *request,
         PixelPool *pool,
         GError **error)
{
  Progress progress;

  progress_start (&progress, batch->n_jobs);

  for (int i = 0; i < batch->n_jobs; i++)
    {
      progress.part = i;
      if (!drawable_job_init (&batch->jobs[i], drawables[i], pool, error)
          || !drawable_job_run (&batch->jobs[i], engine, request, &progress, error))
        return FALSE;
    }

  return TRUE;
}

/* Everything that takes time or can fail. */
static gboolean
prepare (RunBatch *batch, Results *results, GError **error)
{
  for (int i = 0; i < batch->n_jobs; i++)
    {
      DrawableJob *job = &batch->jobs[i];

      batch->found = verify_place (job, error);
      if (batch->found != VERIFY_SAME)
        return FALSE;

      if (!verify_note_traits (job, batch->kind, error)
          || !result_init (&results->items[i], job, batch->kind, error))
        return FALSE;
      if (job->breath && job->breath->is_stopped)
        {
          main_loop_set_stopped (error);
          return FALSE;
        }
    }

  return TRUE;
}

/* So that nothing has to be put back because of the second or a later one. */
static gboolean
verify_several (RunBatch *batch, GError **error)
{
  for (int i = 0; batch->n_jobs > 1 && i < batch->n_jobs; i++)
    {
      batch->found = verify_all (&batch->jobs[i], batch->kind, error);
      if (batch->found != VERIFY_SAME)
        return FALSE;
    }

  return TRUE;
}

/* Merges one result right after the check; the first begins the undo group. */
static gboolean
verify_and_merge (RunBatch *batch,
                  Result *result,
                  gboolean is_first,
                  GError **error)
{
  test_point (TEST_POINT_BEFORE_MERGE);
  batch->found = verify_all (result->job, batch->kind, error);
  if (batch->found != VERIFY_SAME)
    return FALSE;

  test_point (TEST_POINT_UNGUARDED);
  if (is_first)
    gimp_image_undo_group_start (batch->image);

  if (!result_apply (result, error))
    return FALSE;

  /* GIMP makes a new shadow buffer, of zeros, where the drawable has got
   * another size or format between the check and the merge */
  if (batch->kind == RESULT_REPLACE)
    batch->found = verify_shape (result->job, error);

  return batch->found == VERIFY_SAME;
}

static gboolean
merge (RunBatch *batch, Results *results, GError **error)
{
  g_auto (SelectedItems) selected = { 0 };
  gboolean is_merged = TRUE;
  int n = 0;

  selected_items_init (&selected, batch->image);
  for (; n < batch->n_jobs && is_merged; n++)
    is_merged = verify_and_merge (batch, &results->items[n], n == 0, error);

  for (int i = n - 1; i >= 0 && !is_merged; i--)
    result_take_back (&results->items[i]);

  if (results->items[0].applied)
    {
      selected_items_restore (&selected, batch->image);
      gimp_image_undo_group_end (batch->image);
    }

  return is_merged;
}

gboolean
run_apply (RunBatch *batch, GError **error)
{
  int n = batch->n_jobs;
  g_auto (Results) results = { n, g_new0 (Result, n) };

  batch->n_unheld = 0;
  batch->found = VERIFY_SAME;
  test_point (TEST_POINT_COMPUTED);
  if (!prepare (batch, &results, error))
    return FALSE;

  test_point (TEST_POINT_PREPARED);
  if (!verify_several (batch, error) || !merge (batch, &results, error))
    return FALSE;

  for (int i = 0; i < n; i++)
    batch->n_unheld += results.items[i].n_unheld;

  return TRUE;
}

gboolean
run_is_void (const Request *request)
{
  return request->result == RESULT_REPLACE && request->params.strength == 0.0;
}

gboolean
run_request (GimpImage *image,
             GimpDrawable **drawables,
             const Request *request,
             PixelPool *pool,
             guint64 *n_unheld,
             GError **error)
{
  g_autoptr (SmoothEngine) engine = run_engine_new (request, error);
  gboolean is_done = FALSE;
  gboolean goes_on = TRUE;

  *n_unheld = 0;
  if (!engine)
    return FALSE;

  if (run_is_void (request))
    return TRUE;

  for (int i = 0; i < RUN_MAX_TRIES && goes_on; i++)
    {
      g_auto (RunBatch) batch = { 0 };

      g_clear_error (error);
      batch_init (&batch, image, drawables, request->result);
      is_done = compute (&batch, engine, drawables, request, pool, error)
                && run_apply (&batch, error);
      *n_unheld = batch.n_unheld;
      goes_on = !is_done && batch.found == VERIFY_PIXELS;
    }
  progress_end ();

  return is_done;
}
