/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the result of an engine run: reads the source's pixels once more, adds
 * what the networks have changed, and gives the band to the sink. On the thread
 * that called the engine.
 */
#pragma once

#include "engine/engine-run.h"

/* Writes rect, a band of the run's result whose rows are computed, into sink.
 * Errors: the source's and the sink's. */
gboolean smooth_engine_write_band (SmoothEngineRun *run,
                                   const SmoothRect *rect,
                                   const SmoothSink *sink,
                                   GError **error);
