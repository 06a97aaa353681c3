/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder in which measured values are stored, each under a text called its
 * key. So a search that was stopped continues where it was, and repeating one
 * takes seconds.
 */
#pragma once

#include <glib.h>

/* An open cache. Several threads may use it at a time, since the object does
 * not change after it was opened, and any number of processes may use the same
 * folder. */
typedef struct _TrainCache TrainCache;

/* Opens the cache in folder, which is made if it does not exist. Returns NULL
 * and SMOOTH_ERROR_IO, naming the folder, if that fails. Free with
 * train_cache_free (). */
TrainCache *train_cache_new (const char *folder, GError **error);
void train_cache_free (TrainCache *cache);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainCache, train_cache_free)

/* Reads the n_values values stored under key into values. Returns FALSE if
 * there are none. */
gboolean train_cache_get (const TrainCache *cache,
                          const char *key,
                          int n_values,
                          double *values);

/* Stores n_values values under key, without loss of digits. Returns FALSE and
 * SMOOTH_ERROR_IO if the folder cannot be written to. */
gboolean train_cache_put (const TrainCache *cache,
                          const char *key,
                          int n_values,
                          const double *values,
                          GError **error);
