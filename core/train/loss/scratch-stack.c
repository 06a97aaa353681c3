/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stack of buffers in blocks of memory, see scratch-stack.h. If the stack is
 * empty again and has several blocks, they are replaced by one with their total
 * size. So from the second sample on, all buffers lie side by side.
 */
#include "train/loss/scratch-stack.h"

#define ALIGNMENT_BYTES 64
#define ALIGNMENT (ALIGNMENT_BYTES / sizeof (TrainReal))
#define FIRST_BLOCK (1 << 16)

typedef struct
{
  TrainReal *data;
  gsize first; /* the total size of all blocks before this one */
  gsize size;
} Block;

struct _TrainScratch
{
  GArray *blocks; /* elements are Block, by rising first */
  /* the height of the stack: how many numbers are in use, counted through all
   * blocks */
  gsize taken;
};

static void
clear_block (gpointer data)
{
  g_aligned_free (((Block *) data)->data);
}

static gsize
capacity (const TrainScratch *scratch)
{
  const Block *last;

  if (scratch->blocks->len == 0)
    return 0;
  last = &g_array_index (scratch->blocks, Block, scratch->blocks->len - 1);
  return last->first + last->size;
}

static void
add_block (TrainScratch *scratch, gsize size)
{
  Block block = { NULL, capacity (scratch), size };

  block.data = g_aligned_alloc (size, sizeof (TrainReal), ALIGNMENT_BYTES);
  g_array_append_val (scratch->blocks, block);
}

TrainScratch *
train_scratch_new (void)
{
  TrainScratch *scratch = g_new0 (TrainScratch, 1);

  scratch->blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  g_array_set_clear_func (scratch->blocks, clear_block);
  return scratch;
}

void
train_scratch_free (TrainScratch *scratch)
{
  if (scratch == NULL)
    return;
  g_array_unref (scratch->blocks);
  g_free (scratch);
}

gsize
train_scratch_mark (const TrainScratch *scratch)
{
  return scratch->taken;
}

TrainReal *
train_scratch_take (TrainScratch *scratch, gsize n)
{
  gsize size = (n + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  const Block *block;

  for (guint i = 0; i < scratch->blocks->len; i++)
    {
      gsize first;

      block = &g_array_index (scratch->blocks, Block, i);
      first = MAX (block->first, scratch->taken);
      if (first + size <= block->first + block->size)
        {
          scratch->taken = first + size;
          return block->data + (first - block->first);
        }
    }
  add_block (scratch, MAX (size, MAX (capacity (scratch), FIRST_BLOCK)));
  return train_scratch_take (scratch, n);
}

void
train_scratch_rewind (TrainScratch *scratch, gsize mark)
{
  gsize size = capacity (scratch);

  g_return_if_fail (mark <= scratch->taken);
  scratch->taken = mark;
  if (mark == 0 && scratch->blocks->len > 1)
    {
      g_array_set_size (scratch->blocks, 0);
      add_block (scratch, size);
    }
}
