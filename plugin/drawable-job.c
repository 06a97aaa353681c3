/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawable-job.h"

#include "common-errors.h"
#include "drawable-checks.h"
#include "test-points.h"

BufferTransfer
drawable_job_get_selection (const DrawableJob *job)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  GimpDrawable *selection = GIMP_DRAWABLE (gimp_image_get_selection (image));

  return (BufferTransfer) {
    .drawable = selection,
    .buffer = gimp_drawable_get_buffer (selection),
    .offset_x = job->offset_x,
    .offset_y = job->offset_y,
  };
}

static gboolean
init_selection (DrawableJob *job, GError **error)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  BufferTransfer transfer;

  if (gimp_selection_is_empty (gimp_item_get_image (GIMP_ITEM (job->drawable))))
    return TRUE;
  transfer = drawable_job_get_selection (job);
  buffer = transfer.buffer;
  job->selection =
    buffer_transfer_snapshot (&transfer, &job->region, job->pool, error);
  return job->selection != NULL;
}

/* Initialises the job: all its fields but the stores of the drawable's pixels,
 * the results and the mask, which stay NULL. */
static gboolean
init_place (DrawableJob *job,
            GimpDrawable *drawable,
            PixelPool *pool,
            GError **error)
{
  *job = (DrawableJob) { .drawable = drawable, .pool = pixel_pool_ref (pool) };
  /* Work on earlier drawables may have taken minutes, so the drawable may have
   * been deleted. */
  if (!gimp_item_is_valid (GIMP_ITEM (drawable)))
    {
      common_error_set_gone (error);
      return FALSE;
    }
  if (!drawable_find_region (drawable, &job->region, error))
    return FALSE;
  job->whole = (SmoothRect) { 0, 0, gimp_drawable_get_width (drawable),
                              gimp_drawable_get_height (drawable) };
  job->format = gimp_drawable_get_format (drawable);
  gimp_drawable_get_offsets (drawable, &job->offset_x, &job->offset_y);
  if (job->format == NULL)
    {
      common_error_set_gone (error);
      return FALSE;
    }
  /* The drawable may have got another size between the calls. */
  if (!smooth_rect_contains (&job->whole, &job->region))
    {
      common_error_set_changed (error);
      return FALSE;
    }
  return init_selection (job, error);
}

gboolean
drawable_job_init (DrawableJob *job,
                   GimpDrawable *drawable,
                   PixelPool *pool,
                   GError **error)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  BufferTransfer transfer = { .drawable = drawable };

  if (!init_place (job, drawable, pool, error))
    return FALSE;
  transfer.buffer = buffer = gimp_drawable_get_buffer (drawable);
  job->before = buffer_transfer_snapshot (&transfer, &job->whole, pool, error);
  test_point (TEST_POINT_COPIED);
  return job->before != NULL;
}

gboolean
drawable_job_init_computed (DrawableJob *job,
                            GimpDrawable *drawable,
                            PixelPool *pool,
                            const EngineIo *io,
                            const SmoothParams *params,
                            GError **error)
{
  if (!init_place (job, drawable, pool, error))
    return FALSE;
  /* The drawable may have got another size or format since its pixels were
   * copied into the stores, so the job has the size and format of the stores.
   */
  job->whole = *pixel_store_get_extent (io->before);
  job->format = pixel_store_get_format (io->before);
  job->before = pixel_store_ref (io->before);
  job->smoothed = pixel_store_ref (io->smoothed);
  job->edges = pixel_store_ref (io->edges);
  job->n_details = smooth_params_count_details (params);
  for (int i = 1; i < job->n_details; i++)
    job->stages[i] = pixel_store_ref (io->stages[i]);
  return TRUE;
}

void
drawable_job_clear (DrawableJob *job)
{
  g_clear_pointer (&job->selection, pixel_store_unref);
  g_clear_pointer (&job->mask, pixel_store_unref);
  g_clear_pointer (&job->before, pixel_store_unref);
  g_clear_pointer (&job->smoothed, pixel_store_unref);
  g_clear_pointer (&job->edges, pixel_store_unref);
  for (int i = 0; i < SMOOTH_MAX_DETAILS; i++)
    g_clear_pointer (&job->stages[i], pixel_store_unref);
  g_clear_pointer (&job->pool, pixel_pool_unref);
}

/* Makes the stores for the stages of the smoothed pixels. */
static gboolean
init_stages (DrawableJob *job,
             const Request *request,
             EngineIo *io,
             GError **error)
{
  job->n_details = smooth_params_count_details (&request->params);
  for (int i = 1; i < job->n_details; i++)
    {
      io->stages[i] = job->stages[i] =
        pixel_store_new (job->pool, &job->region, job->format, error);
      if (job->stages[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
drawable_job_run (DrawableJob *job,
                  SmoothEngine *engine,
                  const Request *request,
                  Progress *progress,
                  GError **error)
{
  EngineIo io;
  SmoothSource source;
  SmoothSink sink;
  SmoothRunOptions options = {
    .region = &job->region,
    .progress = progress_update,
    .progress_data = progress,
  };

  /* A copy is made of the stored pixels themselves. Those that the engine gives
   * back have been converted to floats, which have fewer bits than some
   * formats.
   */
  if (result_kind_uses_detail (request->result)
      && smooth_params_change_nothing (&request->params))
    {
      job->smoothed = pixel_store_ref (job->before);
      return TRUE;
    }
  engine_io_init (&io, job->drawable, job->format);
  io.before = job->before;
  source = engine_io_source (&io);
  if (result_kind_is_edge_map (request->result))
    io.edges = job->edges =
      pixel_store_new (job->pool, &job->region, io.edges_format, error);
  else
    io.smoothed = job->smoothed =
      pixel_store_new (job->pool, &job->region, job->format, error);
  if ((io.edges == NULL && io.smoothed == NULL)
      || !init_stages (job, request, &io, error))
    return FALSE;
  sink = engine_io_sink (&io);
  return smooth_engine_run (engine, &request->params, &source, &sink, &options,
                            error);
}
