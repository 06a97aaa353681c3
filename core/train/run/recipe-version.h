/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The version of everything that decides a training run's weights without being
 * an option: how samples are drawn, the networks, the losses and the optimiser.
 * Raise it with each change of these. A run is not resumed by another version,
 * since its weights would not be those of a run that was not interrupted.
 */
#pragma once

#define TRAIN_RECIPE_VERSION 3
