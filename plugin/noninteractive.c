/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "noninteractive.h"

#include "apply-results.h"
#include "filter-operation.h"
#include "run-resources.h"

static void
batch_init (DrawableBatch *batch,
            GimpImage *image,
            GimpDrawable **drawables,
            ResultKind kind)
{
  int n = gimp_core_object_array_get_length ((GObject **) drawables);

  *batch = (DrawableBatch) {
    .image = image,
    .snapshots = g_new0 (DrawableSnapshot, n),
    .n_snapshots = n,
    .kind = kind,
  };
}

static gboolean
compute (DrawableBatch *batch,
         SmoothEngine *engine,
         GimpDrawable **drawables,
         const Request *request,
         PixelPool *pool,
         GError **error)
{
  Progress progress;

  progress_start (&progress, batch->n_snapshots);
  for (int i = 0; i < batch->n_snapshots; i++)
    {
      DrawableSnapshot *snapshot = &batch->snapshots[i];

      progress.part = i;
      if (!drawable_snapshot_init (snapshot, drawables[i], pool, error)
          || !drawable_snapshot_smooth (snapshot, engine, request, &progress,
                                        error))
        return FALSE;
    }
  return TRUE;
}

gboolean
noninteractive_run (GimpImage *image,
                    GimpDrawable **drawables,
                    const Request *request,
                    PixelPool *pool,
                    guint64 *n_unheld,
                    GError **error)
{
  g_autoptr (SmoothEngine) engine = NULL;
  gboolean is_done = FALSE;
  gboolean tries_again = TRUE;

  *n_unheld = 0;
  if (request->result == RESULT_FILTER)
    return filter_operation_append (image, drawables, request, error);
  engine = run_resources_engine_new (request, error);
  if (engine == NULL)
    return FALSE;
  if (request_changes_nothing (request))
    return TRUE;
  for (int i = 0; i < NONINTERACTIVE_MAX_TRIES && tries_again; i++)
    {
      g_auto (DrawableBatch) batch = { 0 };

      g_clear_error (error);
      batch_init (&batch, image, drawables, request->result);
      is_done = compute (&batch, engine, drawables, request, pool, error)
                && drawable_batch_apply (&batch, error);
      *n_unheld = batch.n_unheld;
      tries_again = !is_done && batch.change == CHANGE_PIXELS;
    }
  progress_end ();
  return is_done;
}
