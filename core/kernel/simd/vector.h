/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of floats as long as the registers of the SIMD variant that is being
 * compiled, and names for its functions. meson defines SMOOTH_SIMD (baseline,
 * v3 or v4) and SMOOTH_VECTOR_BYTES for each variant.
 */
#pragma once

#include <string.h>

#include <glib.h>

/* Intrinsics are needed for operations that the compiler's vector types do not
 * have. */
#if defined(__SSE2__)
#include <immintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/* Appends the variant's name to a name, for instance name_v3. Two macros are
 * needed for SMOOTH_SIMD to be expanded before it is pasted. */
#define SMOOTH_PASTE_NOW(name, simd) name##_##simd
#define SMOOTH_PASTE(name, simd) SMOOTH_PASTE_NOW (name, simd)
#define SMOOTH_SIMD_NAME(name) SMOOTH_PASTE (name, SMOOTH_SIMD)

/* The vector length: the number of floats (lanes) of a vector. */
#define VL (SMOOTH_VECTOR_BYTES / 4)

typedef float Vec __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));
typedef gint32 IntVec __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));

/* A vector in memory that begins at any float. */
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

/* Sets every lane to value. */
static inline Vec
vec_set (float value)
{
  return value - (Vec) { 0 };
}

/* Chooses if_true or if_false for each lane by a mask, the parameter which. A
 * lane of the mask must be all ones, as a comparison gives where it is true, to
 * choose if_true, or all zeros to choose if_false. */
static inline Vec
vec_select (IntVec which, Vec if_true, Vec if_false)
{
  return (Vec) (((IntVec) if_true & which) | ((IntVec) if_false & ~which));
}

/* Computes a * b + c. Variants whose instruction set has a fused multiply-add
 * always round once here, the others always twice (see kernels.h on
 * contraction). */
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

/* Returns the larger one of a and b for each lane; b if one of them is NaN. */
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

/* Loads the first n floats of from, and sets the other lanes to 0. If n is
 * larger than VL, a whole vector is loaded. */
static inline __attribute__ ((always_inline)) Vec
vec_load_some (const float *from, int n)
{
  Vec value = { 0 };

  if (n >= VL)
    return vec_load (from);
  memcpy (&value, from, n * sizeof (float));
  return value;
}

/* Writes the first n lanes of value to the array to, or all of them if n is
 * larger than VL. */
static inline __attribute__ ((always_inline)) void
vec_store_some (float *to, Vec value, int n)
{
  if (n >= VL)
    vec_store (to, value);
  else
    memcpy (to, &value, n * sizeof (float));
}
