/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The result "edge-channel": the edge map as a channel of the image. */
#include "result-methods.h"

#include "common-errors.h"
#include "float-format.h"
#include "i18n.h"
#include "result-items.h"
#include "selection-mix.h"

/* Returns the edge map over the snapshot's region, multiplied by the selection
 * if there is one. Transfer full; NULL with error after a failure. */
static PixelStore *
select_edges (const DrawableSnapshot *snapshot, GError **error)
{
  const Babl *format = pixel_store_get_format (snapshot->edges);
  g_autoptr (PixelStore) edges = NULL;

  if (snapshot->selection == NULL)
    return pixel_store_ref (snapshot->edges);
  edges = pixel_store_new (snapshot->pool, &snapshot->region, format, error);
  return edges != NULL
             && pixel_store_copy (snapshot->edges, edges, &snapshot->region,
                                  error)
             && selection_mix (snapshot, format, NULL, edges, error)
           ? g_steal_pointer (&edges)
           : NULL;
}

/* Writes the edge map into channel. The transfer takes the edge map's samples
 * for samples in the encoding in which the channel is stored, so GIMP stores
 * the same numbers, without a conversion. */
static gboolean
fill_channel (const DrawableSnapshot *snapshot,
              GimpDrawable *channel,
              GError **error)
{
  const Babl *stored = gimp_drawable_get_format (channel);
  g_autoptr (GeglBuffer) buffer = NULL;
  g_autoptr (PixelStore) edges = NULL;
  BufferTransfer transfer = { .drawable = channel,
                              .offset_x = snapshot->offset_x,
                              .offset_y = snapshot->offset_y,
                              .yield = snapshot->yield };

  /* GIMP gives no format if the image has been closed. */
  if (stored == NULL)
    return common_error_refuse (error);
  edges = select_edges (snapshot, error);
  if (edges == NULL)
    return FALSE;
  transfer.buffer = buffer = gimp_drawable_get_buffer (channel);
  transfer.store = edges;
  transfer.format = float_format_get (stored, ENCODING_STORED, FALSE);
  return buffer_transfer_write (&transfer, &snapshot->region, error);
}

static gboolean
prepare (Result *result, GError **error)
{
  const DrawableSnapshot *snapshot = result->snapshot;
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (snapshot->drawable));
  g_autofree char *name = result_item_name (snapshot, _ ("Edges of %s"));
  GeglColor *black = gegl_color_new ("black");

  result->channel =
    gimp_channel_new (image, name, gimp_image_get_width (image),
                      gimp_image_get_height (image), 50.0, black);
  g_object_unref (black);
  /* A channel that is shown covers the image with its colour. */
  if (result->channel == NULL
      || !gimp_item_set_visible (GIMP_ITEM (result->channel), FALSE))
    return common_error_refuse (error);
  return fill_channel (snapshot, GIMP_DRAWABLE (result->channel), error);
}

static gboolean
apply (Result *result)
{
  GimpImage *image =
    gimp_item_get_image (GIMP_ITEM (result->snapshot->drawable));

  return gimp_image_insert_channel (image, result->channel, NULL, 0);
}

static void
revert (Result *result)
{
  GimpImage *image =
    gimp_item_get_image (GIMP_ITEM (result->snapshot->drawable));

  gimp_image_remove_channel (image, result->channel);
}

const ResultMethods result_edge_channel = {
  .prepare = prepare,
  .apply = apply,
  .revert = revert,
};
