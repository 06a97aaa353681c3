/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What graph.c, plan.c and stream.c share of a graph. */
#pragma once

#include "net/graph.h"

/* A node whose rows are read from outside. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows, columns; /* wanted */
  int pulled;               /* rows before it, */
  int pulled_before;        /* and at the pull before */
  int keep_from;            /* rows from here on have not been read */
} SmoothWant;

/* Rows of a node that were handed to the threads. */
typedef struct
{
  const SmoothNode *node;
  SmoothSpan rows;
  guint8 *scratch; /* scratch_bytes per thread */
  gsize scratch_bytes;
} SmoothChunk;

/* One walk over the rows: the plan's, with numbers only, or the run's. */
typedef struct
{
  SmoothArena *arena; /* NULL in the plan */
  SmoothThreads *threads;
  guint8 *scratch;                             /* scratch_bytes per thread */
  SmoothChunk chunks[SMOOTH_THREADS_MAX_JOBS]; /* number n_chunks next, */
  guint n_chunks;                              /* again and again */
  gulong mark;                                 /* number of the last job */
  double work_done;
  double work_told;
  SmoothGraphPass run;
} SmoothWalk;

struct _SmoothGraph
{
  GPtrArray *nodes; /* SmoothNode, in the order of the flow */
  GPtrArray *kept;  /* memory of smooth_graph_keep () */
  GArray *wants;    /* SmoothWant */
  GPtrArray *pools; /* SmoothPool */
  gboolean has_run; /* what does not vary is as the last run left it */
  SmoothPlanOptions options;
  gsize scratch_bytes; /* per thread */
  SmoothPlan plan;
  SmoothWalk walk;
};

/* A node's kind: nodes that are gone through in some runs and not in others do
 * not share their memory with those that are. */
typedef enum
{
  SMOOTH_KIND_FIXED,   /* by the first run alone */
  SMOOTH_KIND_FOLLOWS, /* by all but near runs */
  SMOOTH_KIND_VARIES,  /* by all; in a graph that does not keep, all nodes */
} SmoothKind;

SmoothKind smooth_graph_get_kind (const SmoothGraph *graph,
                                  const SmoothNode *node);

/* Whether the node's rows outlive a run: those that are read by a node of a
 * later kind, or from outside. */
gboolean smooth_graph_keeps (SmoothGraph *graph, const SmoothNode *node);

/* The first row of node that other than except still has to read; node's next
 * row if there is none. */
int smooth_graph_get_low (SmoothGraph *graph,
                          const SmoothNode *node,
                          const SmoothNode *except);

/* Puts every node in front of its first row, with nothing held; of a graph
 * that keeps and has run, only what varies. */
void smooth_graph_rewind (SmoothGraph *graph);

/* What a span stands for in a plane of n whose ends are replicated: the part
 * inside, or the nearest row if there is none. */
static inline SmoothSpan
smooth_span_clip (SmoothSpan span, int n)
{
  return (SmoothSpan) { CLAMP (span.first, 0, n - 1), CLAMP (span.end, 1, n) };
}

static inline gboolean
smooth_span_is_empty (SmoothSpan span)
{
  return span.end <= span.first;
}

/* The smallest span that holds both. */
static inline SmoothSpan
smooth_span_join (SmoothSpan a, SmoothSpan b)
{
  if (smooth_span_is_empty (a))
    return b;
  if (smooth_span_is_empty (b))
    return a;
  return (SmoothSpan) { MIN (a.first, b.first), MAX (a.end, b.end) };
}

/* The last boundary at or before y, in steps from phase on; may be < 0. */
static inline int
smooth_step_floor (int y, int step, int phase)
{
  int steps = (y - phase) / step;

  if (steps * step > y - phase)
    steps--;
  return phase + steps * step;
}

/* span widened to boundaries, inside 0 .. n - 1. */
static inline SmoothSpan
smooth_span_align (SmoothSpan span, int step, int phase, int n)
{
  SmoothSpan aligned = { smooth_step_floor (span.first, step, phase),
                         smooth_step_floor (span.end + step - 1, step, phase) };

  return smooth_span_clip (aligned, n);
}
