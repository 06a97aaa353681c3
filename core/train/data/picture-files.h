/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds and reads all pictures of an input: a folder with its subfolders, or an
 * archive (zip, pk3, tar and others that libarchive knows). Pictures that are
 * held out are skipped. Everything left out is reported to a tally (tally.h):
 * hidden files, files not named like pictures, symbolic links that lead nowhere
 * or to a folder (they could form a circle), pipes and other special files,
 * folders that cannot be read. File names are bytes and need not be UTF-8.
 */
#pragma once

#include <gio/gio.h>

#include "train/data/held-out.h"
#include "train/data/tally.h"

/* Returns the names of all pictures in input (a folder or an archive), sorted,
 * each once, relative to input, without those that held_out (NULL for none)
 * matches. The list may be empty. NULL and an error that names the input if it
 * cannot be read. Free with g_ptr_array_unref (). */
GPtrArray *train_picture_files_find (const char *input,
                                     TrainHeldOut *held_out,
                                     TrainTally *tally,
                                     GError **error);

/* The same as train_picture_files_find (), but an input without any pictures is
 * an error, SMOOTH_ERROR_FORMAT. */
GPtrArray *train_picture_files_list (const char *input,
                                     TrainHeldOut *held_out,
                                     TrainTally *tally,
                                     GError **error);

/* Receives one picture: its name, and its bytes, or if it cannot be read NULL
 * and the reason. Returns FALSE, with or without an error, to stop the reading.
 */
typedef gboolean (*TrainPictureFileFunc) (const char *name,
                                          GBytes *bytes,
                                          const char *reason,
                                          gpointer data,
                                          GError **error);

/* Calls func with data once for each picture of input that is in names (a set
 * of strings), in any order, on the caller's thread. Returns FALSE if func did,
 * with its error. A picture that cannot be read is no error: func is told the
 * reason. */
gboolean train_picture_files_read (const char *input,
                                   GHashTable *names,
                                   TrainPictureFileFunc func,
                                   gpointer data,
                                   GError **error);
