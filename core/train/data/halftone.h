/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halftone screens: prints a picture as dots whose size follows its tones, in
 * black, or in cyan, magenta, yellow and black. Unlike other textures such a
 * screen cannot be added to a picture; and at half of the slider and above
 * nothing of it may be left, however strong it is.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* A screen. All of it can be drawn by train_halftone_draw (). */
typedef struct
{
  gboolean is_grey;    /* black ink alone */
  double period;       /* of the dots, px */
  double angles[4];    /* of cyan, magenta, yellow, black, in radians */
  double origins[8];   /* of the same, x and y, in periods */
  double black;        /* the part of the common darkness printed in black */
  gboolean is_diamond; /* diamonds instead of round dots */
} TrainHalftone;

/* Draws a random screen: periods of 3 to 12 px; grey at 45 degrees or, in one
 * case of five, at any angle; colours at 15, 75, 0 and 45 degrees; half of the
 * screens are turned by up to 4 degrees. */
void train_halftone_draw (TrainRandom *random, TrainHalftone *halftone);

/* Fills print (of picture's shape, initialised) with picture (3 channels, in
 * [0, 1]) printed by the screen. Dots are hard: a pixel has the mean of 9
 * points. The mean over a dot's cell is about that of the picture (with four
 * inks, where their dots overlap by chance); for is_grey, of its channels'
 * mean. Thread-safe; about 4 ms for 144 x 144 pixels in colour. */
void train_halftone_print (const TrainHalftone *halftone,
                           const TrainImage *picture,
                           TrainImage *print);
