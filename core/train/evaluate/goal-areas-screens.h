/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos as if they were printed, with lines of 3 px over them that are to be
 * kept, while the pattern of the print is to be removed: a grey halftone screen
 * at 45 degrees, CMYK screens at 15, 75, 0 and 45 degrees, linen and canvas.
 */
#pragma once

#include "train/evaluate/goal-areas.h"

/* The periods of the patterns in pixels. Each is measured at a texture scale of
 * a third of its period, and of at least 1. */
#define TRAIN_GOAL_SCREENS_PERIODS { 4, 6, 8, 10 }

/* Adds one picture to set for each pattern and period, all made from the middle
 * of photo, which must be at least 192 px wide and high; the same photo always
 * gives the same pictures. name: the photo's name, which becomes part of the
 * items' names. Errors: NO_MEMORY. */
gboolean train_goal_screens_add (TrainGoalSet *set,
                                 const char *name,
                                 const TrainPicture *photo,
                                 GError **error);
