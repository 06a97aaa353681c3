/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The engines of a process, one for each set of weights that was asked for.
 * They are made when they are needed first, so that a broken file of weights
 * keeps nobody from starting. One thread at a time.
 */
#pragma once

#include <smooth/smooth.h>

typedef struct
{
  char *weights; /* as it was asked for */
  char *sum;     /* the checksum of the weights */
  SmoothEngine *engine;
  GError *failure; /* why there is no engine; otherwise NULL */
} PooledEngine;

typedef struct _EnginePool EnginePool;

/* folders, n_threads: as in RendererOptions. */
EnginePool *engine_pool_new (const char *const *folders, int n_threads);
void engine_pool_free (EnginePool *pool);

/* Returns the engine with weights, borrowed as long as the pool lives. Errors:
 * SMOOTH_ERROR_UNSUPPORTED (no such weights are installed), those of
 * smooth_model_load () and smooth_engine_new (). All but NO_MEMORY stay as they
 * are as long as the pool lives. */
const PooledEngine *
engine_pool_get (EnginePool *pool, const char *weights, GError **error);
