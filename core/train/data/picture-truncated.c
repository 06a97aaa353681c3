/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Follows the structure of picture files to their end, see picture-truncated.h.
 */
#include "train/data/picture-truncated.h"

#include <string.h>

#define PNG_MARK "\x89PNG\r\n\x1a\n"
#define PNG_MARK_BYTES 8
#define JPEG_MARK "\xff\xd8\xff"
#define JPEG_END 0xd9
#define JPEG_FIRST_RESTART 0xd0
#define JPEG_START 0xd8
#define JPEG_TEM 0x01

/* A PNG is a sequence of chunks: length (4 bytes, big-endian), name (4), data,
 * checksum (4). The last chunk is IEND. */
static gboolean
reaches_png_end (const guint8 *bytes, gsize n_bytes)
{
  gsize at = PNG_MARK_BYTES;

  while (n_bytes - at >= 12)
    {
      gsize length = (gsize) bytes[at] << 24 | (gsize) bytes[at + 1] << 16
                     | (gsize) bytes[at + 2] << 8 | bytes[at + 3];

      if (length > n_bytes - at - 12)
        return FALSE;
      if (memcmp (bytes + at + 4, "IEND", 4) == 0)
        return TRUE;
      at += 12 + length;
    }
  return FALSE;
}

/* A JPEG is a sequence of markers: 0xff and a byte that is neither 0 (an
 * escaped 0xff in the data) nor 0xff (padding). Except for a small number of
 * kinds, two bytes of length follow. Compressed data lie between markers. */
static gboolean
reaches_jpeg_end (const guint8 *bytes, gsize n_bytes)
{
  gsize at = 2;

  while (at + 1 < n_bytes)
    {
      guint8 marker = bytes[at + 1];

      if (bytes[at] != 0xff || marker == 0xff)
        at++;
      else if (marker == JPEG_END)
        return TRUE;
      else if (marker == 0 || marker == JPEG_TEM
               || (marker >= JPEG_FIRST_RESTART && marker <= JPEG_START))
        at += 2;
      else if (at + 3 < n_bytes)
        at += 2 + ((gsize) bytes[at + 2] << 8 | bytes[at + 3]);
      else
        return FALSE;
    }
  return FALSE;
}

/* Returns a 4-byte little-endian number. */
static gsize
get_size (const guint8 *bytes)
{
  return (gsize) bytes[3] << 24 | (gsize) bytes[2] << 16 | (gsize) bytes[1] << 8
         | bytes[0];
}

gboolean
train_picture_is_truncated (const guint8 *bytes, gsize n_bytes)
{
  if (n_bytes >= PNG_MARK_BYTES
      && memcmp (bytes, PNG_MARK, PNG_MARK_BYTES) == 0)
    return !reaches_png_end (bytes, n_bytes);
  if (n_bytes >= 3 && memcmp (bytes, JPEG_MARK, 3) == 0)
    return !reaches_jpeg_end (bytes, n_bytes);
  if (n_bytes >= 4 && memcmp (bytes, "GIF8", 4) == 0)
    return bytes[n_bytes - 1] != ';';
  if (n_bytes >= 12 && memcmp (bytes, "RIFF", 4) == 0)
    return get_size (bytes + 4) > n_bytes - 8;
  if (n_bytes >= 6 && memcmp (bytes, "BM", 2) == 0)
    return get_size (bytes + 2) > n_bytes;
  return FALSE;
}
