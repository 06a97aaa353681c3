/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures to make pairs from, wherever they lie: all in a folder and the
 * folders below it, or in an archive (zip, pk3, tar and what else libarchive
 * knows), less those held out for testing.
 */
#pragma once

#include <gio/gio.h>

/* Names to leave out: a set of paths without their endings (a drawing's SVG and
 * PNG are the same drawing). Start from g_hash_table_new_full (g_str_hash,
 * g_str_equal, g_free, NULL). */
typedef GHashTable TrainHeldOut;

/* Adds the lines of file to held_out. SMOOTH_ERROR_IO naming it. */
gboolean
train_held_out_load (TrainHeldOut *held_out, const char *file, GError **error);

/* Is path, or its last parts, in held_out? So it is found from whichever folder
 * above it the search began. */
gboolean train_held_out_contains (const TrainHeldOut *held_out,
                                  const char *path);

/* All pictures' names in place (a folder or an archive), sorted, without those
 * in held_out (NULL: none): paths relative to place. NULL and an error naming
 * place if it cannot be read or holds none. */
GPtrArray *train_sources_list (const char *place,
                               const TrainHeldOut *held_out,
                               GError **error);

/* Takes the bytes of a picture; FALSE stops and is handed on. */
typedef gboolean (*TrainSourceFunc) (const char *name,
                                     GBytes *bytes,
                                     gpointer data,
                                     GError **error);

/* Calls func for those of place's pictures that are in names (a set of
 * strings), in any order, on the caller's thread. */
gboolean train_sources_read (const char *place,
                             GHashTable *names,
                             TrainSourceFunc func,
                             gpointer data,
                             GError **error);
