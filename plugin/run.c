/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "run.h"

#include "results.h"

/* The drawables' jobs and results, side by side. */
typedef struct
{
  int n;
  Job *jobs;
  Result *results;
} Batch;

static void
batch_init (Batch *batch, GimpDrawable **drawables)
{
  batch->n = gimp_core_object_array_get_length ((GObject **) drawables);
  batch->jobs = g_new0 (Job, batch->n);
  batch->results = g_new0 (Result, batch->n);
}

static void
batch_clear (Batch *batch)
{
  for (int i = 0; i < batch->n; i++)
    {
      result_clear (&batch->results[i]);
      job_clear (&batch->jobs[i]);
    }
  g_free (batch->results);
  g_free (batch->jobs);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static SmoothEngine *
engine_for (const Request *request, GError **error)
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

  for (int i = 0; i < batch->n; i++)
    if (!job_check_unchanged (&batch->jobs[i], error)
        || !result_init (&batch->results[i], &batch->jobs[i], request->result,
                         error))
      return FALSE;

  return TRUE;
}

static gboolean
apply (Batch *batch, GimpImage *image, guint64 *n_unheld, GError **error)
{
  gboolean applied = TRUE;

  for (int i = 0; i < batch->n; i++)
    if (!job_check_unchanged (&batch->jobs[i], error))
      return FALSE;

  gimp_image_undo_group_start (image);
  for (int i = 0; i < batch->n && applied; i++)
    {
      applied = result_apply (&batch->results[i], error);
      *n_unheld += batch->results[i].n_unheld;
    }
  gimp_image_undo_group_end (image);

  return applied;
}

gboolean
run_request (GimpImage *image,
             GimpDrawable **drawables,
             const Request *request,
             guint64 *n_unheld,
             GError **error)
{
  g_auto (Batch) batch = { 0 };
  g_autoptr (SmoothEngine) engine = engine_for (request, error);
  gboolean done;

  *n_unheld = 0;
  if (!engine)
    return FALSE;

  /* nothing would change: leave no undo step */
  if (request->result == RESULT_REPLACE && request->params.strength == 0.0)
    return TRUE;

  batch_init (&batch, drawables);
  done = compute (&batch, engine, drawables, request, error)
         && apply (&batch, image, n_unheld, error);
  progress_end ();

  return done;
}
