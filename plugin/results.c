/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replace, new layer, edge map, edge channel; "separate" has a file of its
 * own.
 */
#include "results.h"

#include "checks.h"
#include "components.h"
#include "i18n.h"
#include "layer-copy.h"
#include "selection-mask.h"
#include "selection.h"
#include "separate.h"

gboolean
result_refused (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                       _ ("GIMP could not take up the result; its error "
                          "console may say why."));

  return FALSE;
}

char *
result_name (const DrawableJob *job, const char *format)
{
  g_autofree char *name = gimp_item_get_name (GIMP_ITEM (job->drawable));
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (name, parts);
}

GimpLayer *
result_layer_new (const DrawableJob *job,
                  const char *name_format,
                  GimpImageType type,
                  GimpLayerMode mode)
{
  g_autofree char *name = result_name (job, name_format);
  GimpLayer *layer =
    gimp_layer_new (gimp_item_get_image (GIMP_ITEM (job->drawable)), name,
                    job->whole.width, job->whole.height, type, 100.0, mode);

  if (layer && !gimp_layer_set_offsets (layer, job->offset_x, job->offset_y))
    {
      gimp_item_delete (GIMP_ITEM (layer));
      return NULL;
    }

  return layer;
}

gboolean
result_insert_above (const DrawableJob *job, GimpLayer *layer)
{
  GimpItem *below = GIMP_ITEM (job->drawable);
  GimpImage *image = gimp_item_get_image (below);

  return gimp_image_insert_layer (image, layer,
                                  GIMP_LAYER (gimp_item_get_parent (below)),
                                  gimp_image_get_item_position (image, below));
}

gboolean
result_fill (const DrawableJob *job,
             GimpDrawable *item,
             PixelStore *pixels,
             const SmoothRect *rect,
             GError **error)
{
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (item);
  const Transfer transfer = {
    .drawable = item, .buffer = buffer, .store = pixels, .breath = job->breath
  };

  return transfer_put (&transfer, rect, error);
}

static gboolean
init_new_layer (Result *result, GError **error)
{
  const DrawableJob *job = result->job;
  g_autoptr (PixelStore) pixels = components_select (job, error);

  if (!pixels)
    return FALSE;

  result->layer = layer_copy_new (job, _ ("%s smoothed"), error);

  return result->layer
         && result_fill (job, GIMP_DRAWABLE (result->layer), pixels,
                         &job->region, error)
         && selection_mask_add (job, result->layer, error);
}

static gboolean
init_edge_map (Result *result, GError **error)
{
  const DrawableJob *job = result->job;

  result->layer = result_layer_new (
    job, _ ("%s edges"),
    gimp_drawable_is_gray (job->drawable) ? GIMP_GRAY_IMAGE : GIMP_RGB_IMAGE,
    GIMP_LAYER_MODE_NORMAL);
  if (!result->layer)
    return result_refused (error);

  return result_fill (job, GIMP_DRAWABLE (result->layer), job->edges,
                      &job->region, error)
         && selection_mask_add (job, result->layer, error);
}

/* The edge map's samples over the job's region, or with a selection a copy of
 * them that it lets through. Transfer full. */
static PixelStore *
select_edges (const DrawableJob *job, GError **error)
{
  const Babl *format = pixel_store_get_format (job->edges);
  g_autoptr (PixelStore) edges = NULL;

  if (!job->selection)
    return pixel_store_ref (job->edges);

  edges = pixel_store_new (job->pool, &job->region, format, error);

  return edges && pixel_store_copy (job->edges, edges, &job->region, error)
             && selection_mix (job, format, NULL, edges, error)
           ? g_steal_pointer (&edges)
           : NULL;
}

/* The edge map's samples are called by the name of the channel's, and so go in
 * as they are. */
static gboolean
fill_channel (const DrawableJob *job, GimpDrawable *channel, GError **error)
{
  const Babl *stored = gimp_drawable_get_format (channel);
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (channel);
  g_autoptr (PixelStore) edges = select_edges (job, error);
  const Transfer transfer = {
    .drawable = channel,
    .buffer = buffer,
    .offset_x = job->offset_x,
    .offset_y = job->offset_y,
    .store = edges,
    .format =
      stored ? drawable_io_format (stored, ENCODING_STORED, FALSE) : NULL,
    .breath = job->breath,
  };

  /* the image may have been closed */
  if (!stored)
    return result_refused (error);

  return edges && transfer_put (&transfer, &job->region, error);
}

static gboolean
init_edge_channel (Result *result, GError **error)
{
  const DrawableJob *job = result->job;
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  g_autofree char *name = result_name (job, _ ("%s edges"));
  GeglColor *black = gegl_color_new ("black");

  result->channel =
    gimp_channel_new (image, name, gimp_image_get_width (image),
                      gimp_image_get_height (image), 50.0, black);
  g_object_unref (black);

  return result->channel
           ? fill_channel (job, GIMP_DRAWABLE (result->channel), error)
           : result_refused (error);
}

/* What lies around region in whole. */
static int
split_rest (const SmoothRect *whole,
            const SmoothRect *region,
            SmoothRect *parts)
{
  const int bottom = region->y + region->height;
  const int right = region->x + region->width;
  const SmoothRect all[] = {
    { 0, 0, whole->width, region->y },
    { 0, region->y, region->x, region->height },
    { right, region->y, whole->width - right, region->height },
    { 0, bottom, whole->width, whole->height - bottom },
  };
  int n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].width > 0 && all[i].height > 0)
      parts[n++] = all[i];

  return n;
}

/* Around the region the shadow buffer gets the drawable's own pixels: GIMP
 * merges by the selection of that moment, and where nothing was written there
 * are zeros. */
static gboolean
init_replace (Result *result, GError **error)
{
  const DrawableJob *job = result->job;
  g_autoptr (GeglBuffer) shadow =
    gimp_drawable_get_shadow_buffer (job->drawable);
  Transfer transfer = { .drawable = job->drawable,
                        .buffer = shadow,
                        .store = job->before,
                        .breath = job->breath };
  SmoothRect rest[4];
  int n = split_rest (&job->whole, &job->region, rest);

  for (int i = 0; i < n; i++)
    if (!transfer_put (&transfer, &rest[i], error))
      return FALSE;

  transfer.store = job->smoothed;

  return transfer_put (&transfer, &job->region, error);
}

gboolean
result_init (Result *result, const DrawableJob *job, ResultKind kind, GError **error)
{
  *result = (Result) { .job = job, .kind = kind };

  switch (kind)
    {
    case RESULT_REPLACE:
      return init_replace (result, error);
    case RESULT_NEW_LAYER:
      return init_new_layer (result, error);
    case RESULT_EDGE_MAP:
      return init_edge_map (result, error);
    case RESULT_EDGE_CHANNEL:
      return init_edge_channel (result, error);
    case RESULT_SEPARATE:
      return separate_init (result, error);
    }

  return result_refused (error);
}

static gboolean
apply_replace (const DrawableJob *job)
{
  return gimp_drawable_merge_shadow (job->drawable, TRUE)
         && gimp_drawable_update (job->drawable, job->region.x, job->region.y,
                                  job->region.width, job->region.height);
}

gboolean
result_apply (Result *result, GError **error)
{
  const DrawableJob *job = result->job;
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  gboolean done = FALSE;

  result->applied = TRUE;

  switch (result->kind)
    {
    case RESULT_REPLACE:
      done = apply_replace (job);
      break;
    case RESULT_NEW_LAYER:
    case RESULT_EDGE_MAP:
      done = result_insert_above (job, result->layer);
      break;
    case RESULT_EDGE_CHANNEL:
      done = gimp_image_insert_channel (image, result->channel, NULL, 0);
      break;
    case RESULT_SEPARATE:
      done = separate_apply (result);
      break;
    }

  return done || result_refused (error);
}

/* What a merge has changed: the job's region, unless the drawable had got
 * another size or format before it. Then the shadow buffer was one of zeros,
 * which the merge took wherever the selection let through. */
static SmoothRect
get_merged_rect (const DrawableJob *job)
{
  SmoothRect now, rect;

  if (gimp_drawable_get_format (job->drawable) == job->format
      && gimp_drawable_get_width (job->drawable) == job->whole.width
      && gimp_drawable_get_height (job->drawable) == job->whole.height)
    return job->region;

  if (!checks_region (job->drawable, &now, NULL)
      || !gegl_rectangle_intersect (
        (GeglRectangle *) &rect, (const GeglRectangle *) &now,
        (const GeglRectangle *) &job->whole))
    return job->region;

  return rect;
}

/* Written directly: a merge would mix by the selection. GIMP drops what is
 * written to a locked drawable, and says nothing. */
static void
put_back (const DrawableJob *job)
{
  const SmoothRect rect = get_merged_rect (job);
  GimpItem *item = GIMP_ITEM (job->drawable);
  gboolean is_locked = gimp_item_get_lock_content (item);
  g_autoptr (GeglBuffer) buffer = gimp_drawable_get_buffer (job->drawable);
  const Transfer transfer = { .drawable = job->drawable,
                              .buffer = buffer,
                              .store = job->before };

  gimp_drawable_free_shadow (job->drawable);
  if (is_locked)
    gimp_item_set_lock_content (item, FALSE);
  if (transfer_put (&transfer, &rect, NULL))
    gimp_drawable_update (job->drawable, rect.x, rect.y, rect.width,
                          rect.height);
  if (is_locked)
    gimp_item_set_lock_content (item, TRUE);
}

void
result_take_back (Result *result)
{
  GimpItem *item = GIMP_ITEM (result->job->drawable);
  GimpImage *image;

  if (!result->applied || !gimp_item_is_valid (item))
    return;

  image = gimp_item_get_image (item);
  switch (result->kind)
    {
    case RESULT_REPLACE:
      put_back (result->job);
      break;
    case RESULT_NEW_LAYER:
    case RESULT_EDGE_MAP:
      gimp_image_remove_layer (image, result->layer);
      break;
    case RESULT_EDGE_CHANNEL:
      gimp_image_remove_channel (image, result->channel);
      break;
    case RESULT_SEPARATE:
      separate_take_back (result);
      break;
    }
}

void
result_clear (Result *result)
{
  if (!result->job || result->applied)
    return;

  if (result->kind == RESULT_REPLACE)
    gimp_drawable_free_shadow (result->job->drawable);
  if (result->layer)
    gimp_item_delete (GIMP_ITEM (result->layer));
  if (result->detail)
    gimp_item_delete (GIMP_ITEM (result->detail));
  if (result->group)
    gimp_item_delete (GIMP_ITEM (result->group));
  if (result->group_mask)
    gimp_item_delete (GIMP_ITEM (result->group_mask));
  if (result->channel)
    gimp_item_delete (GIMP_ITEM (result->channel));
}
