/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fake of the part of GIMP that the plug-in talks to, in the same process:
 * one small image, and the functions of libgimp that plugin/ calls, defined
 * here against libgimp's own headers. Buffers of drawables fetch their pixels
 * tile by tile, as libgimp's do.
 *
 * What GIMP does and a test of the plug-in needs to meet:
 *   - items are known by numbers; a number of a deleted item is refused;
 *   - a shadow buffer reads as zeros where nothing was written, and again
 *     everywhere once the drawable has another size or format;
 *   - merging a shadow buffer mixes by the selection of that moment, leaves
 *     components that are switched off, and is refused on locked pixels;
 *   - gimp_item_set_visible says TRUE on a locked visibility, and does nothing;
 *   - a plug-in that asks for a tile which is not there is killed.
 *
 * libgimp's functions have no argument for their state, so the fake GIMP is
 * the one global variable of this folder.
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

/* Any item. Pixels are never changed in place, so copies of an item share
 * them. */
typedef struct
{
  int id;
  FakeKind kind;
  gboolean is_attached; /* it is in the image; else a plug-in just made it */
  char *name;
  int parent; /* id of a group, 0: none */
  int x, y, width, height;
  const Babl *format;
  GBytes *pixels;
  GBytes *shadow; /* or NULL */
  const Babl *shadow_format;
  int shadow_width, shadow_height;
  gboolean is_visible;
  gboolean locks_content, locks_position, locks_visibility, locks_alpha;
  int mask; /* id, 0: none */
  gboolean applies_mask, edits_mask, shows_mask;
  int mode, blend_space, composite_space, composite_mode;
  double opacity;
} FakeItem;

/* Everything that undo brings back. */
typedef struct
{
  gboolean is_open; /* the image exists */
  int width, height;
  GimpImageBaseType base_type;
  GimpPrecision precision;
  const Babl *space;
  gboolean components[5]; /* red, green, blue, grey, alpha are active */
  int selected;           /* id of the selected layer or channel, 0: none */
  GPtrArray *items;       /* of FakeItem; layers from top to bottom */
} FakeState;

/* Told of each call of libgimp, and of each tile that is fetched. */
typedef void (*FakeCallFunc) (gpointer data);

typedef struct
{
  FakeState *now;
  GPtrArray *undo; /* of FakeState, the latest last */
  int group_depth;
  int n_merges;     /* drawables that a result was made visible for */
  int first_new_id; /* ids of what the plug-in makes begin here */
  int next_id;
  gboolean is_killed;    /* the plug-in is dead: its calls do nothing */
  gboolean is_quiet;     /* on_call is not told */
  gboolean wrote_behind; /* a plug-in wrote where undo does not see it */
  guint64 n_calls;
  FakeCallFunc on_call;
  gpointer data;
} FakeGimp;

extern FakeGimp *fake_gimp;

/* fake-state.c */
FakeState *fake_state_copy (const FakeState *state);
void fake_state_free (FakeState *state);
FakeItem *fake_state_find (const FakeState *state, int id);
/* Where item lies in the stack; -1: it is not there. */
int fake_state_index (const FakeState *state, int id);
FakeItem *fake_item_new (FakeKind kind, int width, int height);
void fake_item_free (FakeItem *item);
const Babl *fake_format (const FakeState *state, FakeKind kind, gboolean alpha);
void fake_item_set_pixels (FakeItem *item, guint8 *pixels); /* taken over */
void fake_item_convert (FakeItem *item, const Babl *format);
gsize fake_item_size (const FakeItem *item);

/* A GIMP whose image is state (taken over). */
FakeGimp *fake_gimp_new (FakeState *state);
void fake_gimp_free (FakeGimp *gimp);
void fake_push_undo (FakeGimp *gimp);
void fake_undo (FakeGimp *gimp);

/* fake-item.c: a call begins; FALSE where the plug-in is dead. */
gboolean fake_call (void);
/* The item that a call is about, or NULL where GIMP refuses it. */
FakeItem *fake_get (gpointer object);
/* libgimp's object for an item; borrowed. */
gpointer fake_object (const FakeItem *item);
gpointer fake_image_object (void);
/* Forgets all objects of libgimp's. */
void fake_forget_objects (void);

/* fake-drawable.c: bounds of the selection; FALSE: there is none. */
gboolean fake_selection_bounds (const FakeState *state, GeglRectangle *bounds);
/* The part of item that the selection lets through, in its coordinates. */
gboolean fake_intersect (const FakeState *state,
                         const FakeItem *item,
                         GeglRectangle *area);

/* fake-tiles.c: a buffer that fetches and stores an item's pixels, or those of
 * its shadow, tile by tile. */
GeglBuffer *fake_buffer_new (const FakeItem *item, gboolean is_shadow);
