/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "results.h"
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
    .jobs = g_new0 (Job, n),
    .n_jobs = n,
    .kind = kind,
  };
}

void
run_batch_clear (RunBatch *batch)
{
  for (int i = 0; i < batch->n_jobs; i++)
    job_clear (&batch->jobs[i]);
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
         GError **error)
{
  Progress progress;

  progress_start (&progress, batch->n_jobs);

  for (int i = 0; i < batch->n_jobs; i++)
    {
      progress.part = i;
      if (!job_init (&batch->jobs[i], drawables[i], error)
          || !job_run (&batch->jobs[i], engine, request, &progress, error))
        return FALSE;
    }

  return TRUE;
}

/* The last look at the image before it is touched. */
static gboolean
may_apply (const RunBatch *batch, GError **error)
{
  for (int i = 0; i < batch->n_jobs; i++)
    {
      const Breath *breath = batch->jobs[i].breath;

      if (breath && breath->is_stopped)
        {
          breath_set_stopped (error);
          return FALSE;
        }
      if (!job_check_unchanged (&batch->jobs[i], error))
        return FALSE;
    }

  return !batch->check || batch->check (batch->data, error);
}

gboolean
run_apply (RunBatch *batch, GError **error)
{
  int n = batch->n_jobs;
  g_auto (Results) results = { n, g_new0 (Result, n) };
  gboolean applied = TRUE;

  batch->n_unheld = 0;
  test_point (TEST_POINT_COMPUTED);
  for (int i = 0; i < n; i++)
    if (!job_check_unchanged (&batch->jobs[i], error)
        || !result_init (&results.items[i], &batch->jobs[i], batch->kind,
                         error))
      return FALSE;

  test_point (TEST_POINT_PREPARED);
  if (!may_apply (batch, error))
    return FALSE;

  gimp_image_undo_group_start (batch->image);
  for (int i = 0; i < n && applied; i++)
    {
      test_point (TEST_POINT_BEFORE_MERGE);
      test_point (TEST_POINT_UNGUARDED);
      applied = result_apply (&results.items[i], error);
      batch->n_unheld += results.items[i].n_unheld;
    }
  gimp_image_undo_group_end (batch->image);

  return applied;
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
             guint64 *n_unheld,
             GError **error)
{
  g_auto (RunBatch) batch = { 0 };
  g_autoptr (SmoothEngine) engine = run_engine_new (request, error);
  gboolean done;

  *n_unheld = 0;
  if (!engine)
    return FALSE;

  if (run_is_void (request))
    return TRUE;

  batch_init (&batch, image, drawables, request->result);
  done = compute (&batch, engine, drawables, request, error)
         && run_apply (&batch, error);
  *n_unheld = batch.n_unheld;
  progress_end ();

  return done;
}
