/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "render-job.h"

#include <string.h>

#include "../i18n.h"

static void
add_string (ChecksumState *state, const char *text)
{
  checksum_add (state, text, strlen (text) + 1);
}

/* Computes the checksum of all that is common to the blocks of the job. */
static Checksum
sum_settings (const RunSettings *settings,
              const RenderRequest *request,
              const char *weights_sum)
{
  const SmoothParams *params = &settings->params;
  const double numbers[] = {
    params->strength,         params->texture_scale,
    params->detail,           params->channels,
    params->is_tileable,      settings->picture.width,
    settings->picture.height, settings->picture.is_limited
  };
  const Input *input = &request->input;
  const Babl *spaces[] = { babl_format_get_space (input->format) };
  ChecksumState state;

  checksum_begin (&state);
  checksum_add (&state, numbers, sizeof numbers);
  add_string (&state, weights_sum);
  add_string (&state, babl_get_name (input->format));
  add_string (&state, babl_get_name (gegl_buffer_get_format (input->buffer)));
  /* Equal spaces are the same object. */
  checksum_add (&state, spaces, sizeof spaces);
  return checksum_end (&state);
}

static void
init_settings (RenderJob *job)
{
  const RenderRequest *request = job->request;

  job->settings = (RunSettings) {
    .params = request->params,
    .picture = {
      .width = request->input.extent.width,
      .height = request->input.extent.height,
      .n_channels = babl_format_get_n_components (request->input.format),
      .is_limited = request->input.is_limited,
    },
  };
}

/* Computes the key of the block in column x and row y. */
static Checksum
make_key (const RenderJob *job, int x, int y)
{
  const Range rows =
    column_run_get_context (&job->settings, (Range) { y, y + 1 });
  const Range columns =
    column_run_get_context_columns (&job->settings, (Range) { x, x + 1 });
  const int place[] = { x, y };
  ChecksumState state;

  checksum_begin (&state);
  checksum_add (&state, &job->settings.settings, sizeof (Checksum));
  checksum_add (&state, place, sizeof place);
  for (int i = rows.first; i < rows.end; i++)
    checksum_add (
      &state, &job->sums.sums[input_sums_index (&job->sums, columns.first, i)],
      sizeof (Checksum) * (gsize) (columns.end - columns.first));
  return checksum_end (&state);
}

static gboolean
report_no_memory (const RenderJob *job, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"),
               job->request->input.extent.width);
  return FALSE;
}

gboolean
render_job_read (RenderJob *job, const RenderRequest *request, GError **error)
{
  const GeglRectangle *extent = &request->input.extent, *roi = &request->roi;

  *job = (RenderJob) {
    .request = request,
    .rows =
      render_job_get_blocks (roi->y - extent->y, roi->height, BLOCK_HEIGHT),
    .columns =
      render_job_get_blocks (roi->x - extent->x, roi->width, BLOCK_WIDTH),
  };
  init_settings (job);
  return input_sums_init (&job->sums, &request->input,
                          column_run_get_context (&job->settings, job->rows))
         || report_no_memory (job, error);
}

gboolean
render_job_make_keys (RenderJob *job,
                      const PooledEngine *engine,
                      GError **error)
{
  const gsize n_rows = (gsize) (job->rows.end - job->rows.first);

  g_free (job->keys);
  g_free (job->is_missing);
  job->keys = g_try_new (Checksum, n_rows * (gsize) job->sums.n_x);
  job->is_missing = g_try_new0 (gboolean, n_rows);
  if (job->keys == NULL || job->is_missing == NULL)
    return report_no_memory (job, error);
  job->settings.engine = engine->engine;
  job->settings.settings =
    sum_settings (&job->settings, job->request, engine->sum);
  for (int y = job->rows.first, i = 0; y < job->rows.end; y++)
    for (int x = 0; x < job->sums.n_x; x++)
      job->keys[i++] = make_key (job, x, y);
  return TRUE;
}

void
render_job_clear (RenderJob *job)
{
  input_sums_clear (&job->sums);
  g_clear_pointer (&job->keys, g_free);
  g_clear_pointer (&job->is_missing, g_free);
}
