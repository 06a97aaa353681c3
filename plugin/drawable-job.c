/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawable-job.h"

#include "checks.h"
#include "failure.h"
#include "test-points.h"

Transfer
drawable_job_select (const DrawableJob *job)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  GimpDrawable *selection = GIMP_DRAWABLE (gimp_image_get_selection (image));

  return (Transfer) {
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
  Transfer transfer;

  if (gimp_selection_is_empty (gimp_item_get_image (GIMP_ITEM (job->drawable))))
    return TRUE;

  transfer = drawable_job_select (job);
  buffer = transfer.buffer;
  job->selection =
    transfer_snapshot (&transfer, &job->region, job->pool, error);

  return job->selection != NULL;
}

/* All but the pixels of the drawable. */
static gboolean
init_place (DrawableJob *job, GimpDrawable *drawable, PixelPool *pool, GError **error)
{
  *job = (DrawableJob) { .drawable = drawable, .pool = pixel_pool_ref (pool) };

  /* the jobs before this one may have taken minutes */
  if (!gimp_item_is_valid (GIMP_ITEM (drawable)))
    {
      failure_set_gone (error);
      return FALSE;
    }
  if (!checks_region (drawable, &job->region, error))
    return FALSE;

  job->whole = (SmoothRect) { 0, 0, gimp_drawable_get_width (drawable),
                             gimp_drawable_get_height (drawable) };
  job->format = gimp_drawable_get_format (drawable);
  gimp_drawable_get_offsets (drawable, &job->offset_x, &job->offset_y);
  if (!job->format)
    {
      failure_set_gone (error);
      return FALSE;
    }

  return init_selection (job, error);
}

gboolean
drawable_job_init (DrawableJob *job, GimpDrawable *drawable, PixelPool *pool, GError **error)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  Transfer transfer = { .drawable = drawable };

  if (!init_place (job, drawable, pool, error))
    return FALSE;

  transfer.buffer = buffer = gimp_drawable_get_buffer (drawable);
  job->before = transfer_snapshot (&transfer, &job->whole, pool, error);
  test_point (TEST_POINT_COPIED);

  return job->before != NULL;
}

gboolean
drawable_job_init_done (DrawableJob *job,
               GimpDrawable *drawable,
               PixelPool *pool,
               const DrawableIo *stores,
               GError **error)
{
  if (!init_place (job, drawable, pool, error))
    return FALSE;

  /* those of the copy: the drawable may have others by now */
  job->whole = *pixel_store_get_extent (stores->before);
  job->format = pixel_store_get_format (stores->before);
  job->before = pixel_store_ref (stores->before);
  job->smoothed = pixel_store_ref (stores->smoothed);
  job->edges = pixel_store_ref (stores->edges);

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
  g_clear_pointer (&job->pool, pixel_pool_unref);
}

gboolean
drawable_job_run (DrawableJob *job,
         SmoothEngine *engine,
         const Request *request,
         Progress *progress,
         GError **error)
{
  gboolean wants_edges = request->result == RESULT_EDGE_MAP
                         || request->result == RESULT_EDGE_CHANNEL;
  DrawableIo io;
  SmoothSource source;
  SmoothSink sink;
  SmoothRunOptions options = {
    .region = &job->region,
    .progress = progress_update,
    .progress_data = progress,
  };

  drawable_io_init (&io, job->drawable, job->format);
  io.before = job->before;
  source = drawable_io_source (&io);
  if (wants_edges)
    io.edges = job->edges =
      pixel_store_new (job->pool, &job->region, io.edges_format, error);
  else
    io.smoothed = job->smoothed =
      pixel_store_new (job->pool, &job->region, job->format, error);
  if (!io.edges && !io.smoothed)
    return FALSE;

  sink = drawable_io_sink (&io);

  return smooth_engine_run (engine, &request->params, &source, &sink, &options,
                            error);
}
