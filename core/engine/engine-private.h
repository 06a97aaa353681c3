/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of an engine, for engine.c and preview.c. */
#pragma once

#include <smooth/engine.h>

#include "engine/engine-run.h"

struct _SmoothEngine
{
  SmoothModel *model; /* holds a reference */
  SmoothEngineRunSetup setup;
  SmoothEme *eme;
  SmoothMi *mi;
  SmoothThreads *threads;
  /* Memory of the last engine run; NULL before the first. */
  SmoothArena *arena;
};
