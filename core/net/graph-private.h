/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The insides of a graph, shared by the files graph*.c and by tests. */
#pragma once

#include "net/graph.h"

/* A node whose rows the graph's caller reads. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows, columns;
  int pulled;      /* rows before this one have been pulled */
  int last_pulled; /* what pulled was before the last pull */
  int unread;      /* rows from this one on may still be read by the caller */
} SmoothOutput;

/* Rows of a node that were given to the threads as one job. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows;
  gboolean is_timed;
  guint8 *scratch; /* scratch_bytes for each thread, one after another */
  gsize scratch_bytes;
} SmoothChunk;

/* What the threads work on in a pass. */
typedef struct
{
  SmoothGraphPass pass;
  SmoothThreads *threads;
  guint8 *scratch; /* graph->scratch_bytes for each thread */
  SmoothChunk chunks[SMOOTH_THREADS_MAX_JOBS]; /* a ring: no more jobs than
                                                  that are under way */
  guint n_chunks; /* so far; the next is number n_chunks modulo the ring's */
  gulong mark;    /* number of the last job */
} SmoothPassState;

struct _SmoothGraph
{
  GPtrArray *nodes; /* SmoothNode, in the order of the flow */
  int octave;       /* of the next node */
  GPtrArray *owned; /* memory from smooth_graph_own () */
  GArray *outputs;  /* SmoothOutput */
  GPtrArray *pools; /* SmoothPool */
  gboolean has_run; /* nodes that are computed once hold their rows */
  SmoothPlanOptions options;
  gsize scratch_bytes; /* for one thread: the most that any node needs */
  SmoothPlan plan;
  double work_done;   /* in this pass, multiply-adds */
  double work_polled; /* work_done when progress was told last */
  SmoothPassState state;
};
