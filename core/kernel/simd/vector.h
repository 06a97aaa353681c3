/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of the level that is being compiled, and its names. meson passes
 * SMOOTH_SIMD (baseline, v3, v4) and SMOOTH_VECTOR_BYTES.
 */
#pragma once

#include <string.h>

#include <glib.h>

/* For the operations that vectors in C have not. */
#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

#define SMOOTH_PASTE_NOW(name, level) name##_##level
#define SMOOTH_PASTE(name, level) SMOOTH_PASTE_NOW (name, level)
#define SMOOTH_SIMD_NAME(name) SMOOTH_PASTE (name, SMOOTH_SIMD)

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

/* a * b + c, rounded once where the level has such an operation: then always,
 * and never elsewhere, since contraction by the compiler is off. It would fuse
 * here and not there, as it pleases, and so would the bits. */
static inline Vec
vec_fma (Vec a, Vec b, Vec c)
{
#if SMOOTH_VECTOR_BYTES == 64
  return _mm512_fmadd_ps (a, b, c);
#elif SMOOTH_VECTOR_BYTES == 32
  return _mm256_fmadd_ps (a, b, c);
#elif defined(__aarch64__)
  return vfmaq_f32 (c, a, b);
#else
  return a * b + c;
#endif
}

static inline Vec
vec_max (Vec a, Vec b)
{
#if SMOOTH_VECTOR_BYTES == 64
  return _mm512_max_ps (a, b);
#elif SMOOTH_VECTOR_BYTES == 32
  return _mm256_max_ps (a, b);
#elif defined(__SSE2__)
  return _mm_max_ps (a, b);
#else
  return vec_select (a > b, a, b);
#endif
}

/* n <= VL floats; those behind them are 0. */
static inline __attribute__ ((always_inline)) Vec
vec_load_some (const float *from, int n)
{
  Vec value = { 0 };

  if (n >= VL)
    return vec_load (from);
  memcpy (&value, from, n * sizeof (float));
  return value;
}

static inline __attribute__ ((always_inline)) void
vec_store_some (float *to, Vec value, int n)
{
  if (n >= VL)
    vec_store (to, value);
  else
    memcpy (to, &value, n * sizeof (float));
}
