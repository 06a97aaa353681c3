/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random pictures whose edges are known exactly: polygons, ellipses and
 * strokes, flat, graded or textured, over a flat or graded background. They
 * serve for training without any photo, and in addition to photos.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

typedef struct
{
  int n_shapes; /* 0 draws only the background */
  /* Textures of the picture's size and of standard deviation 1; borrowed. */
  const TrainImage *textures;
  int n_textures; /* 0 leaves all surfaces without texture */
} TrainProceduralShapes;

/* Fills picture (height x width x 3, initialised, values in [0, 1]) with random
 * shapes, antialiased. Fills edges (height x width x 1, initialised; NULL if
 * not wanted) with 1 on outlines that are visible, -1 on outlines that are
 * barely visible, 0 elsewhere; textures are no edges. Thread-safe if each
 * thread has its own random. */
void train_procedural_shapes_draw (TrainRandom *random,
                                   const TrainProceduralShapes *shapes,
                                   TrainImage *picture,
                                   TrainImage *edges);
