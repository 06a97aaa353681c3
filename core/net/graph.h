/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graph: a network as a graph of layers through which a picture flows in rows.
 *
 * A node is a layer with its inputs, and holds those rows of its output that
 * are needed at the moment. Rows are computed when they are pulled: before some
 * rows of a node are computed, the rows of its inputs that they depend on are
 * computed, chunk by chunk; and rows that no consumer will read again give
 * their place in memory to new ones. So nothing is computed twice, and memory
 * grows with the picture's width alone. Every layer's arithmetic depends on
 * absolute coordinates, so the result does not depend on how the rows are cut
 * into chunks, to the bit.
 *
 * Life of a graph:
 *   1. nodes are added in the order of the flow (net-eme.c, net-mi.c,
 *      engine/octaves.c), and the outputs are named;
 *   2. smooth_graph_plan () fixes which rows and columns each node computes and
 *      where in memory each row lies, by rehearsing a whole pass with numbers
 *      only (graph-plan.c);
 *   3. smooth_graph_prepare () takes that memory from an arena;
 *   4. a pass goes through the picture from top to bottom:
 *      smooth_graph_start (), then smooth_graph_pull () for each band of output
 *      rows (graph-pass.c). There may be any number of passes.
 *
 * One thread builds and drives a graph. The arithmetic is shared among the
 * threads of a pool: the driving thread gives them block after block without
 * waiting; a block waits only for those blocks before it that touch the same
 * columns (base/threads.h).
 */
#pragma once

#include <stdatomic.h>

#include "base/arena.h"
#include "base/threads.h"
#include "kernel/band.h"
#include "net/span.h"

#define SMOOTH_MAX_INPUTS 4

/* The row_phase of the networks' input (see SmoothNode). A multiple of every
 * row_step times its reduction. */
#define SMOOTH_INPUT_PHASE 4096

typedef struct _SmoothGraph SmoothGraph;
typedef struct _SmoothNode SmoothNode;
typedef struct _SmoothPool SmoothPool;

/* Part of a node's output that one thread computes. */
typedef struct
{
  SmoothSpan rows, columns;
} SmoothBlock;

/* The functions of one kind of layer. */
typedef struct
{
  const char *name;

  /* Returns the rows of input number input that the output rows out depend on,
   * their receptive field. The span may go beyond the input's plane, where the
   * nearest row stands for each missing one (replicate padding). The same
   * function serves for columns: layers are square. */
  SmoothSpan (*need) (const SmoothNode *node, int input, SmoothSpan out);

  /* Computes a block. The inputs hold what need () asks for. On any thread, at
   * the same time as blocks of this and other nodes that have no column in
   * common with those that this one reads or writes. scratch:
   * node->scratch_bytes, 64-byte aligned, for this call alone. */
  void (*compute) (const SmoothNode *node,
                   const SmoothBlock *block,
                   void *scratch);

  /* NULL, or reads from outside of the graph what rows (at most max_rows) are
   * made of, into node->buffer; on the driving thread, before compute. Of what
   * was fetched before, only the last call's rows are still needed. Returns
   * FALSE with error set if that fails. */
  gboolean (*fetch) (SmoothNode *node, SmoothSpan rows, GError **error);

  /* NULL, or sets max_rows, buffer_bytes and scratch_bytes where they depend on
   * the columns of the node's band and of its inputs', which are fixed by then.
   * Called once, by the plan. */
  void (*measure) (SmoothNode *node);
} SmoothLayer;

struct _SmoothNode
{
  /* Set when the node is added, partly by its layer. */
  const SmoothLayer *layer;
  const char *name; /* borrowed for the graph's life */
  int octave;       /* that of smooth_graph_set_octave () */
  SmoothNode *inputs[SMOOTH_MAX_INPUTS]; /* borrowed from the graph */
  int n_inputs;
  gpointer params; /* the layer's own, freed with g_free */
  int reduction;   /* rows of the full-size picture per row, >= 1 */
  double work;     /* multiply-adds per output pixel */

  /* Rows are computed in chunks of a multiple of row_step (>= 1), whose ends
   * lie at row_phase + k * row_step. row_phase is the row up to which this node
   * can be computed when the networks' input is there up to SMOOTH_INPUT_PHASE.
   * So in a chain of layers, each of which is a row or so behind the one
   * before, no layer waits for more input rows than it needs. */
  int row_step, row_phase;
  int column_step;   /* columns are computed in multiples of this, but for the
                        last ones of the plane */
  int block_rows;    /* rows of a block: a multiple of row_step */
  int block_columns; /* columns of a block, which begins at a multiple of it */
  gsize scratch_bytes; /* per thread */

  /* For layers that fetch. */
  int max_rows;       /* of a chunk, a multiple of row_step; 0: any number */
  gsize buffer_bytes; /* 0: no buffer */
  void *buffer;
  gulong fetch_marks[2]; /* the last two jobs that read the buffer */

  /* When rows are computed again in a graph that keeps rows between passes. */
  gboolean varies; /* depends on numbers that may be set between passes (those
                      that follow from the strength) */
  gboolean may_be_stale; /* varies only because the picture given to a network
                            does: in a near pass, the rows of an earlier pass
                            are taken as an approximation */

  /* The node is computed as soon as its one input is, row for row, since its
   * rows take less memory than the input's while they wait to be read. */
  gboolean is_eager;

  /* The input whose rows' places this node's rows may take, where all other
   * consumers have read them by then; NULL: none. */
  SmoothNode *in_place;

  /* In a pass that is timed: how long the threads have computed this node,
   * added up, and how long the driving thread has fetched, in us. */
  atomic_llong compute_us;
  gint64 fetch_us;

  /* Set by the plan, but for the plane's size. */
  SmoothBand band;
  SmoothSpan rows;  /* all rows that are computed in a pass */
  SmoothSpan held;  /* the rows in memory; for the driving thread only */
  SmoothPool *pool; /* the memory that the rows lie in (graph-slots.h) */
  gint32 *slots;    /* the slot in pool of each row of rows */
  int released;     /* during the plan: rows before this one need no slot */
  int n_consumers;
  struct
  {
    SmoothNode *node;
    int input; /* which of the consumer's inputs this node is */
  } *consumers;
};

SmoothGraph *smooth_graph_new (void);
void smooth_graph_free (SmoothGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothGraph, smooth_graph_free)

/* Describes a new node. */
typedef struct
{
  const SmoothLayer *layer;              /* static */
  const char *name;                      /* borrowed for the graph's life; NULL:
                                            the layer's */
  SmoothNode *inputs[SMOOTH_MAX_INPUTS]; /* up to the first NULL */
  int height, width, channels;           /* of the output's plane */
  int reduction;
  gconstpointer params; /* params_bytes bytes, copied */
  gsize params_bytes;
} SmoothNodeSpec;

/* Adds a node after its inputs. Returns the node, borrowed: it lives as long as
 * the graph. Block size, row_step and the like have defaults that the layer
 * changes afterwards. */
SmoothNode *smooth_graph_add (SmoothGraph *graph, const SmoothNodeSpec *spec);

/* Says to which octave the nodes belong that are added from now on; 0, the full
 * size, at the start. */
void smooth_graph_set_octave (SmoothGraph *graph, int octave);

/* Makes graph the owner of memory, which it frees with g_free; for numbers that
 * a layer's params point to. Returns memory. */
gpointer smooth_graph_own (SmoothGraph *graph, gpointer memory);

/* Makes rows x columns of node an output, which the caller will read. Once for
 * a node, before the plan. */
void smooth_graph_add_output (SmoothGraph *graph,
                              SmoothNode *node,
                              SmoothSpan rows,
                              SmoothSpan columns);

/* How a graph will be used. */
typedef struct
{
  int band_height; /* full-size rows from one pull to the next, a multiple of
                      8 */
  int n_threads;
  gboolean keep; /* rows that do not vary are computed once for several passes,
                    and rows that may be stale are kept for near ones */
} SmoothPlanOptions;

/* What a pass will take. */
typedef struct
{
  gsize n_bytes;        /* of the arena, for n_threads */
  double work;          /* multiply-adds of a whole pass */
  int n_useful_threads; /* more than these would find no work */
} SmoothPlan;

/* Fixes rows, columns and places in memory. In each pass the outputs must then
 * be pulled as planned: all of them to the same row, band_height rows further
 * each time. Once for a graph. plan (out). Errors: NO_MEMORY (more bytes than
 * the machine can address, or no memory for the tables). */
gboolean smooth_graph_plan (SmoothGraph *graph,
                            const SmoothPlanOptions *options,
                            SmoothPlan *plan,
                            GError **error);

/* Takes the memory of rows, buffers and scratch from arena, which has n_bytes
 * free. arena and threads are borrowed for the graph's life. */
void smooth_graph_prepare (SmoothGraph *graph,
                           SmoothArena *arena,
                           SmoothThreads *threads);

/* Told which fraction of the pass's work, in [0, 1], has been given to the
 * threads; every few milliseconds, on the driving thread. Returns FALSE to
 * cancel the pass. */
typedef gboolean (*SmoothGraphProgress) (gpointer data, double fraction);

/* How a pass goes. */
typedef struct
{
  gboolean is_near;  /* rows that may be stale are not computed again; only with
                        options.keep, and after a pass that came to its end */
  gboolean is_timed; /* the time of each node is measured (graph-times.h) */
  SmoothGraphProgress progress; /* NULL: none */
  gpointer progress_data;       /* borrowed until the last pull */
} SmoothGraphPass;

/* Begins a pass. What was kept of an earlier pass stays. */
void smooth_graph_start (SmoothGraph *graph, const SmoothGraphPass *pass);

/* Begins to compute the rows of output node up to end (clipped to the output's
 * rows). They may be read after smooth_graph_wait () for a mark that was got
 * after the pull, and until the next pull but one of this node. Errors:
 * CANCELLED, and those of a fetch function; then no block is under way any
 * more, and the pass has ended. */
gboolean smooth_graph_pull (SmoothGraph *graph,
                            SmoothNode *node,
                            int end,
                            GError **error);

/* A mark for everything that has been begun in this pass. */
gulong smooth_graph_get_mark (const SmoothGraph *graph);

/* Computes and waits until everything that was begun before mark is done. */
void smooth_graph_wait (SmoothGraph *graph, gulong mark);
