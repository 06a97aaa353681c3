/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What smooth/step-run.h does not show: runs in steps for a request. */
#pragma once

#include <smooth/step-run.h>

#include "engine/engine-request.h"
#include "net/graph.h"

/* Begins a run for request, of which everything is copied but the pixels. sink
 * and pass are copied. Errors: UNSUPPORTED, SHAPE. */
SmoothStepRun *smooth_step_run_begin (SmoothEngine *engine,
                                      const SmoothEngineRequest *request,
                                      const SmoothSink *sink,
                                      const SmoothGraphPass *pass,
                                      GError **error);
