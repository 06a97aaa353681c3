/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replace, new layer, edge map, edge channel; "separate" has a file of its
 * own.
 */
#include "results.h"

#include "i18n.h"
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
result_name (const Job *job, const char *format)
{
  g_autofree char *name = gimp_item_get_name (GIMP_ITEM (job->drawable));
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);

  return g_strjoinv (name, parts);
}

GimpLayer *
result_layer_new (const Job *job,
                  const char *name_format,
                  GimpImageType type,
                  GimpLayerMode mode)
{
  g_autofree char *name = result_name (job, name_format);
  GimpLayer *layer =
    gimp_layer_new (gimp_item_get_image (GIMP_ITEM (job->drawable)), name,
                    job->whole.width, job->whole.height, type, 100.0, mode);

  if (layer)
    gimp_layer_set_offsets (layer, job->offset_x, job->offset_y);

  return layer;
}

gboolean
result_insert_above (const Job *job, GimpLayer *layer)
{
  GimpItem *below = GIMP_ITEM (job->drawable);
  GimpImage *image = gimp_item_get_image (below);

  return gimp_image_insert_layer (image, layer,
                                  GIMP_LAYER (gimp_item_get_parent (below)),
                                  gimp_image_get_item_position (image, below));
}

/* Lets the selection through layer's own mask only: what that hides stays
 * hidden. */
static gboolean
narrow_mask (const Job *job, GimpDrawable *mask, GError **error)
{
  g_autoptr (GeglBuffer) before = drawable_io_snapshot (mask);
  g_autoptr (GeglBuffer) after = gegl_buffer_new (
    gegl_buffer_get_extent (before), gegl_buffer_get_format (before));
  GeglRectangle region = { job->region.x, job->region.y, job->region.width,
                           job->region.height };

  gegl_buffer_copy (before, &region, GEGL_ABYSS_NONE, after, &region);
  if (!selection_mix (job, babl_format ("Y float"), NULL, after, error))
    return FALSE;

  drawable_io_put (mask, after, &job->whole, 0, 0, job->breath);

  return TRUE;
}

/* Gives layer the selection as its mask, if there is one. */
static gboolean
mask_by_selection (const Job *job, GimpLayer *layer, GError **error)
{
  GimpLayerMask *mask = gimp_layer_get_mask (layer);

  if (!selection_exists (job))
    return TRUE;

  if (mask)
    return narrow_mask (job, GIMP_DRAWABLE (mask), error);

  mask = gimp_layer_create_mask (layer, GIMP_ADD_MASK_SELECTION);

  return (mask && gimp_layer_add_mask (layer, mask)) || result_refused (error);
}

static gboolean
init_new_layer (Result *result, GError **error)
{
  const Job *job = result->job;
  g_autofree char *name = result_name (job, _ ("%s smoothed"));

  /* not gimp_layer_copy: a text layer's copy would stay text, and lose its
   * pixels at the next edit */
  result->layer = gimp_layer_new_from_drawable (
    job->drawable, gimp_item_get_image (GIMP_ITEM (job->drawable)));
  if (!result->layer)
    return FALSE;

  gimp_item_set_name (GIMP_ITEM (result->layer), name);
  drawable_io_put (GIMP_DRAWABLE (result->layer), job->smoothed, &job->region,
                   0, 0, job->breath);

  return mask_by_selection (job, result->layer, error);
}

static gboolean
init_edge_map (Result *result, GError **error)
{
  const Job *job = result->job;

  result->layer = result_layer_new (
    job, _ ("%s edges"),
    gimp_drawable_is_gray (job->drawable) ? GIMP_GRAY_IMAGE : GIMP_RGB_IMAGE,
    GIMP_LAYER_MODE_NORMAL);
  if (!result->layer)
    return FALSE;

  drawable_io_put (GIMP_DRAWABLE (result->layer), job->edges, &job->region, 0,
                   0, job->breath);

  return mask_by_selection (job, result->layer, error);
}

/* The channel's stored numbers are what a selection is made of, whatever
 * encoding their format names (Y' in 8-bit images): the edge map's samples
 * are called by the same name and so go in as they are. */
static gboolean
init_edge_channel (Result *result, GError **error)
{
  const Job *job = result->job;
  GimpImage *image = gimp_item_get_image (GIMP_ITEM (job->drawable));
  g_autofree char *name = result_name (job, _ ("%s edges"));
  GeglColor *black = gegl_color_new ("black");
  const Babl *stored, *format;

  result->channel =
    gimp_channel_new (image, name, gimp_image_get_width (image),
                      gimp_image_get_height (image), 50.0, black);
  g_object_unref (black);
  if (!result->channel)
    return result_refused (error);

  stored = gimp_drawable_get_format (GIMP_DRAWABLE (result->channel));
  format = babl_format_with_space (
    g_str_has_prefix (babl_format_get_encoding (stored), "Y'") ? "Y' float"
                                                               : "Y float",
    babl_format_get_space (stored));
  gegl_buffer_set_format (job->edges, format);

  if (selection_exists (job)
      && !selection_mix (job, format, NULL, job->edges, error))
    return FALSE;

  drawable_io_put (GIMP_DRAWABLE (result->channel), job->edges, &job->region,
                   job->offset_x, job->offset_y, job->breath);

  return TRUE;
}

gboolean
result_init (Result *result, const Job *job, ResultKind kind, GError **error)
{
  *result = (Result) { .job = job, .kind = kind };

  switch (kind)
    {
    case RESULT_REPLACE:
      drawable_io_put_shadow (job->drawable, job->smoothed, &job->region,
                              job->breath);
      return TRUE;
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
apply_replace (const Job *job)
{
  return gimp_drawable_merge_shadow (job->drawable, TRUE)
         && gimp_drawable_update (job->drawable, job->region.x, job->region.y,
                                  job->region.width, job->region.height);
}

gboolean
result_apply (Result *result, GError **error)
{
  const Job *job = result->job;
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
