/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of how long a pass of an engine run took, layer by layer. */
#pragma once

#include "engine/engine-run.h"

/* Gives the report of run's setup the times of the pass that has just ended,
 * which took us microseconds. On the thread that calls the engine. */
void smooth_engine_times_report (const SmoothEngineRun *run, gint64 us);
