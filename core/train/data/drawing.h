/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Structures whose edges are exact: drawings (clip-art.h) and procedural
 * pictures, of shapes and text (procedural-shapes.h, procedural-text.h). Some
 * have low contrast, so that their fills differ by a few 8-bit steps only.
 */
#pragma once

#include "train/data/loaded-dataset.h"

/* Fills structure (square, 3 channels, initialised) with drawings of dataset,
 * which must have some if is_clip_art, or with a procedural picture. Returns
 * whether a texture is to be laid on it; otherwise it has to stay as it is.
 * Thread-safe if each thread has its own random. */
gboolean train_drawing_draw (const TrainLoadedDataset *dataset,
                             TrainRandom *random,
                             gboolean is_clip_art,
                             TrainImage *structure);
