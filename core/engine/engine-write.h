/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes an engine run's result: mixes what the networks have computed with the
 * source's pixels, band by band, and gives the bands to the sink. On the thread
 * that called the engine.
 */
#pragma once

#include "engine/engine-run.h"

/* Writes rect, a band of the region whose rows are computed, into sink. If the
 * run keeps rows for further passes, also keeps what the networks have computed
 * in rect. Errors: the source's and the sink's. */
gboolean smooth_engine_write_band (SmoothEngineRun *run,
                                   const SmoothRect *rect,
                                   const SmoothSink *sink,
                                   GError **error);

/* Writes rect once more, from what the last pass has kept there, with the run's
 * parameters as they are now. Errors: the source's and the sink's. */
gboolean smooth_engine_write_kept_band (SmoothEngineRun *run,
                                        const SmoothRect *rect,
                                        const SmoothSink *sink,
                                        GError **error);
