/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output "separate".
 *
 * The detail is what GIMP's grain merge has to add, in the encoding in which
 * GIMP blends it.
 *   Half, float, double: GRAIN_MERGE with its blend space set to perceptual:
 *     in linear light the midpoint 0.5 is so bright that a half's steps there
 *     would show in the shadows.
 *   Integers: GRAIN_MERGE_LEGACY, whose midpoint 128/255 is an integer in 8,
 *     16 and 32 bits, so that not one step is lost; it always blends in the
 *     profile's own curve. Over half-transparent pixels it adds less than all
 *     of the detail and clips on the way. core makes up for the first; where
 *     the second loses pixels that GRAIN_MERGE would hold, GRAIN_MERGE is
 *     taken, which holds them to half a step.
 * The group composites on its own (normal, not pass-through), so the detail
 * meets nothing but the smoothed layer; outside that layer's alpha a grain
 * merge layer does nothing, so the detail needs no alpha of its own.
 */
#include "separate.h"

#include "bands.h"
#include "components.h"
#include "i18n.h"
#include "layer-copy.h"
#include "selection.h"
#include "transfer.h"

static GimpImage *
image_of (const Result *result)
{
  return gimp_item_get_image (GIMP_ITEM (result->job->drawable));
}

static gboolean
is_integer (GimpImage *image)
{
  switch (gimp_image_get_precision (image))
    {
    case GIMP_PRECISION_U8_LINEAR:
    case GIMP_PRECISION_U8_NON_LINEAR:
    case GIMP_PRECISION_U8_PERCEPTUAL:
    case GIMP_PRECISION_U16_LINEAR:
    case GIMP_PRECISION_U16_NON_LINEAR:
    case GIMP_PRECISION_U16_PERCEPTUAL:
    case GIMP_PRECISION_U32_LINEAR:
    case GIMP_PRECISION_U32_NON_LINEAR:
    case GIMP_PRECISION_U32_PERCEPTUAL:
      return TRUE;
    default:
      return FALSE;
    }
}

/* What detail_band works with. */
typedef struct
{
  SmoothDetailMode mode;
  const Babl *format; /* in which GIMP blends */
  PixelStore *before;
  PixelStore *smoothed;
  GeglBuffer *detail;
  guint64 n_unheld;
} Detail;

/* bands: before, smoothed, detail. */
static gboolean
detail_band (gpointer data,
             const SmoothRect *area,
             float *const *bands,
             GError **error)
{
  Detail *detail = data;

  if (!pixel_store_read (detail->before, area, detail->format, bands[0], error)
      || !pixel_store_read (detail->smoothed, area, detail->format, bands[1],
                            error))
    return FALSE;

  smooth_detail_pixels (detail->mode,
                        babl_format_get_n_components (detail->format),
                        (gsize) area->width * area->height, bands[0], bands[1],
                        bands[2], &detail->n_unheld);
  gegl_buffer_set (detail->detail,
                   GEGL_RECTANGLE (area->x, area->y, area->width, area->height),
                   0, detail->format, bands[2], GEGL_AUTO_ROWSTRIDE);

  return TRUE;
}

/* Computes the detail for mode into detail->detail. */
static gboolean
fill_detail (const DrawableJob *job,
             SmoothDetailMode mode,
             Detail *detail,
             GError **error)
{
  int n = babl_format_get_n_components (detail->format);

  detail->mode = mode;
  detail->n_unheld = 0;

  return bands_walk (&job->whole, (int[]) { n, n, n }, job->breath, detail_band,
                     detail, error);
}

/* Computes the detail for the mode that holds the most, see above. */
static gboolean
fill_best_detail (const DrawableJob *job, Detail *detail, GError **error)
{
  guint64 n_legacy;

  if (!is_integer (gimp_item_get_image (GIMP_ITEM (job->drawable))))
    return fill_detail (job, SMOOTH_DETAIL_FLOAT, detail, error);

  if (!fill_detail (job, SMOOTH_DETAIL_LEGACY, detail, error))
    return FALSE;

  n_legacy = detail->n_unheld;
  if (n_legacy == 0 || !babl_format_has_alpha (job->format))
    return TRUE;

  return fill_detail (job, SMOOTH_DETAIL_INTEGER, detail, error)
         && (detail->n_unheld < n_legacy
             || fill_detail (job, SMOOTH_DETAIL_LEGACY, detail, error));
}

/* The smoothed layer, with the smoothed region in it. */
static gboolean
init_smoothed (Result *result, PixelStore *smoothed, GError **error)
{
  const DrawableJob *job = result->job;

  result->layer = result_layer_new (job, _ ("%s smoothed"),
                                    gimp_drawable_type (job->drawable),
                                    GIMP_LAYER_MODE_NORMAL);

  return result->layer ? result_fill (job, GIMP_DRAWABLE (result->layer),
                                      smoothed, &job->whole, error)
                       : result_refused (error);
}

/* GIMP's setters return TRUE for a value that they ignore. */
static gboolean
set_grain_merge (GimpLayer *detail, GimpLayerColorSpace space)
{
  return gimp_layer_set_mode (detail, GIMP_LAYER_MODE_GRAIN_MERGE)
         && gimp_layer_set_blend_space (detail, space)
         && gimp_layer_get_mode (detail) == GIMP_LAYER_MODE_GRAIN_MERGE
         && gimp_layer_get_blend_space (detail) == space;
}

static gboolean
init_detail (Result *result, PixelStore *smoothed, GError **error)
{
  const DrawableJob *job = result->job;
  gboolean integer = is_integer (image_of (result));
  g_autoptr (GeglBuffer) target = NULL;
  Detail detail = {
    .format = drawable_io_format (
      job->format, integer ? ENCODING_PROFILE : ENCODING_PERCEPTUAL,
      babl_format_has_alpha (job->format)),
    .before = job->before,
    .smoothed = smoothed,
  };

  result->detail = result_layer_new (
    job, _ ("%s detail"),
    gimp_drawable_is_gray (job->drawable) ? GIMP_GRAY_IMAGE : GIMP_RGB_IMAGE,
    GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY);
  if (!result->detail)
    return result_refused (error);

  target = gimp_drawable_get_buffer (GIMP_DRAWABLE (result->detail));
  detail.detail = target;
  if (!fill_best_detail (job, &detail, error))
    return FALSE;

  gegl_buffer_flush (target);
  result->n_unheld = detail.n_unheld;
  if (detail.mode == SMOOTH_DETAIL_LEGACY)
    return TRUE;

  return set_grain_merge (result->detail,
                          integer ? GIMP_LAYER_COLOR_SPACE_RGB_NON_LINEAR
                                  : GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL)
         || result_refused (error);
}

/* The group takes over how the layer is shown. */
static gboolean
init_group (Result *result)
{
  GimpLayer *layer = GIMP_LAYER (result->job->drawable);
  g_autofree char *name = NULL;

  name = result_name (result->job, _ ("%s separated"));
  result->group = GIMP_LAYER (gimp_group_layer_new (image_of (result), name));

  return result->group && layer_copy_look (layer, result->group);
}

/* A copy of the layer's mask; it can be given to the group only when the
 * group has got its size from the layers in it. */
static gboolean
init_mask (Result *result, GError **error)
{
  const DrawableJob *job = result->job;

  if (!gimp_layer_get_mask (GIMP_LAYER (job->drawable)))
    return TRUE;

  result->group_mask = layer_copy_mask (job, error);

  return result->group_mask != NULL;
}

/* The pixels of the smoothed layer: before, with what the selection lets
 * through of the smoothed region. Transfer full. */
static PixelStore *
mix_smoothed (const DrawableJob *job, GError **error)
{
  g_autoptr (PixelStore) mixed =
    pixel_store_new (job->pool, &job->whole, job->format, error);

  return mixed && pixel_store_copy (job->before, mixed, &job->whole, error)
             && pixel_store_copy (job->smoothed, mixed, &job->region, error)
             && (!job->selection
                 || selection_mix (
                   job,
                   drawable_io_format (job->format, ENCODING_LINEAR,
                                       babl_format_has_alpha (job->format)),
                   job->before, mixed, error))
             && components_restore (job, mixed, error)
           ? g_steal_pointer (&mixed)
           : NULL;
}

gboolean
separate_init (Result *result, GError **error)
{
  g_autoptr (PixelStore) smoothed = mix_smoothed (result->job, error);

  if (!smoothed || !init_smoothed (result, smoothed, error)
      || !init_detail (result, smoothed, error))
    return FALSE;

  return init_group (result) ? init_mask (result, error)
                             : result_refused (error);
}

/* GIMP says TRUE for a layer whose visibility is locked, and goes on showing
 * it. */
static gboolean
hide (GimpItem *item)
{
  return gimp_item_set_visible (item, FALSE) && !gimp_item_get_visible (item);
}

gboolean
separate_apply (Result *result)
{
  GimpLayer *layer = GIMP_LAYER (result->job->drawable);
  GimpImage *image = image_of (result);

  return result_insert_above (result->job, result->group)
         && gimp_image_insert_layer (image, result->layer, result->group, 0)
         && gimp_image_insert_layer (image, result->detail, result->group, 0)
         && (!result->group_mask
             || (gimp_layer_add_mask (result->group, result->group_mask)
                 && layer_copy_mask_state (layer, result->group)))
         && hide (GIMP_ITEM (layer));
}

void
separate_take_back (Result *result)
{
  GimpItem *group = GIMP_ITEM (result->group);

  gimp_item_set_visible (GIMP_ITEM (result->job->drawable),
                         result->job->traits.is_visible);
  if (gimp_image_get_item_position (image_of (result), group) >= 0)
    gimp_image_remove_layer (image_of (result), result->group);
}
