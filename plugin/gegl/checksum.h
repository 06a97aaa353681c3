/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checksum: 128 bits that tell pixels from other pixels. It is fast, some GB a
 * second, and safe against accidents, not against someone who looks for two
 * pictures with the same checksum. It differs between machines, and is not to
 * be stored. Any thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  guint64 words[2];
} Checksum;

/* A checksum that is being computed. */
typedef struct
{
  guint64 lanes[4];
  guint64 n_bytes;
} ChecksumState;

void checksum_begin (ChecksumState *state);

/* Adds n bytes. How bytes are divided among calls makes a difference. */
void checksum_add (ChecksumState *state, gconstpointer bytes, gsize n);

Checksum checksum_end (const ChecksumState *state);

gboolean checksum_equal (gconstpointer a, gconstpointer b); /* a GEqualFunc */
guint checksum_hash (gconstpointer checksum);               /* a GHashFunc */
