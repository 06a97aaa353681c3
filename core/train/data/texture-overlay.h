/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random textures, and the training pair that a texture T and a structure S
 * make: S + T is the input, S with a weaker T the truth. */
#pragma once

#include "train/data/loaded-dataset.h"

/* The standard deviation of the strongest texture that strength 1 removes
 * completely. A stronger texture is weakened by this much. */
#define TRAIN_TEXTURE_REACH 0.14

/* Fills texture (square, 3 channels, initialised) with a random texture for
 * structure: one of dataset's textures, what the teacher took off one of
 * dataset's photos, a computed texture, or the artefacts of JPEG compression of
 * structure. Its mean is 0; it may be limited to some places, and may be weaker
 * where structure is dark. In nine of ten cases it is so weak that the given
 * strength removes it completely or nearly so: a network that saw stronger
 * textures too often would have to guess whether a contrast is texture or
 * structure. Fills coarse (like texture) with that part of the texture which is
 * too coarse to be told from shading, of mean 0 and a standard deviation of at
 * most 0.1: it belongs to the structure, in the input and in the truth. Returns
 * texture's standard deviation, before it was limited or weakened. Thread-safe
 * if each thread has its own random. */
double train_texture_draw (const TrainLoadedDataset *dataset,
                           TrainRandom *random,
                           const TrainImage *structure,
                           double strength,
                           TrainImage *texture,
                           TrainImage *coarse);

/* Fills texture (square, 3 channels, initialised) with the fine part of one of
 * dataset's textures, of which there must be at least one, scaled and rotated,
 * of mean 0 and standard deviation 1; and coarse (like texture; NULL if not
 * wanted) with its coarse part, multiplied by the same factor. They are split
 * at a random period of 14 to 16 px. */
void train_texture_draw_real (const TrainLoadedDataset *dataset,
                              TrainRandom *random,
                              TrainImage *texture,
                              TrainImage *coarse);

/* Splits texture (3 channels) by a Gaussian that halves the amplitude of waves
 * of period_px pixels: leaves the fine part in texture, and fills coarse (of
 * the same shape, initialised; NULL if not wanted) with the coarse part, less
 * its mean in each channel. */
void
train_texture_split (double period_px, TrainImage *texture, TrainImage *coarse);

/* Fades texture (of standard deviation sigma >= 0) where structure (values in
 * [0, 1], of the same shape) is within 2.5 sigma of 0 or 1: linearly, to
 * nothing near 0 and 1, in each channel. The sum of both is then hardly
 * clipped, and keeps the structure's mean. Where structure itself is clipped,
 * at most one 8-bit step from 0 or 1, the texture stays as it is, because there
 * the clipping can be seen. */
void train_texture_keep_clear (const TrainImage *structure,
                               double sigma,
                               TrainImage *texture);

/* Computes a training pair of structure S, texture T of standard deviation
 * sigma, and strength s: input = clip (S + T), truth = clip (S + (1 - min (1,
 * 0.14 s / sigma)) T). All four have the same shape; input and truth are
 * initialised. truth may be structure itself. */
void train_texture_lay (const TrainImage *structure,
                        const TrainImage *texture,
                        double sigma,
                        double strength,
                        TrainImage *input,
                        TrainImage *truth);
