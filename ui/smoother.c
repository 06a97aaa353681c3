/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engine as a smoother. For repeated smoothings it keeps one SmoothPreview:
 * that of the region that was asked for last.
 */
#include <smooth-ui/picture.h>

#include <smooth/error.h>

typedef struct
{
  SmoothEngine *engine;
  SmoothPreview *kept; /* NULL: none */
  guint64 source_id;
  SmoothRect region;
  double texture_scale;
} EngineSmoother;

static void
drop (EngineSmoother *smoother)
{
  g_clear_pointer (&smoother->kept, smooth_preview_free);
}

static gboolean
is_kept (const EngineSmoother *smoother, const SmoothSmoothing *smoothing)
{
  return smoother->kept != NULL && smoother->source_id == smoothing->source_id
         && smoother->texture_scale == smoothing->params.texture_scale
         && smooth_rect_equal (&smoother->region, smoothing->region);
}

static gboolean
keep (EngineSmoother *smoother,
      const SmoothSmoothing *smoothing,
      GError **error)
{
  drop (smoother);
  smoother->kept =
    smooth_preview_new (smoother->engine, smoothing->params.texture_scale,
                        smoothing->source, smoothing->region, error);
  smoother->source_id = smoothing->source_id;
  smoother->texture_scale = smoothing->params.texture_scale;
  smoother->region = *smoothing->region;
  return smoother->kept != NULL;
}

static gboolean
run_once (EngineSmoother *smoother,
          const SmoothSmoothing *smoothing,
          GError **error)
{
  const SmoothRunOptions options = {
    .region = smoothing->region,
    .progress = smoothing->progress,
    .progress_data = smoothing->progress_data,
  };

  return smooth_engine_run (smoother->engine, &smoothing->params,
                            smoothing->source, smoothing->sink, &options,
                            error);
}

static gboolean
run_kept (EngineSmoother *smoother,
          const SmoothSmoothing *smoothing,
          GError **error)
{
  const SmoothPreviewStep step = {
    .strength = smoothing->params.strength,
    .channels = smoothing->params.channels,
    .may_be_near = smoothing->is_near != NULL,
    .progress = smoothing->progress,
    .progress_data = smoothing->progress_data,
  };

  if (!smooth_preview_run (smoother->kept, &step, smoothing->sink, error))
    return FALSE;
  if (smoothing->is_near != NULL)
    *smoothing->is_near = smooth_preview_is_near (smoother->kept);
  return TRUE;
}

static gboolean
run (gpointer data, const SmoothSmoothing *smoothing, GError **error)
{
  EngineSmoother *smoother = data;
  g_autoptr (GError) refusal = NULL;

  if (smoothing->is_near != NULL)
    *smoothing->is_near = FALSE;
  if (!smoothing->is_repeated)
    return run_once (smoother, smoothing, error);
  if (is_kept (smoother, smoothing) || keep (smoother, smoothing, &refusal))
    return run_kept (smoother, smoothing, error);
  /* Without memory for keeping: slower, with less. */
  if (g_error_matches (refusal, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY))
    return run_once (smoother, smoothing, error);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static void
destroy (gpointer data)
{
  EngineSmoother *smoother = data;

  drop (smoother);
  smooth_engine_free (smoother->engine);
  g_free (smoother);
}

void
smooth_smoother_init_engine (SmoothSmoother *smoother, SmoothEngine *engine)
{
  EngineSmoother *data = g_new0 (EngineSmoother, 1);

  data->engine = engine;
  *smoother = (SmoothSmoother) { run, data, destroy };
}
