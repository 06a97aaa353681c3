/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fake of the part of GIMP that the plug-in needs, in the same process: one
 * small image, and the functions of libgimp that plugin/ calls. The files
 * fake-*.c define these functions by libgimp's own headers. A buffer of a
 * drawable fetches its pixels tile by tile, as those of libgimp do.
 *
 * The fake behaves like GIMP in what has to be tested for:
 *    - items have ids, and the id of a deleted item is refused;
 *    - a shadow buffer reads as zeros where nothing was written, and everywhere
 *      once the drawable has got another size or format;
 *    - merging a shadow buffer mixes by the selection of that moment, leaves
 *      inactive components as they are, and is refused if pixels are locked;
 *    - gimp_item_set_visible returns TRUE if the visibility is locked, and does
 *      nothing;
 *    - a plug-in that asks for a tile that does not exist is killed.
 *
 * libgimp's functions have no argument for their data, so the fake GIMP is a
 * global variable.
 */
#pragma once

#include <gegl.h>
#include <libgimp/gimp.h>

#define FAKE_TILE_PX 32
#define FAKE_IMAGE_ID 1

typedef enum
{
  FAKE_LAYER,
  FAKE_GROUP,
  FAKE_MASK,
  FAKE_CHANNEL,
  FAKE_SELECTION,
} FakeKind;

/* A layer, group, mask or channel, or the selection. Its pixels are replaced as
 * a whole and never changed in place, so copies of the item share them. */
typedef struct
{
  int id;
  FakeKind kind;
  gboolean
    /* TRUE: it is in the image; FALSE: the plug-in has made it, and not
     * inserted it. */
    is_attached;
  char *name;
  int parent; /* id of the group that it is in; 0: none */
  int x, y, width, height;
  const Babl *format;
  GBytes *pixels;
  GBytes *shadow; /* NULL: there is no shadow buffer */
  const Babl *shadow_format;
  int shadow_width, shadow_height;
  gboolean is_visible;
  gboolean locks_content, locks_position, locks_visibility, locks_alpha;
  int mask; /* id of the layer's mask; 0: none */
  gboolean applies_mask, edits_mask, shows_mask;
  int mode, blend_space, composite_space, composite_mode;
  double opacity;
} FakeItem;

/* An image with everything that Undo restores. */
typedef struct
{
  gboolean is_open; /* the user has not closed it */
  int width, height;
  GimpImageBaseType base_type;
  GimpPrecision precision;
  const Babl *space;
  /* Whether each component is active: red, green, blue, grey, alpha. */
  gboolean components[5];
  int selected; /* id of the selected layer or channel; 0: none */
  /* Elements of type FakeItem; layers from top to bottom. */
  GPtrArray *items;
} FakeImage;

/* The type of a function that is called before each call of libgimp is handled,
 * and before each tile is fetched. */
typedef void (*FakeCallFunc) (gpointer data);

typedef struct
{
  FakeImage *image;
  GPtrArray *undo; /* earlier images (FakeImage), the latest at the end */
  int group_depth;
  /* How many times the plug-in has merged a drawable's shadow buffer into the
   * image. */
  int n_merges;
  /* Items that the plug-in has made have this id or a higher one. */
  int first_new_id;
  int next_id;
  gboolean is_killed; /* TRUE: the plug-in is dead, and its calls do nothing */
  gboolean is_quiet;  /* TRUE: on_call is not called */
  /* TRUE: the plug-in has written something that Undo does not restore. */
  gboolean wrote_behind;
  guint64 n_calls;
  FakeCallFunc on_call;
  gpointer data;
} FakeGimp;

extern FakeGimp *fake_gimp;

/* ---- Images and items: fake-data.c ---- */
FakeImage *fake_image_copy (const FakeImage *image);
void fake_image_free (FakeImage *image);
FakeItem *fake_image_find (const FakeImage *image, int id);
/* Returns the index of the item in the stack; -1: it is not there. */
int fake_image_index (const FakeImage *image, int id);
FakeItem *fake_item_new (FakeKind kind, int width, int height);
void fake_item_free (FakeItem *item);
const Babl *fake_format (const FakeImage *image, FakeKind kind, gboolean alpha);
/* Replaces the pixels of item by pixels (transfer full). */
void fake_item_set_pixels (FakeItem *item, guint8 *pixels);
void fake_item_convert (FakeItem *item, const Babl *format);
/* Returns the size of the item's pixels in bytes. */
gsize fake_item_size (const FakeItem *item);

/* Returns a GIMP whose only image is image (transfer full). */
FakeGimp *fake_gimp_new (FakeImage *image);
void fake_gimp_free (FakeGimp *gimp);
void fake_push_undo (FakeGimp *gimp);
void fake_undo (FakeGimp *gimp);

/* Each of the fake's libgimp functions must call fake_call first. It returns
 * FALSE if the plug-in is dead. Defined in fake-item.c, as the next three
 * functions are. */
gboolean fake_call (void);
/* Calls fake_call, and returns the item of a libgimp object; NULL: GIMP refuses
 * the call. */
FakeItem *fake_get (gpointer object);
/* Returns the libgimp object of an item, borrowed. */
gpointer fake_object (const FakeItem *item);
gpointer fake_image_object (void);
/* Frees all libgimp objects. */
void fake_forget_objects (void);

/* bounds (out): the bounding rectangle of the selection. Returns FALSE if
 * nothing is selected. Defined in fake-drawable.c, as fake_intersect is. */
gboolean fake_selection_bounds (const FakeImage *image, GeglRectangle *bounds);
/* area (out): the bounding rectangle of the selection on item, in the item's
 * coordinates. Returns FALSE if nothing of item is selected. */
gboolean fake_intersect (const FakeImage *image,
                         const FakeItem *item,
                         GeglRectangle *area);

/* Returns a buffer that fetches and stores the pixels of an item, or those of
 * its shadow buffer, tile by tile. Defined in fake-tiles.c. */
GeglBuffer *fake_buffer_new (const FakeItem *item, gboolean is_shadow);
