/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Drawn pictures of blurred edges (soft rims) and blurred discs, with grain. A
 * smoothing filter may only change the grain: a blurred edge must not get
 * stairs.
 */
#pragma once

#include "train/evaluate/goal-areas.h"

/* Adds pictures to set, which are always the same, at texture scales 1, 2 and
 * 4: discs blurred by Gaussians of 3 to 30 px, whose rims have all directions,
 * and straight rims in 24 directions. The grain has a standard deviation of
 * 0.01. Errors: NO_MEMORY. */
gboolean train_goal_rims_add (TrainGoalSet *set, GError **error);
