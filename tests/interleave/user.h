/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The image of a trial, and what a user does to it. Everything follows from
 * numbers, so an action can be repeated on another copy of the image.
 */
#pragma once

#include "fake-gimp.h"

typedef enum
{
  USER_PAINT,       /* a block on one of the targets */
  USER_PAINT_OTHER, /* on a layer that is no target */
  USER_SELECT,
  USER_SELECT_ALL,
  USER_SELECT_NONE,
  USER_SELECT_FEATHER, /* other values within the same bounds */
  USER_UNDO,
  USER_LOCK_CONTENT,
  USER_LOCK_GROUP, /* the content of the group around a target */
  USER_LOCK_POSITION,
  USER_LOCK_VISIBILITY,
  USER_LOCK_ALPHA,
  USER_DELETE,
  USER_CLOSE,
  USER_PRECISION,
  USER_BASE_TYPE,
  USER_PROFILE,
  USER_RESIZE,
  USER_MOVE,
  USER_ADD_MASK,
  USER_REMOVE_MASK,
  USER_TOGGLE_MASK,
  USER_PAINT_MASK,
  USER_HIDE,
  USER_OPACITY,
  USER_MODE,
  USER_RENAME,
  USER_REORDER,
  USER_COMPONENTS,
  USER_CANCEL, /* the dialog's button; does nothing to the image */
  USER_N_ACTIONS
} UserAction;

/* Short name of an action. */
const char *user_action_name (UserAction action);

#define USER_MAX_TARGETS 3

/* Ids of the drawables that are smoothed; 0 behind the last. */
typedef struct
{
  int ids[USER_MAX_TARGETS + 1];
  int n;
} UserTargets;

/* A small image with some layers, a group, masks, a channel, and perhaps a
 * selection. */
FakeState *user_make_image (GRand *rand);

/* Some drawables of state; only layers unless masks_too. */
void user_choose_targets (const FakeState *state,
                          GRand *rand,
                          gboolean masks_too,
                          UserTargets *targets);

/* Does action to gimp's image, with details by seed. What cannot be done (on
 * an item that is gone, or locked) is left. */
void user_act (FakeGimp *gimp,
               const UserTargets *targets,
               UserAction action,
               guint32 seed);
