/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of a graph, for the files graph*.c and for tests. */
#pragma once

#include "net/graph.h"

/* A node whose rows are read by the caller of the graph. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows, columns;
  int pulled;      /* the caller has asked for the rows before this one */
  int last_pulled; /* what pulled was before the last smooth_graph_pull () */
  int unread;      /* rows from this one on may still be read by the caller */
} SmoothOutput;

/* Rows of a node that are given to the threads as one job. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows;
  gboolean is_timed;
  guint8 *scratch; /* memory for temporary results: scratch_bytes for each
                      thread, one after another */
  gsize scratch_bytes;
} SmoothChunk;

/* The state of the pass that is going on: its settings, and the chunks of rows
 * that were given to the threads. */
typedef struct
{
  SmoothGraphPass pass;
  SmoothThreads *threads;
  guint8 *scratch; /* memory for temporary results: graph->scratch_bytes for
                      each thread */
  /* A ring buffer: no more jobs than this are unfinished at the same time. */
  SmoothChunk chunks[SMOOTH_THREADS_MAX_JOBS];
  /* The chunks of this pass so far; chunk number i stands at index i modulo the
   * ring's length. */
  guint n_chunks;
  gulong mark; /* what smooth_threads_add () returned for the last job */
} SmoothPassState;

struct _SmoothGraph
{
  GPtrArray *nodes; /* SmoothNode, inputs before their consumers */
  int octave;       /* octave of the nodes that will be added */
  GPtrArray *owned; /* memory from smooth_graph_own () */
  GArray *outputs;  /* SmoothOutput */
  GPtrArray *pools; /* SmoothPool, the memory of the rows */
  /* Whether an earlier pass computed all rows, so that the nodes that are
   * computed only once have their rows in memory. */
  gboolean has_run;
  SmoothPlanOptions options;
  gsize scratch_bytes; /* the most that any node needs for one thread */
  SmoothPlan plan;
  double work_done;   /* multiply-adds in this pass so far */
  double work_polled; /* work_done when the progress function was called last */
  SmoothPassState state;
};
