/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder of results under keys, so that a grid search that was stopped goes
 * on where it was and the next one takes seconds.
 */
#pragma once

#include <glib.h>

/* Immutable; any threads and any processes may share a folder. */
typedef struct _TrainCache TrainCache;

/* folder is made if it is missing. NULL and an error (IO) that names it if that
 * fails. Free with train_cache_free (). */
TrainCache *train_cache_new (const char *folder, GError **error);
void train_cache_free (TrainCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainCache, train_cache_free)

/* The n_values numbers kept under key into values; FALSE if there are none. */
gboolean train_cache_get (const TrainCache *cache,
                          const char *key,
                          int n_values,
                          double *values);

/* Keeps n_values numbers under key, to all their digits. A folder that cannot
 * be written to is an error (IO). */
gboolean train_cache_put (const TrainCache *cache,
                          const char *key,
                          int n_values,
                          const double *values,
                          GError **error);
