/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "job.h"

#include "checks.h"
#include "i18n.h"
#include "test-points.h"

/* All but the pixels. */
static gboolean
init_place (Job *job, GimpDrawable *drawable, GError **error)
{
  *job = (Job) { .drawable = drawable };

  if (!checks_region (drawable, &job->region, error))
    return FALSE;

  job->whole = (SmoothRect) { 0, 0, gimp_drawable_get_width (drawable),
                              gimp_drawable_get_height (drawable) };
  job->format = gimp_drawable_get_format (drawable);
  gimp_drawable_get_offsets (drawable, &job->offset_x, &job->offset_y);

  return TRUE;
}

gboolean
job_init (Job *job, GimpDrawable *drawable, GError **error)
{
  if (!init_place (job, drawable, error))
    return FALSE;

  job->before = drawable_io_snapshot (drawable);
  test_point (TEST_POINT_COPIED);

  return TRUE;
}

gboolean
job_init_done (Job *job,
               GimpDrawable *drawable,
               const DrawableIo *buffers,
               GError **error)
{
  if (!init_place (job, drawable, error))
    return FALSE;

  job->before = g_object_ref (buffers->before);
  job->smoothed = g_object_ref (buffers->smoothed);
  job->edges = g_object_ref (buffers->edges);

  return TRUE;
}

void
job_clear (Job *job)
{
  g_clear_object (&job->before);
  g_clear_object (&job->smoothed);
  g_clear_object (&job->edges);
}

/* A buffer of the job's region, swappable. */
static GeglBuffer *
region_buffer_new (const Job *job, const Babl *format)
{
  return gegl_buffer_new (GEGL_RECTANGLE (job->region.x, job->region.y,
                                          job->region.width,
                                          job->region.height),
                          format);
}

gboolean
job_run (Job *job,
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

  drawable_io_init (&io, job->drawable);
  io.before = job->before;
  source = drawable_io_source (&io);
  if (wants_edges)
    io.edges = job->edges = region_buffer_new (job, io.edges_format);
  else
    io.smoothed = job->smoothed = region_buffer_new (job, job->format);
  sink = drawable_io_sink (&io);

  return smooth_engine_run (engine, &request->params, &source, &sink, &options,
                            error);
}

gboolean
job_check_unchanged (const Job *job, GError **error)
{
  SmoothRect region;
  int x, y;
  gboolean same =
    gimp_item_is_valid (GIMP_ITEM (job->drawable))
    && gimp_drawable_get_format (job->drawable) == job->format
    && gimp_drawable_get_width (job->drawable) == job->whole.width
    && gimp_drawable_get_height (job->drawable) == job->whole.height
    && gimp_drawable_get_offsets (job->drawable, &x, &y) && x == job->offset_x
    && y == job->offset_y && checks_region (job->drawable, &region, NULL)
    && region.x == job->region.x && region.y == job->region.y
    && region.width == job->region.width && region.height == job->region.height;

  if (!same)
    g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                         _ ("The layer or the selection was changed while "
                            "it was being smoothed, so nothing was written. "
                            "Apply the filter again."));

  return same;
}
