/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a user does to the image. All random details follow from a seed, so an
 * action can be repeated on a copy of the image.
 */
#pragma once

#include "fake-gimp.h"

typedef enum
{
  USER_PAINT,       /* a block on one of the targets */
  USER_PAINT_OTHER, /* a block on a layer that is no target */
  USER_SELECT,
  USER_SELECT_ALL,
  USER_SELECT_NONE,
  USER_SELECT_FEATHER, /* random values within the bounds of the selection */
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
  USER_CANCEL, /* the dialog's Cancel; does not change the image */
  USER_N_ACTIONS
} UserAction;

/* Short name of an action. */
const char *user_action_name (UserAction action);

#define USER_MAX_TARGETS 3

/* The ids of the drawables that are smoothed; 0 at the end. */
typedef struct
{
  int ids[USER_MAX_TARGETS + 1];
  int n;
} UserTargets;

/* Does action to the image of gimp. Does nothing where the item is gone or
 * locked. seed: of the details. */
void user_act (FakeGimp *gimp,
               const UserTargets *targets,
               UserAction action,
               guint32 seed);
