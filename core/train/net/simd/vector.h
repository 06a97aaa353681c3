/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors of TrainReal for the instruction set that is being compiled. meson
 * defines SMOOTH_SIMD (baseline, v3, v4), which TRAIN_SIMD_NAME () appends to a
 * name, and SMOOTH_VECTOR_BYTES.
 */
#pragma once

#include "train/base/image.h"

#define TRAIN_PASTE_NOW(name, simd) name##_##simd
#define TRAIN_PASTE(name, simd) TRAIN_PASTE_NOW (name, simd)
#define TRAIN_SIMD_NAME(name) TRAIN_PASTE (name, SMOOTH_SIMD)

/* The number of TrainReal in a vector. */
#define VL ((int) (SMOOTH_VECTOR_BYTES / sizeof (TrainReal)))

typedef TrainReal Vec __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));
/* A vector that may begin at any address. */
typedef TrainReal VecAnywhere __attribute__ ((
  vector_size (SMOOTH_VECTOR_BYTES), aligned (sizeof (TrainReal)), may_alias));

static inline Vec
vec_load (const TrainReal *from)
{
  return *(const VecAnywhere *) from;
}

static inline void
vec_store (TrainReal *to, Vec value)
{
  *(VecAnywhere *) to = value;
}

/* An integer with as many bits as a TrainReal; masks have such numbers. */
#ifdef TRAIN_DOUBLE
typedef gint64 TrainBits;
#else
typedef gint32 TrainBits;
#endif
typedef TrainBits VecBits __attribute__ ((vector_size (SMOOTH_VECTOR_BYTES)));

/* Chooses each number of the result from one of two vectors by a mask, the
 * parameter which: from if_true where all bits of the mask are 1, from if_false
 * where they are 0. */
static inline Vec
vec_select (VecBits which, Vec if_true, Vec if_false)
{
  return (Vec) (((VecBits) if_true & which) | ((VecBits) if_false & ~which));
}
