/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Replaces the plug-in's test-points.c in a test build: changes the image at
 * named moments of a call, as a user might. The actions are read from the file
 * that the environment variable SMOOTH_TEST_EVENTS names, in lines
 *
 * POINT N ACTION LAYER
 *
 * ACTION is done when POINT is reached for the N-th time, or each time if N is
 * 0. It is done to the layer with the index LAYER, counted from the bottom of
 * the first image. POINT "start" is the start of the process; its only ACTION
 * is "limit", which sets a limit: no file may become larger than 4 MiB.
 */
#include "../../plugin/test-points.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

#include <libgimp/gimp.h>

#define BLOCK_PX 60
#define FILE_LIMIT_BYTES (4 << 20)

static const char *const POINTS[TEST_N_POINTS] = {
  "copied",       "band",      "computed",  "prepared",
  "before-merge", "comparing", "unguarded",
};

static int n_reached[TEST_N_POINTS];
static int n_events;

/* Paints a green block, without an undo step. */
static void
paint (GimpDrawable *layer)
{
  GeglBuffer *buffer = gimp_drawable_get_buffer (layer);
  GeglColor *green = gegl_color_new ("rgb(0,1,0)");

  /* Each block is painted at another place, so that each one changes pixels. */
  gegl_buffer_set_color (
    buffer, GEGL_RECTANGLE (20 + n_events, 30, BLOCK_PX, BLOCK_PX), green);
  gegl_buffer_flush (buffer);
  gimp_drawable_update (layer, 0, 0, gimp_drawable_get_width (layer),
                        gimp_drawable_get_height (layer));
  g_object_unref (green);
  g_object_unref (buffer);
}

static void
add_mask (GimpLayer *layer)
{
  if (!gimp_layer_get_mask (layer))
    gimp_layer_add_mask (layer,
                         gimp_layer_create_mask (layer, GIMP_ADD_MASK_WHITE));
}

static void
act (const char *action, int index)
{
  GimpImage **images = gimp_get_images ();
  GimpImage *image = images[0];
  GimpLayer **layers = image ? gimp_image_get_layers (image) : NULL;
  int n = layers ? gimp_core_object_array_get_length ((GObject **) layers) : 0;
  GimpLayer *layer = index < n ? layers[n - 1 - index] : NULL;

  n_events++;
  if (layer == NULL)
    ; /* The layer does not exist any more: an earlier action has removed it. */
  else if (strcmp (action, "paint") == 0)
    paint (GIMP_DRAWABLE (layer));
  else if (strcmp (action, "select-all") == 0)
    gimp_selection_all (image);
  else if (strcmp (action, "select-none") == 0)
    gimp_selection_none (image);
  else if (strcmp (action, "select-ellipse") == 0)
    gimp_image_select_ellipse (image, GIMP_CHANNEL_OP_REPLACE, 100, 50, 200,
                               100);
  else if (strcmp (action, "move") == 0)
    gimp_layer_set_offsets (layer, 3, 4);
  else if (strcmp (action, "lock") == 0)
    gimp_item_set_lock_content (GIMP_ITEM (layer), TRUE);
  else if (strcmp (action, "opacity") == 0)
    gimp_layer_set_opacity (layer, 50);
  else if (strcmp (action, "convert") == 0)
    gimp_image_convert_precision (image, GIMP_PRECISION_U16_LINEAR);
  else if (strcmp (action, "remove") == 0)
    gimp_image_remove_layer (image, layer);
  else if (strcmp (action, "lock-visibility") == 0)
    gimp_item_set_lock_visibility (GIMP_ITEM (layer), TRUE);
  else if (strcmp (action, "hide") == 0)
    gimp_item_set_visible (GIMP_ITEM (layer), FALSE);
  else if (strcmp (action, "rename") == 0)
    gimp_item_set_name (GIMP_ITEM (layer), "another");
  else if (strcmp (action, "red-off") == 0)
    gimp_image_set_component_active (image, GIMP_CHANNEL_RED, FALSE);
  else if (strcmp (action, "close") == 0)
    gimp_image_delete (image);
  else if (strcmp (action, "mask") == 0)
    add_mask (layer);
  else
    g_error ("action '%s' is not known", action);
  g_free (layers);
  g_free (images);
}

/* Does the actions of the file for the n-th time that point is reached. */
static void
look_up (const char *point, int n)
{
  const char *path = g_getenv ("SMOOTH_TEST_EVENTS");
  FILE *file = path ? fopen (path, "r") : NULL;
  char name[32], action[32];
  int at, index;

  if (file == NULL)
    return;
  while (fscanf (file, "%31s %d %31s %d", name, &at, action, &index) == 4)
    if (strcmp (name, point) == 0 && (at == 0 || at == n))
      {
        if (strcmp (action, "limit") == 0)
          setrlimit (RLIMIT_FSIZE,
                     &(struct rlimit) { FILE_LIMIT_BYTES, FILE_LIMIT_BYTES });
        else
          act (action, index);
      }
  fclose (file);
}

__attribute__ ((constructor)) static void
on_start (void)
{
  look_up ("start", 1);
}

void
test_point (TestPoint point)
{
  look_up (POINTS[point], ++n_reached[point]);
}
