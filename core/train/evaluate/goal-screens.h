/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos as they are printed: under a grey screen at 45 degrees, a CMYK screen
 * at 15, 75, 0 and 45, on linen and on canvas, with 3-px lines that are to be
 * kept.
 */
#pragma once

#include "train/evaluate/goal.h"

/* Periods of the patterns; each is measured at a third of it as texture scale,
 * and at least at 1. */
#define TRAIN_GOAL_SCREENS_PERIODS { 4, 6, 8, 10 }

/* Adds photo, which is at least 192 px wide and high, under each pattern and
 * period. Always the same pictures. Errors: NO_MEMORY. */
gboolean train_goal_screens_add (TrainGoalSet *set,
                                 const char *name,
                                 const TrainPicture *photo,
                                 GError **error);
