/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of random letters as structure that has to stay: drawn as strokes from
 * a small alphabet of its own, so that no font decides what is learned from.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Lays lines of text on picture (height x width x 3), letters 7 - 40 px tall,
 * all of one colour, somewhat slanted or not, edges smoothed over a pixel. */
void train_procedural_text_draw (TrainRandom *random, TrainImage *picture);
