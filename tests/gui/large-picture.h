/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large picture that takes little memory: its samples are computed as they
 * are read, and its result store has memory for a part of it only. The test
 * fails if anything outside the selected rectangle is written to the store or
 * read from it.
 */
#pragma once

#include <smooth-ui/picture.h>

#define LARGE_WIDTH 6000
#define LARGE_HEIGHT 4000
#define LARGE_STORE_WIDTH 400
#define LARGE_STORE_HEIGHT 700

/* The picture has one channel. */
typedef struct
{
  SmoothRect selected;
  SmoothRect store_rect; /* the rectangle that the store has memory for */
  float smoothed[LARGE_STORE_WIDTH * LARGE_STORE_HEIGHT];
  float edges[LARGE_STORE_WIDTH * LARGE_STORE_HEIGHT];
  SmoothResultStore store;
} LargePicture;

/* Initialises picture (out), which must outlive the pane. selected (copied):
 * the selected rectangle; the store's memory begins at its upper left corner.
 * described (out): the picture in the form that the pane takes. */
void large_picture_describe (LargePicture *picture,
                             const SmoothRect *selected,
                             SmoothPicture *described);

/* Returns the sample at pixel (x, y) of the picture. */
float large_picture_get_sample (int x, int y);

/* Returns whether pixel (x, y) is selected. */
gboolean large_picture_selects (const LargePicture *picture, int x, int y);
