/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads archives (zip, tar, 7z and others that libarchive knows), one entry
 * after another. Entries are read into memory and never unpacked to the disk,
 * so paths in them such as /etc or ../.. do no harm. An archive is used by one
 * thread at a time.
 */
#pragma once

#include <glib.h>

typedef struct _TrainArchive TrainArchive;

/* Opens file. NULL and SMOOTH_ERROR_IO if it does not exist or is no regular
 * file, SMOOTH_ERROR_FORMAT if it is not an archive. Free with
 * train_archive_free (). */
TrainArchive *train_archive_open (const char *file, GError **error);
void train_archive_free (TrainArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainArchive, train_archive_free)

/* Moves to the next entry that is not a folder and returns its path, which
 * archive owns and which is valid until the next call. NULL at the end, and
 * also where the archive is broken; train_archive_check () tells which. */
const char *train_archive_next (TrainArchive *archive);

/* Returns whether the current entry is a regular file (no link or device). */
gboolean train_archive_is_file (TrainArchive *archive);

/* Returns the contents of the current entry; free with g_bytes_unref (). NULL
 * and an error whose message is the reason alone, without a file name:
 * SMOOTH_ERROR_FORMAT (broken or encrypted) or SMOOTH_ERROR_UNSUPPORTED (more
 * than 256 MiB, counted while unpacking, whatever the entry's header says). */
GBytes *train_archive_read (TrainArchive *archive, GError **error);

/* To be called when train_archive_next () has returned NULL. Returns TRUE if
 * the last entry was reached, FALSE and SMOOTH_ERROR_FORMAT, naming the file,
 * if the archive is broken. */
gboolean train_archive_check (TrainArchive *archive, GError **error);
