/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of any size that take no memory for their pixels: a source that
 * repeats a tile in both directions, and a sink that keeps only a checksum of
 * what it is given.
 */
#pragma once

#include <smooth/image.h>

#define BENCH_TILE_PX 512 /* Width and height of the tile, in pixels. */

typedef struct
{
  float *tile; /* BENCH_TILE_PX x BENCH_TILE_PX RGB pixels, owned */
  guint64 sum; /* checksum of all pixels that the sink was given */
} BenchPicture;

/* Makes the tile, which has flat regions, outlines, fine texture and noise.
 * Clear picture with bench_picture_clear. */
void bench_picture_init (BenchPicture *picture);
void bench_picture_clear (BenchPicture *picture);

/* Returns a source of width x height pixels, which borrows picture. */
SmoothSource
bench_picture_source (BenchPicture *picture, int width, int height);

/* Returns a sink for the smoothed picture, and for the edge map if with_edges.
 * It borrows picture. */
SmoothSink bench_picture_sink (BenchPicture *picture, gboolean with_edges);
