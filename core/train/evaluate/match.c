/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One-to-one matching of edge pixels, see match.h.
 *
 * An assignment problem on a sparse graph, solved exactly by shortest
 * augmenting paths with dual values (Jonker and Volgenant, Computing 38,
 * 1987): rows are the pixels of the smaller map that have a neighbour within
 * the radius, columns those of the other; each row may also leave, for the
 * price of an outlier, to a place of its own. Costs are whole hundredths of a
 * pixel. The graph is local, and so is each search: it ends at the first free
 * column, or at a row that has become as dear as an outlier.
 */
#include "train/evaluate/match.h"

#include <math.h>

#define UNITS_PER_PX 100
#define OUTLIER_RADII 100

#define FREE -1
#define LEFT_OUT -2

typedef struct
{
  int dx, dy;
  gssize step; /* in the padded index map */
  int cost;
} Offset;

typedef struct
{
  int column, cost;
} Edge;

/* An entry of the queue: what comes first has the smallest distance, of these
 * the smallest column. */
typedef guint64 Entry;

struct _TrainMatcher
{
  int height, width, margin;
  gsize stride; /* of index, which has margin pixels more on each side */
  int *index;   /* column of a pixel of the larger map or FREE */
  Offset *offsets;
  int n_offsets;
  gint64 outlier_cost;

  gsize *row_pixels, *column_pixels;
  int n_rows, n_columns;
  Edge *edges;
  gsize edges_capacity;
  gsize *row_edges; /* row i has edges row_edges[i] ... row_edges[i + 1] - 1 */
  int *row_column, *column_row;
  gint64 *u, *v; /* dual values of rows and columns */

  /* Of one search. */
  gint64 *distance; /* of columns, where reached == search */
  int *reached;
  int *came_from; /* row */
  int *settled;   /* columns */
  int n_settled, search;
  Entry *queue;
  gsize n_queue, queue_capacity;
};

static void
make_offsets (TrainMatcher *matcher, double radius)
{
  int margin = matcher->margin;

  matcher->offsets = g_new (Offset, (2 * margin + 1) * (2 * margin + 1));
  for (int dy = -margin; dy <= margin; dy++)
    for (int dx = -margin; dx <= margin; dx++)
      if (dx * dx + dy * dy <= radius * radius)
        matcher->offsets[matcher->n_offsets++] =
          (Offset) { dx, dy, dy * (gssize) matcher->stride + dx,
                     (int) rint (UNITS_PER_PX * sqrt (dx * dx + dy * dy)) };
}

TrainMatcher *
train_matcher_new (int height, int width, double radius)
{
  TrainMatcher *matcher = g_new0 (TrainMatcher, 1);
  gsize n_pixels = (gsize) height * width;
  gsize n_padded;

  matcher->height = height;
  matcher->width = width;
  matcher->margin = (int) ceil (radius);
  matcher->stride = (gsize) width + 2 * matcher->margin;
  n_padded = matcher->stride * (height + 2 * matcher->margin);
  matcher->outlier_cost =
    MAX (1, (gint64) ceil (OUTLIER_RADII * UNITS_PER_PX * radius));
  make_offsets (matcher, radius);
  matcher->index = g_new (int, n_padded);
  for (gsize i = 0; i < n_padded; i++)
    matcher->index[i] = FREE;
  matcher->row_pixels = g_new (gsize, n_pixels);
  matcher->column_pixels = g_new (gsize, n_pixels);
  matcher->row_edges = g_new (gsize, n_pixels + 1);
  matcher->row_column = g_new (int, n_pixels);
  matcher->column_row = g_new (int, n_pixels);
  matcher->u = g_new (gint64, n_pixels);
  matcher->v = g_new (gint64, n_pixels);
  matcher->distance = g_new (gint64, n_pixels);
  matcher->reached = g_new0 (int, n_pixels);
  matcher->came_from = g_new (int, n_pixels);
  matcher->settled = g_new (int, n_pixels);
  return matcher;
}

void
train_matcher_free (TrainMatcher *matcher)
{
  if (!matcher)
    return;
  g_free (matcher->index);
  g_free (matcher->offsets);
  g_free (matcher->row_pixels);
  g_free (matcher->column_pixels);
  g_free (matcher->edges);
  g_free (matcher->row_edges);
  g_free (matcher->row_column);
  g_free (matcher->column_row);
  g_free (matcher->u);
  g_free (matcher->v);
  g_free (matcher->distance);
  g_free (matcher->reached);
  g_free (matcher->came_from);
  g_free (matcher->settled);
  g_free (matcher->queue);
  g_free (matcher);
}

/* Place of pixel in the padded index map. */
static gsize
padded_place (const TrainMatcher *matcher, gsize pixel)
{
  gsize y = pixel / matcher->width;
  gsize x = pixel % matcher->width;

  return (y + matcher->margin) * matcher->stride + x + matcher->margin;
}

/* Makes rows of the pixels of map that have columns within the radius. */
static void
add_rows (TrainMatcher *matcher, const guint8 *map)
{
  gsize n_pixels = (gsize) matcher->height * matcher->width;
  gsize n_edges = 0;

  matcher->n_rows = 0;
  matcher->row_edges[0] = 0;
  for (gsize pixel = 0; pixel < n_pixels; pixel++)
    if (map[pixel])
      {
        const int *index = matcher->index + padded_place (matcher, pixel);

        if (n_edges + matcher->n_offsets > matcher->edges_capacity)
          {
            matcher->edges_capacity =
              2 * matcher->edges_capacity + matcher->n_offsets;
            matcher->edges =
              g_renew (Edge, matcher->edges, matcher->edges_capacity);
          }
        for (int k = 0; k < matcher->n_offsets; k++)
          {
            int column = index[matcher->offsets[k].step];

            if (column != FREE)
              matcher->edges[n_edges++] =
                (Edge) { column, matcher->offsets[k].cost };
          }
        if (n_edges > matcher->row_edges[matcher->n_rows])
          {
            matcher->row_pixels[matcher->n_rows++] = pixel;
            matcher->row_edges[matcher->n_rows] = n_edges;
          }
      }
}

static void
make_graph (TrainMatcher *matcher, const guint8 *rows, const guint8 *columns)
{
  gsize n_pixels = (gsize) matcher->height * matcher->width;

  matcher->n_columns = 0;
  for (gsize pixel = 0; pixel < n_pixels; pixel++)
    if (columns[pixel])
      {
        matcher->index[padded_place (matcher, pixel)] = matcher->n_columns;
        matcher->column_pixels[matcher->n_columns++] = pixel;
      }
  add_rows (matcher, rows);
  for (int j = 0; j < matcher->n_columns; j++)
    matcher->index[padded_place (matcher, matcher->column_pixels[j])] = FREE;
}

/* Dual values, and partners for all rows whose nearest column is free. */
static void
start (TrainMatcher *matcher)
{
  for (int j = 0; j < matcher->n_columns; j++)
    {
      matcher->v[j] = 0;
      matcher->column_row[j] = FREE;
    }
  for (int i = 0; i < matcher->n_rows; i++)
    {
      gsize end = matcher->row_edges[i + 1];
      gint64 least = G_MAXINT64;

      for (gsize k = matcher->row_edges[i]; k < end; k++)
        least = MIN (least, matcher->edges[k].cost);
      matcher->u[i] = least;
      matcher->row_column[i] = FREE;
      for (gsize k = matcher->row_edges[i]; k < end; k++)
        if (matcher->edges[k].cost == least
            && matcher->column_row[matcher->edges[k].column] == FREE)
          {
            matcher->row_column[i] = matcher->edges[k].column;
            matcher->column_row[matcher->edges[k].column] = i;
            break;
          }
    }
}

static void
push (TrainMatcher *matcher, gint64 distance, int column)
{
  Entry entry = (Entry) distance << 32 | (guint32) column;
  gsize i = matcher->n_queue++;

  if (matcher->n_queue > matcher->queue_capacity)
    {
      matcher->queue_capacity = 2 * matcher->queue_capacity + 1024;
      matcher->queue = g_renew (Entry, matcher->queue, matcher->queue_capacity);
    }
  while (i > 0 && matcher->queue[(i - 1) / 2] > entry)
    {
      matcher->queue[i] = matcher->queue[(i - 1) / 2];
      i = (i - 1) / 2;
    }
  matcher->queue[i] = entry;
}

static Entry
pop (TrainMatcher *matcher)
{
  Entry first = matcher->queue[0];
  Entry last = matcher->queue[--matcher->n_queue];
  gsize i = 0;

  for (gsize child = 1; child < matcher->n_queue; child = 2 * i + 1)
    {
      if (child + 1 < matcher->n_queue
          && matcher->queue[child + 1] < matcher->queue[child])
        child++;
      if (matcher->queue[child] >= last)
        break;
      matcher->queue[i] = matcher->queue[child];
      i = child;
    }
  matcher->queue[i] = last;
  return first;
}

/* Where a search ended. */
typedef struct
{
  gint64 distance;
  int column;  /* a free one, or FREE */
  int outlier; /* row that had better stay alone, where column is FREE */
} End;

/* Looks at all that row, at distance, leads to. */
static void
relax (TrainMatcher *matcher, int row, gint64 distance, End *end)
{
  gint64 base = distance - matcher->u[row];

  if (base + matcher->outlier_cost < end->distance)
    *end = (End) { base + matcher->outlier_cost, FREE, row };
  for (gsize k = matcher->row_edges[row]; k < matcher->row_edges[row + 1]; k++)
    {
      int column = matcher->edges[k].column;
      gint64 there = base + matcher->edges[k].cost - matcher->v[column];

      if (there >= end->distance
          || (matcher->reached[column] == matcher->search
              && there >= matcher->distance[column]))
        continue;
      matcher->reached[column] = matcher->search;
      matcher->distance[column] = there;
      matcher->came_from[column] = row;
      if (matcher->column_row[column] == FREE)
        *end = (End) { there, column, FREE };
      else
        push (matcher, there, column);
    }
}

/* The nearest place where a path from row may end. */
static End
find_end (TrainMatcher *matcher, int row)
{
  End end = { G_MAXINT64, FREE, FREE };

  matcher->search++;
  matcher->n_queue = 0;
  matcher->n_settled = 0;
  relax (matcher, row, 0, &end);
  while (matcher->n_queue > 0)
    {
      Entry entry = pop (matcher);
      gint64 distance = entry >> 32;
      int column = (int) (entry & G_MAXUINT32);

      if (distance >= end.distance)
        break;
      if (distance > matcher->distance[column])
        continue;
      matcher->settled[matcher->n_settled++] = column;
      relax (matcher, matcher->column_row[column], distance, &end);
    }
  return end;
}

/* Gives row a column (or its place as an outlier) along the cheapest path. */
static void
augment (TrainMatcher *matcher, int row)
{
  End end = find_end (matcher, row);
  int column = end.column;

  matcher->u[row] += end.distance;
  for (int k = 0; k < matcher->n_settled; k++)
    {
      int j = matcher->settled[k];

      matcher->v[j] -= end.distance - matcher->distance[j];
      matcher->u[matcher->column_row[j]] += end.distance - matcher->distance[j];
    }
  if (column == FREE)
    {
      column = matcher->row_column[end.outlier];
      matcher->row_column[end.outlier] = LEFT_OUT;
    }
  while (column != FREE)
    {
      int from = matcher->came_from[column];
      int next = matcher->row_column[from];

      matcher->column_row[column] = from;
      matcher->row_column[from] = column;
      column = next;
    }
}

/* The pairs, out of the rows' columns. */
static int
read_pairs (const TrainMatcher *matcher,
            guint8 *rows_matched,
            guint8 *columns_matched,
            double *cost)
{
  int n_pairs = 0;
  gint64 sum = 0;

  for (int i = 0; i < matcher->n_rows; i++)
    if (matcher->row_column[i] >= 0)
      {
        n_pairs++;
        if (rows_matched)
          rows_matched[matcher->row_pixels[i]] = 1;
        if (columns_matched)
          columns_matched[matcher->column_pixels[matcher->row_column[i]]] = 1;
        for (gsize k = matcher->row_edges[i]; k < matcher->row_edges[i + 1];
             k++)
          if (matcher->edges[k].column == matcher->row_column[i])
            sum += matcher->edges[k].cost;
      }
  if (cost)
    *cost = (double) sum / UNITS_PER_PX;
  return n_pairs;
}

int
train_matcher_run (TrainMatcher *matcher,
                   const guint8 *a,
                   const guint8 *b,
                   guint8 *a_matched,
                   guint8 *b_matched,
                   double *cost)
{
  gsize n_pixels = (gsize) matcher->height * matcher->width;
  gint64 surplus = 0;

  for (gsize i = 0; i < n_pixels; i++)
    surplus += (a[i] != 0) - (b[i] != 0);
  if (surplus <= 0)
    make_graph (matcher, a, b);
  else
    make_graph (matcher, b, a);
  start (matcher);
  for (int i = 0; i < matcher->n_rows; i++)
    if (matcher->row_column[i] == FREE)
      augment (matcher, i);
  return surplus <= 0 ? read_pairs (matcher, a_matched, b_matched, cost)
                      : read_pairs (matcher, b_matched, a_matched, cost);
}
