/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures to make pairs from, wherever they lie: all in a folder and the
 * folders below it, or in an archive (zip, pk3, tar and what else libarchive
 * knows), less those held out for testing. What is left out is counted and
 * named in a tally (tally.h): hidden files, files that are not named like
 * pictures, links to folders (they may run in circles) and to nothing, pipes
 * and the like, folders that cannot be read. Names are bytes, not always UTF-8.
 */
#pragma once

#include <gio/gio.h>

#include "train/data/held-out.h"
#include "train/data/tally.h"

/* All pictures' names in place (a folder or an archive), sorted, without those
 * in held_out (NULL: none): paths relative to place, none twice. There may be
 * none. NULL and an error naming place if it cannot be read. */
GPtrArray *train_picture_files_find (const char *place,
                               TrainHeldOut *held_out,
                               TrainTally *tally,
                               GError **error);

/* The same; FORMAT if there are none. */
GPtrArray *train_picture_files_list (const char *place,
                               TrainHeldOut *held_out,
                               TrainTally *tally,
                               GError **error);

/* Takes the bytes of a picture; NULL if it cannot be read, reason (never NULL
 * then) says why. FALSE stops and is handed on. */
typedef gboolean (*TrainPictureFileFunc) (const char *name,
                                     GBytes *bytes,
                                     const char *reason,
                                     gpointer data,
                                     GError **error);

/* Calls func once for each of place's pictures that are in names (a set of
 * strings), in any order, on the caller's thread. An error only if func said
 * so. */
gboolean train_picture_files_read (const char *place,
                             GHashTable *names,
                             TrainPictureFileFunc func,
                             gpointer data,
                             GError **error);
