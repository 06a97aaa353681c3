/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The detail is computed in the encoding in which GIMP blends the detail layer.
 * The precision of the image decides about the layers' mode.
 *
 *   Floats of 16, 32 or 64 bits: GRAIN_MERGE, blended in perceptual encoding.
 *     In linear light the midpoint 0.5 is so bright that the rounding of a
 *     16-bit float near it would show in the shadows.
 *   Integers: GRAIN_MERGE_LEGACY. Its midpoint 128/255 is an integer in 8, 16
 *     and 32 bits, so that a detail of any number of steps is stored exactly.
 *     GIMP blends it in the tone curve of the image's profile. Over
 *     half-transparent pixels it adds less than the whole detail, for which
 *     core makes the detail larger, so that it may be clipped. If GRAIN_MERGE
 *     would hold the whole detail of more pixels, the layer gets GRAIN_MERGE,
 *     whose midpoint 0.5 lies half a step away from an integer.
 *
 * Where the smoothed layer is transparent, a layer in these modes does nothing,
 * so the detail layer needs no alpha channel.
 */
#include "detail-layer.h"

#include "common-errors.h"
#include "float-format.h"
#include "for-each-band.h"
#include "i18n.h"
#include "result-items.h"

/* The name of the parasite by which detail layers are known. It is stored with
 * the image. */
#define PARASITE "structure-smooth-detail"

/* The names of the detail layers, from the finest to the coarsest, if there are
 * 1, 2, 3 or 4 of them. */
static const char *const NAMES[SMOOTH_MAX_DETAILS][SMOOTH_MAX_DETAILS] = {
  { N_ ("Detail of %s") },
  { N_ ("Fine detail of %s"), N_ ("Coarse detail of %s") },
  { N_ ("Fine detail of %s"), N_ ("Medium detail of %s"),
    N_ ("Coarse detail of %s") },
  { N_ ("Fine detail of %s"), N_ ("Medium detail of %s"),
    N_ ("Coarse detail of %s"), N_ ("Coarsest detail of %s") },
};

/* The argument data of fill_band: what the details of a band are computed from,
 * and the layers' buffers, into which they are written. */
typedef struct
{
  SmoothDetailMode mode;
  const Babl *format; /* the format in which GIMP blends the detail layers */
  PixelStore *smoothed;
  int n;                    /* number of detail layers */
  PixelStore *const *shown; /* what is to be seen with each layer on top */
  GeglBuffer *layers[SMOOTH_MAX_DETAILS];
  guint64 n_unheld;
} Detail;

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

/* The function that fill calls for each band of rows: computes the details of
 * the band, and writes them into the detail layers. Each detail is what is
 * missing in what GIMP shows below it, which follows from the stored pixels; so
 * the last layer makes up for the rounding of all others, and for what they
 * cannot hold. The three buffers hold the pixels that are to be seen, those
 * below, and the detail. */
static gboolean
fill_band (gpointer data,
           const SmoothRect *area,
           float *const *buffers,
           GError **error)
{
  Detail *detail = data;
  const GeglRectangle *rect =
    GEGL_RECTANGLE (area->x, area->y, area->width, area->height);
  const int n_channels = babl_format_get_n_components (detail->format);
  const gsize n_pixels = (gsize) area->width * area->height;

  if (!pixel_store_read (detail->smoothed, area, detail->format, buffers[1],
                         error))
    return FALSE;
  for (int i = 0; i < detail->n; i++)
    {
      const gboolean is_last = i == detail->n - 1;
      guint64 n_ignored = 0;

      if (!pixel_store_read (detail->shown[i], area, detail->format, buffers[0],
                             error))
        return FALSE;
      smooth_detail_pixels (detail->mode, n_channels, n_pixels, buffers[0],
                            buffers[1], buffers[2],
                            is_last ? &detail->n_unheld : &n_ignored);
      gegl_buffer_set (detail->layers[i], rect, 0, detail->format, buffers[2],
                       GEGL_AUTO_ROWSTRIDE);
      if (is_last)
        break;
      gegl_buffer_get (detail->layers[i], rect, 1.0, detail->format, buffers[2],
                       GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
      smooth_detail_merge_pixels (detail->mode, n_channels, n_pixels,
                                  buffers[2], buffers[1]);
    }
  return TRUE;
}

/* Computes the details as the layers' mode will need them (the argument mode),
 * and writes them into the whole detail layers. May be called again with
 * another mode, which overwrites the first details. */
static gboolean
fill (const DrawableSnapshot *snapshot,
      SmoothDetailMode mode,
      Detail *detail,
      GError **error)
{
  int n = babl_format_get_n_components (detail->format);

  detail->mode = mode;
  detail->n_unheld = 0;
  return for_each_band (&snapshot->whole, (int[]) { n, n, n }, snapshot->yield,
                        fill_band, detail, error);
}

/* Computes the details for that layer mode which can hold the whole detail of
 * the most pixels, and sets detail->mode to that mode. */
static gboolean
fill_best (const DrawableSnapshot *snapshot, Detail *detail, GError **error)
{
  guint64 n_legacy;

  if (!is_integer (gimp_item_get_image (GIMP_ITEM (snapshot->drawable))))
    return fill (snapshot, SMOOTH_DETAIL_FLOAT, detail, error);
  if (!fill (snapshot, SMOOTH_DETAIL_LEGACY, detail, error))
    return FALSE;
  n_legacy = detail->n_unheld;
  if (n_legacy == 0 || !babl_format_has_alpha (snapshot->format))
    return TRUE;
  return fill (snapshot, SMOOTH_DETAIL_INTEGER, detail, error)
         && (detail->n_unheld < n_legacy
             || fill (snapshot, SMOOTH_DETAIL_LEGACY, detail, error));
}

/* Returns FALSE if GIMP refuses. The setters of GIMP return TRUE also for
 * values that they ignore, so the values are read back. */
static gboolean
set_grain_merge (GimpLayer *layer, GimpLayerColorSpace blend_space)
{
  return gimp_layer_set_mode (layer, GIMP_LAYER_MODE_GRAIN_MERGE)
         && gimp_layer_set_blend_space (layer, blend_space)
         && gimp_layer_get_mode (layer) == GIMP_LAYER_MODE_GRAIN_MERGE
         && gimp_layer_get_blend_space (layer) == blend_space;
}

/* Gives layer, whose mode is GRAIN_MERGE_LEGACY, the mode for which its detail
 * was computed. */
static gboolean
set_mode (GimpLayer *layer, SmoothDetailMode mode, GError **error)
{
  if (mode == SMOOTH_DETAIL_LEGACY)
    return TRUE;
  return set_grain_merge (layer, mode == SMOOTH_DETAIL_INTEGER
                                   ? GIMP_LAYER_COLOR_SPACE_RGB_NON_LINEAR
                                   : GIMP_LAYER_COLOR_SPACE_RGB_PERCEPTUAL)
         || common_error_refuse (error);
}

/* Marks layer as a detail layer. Returns FALSE if GIMP refuses. */
static gboolean
mark (GimpLayer *layer)
{
  GimpParasite *parasite =
    gimp_parasite_new (PARASITE, GIMP_PARASITE_PERSISTENT, 0, NULL);
  gboolean is_marked = gimp_item_attach_parasite (GIMP_ITEM (layer), parasite);

  gimp_parasite_free (parasite);
  return is_marked;
}

gboolean
detail_layer_is (GimpItem *item)
{
  g_auto (GStrv) names = gimp_item_get_parasite_list (item);

  return names != NULL
         && g_strv_contains ((const char *const *) names, PARASITE);
}

/* Fills the layers, whose mode is GRAIN_MERGE_LEGACY, with the details, and
 * gives them the best mode. */
static gboolean
fill_layers (const DrawableSnapshot *snapshot,
             GimpLayer *const *layers,
             Detail *detail,
             GError **error)
{
  gboolean is_done = TRUE;

  /* libgimp returns no buffer if the image was closed a moment ago. */
  for (int i = 0; i < detail->n; i++)
    {
      detail->layers[i] = gimp_drawable_get_buffer (GIMP_DRAWABLE (layers[i]));
      is_done = is_done && detail->layers[i] != NULL;
    }
  if (!is_done)
    common_error_refuse (error);
  is_done = is_done && fill_best (snapshot, detail, error);
  for (int i = 0; i < detail->n; i++)
    if (detail->layers[i] != NULL)
      {
        gegl_buffer_flush (detail->layers[i]);
        g_object_unref (detail->layers[i]);
        is_done = is_done && set_mode (layers[i], detail->mode, error);
      }
  return is_done;
}

/* Makes the n layers, empty, and marks them. Returns FALSE if GIMP refuses. */
static gboolean
make_layers (const DrawableSnapshot *snapshot, int n, GimpLayer **layers)
{
  for (int i = 0; i < n; i++)
    {
      layers[i] = result_item_new_layer (
        snapshot, _ (NAMES[n - 1][i]),
        gimp_drawable_is_gray (snapshot->drawable) ? GIMP_GRAY_IMAGE
                                                   : GIMP_RGB_IMAGE,
        GIMP_LAYER_MODE_GRAIN_MERGE_LEGACY);
      if (layers[i] == NULL || !mark (layers[i]))
        return FALSE;
    }
  return TRUE;
}

gboolean
detail_layers_new (const DrawableSnapshot *snapshot,
                   PixelStore *smoothed,
                   PixelStore *const *shown,
                   GimpLayer **layers,
                   guint64 *n_unheld,
                   GError **error)
{
  gboolean integer =
    is_integer (gimp_item_get_image (GIMP_ITEM (snapshot->drawable)));
  Detail detail = {
    .format = float_format_get (
      snapshot->format, integer ? ENCODING_PROFILE : ENCODING_PERCEPTUAL,
      babl_format_has_alpha (snapshot->format)),
    .smoothed = smoothed,
    .n = snapshot->n_details,
    .shown = shown,
  };

  if (!make_layers (snapshot, detail.n, layers))
    return common_error_refuse (error);
  if (!fill_layers (snapshot, layers, &detail, error))
    return FALSE;
  *n_unheld = detail.n_unheld;
  return TRUE;
}
