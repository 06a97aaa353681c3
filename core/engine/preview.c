/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preview: an engine run that makes one pass for each step of the strength.
 * What does not depend on the strength is computed in the first pass and kept.
 */
#include "engine/engine-private.h"

#include <math.h>

struct _SmoothPreview
{
  SmoothEngineRun run; /* the run, which keeps rows between passes */
  SmoothArena *arena;
  /* Whether a pass was completed, so that a near pass can use its rows. */
  gboolean has_run;
  /* The strength of the pass whose rows are kept; NAN if they come from passes
   * of different strengths. */
  double kept_strength;
  gboolean is_near; /* whether the last step's result was an approximation */
};

SmoothPreview *
smooth_preview_new (SmoothEngine *engine,
                    double texture_scale,
                    gboolean is_tileable,
                    const SmoothSource *source,
                    const SmoothRect *region,
                    GError **error)
{
  SmoothEngineRequest request = {
    .params = { .texture_scale = texture_scale, .is_tileable = is_tileable },
    .source = source,
    .region = region,
    .wants_smoothed = TRUE,
    .wants_edges = TRUE,
    .keep = TRUE,
  };
  g_autoptr (SmoothPreview) preview = NULL;

  g_return_val_if_fail (engine != NULL, NULL);
  g_return_val_if_fail (source != NULL && source->read != NULL, NULL);

  preview = g_new0 (SmoothPreview, 1);
  preview->kept_strength = NAN;
  if (!smooth_engine_run_init (&preview->run, &engine->setup, &request, error))
    return NULL;
  preview->arena = smooth_arena_new (preview->run.plan.n_bytes, error);
  if (preview->arena == NULL
      || !smooth_engine_run_prepare (&preview->run, preview->arena,
                                     engine->threads, error))
    return NULL;
  return g_steal_pointer (&preview);
}

void
smooth_preview_free (SmoothPreview *preview)
{
  if (preview == NULL)
    return;
  smooth_engine_run_clear (&preview->run);
  smooth_arena_free (preview->arena);
  g_free (preview);
}

gboolean
smooth_preview_run (SmoothPreview *preview,
                    const SmoothPreviewStep *step,
                    const SmoothSink *sink,
                    GError **error)
{
  SmoothGraphPass pass = { 0 };
  SmoothParams params;
  gboolean is_kept_strength;

  g_return_val_if_fail (preview != NULL && step != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  params = preview->run.params;
  params.strength = step->strength;
  params.channels = step->channels;
  if (!smooth_params_check (&params, error))
    return FALSE;
  preview->run.params = params;
  is_kept_strength = step->strength == preview->kept_strength;
  /* A near pass gives an approximation, for which it takes rows of an earlier
   * pass. At the strength of that pass it gives the exact result, so it is then
   * always allowed. */
  pass.is_near = preview->has_run && (step->may_be_near || is_kept_strength);
  pass.progress = step->progress;
  pass.progress_data = step->progress_data;
  preview->is_near =
    pass.is_near && !is_kept_strength && params.texture_scale > 1;
  if (!pass.is_near)
    preview->kept_strength = NAN; /* NAN in case the pass does not come to its
                                     end */
  if (!smooth_engine_run_pass (&preview->run, sink, &pass, error))
    return FALSE;
  if (!pass.is_near)
    preview->kept_strength = step->strength;
  preview->has_run = TRUE;
  return TRUE;
}

gboolean
smooth_preview_is_near (const SmoothPreview *preview)
{
  g_return_val_if_fail (preview != NULL, FALSE);

  return preview->is_near;
}
