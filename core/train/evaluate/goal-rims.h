/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Soft rims and blobs with grain, in which nothing but the grain may change:
 * what is out of focus has no stairs.
 */
#pragma once

#include "train/evaluate/goal.h"

/* Adds discs under Gaussians of 3 to 30 px, whose rims have every direction,
 * and straight rims of 24 directions, at texture scales 1, 2 and 4, with grain
 * of deviation 0.01. Always the same ones. Errors: NO_MEMORY. */
gboolean train_goal_rims_add (TrainGoalSet *set, GError **error);
