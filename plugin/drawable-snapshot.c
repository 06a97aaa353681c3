/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawable-snapshot.h"

#include "common-errors.h"
#include "drawable-checks.h"
#include "test-points.h"

BufferTransfer
drawable_snapshot_get_selection (const DrawableSnapshot *snapshot)
{
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (snapshot->drawable));
  GimpDrawable *selection = GIMP_DRAWABLE (gimp_image_get_selection (image));

  return (BufferTransfer) {
    .drawable = selection,
    .buffer = gimp_drawable_get_buffer (selection),
    .offset_x = snapshot->offset_x,
    .offset_y = snapshot->offset_y,
  };
}

static gboolean
init_selection (DrawableSnapshot *snapshot, GError **error)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  BufferTransfer transfer;

  if (gimp_selection_is_empty (
        gimp_item_get_image (GIMP_ITEM (snapshot->drawable))))
    return TRUE;
  transfer = drawable_snapshot_get_selection (snapshot);
  buffer = transfer.buffer;
  snapshot->selection = buffer_transfer_snapshot (&transfer, &snapshot->region,
                                                  snapshot->pool, error);
  return snapshot->selection != NULL;
}

/* Initialises the snapshot: all its fields but the stores of the drawable's
 * pixels, the results and the mask, which stay NULL. */
static gboolean
init_place (DrawableSnapshot *snapshot,
            GimpDrawable *drawable,
            PixelPool *pool,
            GError **error)
{
  *snapshot =
    (DrawableSnapshot) { .drawable = drawable, .pool = pixel_pool_ref (pool) };
  /* Work on earlier drawables may have taken minutes, so the drawable may have
   * been deleted. */
  if (!gimp_item_is_valid (GIMP_ITEM (drawable)))
    {
      common_error_set_gone (error);
      return FALSE;
    }
  if (!drawable_find_region (drawable, &snapshot->region, error))
    return FALSE;
  snapshot->whole = (SmoothRect) { 0, 0, gimp_drawable_get_width (drawable),
                                   gimp_drawable_get_height (drawable) };
  snapshot->format = gimp_drawable_get_format (drawable);
  gimp_drawable_get_offsets (drawable, &snapshot->offset_x,
                             &snapshot->offset_y);
  if (snapshot->format == NULL)
    {
      common_error_set_gone (error);
      return FALSE;
    }
  /* The drawable may have got another size between the calls. */
  if (!smooth_rect_contains (&snapshot->whole, &snapshot->region))
    {
      common_error_set_changed (error);
      return FALSE;
    }
  return init_selection (snapshot, error);
}

gboolean
drawable_snapshot_init (DrawableSnapshot *snapshot,
                        GimpDrawable *drawable,
                        PixelPool *pool,
                        GError **error)
{
  g_autoptr (GeglBuffer) buffer = NULL;
  BufferTransfer transfer = { .drawable = drawable };

  if (!init_place (snapshot, drawable, pool, error))
    return FALSE;
  transfer.buffer = buffer = gimp_drawable_get_buffer (drawable);
  snapshot->before =
    buffer_transfer_snapshot (&transfer, &snapshot->whole, pool, error);
  test_point (TEST_POINT_COPIED);
  return snapshot->before != NULL;
}

gboolean
drawable_snapshot_init_computed (DrawableSnapshot *snapshot,
                                 GimpDrawable *drawable,
                                 PixelPool *pool,
                                 const EngineIo *io,
                                 const SmoothParams *params,
                                 GError **error)
{
  if (!init_place (snapshot, drawable, pool, error))
    return FALSE;
  /* The drawable may have got another size or format since its pixels were
   * copied into the stores, so the snapshot has the size and format of the
   * stores.
   */
  snapshot->whole = *pixel_store_get_extent (io->before);
  snapshot->format = pixel_store_get_format (io->before);
  snapshot->before = pixel_store_ref (io->before);
  snapshot->smoothed = pixel_store_ref (io->smoothed);
  snapshot->edges = pixel_store_ref (io->edges);
  snapshot->n_details = smooth_params_count_details (params);
  for (int i = 1; i < snapshot->n_details; i++)
    snapshot->stages[i] = pixel_store_ref (io->stages[i]);
  return TRUE;
}

void
drawable_snapshot_clear (DrawableSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->selection, pixel_store_unref);
  g_clear_pointer (&snapshot->mask, pixel_store_unref);
  g_clear_pointer (&snapshot->before, pixel_store_unref);
  g_clear_pointer (&snapshot->smoothed, pixel_store_unref);
  g_clear_pointer (&snapshot->edges, pixel_store_unref);
  for (int i = 0; i < SMOOTH_MAX_DETAILS; i++)
    g_clear_pointer (&snapshot->stages[i], pixel_store_unref);
  g_clear_pointer (&snapshot->pool, pixel_pool_unref);
}

/* Makes the stores for the stages of the smoothed pixels. */
static gboolean
init_stages (DrawableSnapshot *snapshot,
             const Request *request,
             EngineIo *io,
             GError **error)
{
  snapshot->n_details = smooth_params_count_details (&request->params);
  for (int i = 1; i < snapshot->n_details; i++)
    {
      io->stages[i] = snapshot->stages[i] = pixel_store_new (
        snapshot->pool, &snapshot->region, snapshot->format, error);
      if (snapshot->stages[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
drawable_snapshot_smooth (DrawableSnapshot *snapshot,
                          SmoothEngine *engine,
                          const Request *request,
                          Progress *progress,
                          GError **error)
{
  EngineIo io;
  SmoothSource source;
  SmoothSink sink;
  SmoothRunOptions options = {
    .region = &snapshot->region,
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
      snapshot->smoothed = pixel_store_ref (snapshot->before);
      return TRUE;
    }
  engine_io_init (&io, snapshot->drawable, snapshot->format);
  io.before = snapshot->before;
  source = engine_io_source (&io);
  if (result_kind_is_edge_map (request->result))
    io.edges = snapshot->edges = pixel_store_new (
      snapshot->pool, &snapshot->region, io.edges_format, error);
  else
    io.smoothed = snapshot->smoothed = pixel_store_new (
      snapshot->pool, &snapshot->region, snapshot->format, error);
  if ((io.edges == NULL && io.smoothed == NULL)
      || !init_stages (snapshot, request, &io, error))
    return FALSE;
  sink = engine_io_sink (&io);
  return smooth_engine_run (engine, &request->params, &source, &sink, &options,
                            error);
}
