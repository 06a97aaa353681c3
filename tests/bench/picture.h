/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of any size that nobody has to keep: a source that repeats a tile
 * and a sink that only sums up what it is given.
 */
#pragma once

#include <smooth/image.h>

/* A side of the tile; its pixels cost what a copy from the cache costs. */
#define BENCH_TILE_PX 512

typedef struct
{
  float *tile; /* BENCH_TILE_PX squared, RGB */
  guint64 sum; /* of all rows given to the sink */
} BenchPicture;

/* A tile with flat regions, outlines, fine texture and noise. */
void bench_picture_init (BenchPicture *picture);
void bench_picture_clear (BenchPicture *picture);

SmoothSource
bench_picture_source (BenchPicture *picture, int width, int height);

/* A sink of the smoothed picture, and of the edge map if with_edges. */
SmoothSink bench_picture_sink (BenchPicture *picture, gboolean with_edges);
