/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A preview: an engine run that makes one pass for each step of the strength.
 * What does not depend on the strength is computed in the first pass and kept.
 */
#include "engine/engine-private.h"

#include <math.h>

#include "engine/tileable-seam.h"

/* A run, which keeps rows between passes, and its memory. */
typedef struct
{
  SmoothEngineRun run;
  SmoothArena *arena;
} PreviewRun;

struct _SmoothPreview
{
  SmoothSource source;
  SmoothSeam seam;
  /* The runs of the seam's parts, and after them that of the region. */
  PreviewRun runs[G_N_ELEMENTS (((SmoothSeam *) NULL)->parts) + 1];
  /* Whether a pass was completed, so that a near pass can use its rows. */
  gboolean has_run;
  /* The strength of the pass whose rows are kept; NAN if they come from passes
   * of different strengths. */
  double kept_strength;
  /* The strength of the last pass, whose smoothed picture and edge map are kept
   * for steps with other channels or another detail; NAN if there is none, or
   * if it did not come to its end. */
  double last_strength;
  gboolean is_near; /* whether the last step's result was an approximation */
};

static gboolean
init_run (SmoothPreview *preview,
          SmoothEngine *engine,
          int i,
          const SmoothEngineRequest *request,
          GError **error)
{
  PreviewRun *run = &preview->runs[i];

  if (!smooth_engine_run_init (&run->run, &engine->setup, request, error))
    return FALSE;
  run->arena = smooth_arena_new (run->run.plan.n_bytes, error);
  return run->arena != NULL
         && smooth_engine_run_prepare (&run->run, run->arena, engine->threads,
                                       error);
}

SmoothPreview *
smooth_preview_new (SmoothEngine *engine,
                    double texture_scale,
                    gboolean is_tileable,
                    const SmoothSource *source,
                    const SmoothRect *region,
                    GError **error)
{
  SmoothEngineRequest request = {
    .params = { .texture_scale = texture_scale,
                .detail = -1,
                .is_tileable = is_tileable,
                .n_details = 1 },
    .region = region,
    .wants_smoothed = TRUE,
    .wants_edges = TRUE,
    .keep = TRUE,
  };
  g_autoptr (SmoothPreview) preview = NULL;
  SmoothRect whole;

  g_return_val_if_fail (engine != NULL, NULL);
  g_return_val_if_fail (source != NULL && source->read != NULL, NULL);

  preview = g_new0 (SmoothPreview, 1);
  preview->kept_strength = preview->last_strength = NAN;
  preview->source = *source;
  request.source = &preview->source;
  if (!smooth_engine_request_check (&request, &whole, error))
    return NULL;
  smooth_seam_init (&preview->seam, &request);
  if (!smooth_seam_prepare (&preview->seam, error))
    return NULL;
  for (int i = 0; i < preview->seam.n_parts; i++)
    if (!init_run (preview, engine, i, &preview->seam.parts[i].request, error))
      return NULL;
  if (!init_run (preview, engine, preview->seam.n_parts, &request, error))
    return NULL;
  return g_steal_pointer (&preview);
}

void
smooth_preview_free (SmoothPreview *preview)
{
  if (preview == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (preview->runs); i++)
    {
      smooth_engine_run_clear (&preview->runs[i].run);
      smooth_arena_free (preview->runs[i].arena);
    }
  smooth_seam_clear (&preview->seam);
  g_free (preview);
}

/* Lets all runs write with params: after a pass through the networks, or, if
 * is_again, from what the last pass has kept. */
static gboolean
write_all (SmoothPreview *preview,
           const SmoothParams *params,
           gboolean is_again,
           const SmoothSink *sink,
           const SmoothGraphPass *pass,
           GError **error)
{
  SmoothSeam *seam = &preview->seam;

  for (int i = 0; i <= seam->n_parts; i++)
    {
      const SmoothSink part_sink = smooth_seam_get_sink (seam, i, sink);
      const SmoothGraphPass part_pass = smooth_seam_get_pass (seam, i, pass);
      SmoothEngineRun *run = &preview->runs[i].run;

      run->params = *params;
      if (is_again
            ? !smooth_engine_run_write_again (run, &part_sink, &part_pass,
                                              error)
            : !smooth_engine_run_pass (run, &part_sink, &part_pass, error))
        return FALSE;
    }
  return TRUE;
}

/* Makes a pass through the networks, with params. */
static gboolean
run_pass (SmoothPreview *preview,
          const SmoothPreviewStep *step,
          const SmoothParams *params,
          const SmoothSink *sink,
          SmoothGraphPass *pass,
          GError **error)
{
  const gboolean is_kept_strength = step->strength == preview->kept_strength;

  /* A near pass gives an approximation, for which it takes rows of an earlier
   * pass. At the strength of that pass it gives the exact result, so it is then
   * always allowed. */
  pass->is_near = preview->has_run && (step->may_be_near || is_kept_strength);
  preview->is_near =
    pass->is_near && !is_kept_strength && params->texture_scale > 1;
  /* NAN in case the pass does not come to its end. */
  preview->last_strength = NAN;
  if (!pass->is_near)
    preview->kept_strength = NAN;
  if (!write_all (preview, params, FALSE, sink, pass, error))
    return FALSE;
  preview->last_strength = step->strength;
  if (!pass->is_near)
    preview->kept_strength = step->strength;
  preview->has_run = TRUE;
  return TRUE;
}

gboolean
smooth_preview_run (SmoothPreview *preview,
                    const SmoothPreviewStep *step,
                    const SmoothSink *sink,
                    GError **error)
{
  SmoothGraphPass pass = { 0 };
  SmoothParams params;

  g_return_val_if_fail (preview != NULL && step != NULL, FALSE);
  g_return_val_if_fail (sink != NULL, FALSE);

  params = preview->runs[0].run.params;
  params.strength = step->strength;
  params.channels = step->channels;
  params.detail = step->detail;
  if (!smooth_params_check (&params, error))
    return FALSE;
  pass.progress = step->progress;
  pass.progress_data = step->progress_data;
  if (step->strength == preview->last_strength
      && (step->may_be_near || !preview->is_near))
    return write_all (preview, &params, TRUE, sink, &pass, error);
  return run_pass (preview, step, &params, sink, &pass, error);
}

gboolean
smooth_preview_is_near (const SmoothPreview *preview)
{
  g_return_val_if_fail (preview != NULL, FALSE);

  return preview->is_near;
}
