/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine-pool.h"

#include "../i18n.h"
#include "installed-weights.h"

struct _EnginePool
{
  char **folders;
  int n_threads;
  GPtrArray *engines; /* PooledEngine */
};

static void
pooled_engine_free (gpointer data)
{
  PooledEngine *pooled = data;

  smooth_engine_free (pooled->engine);
  g_clear_error (&pooled->failure);
  g_free (pooled->weights);
  g_free (pooled->sum);
  g_free (pooled);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PooledEngine, pooled_engine_free)

EnginePool *
engine_pool_new (const char *const *folders, int n_threads)
{
  EnginePool *pool = g_new0 (EnginePool, 1);

  pool->folders = g_strdupv ((char **) folders);
  pool->n_threads = n_threads;
  pool->engines = g_ptr_array_new_with_free_func (pooled_engine_free);
  return pool;
}

void
engine_pool_free (EnginePool *pool)
{
  if (pool == NULL)
    return;
  g_ptr_array_unref (pool->engines);
  g_strfreev (pool->folders);
  g_free (pool);
}

/* Returns the engine with weights; NULL: none was made yet. */
static const PooledEngine *
find (const EnginePool *pool, const char *weights)
{
  for (guint i = 0; i < pool->engines->len; i++)
    {
      const PooledEngine *pooled = g_ptr_array_index (pool->engines, i);

      if (g_strcmp0 (pooled->weights, weights) == 0)
        return pooled;
    }
  return NULL;
}

/* Makes the engine with weights, which becomes the pool's. */
static const PooledEngine *
make (EnginePool *pool, const char *weights, GError **error)
{
  g_autoptr (PooledEngine) pooled = NULL;
  g_autoptr (SmoothModel) model = NULL;
  g_autofree char *folder =
    installed_weights_find ((const char *const *) pool->folders, weights);
  SmoothEngineOptions options;

  if (folder == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   _ ("Weights '%s' are not installed."), weights);
      return NULL;
    }
  model = smooth_model_load (folder, error);
  if (model == NULL)
    return NULL;
  pooled = g_new0 (PooledEngine, 1);
  pooled->weights = g_strdup (weights);
  pooled->sum = installed_weights_sum (folder);
  if (pooled->sum == NULL)
    pooled->sum = g_strdup (weights);
  smooth_engine_options_init (&options);
  options.n_threads = pool->n_threads;
  pooled->engine = smooth_engine_new (model, &options, error);
  if (pooled->engine == NULL)
    return NULL;
  g_ptr_array_add (pool->engines, pooled);
  return g_steal_pointer (&pooled);
}

/* Remembers that there is no engine with weights, so that the folders are not
 * searched again for each part of a picture. */
static void
remember_failure (EnginePool *pool, const char *weights, const GError *error)
{
  PooledEngine *pooled = g_new0 (PooledEngine, 1);

  pooled->weights = g_strdup (weights);
  pooled->failure = g_error_copy (error);
  g_ptr_array_add (pool->engines, pooled);
}

const PooledEngine *
engine_pool_get (EnginePool *pool, const char *weights, GError **error)
{
  const PooledEngine *known = find (pool, weights);
  GError *failure = NULL;

  if (known == NULL)
    known = make (pool, weights, &failure);
  else if (known->failure != NULL)
    {
      g_propagate_error (error, g_error_copy (known->failure));
      return NULL;
    }
  if (known == NULL)
    {
      if (!g_error_matches (failure, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY))
        remember_failure (pool, weights, failure);
      g_propagate_error (error, failure);
    }
  return known;
}
