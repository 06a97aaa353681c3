/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Span: some rows, or some columns, of a plane. */
#pragma once

#include <glib.h>

/* Rows or columns first .. end - 1; empty if end <= first. */
typedef struct
{
  int first, end;
} SmoothSpan;

static inline gboolean
smooth_span_is_empty (SmoothSpan span)
{
  return span.end <= span.first;
}

/* Returns the rows of a plane of n rows that are read when span is read with
 * replicate padding: those of span inside the plane, or, if there are none, the
 * row nearest to span. */
static inline SmoothSpan
smooth_span_clip (SmoothSpan span, int n)
{
  return (SmoothSpan) { CLAMP (span.first, 0, n - 1), CLAMP (span.end, 1, n) };
}

/* Returns the smallest span that contains both a and b. */
static inline SmoothSpan
smooth_span_join (SmoothSpan a, SmoothSpan b)
{
  if (smooth_span_is_empty (a))
    return b;
  if (smooth_span_is_empty (b))
    return a;
  return (SmoothSpan) { MIN (a.first, b.first), MAX (a.end, b.end) };
}

/* Returns the largest number of the form phase + k * step, k an integer, that
 * is not above y. It may be negative. step >= 1. */
static inline int
smooth_step_floor (int y, int step, int phase)
{
  int steps = (y - phase) / step;

  if (steps * step > y - phase)
    steps--;
  return phase + steps * step;
}

/* Extends span to the nearest numbers of the form phase + k * step on both
 * sides, k being integers, and clips the result to 0 .. n - 1. */
static inline SmoothSpan
smooth_span_align (SmoothSpan span, int step, int phase, int n)
{
  SmoothSpan aligned = { smooth_step_floor (span.first, step, phase),
                         smooth_step_floor (span.end + step - 1, step, phase) };

  return smooth_span_clip (aligned, n);
}
