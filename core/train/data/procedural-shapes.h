/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Procedural pictures with exactly known edges: polygons, ellipses and strokes,
 * flat, graded or textured, on a flat or graded background. For training
 * without any photo, and in addition to photos.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

typedef struct
{
  int n_shapes;               /* 0: the background alone */
  const TrainImage *textures; /* of the picture's size, deviation 1 */
  int n_textures;             /* 0: nothing is textured */
} TrainProceduralShapes;

/* Fills picture (height x width x 3, initialised), in [0, 1]; edges are
 * smoothed over a pixel. edges (height x width x 1, initialised; NULL: not
 * wanted): 1 where a pixel lies on an outline that can be seen, -1 on one that
 * hardly can, 0 elsewhere; textures make no edges. */
void train_procedural_shapes_draw (TrainRandom *random,
                        const TrainProceduralShapes *shapes,
                        TrainImage *picture,
                        TrainImage *edges);
