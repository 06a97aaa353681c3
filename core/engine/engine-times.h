/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of how long a pass of an engine run took, layer by layer. */
#pragma once

#include "engine/engine-run.h"

/* Reports how long the layers took in the pass that has just ended, to the
 * function in the run's setup. us: microseconds that the whole pass took. On
 * the thread that calls the engine. */
void smooth_engine_times_report (const SmoothEngineRun *run, gint64 us);
