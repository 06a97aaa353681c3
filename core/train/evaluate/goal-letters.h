/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lettering that is to be kept, and the same letters as a texture that is to
 * go; thin rods far apart, and stripes close together.
 */
#pragma once

#include "train/evaluate/goal.h"

/* Adds the pictures to set, at texture scale 2. Always the same ones. Errors:
 * NO_MEMORY. */
gboolean train_goal_letters_add (TrainGoalSet *set, GError **error);
