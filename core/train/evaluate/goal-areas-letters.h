/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawn pictures of lettering, which is to be kept, and of the same letters
 * repeated as a texture, which is to be removed. Likewise thin rods far apart,
 * and stripes close together.
 */
#pragma once

#include "train/evaluate/goal-areas.h"

/* Adds the pictures, which are always the same, to set at texture scale 2.
 * Errors: NO_MEMORY. */
gboolean train_goal_letters_add (TrainGoalSet *set, GError **error);
