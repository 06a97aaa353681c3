/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A task that needs no data and little time: a narrow MI that learns to take
 * noise off ramps.
 */
#pragma once

#include "train/run/recipe.h"

/* A step that takes delay_us longer leaves time to be killed in. */
TrainRecipe *test_toy_new (gulong delay_us);
