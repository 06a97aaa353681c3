/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of the user on the image. All random details of an action follow
 * from a seed, so an action can be repeated on a copy of the image.
 */
#pragma once

#include "fake-gimp.h"

typedef enum
{
  USER_PAINT,       /* paints a block on one of the targets */
  USER_PAINT_OTHER, /* paints a block on a layer that is no target */
  USER_SELECT,
  USER_SELECT_ALL,
  USER_SELECT_NONE,
  USER_SELECT_FEATHER, /* random values within the bounds of the selection */
  USER_UNDO,
  USER_LOCK_CONTENT,
  USER_LOCK_GROUP, /* locks the pixels of the group around a target */
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
  USER_CANCEL, /* presses Cancel in the dialog; does not change the image */
  USER_N_ACTIONS
} UserAction;

/* Returns a short name of an action, for tables. */
const char *user_action_name (UserAction action);

#define USER_MAX_TARGETS 3

/* The ids of the drawables that are to be smoothed; the array ends with 0. */
typedef struct
{
  int ids[USER_MAX_TARGETS + 1];
  int n;
} UserTargets;

/* Does action to the image of gimp. Does nothing if the item that it is about
 * is gone or locked. seed: for the random details of the action. */
void user_act (FakeGimp *gimp,
               const UserTargets *targets,
               UserAction action,
               guint32 seed);
