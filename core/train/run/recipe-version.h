/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version of all that shapes a run's weights and is no option: how samples
 * are drawn, the networks, losses and optimiser. A run is not resumed across
 * versions, since it would come to other weights than one that was not stopped.
 * To be raised with each change of that kind.
 */
#pragma once

#define TRAIN_RECIPE_VERSION 1
