/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An objective that needs no data and little time: a narrow MI that learns to
 * remove noise from ramps.
 */
#pragma once

#include "train/run/objective.h"

/* delay_us: how much longer each sample takes, so that tests have time to kill
 * a run in the middle of a step. Free with train_objective_free (). */
TrainObjective *test_toy_new (gulong delay_us);
