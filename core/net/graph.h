/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Graph: a network as a graph of layers through which a picture flows in rows.
 *
 * A node is a layer with its inputs; of the layer's output it keeps only the
 * rows that are needed at the moment. Rows are computed when they are asked for
 * ("pulled"): before rows of a node are computed, the rows of its inputs that
 * they depend on are computed, chunk by chunk. Rows that no consumer will read
 * again give their place in memory to new ones. So nothing is computed twice,
 * and memory grows with the picture's width but not with its height. Every
 * layer's arithmetic depends on absolute coordinates, so the result does not
 * depend on how the rows are cut into chunks, to the bit.
 *
 * Life of a graph:
 *   1. nodes are added, inputs before their consumers (net-eme.c, net-mi.c,
 *      engine/octaves.c), and some of them are made outputs;
 *   2. smooth_graph_plan () decides which rows and columns each node computes
 *      and where in memory each row lies, by rehearsing a whole pass without
 *      pixels (graph-plan.c);
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

/* A row of the networks' input. A node's row_phase (see SmoothNode) is the row
 * up to which it can be computed when the input has been computed up to this
 * one. It is a multiple of every node's row_step times that node's reduction.
 */
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
   * nearest row stands for each missing one (replicate padding). It is called
   * with columns, too, since all layers treat rows and columns alike. */
  SmoothSpan (*need) (const SmoothNode *node, int input, SmoothSpan out);

  /* Computes a block. The inputs' bands hold what need () asks for. It is
   * called on any thread, at the same time as other blocks of this and other
   * nodes, unless one of the two writes columns that the other reads or writes.
   * scratch: node->scratch_bytes, 64-byte aligned, for this call alone. */
  void (*compute) (const SmoothNode *node,
                   const SmoothBlock *block,
                   void *scratch);

  /* Reads from outside of the graph, into node->buffer, what rows (at most
   * max_rows) are made of. It is called on the driving thread before the rows
   * are computed; the buffer must still hold what the call before has read.
   * Returns FALSE with error set if that fails. NULL for a layer that computes
   * everything from its inputs. */
  gboolean (*fetch) (SmoothNode *node, SmoothSpan rows, GError **error);

  /* Sets max_rows, buffer_bytes and scratch_bytes where these depend on the
   * columns that the node and its inputs hold, which are known by then. The
   * plan calls it once. NULL if they do not depend on the columns. */
  void (*measure) (SmoothNode *node);
} SmoothLayer;

struct _SmoothNode
{
  /* The members down to in_place are set when the node is added, some of them
   * by its layer. */
  const SmoothLayer *layer;
  const char *name; /* borrowed as long as the graph lives */
  /* The octave to which the node belongs, 0 being the full size. */
  int octave;
  SmoothNode *inputs[SMOOTH_MAX_INPUTS]; /* borrowed from the graph */
  int n_inputs;
  gpointer params; /* the layer's settings, freed with g_free */
  int reduction;   /* rows of the full-size picture for each row of this node,
                      >= 1 */
  double work;     /* multiply-adds per output pixel */

  /* Rows are computed in chunks of a multiple of row_step (>= 1) rows, which
   * end at rows row_phase + k * row_step for integers k. row_phase is the row
   * up to which this node can be computed when the networks' input has been
   * computed up to SMOOTH_INPUT_PHASE. Without such a phase, a layer that is a
   * row behind the one before would have to wait for a whole step of further
   * input rows. */
  int row_step, row_phase;
  /* Columns are computed in multiples of this, except at the plane's end. */
  int column_step;
  int block_rows; /* height of a block, a multiple of row_step */
  /* Width of a block; its first column is a multiple of this. */
  int block_columns;
  gsize scratch_bytes; /* temporary memory of compute () for each thread */

  /* The members down to fetch_marks are for layers that have a function
   * fetch (). */
  int max_rows;       /* the most rows of a chunk, a multiple of row_step; 0:
                         any number */
  gsize buffer_bytes; /* 0: no buffer */
  void *buffer;
  gulong fetch_marks[2]; /* numbers of the last two jobs that read the buffer */

  /* Whether the rows depend on numbers that may be set between passes, which
   * follow from the strength. */
  gboolean varies;
  /* Whether the rows vary only because the picture that a network is given
   * varies. A near pass (SmoothGraphPass) then takes the rows of an earlier
   * pass as an approximation. */
  gboolean may_be_stale;

  /* Whether the node is computed as soon as its one input is, row for row. That
   * saves memory where its rows, while they wait to be read, take less memory
   * than the input's. */
  gboolean is_eager;

  /* An input whose memory this node may overwrite: row y may take the place of
   * the input's row y if no other consumer will read that. NULL: none. */
  SmoothNode *in_place;

  /* Measured in a pass that is timed, in us: how long the threads, added up,
   * have computed this node, and how long the driving thread has fetched. */
  atomic_llong compute_us;
  gint64 fetch_us;

  /* The members from here on are set by the plan, except for the plane's size
   * in band, which is set when the node is added. */
  SmoothBand band;
  SmoothSpan rows; /* all rows that a pass computes */
  /* Rows that are in memory now; only for the driving thread. */
  SmoothSpan held;
  SmoothPool *pool; /* memory in which the rows lie (graph-memory-slots.h) */
  gint32 *slots;    /* for each row of rows, the number of its slot in pool */
  int released;     /* only during the plan: the slots of rows before this one
                       are free */
  int n_consumers;
  struct
  {
    SmoothNode *node;
    int input; /* index of this node among the consumer's inputs */
  } *consumers;
};

SmoothGraph *smooth_graph_new (void);
void smooth_graph_free (SmoothGraph *graph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothGraph, smooth_graph_free)

/* What smooth_graph_add () needs to know of a new node. */
typedef struct
{
  const SmoothLayer *layer; /* never freed */
  const char *name;         /* borrowed as long as the graph lives;
                               NULL: the layer's name */
  /* The inputs; NULL behind the last one. */
  SmoothNode *inputs[SMOOTH_MAX_INPUTS];
  int height, width, channels; /* size of the whole output */
  int reduction;
  gconstpointer params; /* params_bytes bytes, which are copied */
  gsize params_bytes;
} SmoothNodeSpec;

/* Adds a node, whose inputs must have been added before. Returns the node,
 * borrowed: it lives as long as the graph. Block size, row_step and the like
 * have defaults, which the layer changes afterwards. */
SmoothNode *smooth_graph_add (SmoothGraph *graph, const SmoothNodeSpec *spec);

/* Says to which octave the nodes belong that are added from now on. At the
 * start it is 0, the full size. */
void smooth_graph_set_octave (SmoothGraph *graph, int octave);

/* Makes graph the owner of memory, which it will free with g_free, and returns
 * memory. Needed for numbers to which a layer's params point. */
gpointer smooth_graph_own (SmoothGraph *graph, gpointer memory);

/* Makes these rows and columns of node an output, which the caller will read.
 * At most once for a node, and before the plan. */
void smooth_graph_add_output (SmoothGraph *graph,
                              SmoothNode *node,
                              SmoothSpan rows,
                              SmoothSpan columns);

/* How a graph will be used. */
typedef struct
{
  /* By how many full-size rows each pull goes further than the one before, a
   * multiple of 8. */
  int band_height;
  int n_threads;
  /* Whether memory is kept between passes: rows that do not depend on the
   * strength are then computed in the first pass only, and rows that near
   * passes do not compute again are kept for these. */
  gboolean keep;
} SmoothPlanOptions;

/* What a pass will need. */
typedef struct
{
  gsize n_bytes;        /* memory of the arena, for n_threads threads */
  double work;          /* multiply-adds of a whole pass */
  int n_useful_threads; /* further threads would find no work */
} SmoothPlan;

/* Decides which rows each node computes and where they lie in memory. In each
 * pass the outputs must then be pulled in this order: all outputs up to the
 * same row, then all band_height rows further, and so on. To be called once for
 * a graph. plan (out). Errors: NO_MEMORY (more bytes than the machine can
 * address, or no memory for the tables). */
gboolean smooth_graph_plan (SmoothGraph *graph,
                            const SmoothPlanOptions *options,
                            SmoothPlan *plan,
                            GError **error);

/* Takes the memory of rows, buffers and scratch from arena, in which the plan's
 * n_bytes must be free. arena and threads are borrowed as long as the graph
 * lives. */
void smooth_graph_prepare (SmoothGraph *graph,
                           SmoothArena *arena,
                           SmoothThreads *threads);

/* Called every few milliseconds on the driving thread with the fraction, in
 * [0, 1], of the pass's work that has been given to the threads. Returns FALSE
 * to cancel the pass. */
typedef gboolean (*SmoothGraphProgress) (gpointer data, double fraction);

/* The settings of one pass through the graph. */
typedef struct
{
  /* Whether this is a near pass, an approximation: rows of nodes with
   * may_be_stale are not computed again but taken from an earlier pass. Allowed
   * only with options.keep, and after a pass that was not interrupted. */
  gboolean is_near;
  /* Whether the time that each node takes is measured (graph-times.h). */
  gboolean is_timed;
  SmoothGraphProgress progress; /* NULL: no progress is reported */
  gpointer progress_data;       /* borrowed until the last pull */
} SmoothGraphPass;

/* Begins a pass. Rows that were kept of an earlier pass stay in memory. */
void smooth_graph_start (SmoothGraph *graph, const SmoothGraphPass *pass);

/* Begins to compute the rows of output node up to end (clipped to the output's
 * rows). They may be read after smooth_graph_wait () for a mark that was got
 * after this pull, and until the next pull but one of the same node. Errors:
 * CANCELLED, and those of a fetch function; in both cases no block is being
 * computed any more, and the pass has ended. */
gboolean smooth_graph_pull (SmoothGraph *graph,
                            SmoothNode *node,
                            int end,
                            GError **error);

/* Returns a mark for smooth_graph_wait () that stands for everything that has
 * been begun in this pass. */
gulong smooth_graph_get_mark (const SmoothGraph *graph);

/* Returns how many multiply-adds this pass has given to the threads so far. */
double smooth_graph_get_work (const SmoothGraph *graph);

/* Takes part in the work and returns when everything that was begun before mark
 * is done. */
void smooth_graph_wait (SmoothGraph *graph, gulong mark);
