/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A SmoothSmoother that computes by the engine. For repeated smoothings it
 * keeps one SmoothPreview, made for the latest source, region, texture
 * scale and switch "tileable".
 */
#include <smooth-ui/picture.h>

#include <smooth/error.h>

typedef struct
{
  SmoothEngine *engine;
  /* The preview kept from the last repeated smoothing; NULL: none is kept. The
   * fields below it tell for what it was made. */
  SmoothPreview *preview;
  guint64 source_id;
  SmoothRect region;
  double texture_scale;
  gboolean is_tileable;
} EngineSmoother;

static void
drop_preview (EngineSmoother *smoother)
{
  g_clear_pointer (&smoother->preview, smooth_preview_free);
}

/* Returns whether the preview that is kept was made for the source, the
 * region, the texture scale and the switch "tileable" of smoothing. */
static gboolean
has_preview (const EngineSmoother *smoother, const SmoothSmoothing *smoothing)
{
  return smoother->preview != NULL
         && smoother->source_id == smoothing->source_id
         && smoother->texture_scale == smoothing->params.texture_scale
         && smoother->is_tileable == smoothing->params.is_tileable
         && smooth_rect_equal (&smoother->region, smoothing->region);
}

static gboolean
make_preview (EngineSmoother *smoother,
              const SmoothSmoothing *smoothing,
              GError **error)
{
  drop_preview (smoother);
  smoother->preview = smooth_preview_new (
    smoother->engine, smoothing->params.texture_scale,
    smoothing->params.is_tileable, smoothing->source, smoothing->region, error);
  smoother->source_id = smoothing->source_id;
  smoother->texture_scale = smoothing->params.texture_scale;
  smoother->is_tileable = smoothing->params.is_tileable;
  smoother->region = *smoothing->region;
  return smoother->preview != NULL;
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
run_preview (EngineSmoother *smoother,
             const SmoothSmoothing *smoothing,
             GError **error)
{
  const SmoothPreviewStep step = {
    .strength = smoothing->params.strength,
    .channels = smoothing->params.channels,
    .detail = smoothing->params.detail,
    .may_be_near = smoothing->is_approximate != NULL,
    .progress = smoothing->progress,
    .progress_data = smoothing->progress_data,
  };

  if (!smooth_preview_run (smoother->preview, &step, smoothing->sink, error))
    return FALSE;
  if (smoothing->is_approximate != NULL)
    *smoothing->is_approximate = smooth_preview_is_near (smoother->preview);
  return TRUE;
}

static gboolean
run (gpointer data, const SmoothSmoothing *smoothing, GError **error)
{
  EngineSmoother *smoother = data;
  g_autoptr (GError) refusal = NULL;

  if (smoothing->is_approximate != NULL)
    *smoothing->is_approximate = FALSE;
  if (!smoothing->is_repeated)
    return run_once (smoother, smoothing, error);
  if (has_preview (smoother, smoothing)
      || make_preview (smoother, smoothing, &refusal))
    return run_preview (smoother, smoothing, error);
  /* If there is no memory for a preview, the region is smoothed by an ordinary
   * engine run, which takes less memory and more time. */
  if (g_error_matches (refusal, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY))
    return run_once (smoother, smoothing, error);
  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static void
destroy (gpointer data)
{
  EngineSmoother *smoother = data;

  drop_preview (smoother);
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
