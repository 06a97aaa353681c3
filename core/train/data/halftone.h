/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Halftone screens: prints a picture as dots whose size follows its tones, in
 * black, or in cyan, magenta, yellow and black. Unlike other textures such a
 * screen cannot be added to a picture; and from strength 0.5 on nothing of it
 * may be left in the smoothed picture, however strong the screen is. */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* A halftone screen, as train_halftone_draw () draws it at random. */
typedef struct
{
  gboolean is_grey; /* black ink alone */
  double period;    /* distance of the dots, px */
  /* angles of the screens for cyan, magenta, yellow, black; radians */
  double angles[4];
  double origins[8]; /* x and y of each of these screens, in periods */
  /* the part of the darkness that all three channels have which is printed in
   * black */
  double black;
  gboolean is_diamond; /* diamonds instead of round dots */
} TrainHalftone;

/* Draws a random screen: dots at distances of 3 to 12 px; black ink alone at 45
 * degrees or, in one case of five, at any angle; four inks at 15, 75, 0 and 45
 * degrees; half of the screens are turned by up to 4 degrees. */
void train_halftone_draw (TrainRandom *random, TrainHalftone *halftone);

/* Fills print (of picture's shape, initialised) with picture (3 channels, in
 * [0, 1]) printed by the screen. Dots are hard: a pixel has the mean of 9
 * points. The mean over a dot's cell is about that of the picture (with four
 * inks, where their dots overlap by chance); for is_grey, of its channels'
 * mean. Thread-safe; about 4 ms for 144 x 144 pixels in colour. */
void train_halftone_print (const TrainHalftone *halftone,
                           const TrainImage *picture,
                           TrainImage *print);
