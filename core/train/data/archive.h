/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Archives (zip, tar, 7z ...) by libarchive, entry after entry. What they hold
 * is read into memory and never written anywhere, so that what their names say
 * (/etc, ../..) is harmless. One thread each.
 */
#pragma once

#include <glib.h>

typedef struct _TrainArchive TrainArchive;

/* IO if file is not there or no regular file, FORMAT if it is no archive. Free
 * with train_archive_free (). */
TrainArchive *train_archive_open (const char *file, GError **error);
void train_archive_free (TrainArchive *archive);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainArchive, train_archive_free)

/* The path of the next entry that is no folder, borrowed until the next call;
 * NULL at the end or where the archive is broken. */
const char *train_archive_next (TrainArchive *archive);

/* Is the entry a regular file? */
gboolean train_archive_is_file (TrainArchive *archive);

/* All of the entry. NULL and an error whose message is the reason alone: it is
 * broken, encrypted, or has more than 256 MiB, whatever its header says. Free
 * with g_bytes_unref. */
GBytes *train_archive_read (TrainArchive *archive, GError **error);

/* Behind the last entry: FALSE and FORMAT, naming the file, if the archive
 * ended because it is broken. */
gboolean train_archive_check (TrainArchive *archive, GError **error);
