/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graph: a network as layers through which a picture flows in rows.
 *
 * A node is a layer with its inputs and the band of output rows that it holds
 * at the moment. Rows are pulled: to compute some rows of a node, its inputs
 * are first brought as far as those rows need, chunk by chunk, and rows that
 * no consumer will read again give their place to new ones. So nothing is
 * computed twice, memory grows with the width alone, and as every layer's
 * arithmetic is anchored to absolute coordinates, no bit of a result depends
 * on how the rows were cut.
 *
 * Life of a graph: nodes are added in the order of the flow (net-eme.c,
 * net-mi.c, engine/octaves.c); smooth_graph_plan () fixes which rows and columns
 * each node computes and where each row lies in memory, by going through the
 * whole run with numbers only; smooth_graph_prepare () takes that memory from
 * an arena; smooth_graph_start () and smooth_graph_pull () run, as often as
 * wanted. A band height as tall as the picture makes one push of it all, which
 * is what training wants.
 *
 * One thread drives a graph; the arithmetic is shared among a thread pool, to
 * which it hands block after block and goes on: a block waits for those before
 * it only if they touch the same columns (threads.h).
 */
#pragma once

#include "base/arena.h"
#include "kernel/band.h"
#include "base/threads.h"

#define SMOOTH_MAX_INPUTS 4

/* Supply: how far a node's rows reach when those of the networks' picture reach
 * this far. A node that computes several rows at once has its boundaries there,
 * so that a chain of such nodes, each a row behind the last, waits for no more
 * rows than it needs. A multiple of every row_step times its reduction. */
#define SMOOTH_PICTURE_SUPPLY 4096

typedef struct _SmoothGraph SmoothGraph;
typedef struct _SmoothNode SmoothNode;
typedef struct _SmoothPool SmoothPool;

/* Rows or columns first .. end - 1. */
typedef struct
{
  int first, end;
} SmoothSpan;

/* Part of a node's output that one thread computes. */
typedef struct
{
  SmoothSpan rows, columns;
} SmoothBlock;

/* A kind of layer. All functions may assume that node->inputs hold what need
 * () asked for. */
typedef struct
{
  const char *name;

  /* Rows of input that the output rows out depend on; may reach beyond the
   * input's plane, whose nearest row is then kept. Layers are square: the same
   * holds for columns. */
  SmoothSpan (*need) (const SmoothNode *node, int input, SmoothSpan out);

  /* Computes a block; on any thread, side by side with blocks of this and
   * other nodes that have no column in common with what this one reads and
   * writes. scratch: node->scratch_bytes. */
  void (*compute) (const SmoothNode *node,
                   const SmoothBlock *block,
                   void *scratch);

  /* NULL, or gets from outside what rows, at most max_rows, are made of, and
   * lays it in node->room; on the driving thread, before compute. Of what it
   * got before, the last rows alone are still needed. May fail. */
  gboolean (*fetch) (SmoothNode *node, SmoothSpan rows, GError **error);

  /* NULL, or sets max_rows, room_bytes and scratch_bytes of a node where they
   * depend on the columns, which its band and its inputs' have by then. */
  void (*measure) (SmoothNode *node);
} SmoothLayer;

struct _SmoothNode
{
  const SmoothLayer *layer;
  SmoothNode *inputs[SMOOTH_MAX_INPUTS];
  int n_inputs;
  gpointer params;     /* the layer's own, freed with g_free */
  int row_step;        /* rows are computed in multiples of it, >= 1, */
  int supply;          /* from any row on that is this modulo row_step */
  int column_step;     /* columns in multiples, save at the plane's end */
  int block_rows;      /* of a block: a multiple of row_step, */
  int block_columns;   /* columns from a multiple of this on */
  int reduction;       /* rows of level 0 that one row stands for, >= 1 */
  gsize scratch_bytes; /* per thread */
  int max_rows;        /* to compute at once, a multiple of row_step; 0: any */
  gsize room_bytes;    /* that fetch needs */
  void *room;
  gulong fetched[2]; /* numbers of the last jobs with rows that were fetched */
  double work;       /* multiply-adds per output pixel */
  gboolean varies;   /* depends on what is set anew between runs */
  gboolean follows;  /* and only by way of the picture that a network gets: for
                        the like of it, an earlier run's rows will do nearly */
  gboolean eager; /* computed as soon as its one input is, row for row, because
                     its rows take less room to wait in */

  /* The input whose rows this node's take the place of, where all others have
   * read them by then; NULL: none. */
  SmoothNode *in_place;

  SmoothBand band;  /* of plane size from the start, the rest by the plan */
  SmoothSpan rows;  /* needed in all, aligned to step */
  SmoothSpan held;  /* at the moment; of the driving thread only */
  SmoothPool *pool; /* where the rows lie (slots.c) */
  gint32 *slots;    /* of each of rows, in the pool */
  int given_back;   /* in the plan: rows before it need no slot any more */
  int n_consumers;
  struct
  {
    SmoothNode *node;
    int input;
  } *consumers; /* filled by the plan */
};

SmoothGraph *smooth_graph_new (void);
void smooth_graph_free (SmoothGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothGraph, smooth_graph_free)

/* What a new node is made of. */
typedef struct
{
  const SmoothLayer *layer;
  SmoothNode *inputs[SMOOTH_MAX_INPUTS]; /* up to the first NULL */
  int height, width, channels;           /* of the output's plane */
  int reduction;
  gconstpointer params; /* copied */
  gsize params_bytes;
} SmoothNodeSpec;

/* Adds a node behind its inputs; borrowed, lives with the graph. */
SmoothNode *smooth_graph_add (SmoothGraph *graph, const SmoothNodeSpec *spec);

/* Memory that lives as long as the graph, for a layer's params. */
gpointer smooth_graph_keep (SmoothGraph *graph, gpointer memory);

/* Marks rows x columns of node as wanted from outside. Before the plan. */
void smooth_graph_want (SmoothGraph *graph,
                        SmoothNode *node,
                        SmoothSpan rows,
                        SmoothSpan columns);

/* What a plan found out. */
typedef struct
{
  gsize n_bytes; /* of the arena, for n_threads */
  double work;   /* multiply-adds of the whole run */
  int n_fed;     /* threads that its columns have work for */
} SmoothPlan;

/* How a graph will be run. */
typedef struct
{
  int band_height; /* rows of level 0 a step, a multiple of 8 */
  int n_threads;
  gboolean keep; /* what does not vary is computed once for several runs, and
                    what follows is at hand for a near one */
} SmoothPlanOptions;

/* Fixes rows, columns and places for pulling the wanted nodes in steps of
 * band_height rows. The pulls of a run must be those of the plan: all wanted
 * nodes to the same row, step after step. Errors: NO_MEMORY (more bytes than
 * the machine can address). */
gboolean smooth_graph_plan (SmoothGraph *graph,
                            const SmoothPlanOptions *options,
                            SmoothPlan *plan,
                            GError **error);

/* Told what share of the work is done; FALSE cancels. */
typedef gboolean (*SmoothGraphProgress) (gpointer data, double fraction);

/* Takes the bands' memory from arena (plan's n_bytes), which holds nothing yet.
 * arena and threads are borrowed for the graph's life. */
void smooth_graph_prepare (SmoothGraph *graph,
                           SmoothArena *arena,
                           SmoothThreads *threads);

/* How a run goes. */
typedef struct
{
  gboolean is_near; /* what follows is left as earlier runs made it: only where
                       options.keep was set, and a run has got to its end */
  SmoothGraphProgress progress; /* NULL: none */
  gpointer progress_data;       /* borrowed until the last pull */
} SmoothGraphPass;

/* Goes to the first row; what was kept from an earlier run stays. */
void smooth_graph_start (SmoothGraph *graph, const SmoothGraphPass *run);

/* Begins to compute node's rows up to end (clipped to what was wanted); they
 * are there when smooth_graph_wait () has been called for the mark set, and
 * stay until the next pull but one. Errors: CANCELLED, and a fetch function's;
 * then nothing is under way any more. */
gboolean smooth_graph_pull (SmoothGraph *graph,
                            SmoothNode *node,
                            int end,
                            GError **error);

/* A mark behind all that has been begun. */
gulong smooth_graph_get_mark (const SmoothGraph *graph);

/* Waits until all that was begun before mark is done. */
void smooth_graph_wait (SmoothGraph *graph, gulong mark);
