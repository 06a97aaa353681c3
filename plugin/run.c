/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "results.h"

/* The drawables' jobs. */
typedef struct
{
  int n;
  Job *jobs;
} Batch;

static void
batch_init (Batch *batch, GimpDrawable **drawables)
{
  batch->n = gimp_core_object_array_get_length ((GObject **) drawables);
  batch->jobs = g_new0 (Job, batch->n);
}

static void
batch_clear (Batch *batch)
{
  for (int i = 0; i < batch->n; i++)
    job_clear (&batch->jobs[i]);
  g_free (batch->jobs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

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
compute (Batch *batch,
         SmoothEngine *engine,
         GimpDrawable **drawables,
         const Request *request,
         GError **error)
{
  Progress progress;

  progress_start (&progress, batch->n);

  for (int i = 0; i < batch->n; i++)
    {
      progress.part = i;
      if (!job_init (&batch->jobs[i], drawables[i], error)
          || !job_run (&batch->jobs[i], engine, request, &progress, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_unchanged (const Job *jobs, int n_jobs, GError **error)
{
  for (int i = 0; i < n_jobs; i++)
    if (!job_check_unchanged (&jobs[i], error))
      return FALSE;

  return TRUE;
}

gboolean
run_apply (GimpImage *image,
           const Job *jobs,
           int n_jobs,
           ResultKind kind,
           guint64 *n_unheld,
           GError **error)
{
  g_auto (Results) results = { n_jobs, g_new0 (Result, n_jobs) };
  gboolean applied = TRUE;

  *n_unheld = 0;
  for (int i = 0; i < n_jobs; i++)
    if (!job_check_unchanged (&jobs[i], error)
        || !result_init (&results.items[i], &jobs[i], kind, error))
      return FALSE;

  if (!check_unchanged (jobs, n_jobs, error))
    return FALSE;

  gimp_image_undo_group_start (image);
  for (int i = 0; i < n_jobs && applied; i++)
    {
      applied = result_apply (&results.items[i], error);
      *n_unheld += results.items[i].n_unheld;
    }
  gimp_image_undo_group_end (image);

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
  g_auto (Batch) batch = { 0 };
  g_autoptr (SmoothEngine) engine = run_engine_new (request, error);
  gboolean done;

  *n_unheld = 0;
  if (!engine)
    return FALSE;

  if (run_is_void (request))
    return TRUE;

  batch_init (&batch, drawables);
  done =
    compute (&batch, engine, drawables, request, error)
    && run_apply (image, batch.jobs, batch.n, request->result, n_unheld, error);
  progress_end ();

  return done;
}
