/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads archives by the library libarchive, see archive.h. */
#include "train/data/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <smooth/error.h>

#include "train/data/regular-file.h"

#define BLOCK_BYTES 65536

struct _TrainArchive
{
  char *file;
  struct archive *archive;
  struct archive_entry *entry;
  gboolean is_broken;
};

static const char *
get_reason (TrainArchive *archive)
{
  const char *reason = archive_error_string (archive->archive);

  return reason != NULL ? reason : "it is broken";
}

static void
set_error (GError **error, TrainArchive *archive)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "archive '%s' cannot be read: %s", archive->file,
               get_reason (archive));
}

/* Enables all formats but mtree: an mtree file only lists files that lie
 * elsewhere on the disk. */
static void
support_formats (struct archive *archive)
{
  archive_read_support_filter_all (archive);
  archive_read_support_format_7zip (archive);
  archive_read_support_format_ar (archive);
  archive_read_support_format_cab (archive);
  archive_read_support_format_cpio (archive);
  archive_read_support_format_empty (archive);
  archive_read_support_format_iso9660 (archive);
  archive_read_support_format_lha (archive);
  archive_read_support_format_rar (archive);
  archive_read_support_format_rar5 (archive);
  archive_read_support_format_tar (archive);
  archive_read_support_format_xar (archive);
  archive_read_support_format_zip (archive);
}

TrainArchive *
train_archive_open (const char *file, GError **error)
{
  g_autoptr (TrainArchive) archive = NULL;

  if (!g_file_test (file, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "there is no folder or archive '%s'", file);
      return NULL;
    }
  archive = g_new0 (TrainArchive, 1);
  archive->file = g_strdup (file);
  archive->archive = archive_read_new ();
  support_formats (archive->archive);
  if (archive_read_open_filename (archive->archive, file, BLOCK_BYTES)
      == ARCHIVE_OK)
    return g_steal_pointer (&archive);
  set_error (error, archive);
  return NULL;
}

void
train_archive_free (TrainArchive *archive)
{
  if (archive == NULL)
    return;
  archive_read_free (archive->archive);
  g_free (archive->file);
  g_free (archive);
}

const char *
train_archive_next (TrainArchive *archive)
{
  const char *name;
  int status;

  do
    {
      status = archive_read_next_header (archive->archive, &archive->entry);
      if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
        {
          archive->is_broken = status != ARCHIVE_EOF;
          return NULL;
        }
    }
  while (archive_entry_filetype (archive->entry) == AE_IFDIR);
  name = archive_entry_pathname (archive->entry);
  /* pathname () returns NULL for a Unicode name that the locale cannot express.
   */
  if (name == NULL)
    name = archive_entry_pathname_utf8 (archive->entry);
  return name != NULL ? name : "?";
}

gboolean
train_archive_is_file (TrainArchive *archive)
{
  return archive_entry_filetype (archive->entry) == AE_IFREG
         && archive_entry_hardlink (archive->entry) == NULL;
}

GBytes *
train_archive_read (TrainArchive *archive, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *block = g_malloc (BLOCK_BYTES);
  la_ssize_t n_read;

  while ((n_read = archive_read_data (archive->archive, block, BLOCK_BYTES))
         > 0)
    {
      if (bytes->len + (gsize) n_read > TRAIN_REGULAR_FILE_MAX_BYTES)
        {
          g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                               "it has more than 256 MiB");
          return NULL;
        }
      g_byte_array_append (bytes, block, (guint) n_read);
    }
  if (n_read == 0)
    return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       get_reason (archive));
  return NULL;
}

gboolean
train_archive_check (TrainArchive *archive, GError **error)
{
  if (archive->is_broken)
    set_error (error, archive);
  return !archive->is_broken;
}
