/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A texture T for a structure S, and the pair that the two make. */
#pragma once

#include "train/data/loaded-dataset.h"

/* What a full strength takes away wholly, as a deviation; of a stronger texture
 * it takes this much. */
#define TRAIN_TEXTURE_REACH 0.14

/* Fills texture (square, 3 channels, initialised) with one laid on structure:
 * of the bank's textures, the residue of one of its photos, a computed one, or
 * what coarse JPEG does to structure. Mean 0; perhaps only in places, perhaps
 * weaker where structure is dark. It is mostly one that strength takes away (a
 * tenth is stronger), so that a strength need not tell a texture from a
 * structure of its contrast. Returns its deviation where it is at its full. */
double train_texture_draw (const TrainLoadedDataset *bank,
                           TrainRandom *random,
                           const TrainImage *structure,
                           double strength,
                           TrainImage *texture);

/* Fills texture likewise with one of the bank's textures (at least 1), scaled
 * and turned: mean 0, deviation 1. */
void train_texture_draw_real (const TrainLoadedDataset *bank,
                              TrainRandom *random,
                              TrainImage *texture);

/* Fades texture (of deviation sigma >= 0) where structure (in [0, 1]) comes
 * within 2.5 sigma of 0 or 1, linearly to nothing there, channel by channel:
 * laid on then it is hardly clipped, and keeps the structure's mean. Both of
 * one shape; nothing is owned. */
void train_texture_keep_clear (const TrainImage *structure,
                               double sigma,
                               TrainImage *texture);

/* input = clip (S + T), truth = clip (S + (1 - min (1, 0.14 s / sigma)) T) for
 * structure S, texture T of deviation sigma, strength s; all of one shape,
 * input and truth initialised. truth may be structure itself. */
void train_texture_lay (const TrainImage *structure,
                        const TrainImage *texture,
                        double sigma,
                        double strength,
                        TrainImage *input,
                        TrainImage *truth);
