/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What graph.c, plan.c and stream.c share of a graph. */
#pragma once

#include "net/graph.h"

/* A node whose rows are read from outside. */
typedef struct
{
  SmoothNode *node;
  SmoothSpan rows, columns; /* wanted */
  int keep_from;            /* rows from here on have not been read */
} SmoothWant;

/* One walk over the rows: the plan's, with numbers only, or the run's. */
typedef struct
{
  SmoothArena *arena; /* NULL in the plan */
  SmoothThreads *threads;
  guint8 *scratch; /* scratch_bytes per thread */
  double work_done;
  double work_told;
  SmoothGraphProgress progress;
  gpointer progress_data;
} SmoothWalk;

struct _SmoothGraph
{
  GPtrArray *nodes; /* SmoothNode, in the order of the flow */
  GPtrArray *kept;  /* memory of smooth_graph_keep () */
  GArray *wants;    /* SmoothWant */
  gboolean has_run; /* what does not vary is as the last run left it */
  SmoothPlanOptions options;
  gsize scratch_bytes; /* per thread */
  SmoothPlan plan;
  SmoothWalk walk;
};

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

/* span widened to multiples of step, inside 0 .. n - 1. */
static inline SmoothSpan
smooth_span_align (SmoothSpan span, int step, int n)
{
  SmoothSpan aligned = { span.first / step * step,
                         (span.end + step - 1) / step * step };

  return smooth_span_clip (aligned, n);
}
