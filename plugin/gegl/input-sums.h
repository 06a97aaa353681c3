/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operation's input in the renderer's coordinates, and the checksums of its
 * tiles. The picture is the input's bounding box; its pixel (0, 0) is the
 * corner of that. Tiles and blocks lie in the same grid, which begins there.
 */
#pragma once

#include <gegl.h>

#include "checksum.h"

#define BLOCK_WIDTH 256
#define BLOCK_HEIGHT 64

/* A range of numbers, from first to end - 1. */
typedef struct
{
  int first, end;
} Range;

typedef struct
{
  GeglBuffer *buffer;   /* borrowed */
  GeglRectangle extent; /* the picture in the buffer */
  const Babl *format;   /* float; in which the engine reads the pixels */
  /* Whether all samples lie in [0, 1], because the buffer has integers. */
  gboolean is_limited;
} Input;

/* The checksums of the input's tiles in some rows of tiles. */
typedef struct
{
  int n_x, n_y; /* the picture's columns and rows of tiles */
  Range rows;   /* the rows whose checksums are here */
  Checksum *sums;
  /* For each tile, whether it has a sample outside [0, 1]. */
  gboolean *has_outside;
} InputSums;

/* Whether the samples of a format lie in [0, 1], as integers do. */
gboolean input_is_limited (const Babl *format);

/* Returns the size of the grid for n pixels along an axis. */
static inline int
input_count_tiles (int n_px, int tile_px)
{
  return (n_px - 1) / tile_px + 1;
}

/* Reads these rows of tiles and computes their checksums. sums: clear with
 * input_sums_clear. FALSE: there is not enough memory. */
gboolean input_sums_init (InputSums *sums, const Input *input, Range rows);
void input_sums_clear (InputSums *sums);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (InputSums, input_sums_clear)

/* Returns the index in sums and has_outside of the tile in column x, row y. */
static inline gsize
input_sums_index (const InputSums *sums, int x, int y)
{
  return (gsize) (y - sums->rows.first) * sums->n_x + x;
}
