/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "block-store.h"

typedef struct
{
  Checksum checksum;
  float *floats;
  gint64 n_bytes;
  GList link; /* its place among the blocks, data being this Block */
} Block;

struct _BlockStore
{
  GHashTable *blocks; /* Block by its checksum; owns the blocks */
  GQueue order;       /* the blocks; the one that was asked for last is first */
  gint64 n_bytes, max_bytes;
};

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->floats);
  g_free (block);
}

BlockStore *
block_store_new (gint64 max_bytes)
{
  BlockStore *store = g_new0 (BlockStore, 1);

  store->blocks =
    g_hash_table_new_full (checksum_hash, checksum_equal, NULL, block_free);
  g_queue_init (&store->order);
  store->max_bytes = max_bytes;
  return store;
}

void
block_store_free (BlockStore *store)
{
  if (store == NULL)
    return;
  g_hash_table_unref (store->blocks);
  g_free (store);
}

static void
drop (BlockStore *store, Block *block)
{
  g_queue_unlink (&store->order, &block->link);
  store->n_bytes -= block->n_bytes;
  g_hash_table_remove (store->blocks, &block->checksum);
}

/* Drops blocks until n_bytes more have room. */
static void
make_room (BlockStore *store, gint64 n_bytes)
{
  while (store->n_bytes + n_bytes > store->max_bytes
         && !g_queue_is_empty (&store->order))
    drop (store, g_queue_peek_tail (&store->order));
}

void
block_store_set_limit (BlockStore *store, gint64 max_bytes)
{
  store->max_bytes = max_bytes;
  make_room (store, 0);
}

const float *
block_store_find (BlockStore *store, const Checksum *checksum)
{
  Block *block = g_hash_table_lookup (store->blocks, checksum);

  if (block == NULL)
    return NULL;
  g_queue_unlink (&store->order, &block->link);
  g_queue_push_head_link (&store->order, &block->link);
  return block->floats;
}

gboolean
block_store_has (const BlockStore *store, const Checksum *checksum)
{
  return g_hash_table_contains (store->blocks, checksum);
}

float *
block_store_alloc (BlockStore *store, gsize n)
{
  const gint64 n_bytes = (gint64) (n * sizeof (float));

  if (n_bytes > store->max_bytes)
    return NULL;
  make_room (store, n_bytes);
  return g_try_new (float, n);
}

void
block_store_put (BlockStore *store,
                 const Checksum *checksum,
                 float *floats,
                 gsize n)
{
  Block *old = g_hash_table_lookup (store->blocks, checksum);
  Block *block = g_new0 (Block, 1);

  if (old != NULL)
    drop (store, old);
  *block = (Block) { .checksum = *checksum,
                     .floats = floats,
                     .n_bytes = (gint64) (n * sizeof (float)) };
  block->link.data = block;
  make_room (store, block->n_bytes);
  g_hash_table_insert (store->blocks, &block->checksum, block);
  g_queue_push_head_link (&store->order, &block->link);
  store->n_bytes += block->n_bytes;
}

void
block_store_clear (BlockStore *store)
{
  while (!g_queue_is_empty (&store->order))
    drop (store, g_queue_peek_tail (&store->order));
}

gint64
block_store_get_bytes (const BlockStore *store)
{
  return store->n_bytes;
}
