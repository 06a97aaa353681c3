/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Assigns each row of each node its place in memory while a pass is rehearsed
 * for the plan, and frees the places of rows that nobody reads any more.
 */
#include "net/graph-memory-slots.h"

#include <smooth/error.h>

#include "base/round.h"
#include "i18n.h"

/* Rows whose distance in memory is a multiple of 4 KB would push each other out
 * of the caches, because they would be stored in the same cache sets. One cache
 * line of padding avoids such distances. */
#define ALIAS_FLOATS 1024
#define LINE_FLOATS (SMOOTH_ALIGNMENT / (int) sizeof (float))

void
smooth_pool_free (gpointer data)
{
  SmoothPool *pool = data;

  g_free (pool->free_slots);
  g_free (pool);
}

/* Returns how many floats apart rows of n_floats lie in memory: at a distance
 * that is not a multiple of 4 KB. */
static gsize
get_stride (gsize n_floats)
{
  const gsize stride = smooth_round_up_size (n_floats, LINE_FLOATS);

  return stride > 0 && stride % ALIAS_FLOATS == 0 ? stride + LINE_FLOATS
                                                  : stride;
}

/* Finds the pool of memory for rows that have the same size and columns as
 * node's and are computed in the same passes, or creates it. */
static SmoothPool *
find_pool (SmoothGraph *graph, const SmoothNode *node)
{
  const SmoothBand *band = &node->band;
  const SmoothPool wanted = {
    .first = (gsize) band->x0 * band->channels,
    .end = (gsize) band->x1 * band->channels,
    .plane = (gsize) band->width * band->channels,
    .recompute = smooth_graph_get_recompute (graph, node),
  };
  SmoothPool *pool;

  for (guint i = 0; i < graph->pools->len; i++)
    {
      pool = g_ptr_array_index (graph->pools, i);
      if (pool->first == wanted.first && pool->end == wanted.end
          && pool->plane == wanted.plane && pool->recompute == wanted.recompute)
        return pool;
    }
  pool = g_memdup2 (&wanted, sizeof wanted);
  g_ptr_array_add (graph->pools, pool);
  return pool;
}

/* Allocates node's table of slots, with an entry for each of its rows. */
static gboolean
create_table (SmoothNode *node, GError **error)
{
  const int n_rows = node->rows.end - node->rows.first;

  node->slots = g_try_new (gint32, n_rows);
  if (node->slots == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for rows of %d pixels"), node->band.width);
  return node->slots != NULL;
}

gboolean
smooth_slots_init (SmoothGraph *graph, GError **error)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = g_ptr_array_index (graph->nodes, i);

      if (smooth_span_is_empty (node->rows))
        continue;
      if (node->in_place != NULL
          && smooth_graph_keeps_rows (graph, node->in_place))
        node->in_place = NULL;
      /* A node that may work in place has no more columns than the input whose
       * slots it takes, so its rows fit. */
      node->pool =
        node->in_place != NULL ? node->in_place->pool : find_pool (graph, node);
      if (!create_table (node, error))
        return FALSE;
      node->released = node->rows.first;
      node->pool->margin =
        MAX (node->pool->margin,
             smooth_round_up_size (
               (gsize) node->band.margin * node->band.channels, LINE_FLOATS));
    }
  for (guint i = 0; i < graph->pools->len; i++)
    {
      SmoothPool *pool = g_ptr_array_index (graph->pools, i);

      pool->stride = get_stride (pool->end - pool->first + 2 * pool->margin);
    }
  return TRUE;
}

/* Finds the entry of row y in node's table of slots, which says where in memory
 * the row lies. */
static gint32 *
find_slot (const SmoothNode *node, int y)
{
  return &node->slots[y - node->rows.first];
}

/* Whether row y of node may overwrite row y of the input node->in_place, since
 * nobody else will read that row. */
static gboolean
may_replace (const SmoothGraph *graph, const SmoothNode *node, int y)
{
  const SmoothNode *input = node->in_place;

  return input != NULL && y >= input->released && y < input->held.end
         && smooth_graph_get_first_unread (graph, input, node) > y;
}

/* Whether the place in memory of row y of node has been taken by a consumer, a
 * node that overwrites this input row by row.
 */
static gboolean
is_replaced (const SmoothNode *node, int y)
{
  for (int i = 0; i < node->n_consumers; i++)
    {
      const SmoothNode *consumer = node->consumers[i].node;

      if (consumer->in_place == node && y >= consumer->rows.first
          && y < consumer->held.end
          && *find_slot (consumer, y) == *find_slot (node, y))
        return TRUE;
    }
  return FALSE;
}

/* Takes a place in memory for a row (slot): the one that was freed last, which
 * is the likeliest to be in the cache, or a new one if none is free. */
static int
take_slot (SmoothPool *pool)
{
  return pool->n_free > 0 ? pool->free_slots[--pool->n_free] : pool->n_slots++;
}

/* Puts slot on the stack of free ones. If there is no memory for a larger
 * stack, the slot is just not used again: the picture then takes more memory,
 * but the plan stays right. */
static void
free_slot (SmoothPool *pool, int slot)
{
  if (pool->n_free == pool->capacity)
    {
      const int capacity = 2 * pool->capacity + 64;
      int *free_slots = g_try_renew (int, pool->free_slots, capacity);

      if (free_slots == NULL)
        return;
      pool->free_slots = free_slots;
      pool->capacity = capacity;
    }
  pool->free_slots[pool->n_free++] = slot;
}

/* Frees the slots of those rows of node that will not be read again. */
static void
release (const SmoothGraph *graph, SmoothNode *node)
{
  int end = smooth_graph_get_first_unread (graph, node, NULL);

  for (; node->released < end; node->released++)
    if (!is_replaced (node, node->released))
      free_slot (node->pool, *find_slot (node, node->released));
}

void
smooth_slots_assign (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows)
{
  for (int y = rows.first; y < rows.end; y++)
    *find_slot (node, y) = may_replace (graph, node, y)
                             ? *find_slot (node->in_place, y)
                             : take_slot (node->pool);
  for (int k = 0; k < node->n_inputs; k++)
    release (graph, node->inputs[k]);
  release (graph, node);
}

void
smooth_slots_release_outputs (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->outputs->len; i++)
    release (graph, g_array_index (graph->outputs, SmoothOutput, i).node);
}

void
smooth_slots_prepare (SmoothGraph *graph, SmoothArena *arena)
{
  for (guint i = 0; i < graph->pools->len; i++)
    {
      const SmoothPool *pool = g_ptr_array_index (graph->pools, i);
      float *memory = smooth_arena_take (arena, pool->n_slots * pool->stride
                                                  * sizeof (float));

      memory += pool->margin;
      for (guint k = 0; k < graph->nodes->len; k++)
        {
          SmoothNode *node = g_ptr_array_index (graph->nodes, k);
          SmoothBand *band = &node->band;

          if (node->pool != pool)
            continue;
          band->data =
            memory + ((gsize) band->x0 * band->channels - pool->first);
          band->stride = pool->stride;
          band->slots = node->slots;
          band->slots_y0 = node->rows.first;
        }
    }
}
