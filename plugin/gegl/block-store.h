/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Store of finished blocks: floats that can be found again by the checksum of
 * all that they were computed from. It holds a limited number of bytes; the
 * blocks that were not asked for longest are dropped for new ones. Blocks that
 * are being filled are not counted. One thread at a time.
 */
#pragma once

#include "checksum.h"

typedef struct _BlockStore BlockStore;

/* max_bytes: how much memory the blocks may take. Free with block_store_free.
 */
BlockStore *block_store_new (gint64 max_bytes);
void block_store_free (BlockStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BlockStore, block_store_free)

/* Changes the limit, and drops the blocks that are too many. */
void block_store_set_limit (BlockStore *store, gint64 max_bytes);

/* Returns the block of checksum, borrowed until the store is changed; NULL:
 * there is none. */
const float *block_store_find (BlockStore *store, const Checksum *checksum);

/* Whether there is a block of checksum; does not count as asking for it. */
gboolean block_store_has (const BlockStore *store, const Checksum *checksum);

/* Returns memory for a block of n floats, which are not in the store yet; free
 * with g_free, or give it to block_store_put. Drops other blocks to make room.
 * NULL: there is not enough memory, or the block is larger than the limit. */
float *block_store_alloc (BlockStore *store, gsize n);

/* Puts a block of n floats into the store, which becomes its owner. If there is
 * a block of checksum already, that is replaced. */
void block_store_put (BlockStore *store,
                      const Checksum *checksum,
                      float *block,
                      gsize n);

/* Drops all blocks. */
void block_store_clear (BlockStore *store);

/* How many bytes the blocks take. */
gint64 block_store_get_bytes (const BlockStore *store);
