/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of the level that is being compiled, and its names. meson passes
 * SMOOTH_LEVEL (baseline, v3, v4) and SMOOTH_VECTOR_BYTES.
 */
#pragma once

#include <string.h>

#include <glib.h>

#define SMOOTH_PASTE_NOW(name, level) name##_##level
#define SMOOTH_PASTE(name, level) SMOOTH_PASTE_NOW (name, level)
#define SMOOTH_LEVEL_NAME(name) SMOOTH_PASTE (name, SMOOTH_LEVEL)

/* Floats in a vector. */
#define VL (SMOOTH_VECTOR_BYTES / 4)

typedef float Vec __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));
typedef gint32 IntVec __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));
typedef float VecAnywhere
  __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES), aligned (4), may_alias));

static inline Vec
vec_load (const float *from)
{
  return *(const VecAnywhere *) from;
}

static inline void
vec_store (float *to, Vec value)
{
  *(VecAnywhere *) to = value;
}

static inline Vec
vec_set (float value)
{
  return value - (Vec) { 0 };
}

/* Lane by lane: which is all ones or all zeros. */
static inline Vec
vec_select (IntVec which, Vec if_true, Vec if_false)
{
  return (Vec) (((IntVec) if_true & which) | ((IntVec) if_false & ~which));
}

/* n < VL floats; the rest are 0. */
static inline Vec
vec_load_part (const float *from, int n)
{
  Vec value = { 0 };

  memcpy (&value, from, n * sizeof (float));
  return value;
}

static inline void
vec_store_part (float *to, Vec value, int n)
{
  memcpy (to, &value, n * sizeof (float));
}
