/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of an engine, shared by engine.c and preview.c. */
#pragma once

#include <smooth/engine.h>

#include "engine/engine-run.h"

struct _SmoothEngine
{
  SmoothModel *model; /* a reference */
  SmoothEngineRunSetup setup;
  SmoothEme *eme;
  SmoothMi *mi;
  SmoothThreads *threads;
  SmoothArena *arena; /* of the last run; NULL before the first */
};
