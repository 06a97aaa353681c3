/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "net/slots.h"

#include <smooth/error.h>

#include "base/round.h"
#include "i18n.h"

/* Rows that lie a multiple of this apart fall on each other in the caches; one
 * more line of padding keeps them apart. */
#define ALIAS_FLOATS 1024
#define LINE_FLOATS (SMOOTH_ALIGNMENT / (int) sizeof (float))

void
smooth_pool_free (gpointer data)
{
  SmoothPool *pool = data;

  g_free (pool->given_back);
  g_free (pool);
}

static gsize
get_stride (gsize n_floats)
{
  const gsize stride = smooth_round_up_size (n_floats, LINE_FLOATS);

  return stride > 0 && stride % ALIAS_FLOATS == 0 ? stride + LINE_FLOATS
                                                  : stride;
}

static SmoothPool *
find_pool (SmoothGraph *graph, const SmoothNode *node)
{
  const SmoothBand *band = &node->band;
  const SmoothPool wanted = {
    .first = (gsize) band->x0 * band->channels,
    .end = (gsize) band->x1 * band->channels,
    .plane = (gsize) band->width * band->channels,
    .kind = smooth_graph_get_kind (graph, node),
  };
  SmoothPool *pool;

  for (guint i = 0; i < graph->pools->len; i++)
    {
      pool = g_ptr_array_index (graph->pools, i);
      if (pool->first == wanted.first && pool->end == wanted.end
          && pool->plane == wanted.plane && pool->kind == wanted.kind)
        return pool;
    }
  pool = g_memdup2 (&wanted, sizeof wanted);
  g_ptr_array_add (graph->pools, pool);
  return pool;
}

/* As many as a picture has rows. */
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
      if (node->in_place != NULL && smooth_graph_keeps (graph, node->in_place))
        node->in_place = NULL;
      /* What takes another's place has its columns or fewer. */
      node->pool =
        node->in_place != NULL ? node->in_place->pool : find_pool (graph, node);
      if (!create_table (node, error))
        return FALSE;
      node->given_back = node->rows.first;
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

static gint32 *
find_slot (const SmoothNode *node, int y)
{
  return &node->slots[y - node->rows.first];
}

/* Whether node may lie where row y of its in_place lies. */
static gboolean
may_replace (SmoothGraph *graph, const SmoothNode *node, int y)
{
  SmoothNode *input = node->in_place;

  return input != NULL && y >= input->given_back && y < input->held.end
         && smooth_graph_get_low (graph, input, node) > y;
}

/* Whether the slot of node's row y is now another's. */
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

static int
take_slot (SmoothPool *pool)
{
  return pool->n_given_back > 0 ? pool->given_back[--pool->n_given_back]
                                : pool->n_slots++;
}

/* A slot that there is no memory to note is not used again. */
static void
note_free (SmoothPool *pool, int slot)
{
  if (pool->n_given_back == pool->n_room)
    {
      const int n_room = 2 * pool->n_room + 64;
      int *given_back = g_try_renew (int, pool->given_back, n_room);

      if (given_back == NULL)
        return;
      pool->given_back = given_back;
      pool->n_room = n_room;
    }
  pool->given_back[pool->n_given_back++] = slot;
}

/* Gives back what nobody is going to read. */
static void
give_back (SmoothGraph *graph, SmoothNode *node)
{
  int end = smooth_graph_get_low (graph, node, NULL);

  for (; node->given_back < end; node->given_back++)
    if (!is_replaced (node, node->given_back))
      note_free (node->pool, *find_slot (node, node->given_back));
}

void
smooth_slots_rehearse (SmoothGraph *graph, SmoothNode *node, SmoothSpan rows)
{
  for (int y = rows.first; y < rows.end; y++)
    *find_slot (node, y) = may_replace (graph, node, y)
                             ? *find_slot (node->in_place, y)
                             : take_slot (node->pool);
  for (int k = 0; k < node->n_inputs; k++)
    give_back (graph, node->inputs[k]);
  give_back (graph, node);
}

void
smooth_slots_rehearse_pull (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->wants->len; i++)
    give_back (graph, g_array_index (graph->wants, SmoothWant, i).node);
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
