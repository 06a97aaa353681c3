/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches the pixels of two edge maps one to one, see edge-matching.h. It is an
 * assignment problem (assignment.h). A pixel takes part if the other map has a
 * pixel within the radius. Rows of the problem are such pixels of the map that
 * has fewer of them, columns are the pixels of the other map. Costs are
 * distances in units of 1 / 100 px.
 */
#include "train/evaluate/edge-matching.h"

#include <math.h>

#include "train/evaluate/assignment.h"

#define UNITS_PER_PX 100
#define UNMATCHED_RADII 100

/* Stands in index at each pixel that is not a column of the assignment problem.
 */
#define NONE -1

/* An offset from a pixel to another one within the radius. */
typedef struct
{
  int dx, dy;
  gssize step; /* from a pixel to this neighbour in the array index */
  int cost;
} Neighbour;

struct _TrainMatcher
{
  int height, width, margin;
  gsize stride; /* distance in index from a picture row to the next */
  /* The edge map that has the columns: for each of its pixels the pixel's
   * column number in the assignment problem, or NONE. It has a border of margin
   * pixels without columns, so that no neighbour lies outside of the array. */
  int *index;
  Neighbour *neighbours;
  int n_neighbours;
  gint64 unmatched_cost;

  /* Number of the pixel that each row and each column of the problem stands
   * for. */
  gsize *row_pixels, *column_pixels;
  int n_rows, n_columns;
  TrainAssignmentEdge *edges;
  gsize edges_capacity;
  /* row i has the edges row_edges[i] to row_edges[i + 1] - 1 in the array edges
   */
  gsize *row_edges;
  TrainAssignment *assignment;
};

static void
make_neighbours (TrainMatcher *matcher, double radius)
{
  int margin = matcher->margin;

  matcher->neighbours = g_new (Neighbour, (2 * margin + 1) * (2 * margin + 1));
  for (int dy = -margin; dy <= margin; dy++)
    for (int dx = -margin; dx <= margin; dx++)
      if (dx * dx + dy * dy <= radius * radius)
        matcher->neighbours[matcher->n_neighbours++] =
          (Neighbour) { dx, dy, dy * (gssize) matcher->stride + dx,
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
  matcher->unmatched_cost =
    MAX (1, (gint64) ceil (UNMATCHED_RADII * UNITS_PER_PX * radius));
  make_neighbours (matcher, radius);
  matcher->index = g_new (int, n_padded);
  for (gsize i = 0; i < n_padded; i++)
    matcher->index[i] = NONE;
  matcher->row_pixels = g_new (gsize, n_pixels);
  matcher->column_pixels = g_new (gsize, n_pixels);
  matcher->row_edges = g_new (gsize, n_pixels + 1);
  matcher->assignment = train_assignment_new (n_pixels, n_pixels);
  return matcher;
}

void
train_matcher_free (TrainMatcher *matcher)
{
  if (matcher == NULL)
    return;
  g_free (matcher->index);
  g_free (matcher->neighbours);
  g_free (matcher->row_pixels);
  g_free (matcher->column_pixels);
  g_free (matcher->edges);
  g_free (matcher->row_edges);
  train_assignment_free (matcher->assignment);
  g_free (matcher);
}

/* Returns the position in index, which has a border, of the pixel with this
 * number in an edge map, which has none. */
static gsize
padded_place (const TrainMatcher *matcher, gsize pixel)
{
  gsize y = pixel / matcher->width;
  gsize x = pixel % matcher->width;

  return (y + matcher->margin) * matcher->stride + x + matcher->margin;
}

/* Makes a row of the assignment problem for each pixel set in map that has at
 * least one column within the radius. */
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

        if (n_edges + matcher->n_neighbours > matcher->edges_capacity)
          {
            matcher->edges_capacity =
              2 * matcher->edges_capacity + matcher->n_neighbours;
            matcher->edges = g_renew (TrainAssignmentEdge, matcher->edges,
                                      matcher->edges_capacity);
          }
        for (int k = 0; k < matcher->n_neighbours; k++)
          {
            int column = index[matcher->neighbours[k].step];

            if (column != NONE)
              matcher->edges[n_edges++] =
                (TrainAssignmentEdge) { column, matcher->neighbours[k].cost };
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
    matcher->index[padded_place (matcher, matcher->column_pixels[j])] = NONE;
}

/* Reads the matched pairs from row_column, the solution of the assignment
 * problem. Marks their pixels in rows_matched and columns_matched, and stores
 * the sum of their distances, in pixels, in cost. Returns the number of pairs.
 */
static int
read_pairs (const TrainMatcher *matcher,
            const int *row_column,
            guint8 *rows_matched,
            guint8 *columns_matched,
            double *cost)
{
  int n_pairs = 0;
  gint64 sum = 0;

  for (int i = 0; i < matcher->n_rows; i++)
    if (row_column[i] >= 0)
      {
        n_pairs++;
        if (rows_matched != NULL)
          rows_matched[matcher->row_pixels[i]] = 1;
        if (columns_matched != NULL)
          columns_matched[matcher->column_pixels[row_column[i]]] = 1;
        for (gsize k = matcher->row_edges[i]; k < matcher->row_edges[i + 1];
             k++)
          if (matcher->edges[k].column == row_column[i])
            sum += matcher->edges[k].cost;
      }
  if (cost != NULL)
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
  TrainSparseCosts costs;
  const int *row_column;

  for (gsize i = 0; i < n_pixels; i++)
    surplus += (a[i] != 0) - (b[i] != 0);
  if (surplus <= 0)
    make_graph (matcher, a, b);
  else
    make_graph (matcher, b, a);
  costs =
    (TrainSparseCosts) { matcher->n_rows, matcher->n_columns, matcher->edges,
                         matcher->row_edges, matcher->unmatched_cost };
  row_column = train_assignment_run (matcher->assignment, &costs);
  return surplus <= 0
           ? read_pairs (matcher, row_column, a_matched, b_matched, cost)
           : read_pairs (matcher, row_column, b_matched, a_matched, cost);
}
