/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large picture that takes little memory: its samples are computed as they
 * are read, and its store has memory for a part of it only. The test fails if
 * anything outside the selected rectangle is written to or read from the store.
 */
#pragma once

#include <smooth-ui/picture.h>

#define LARGE_WIDTH 6000
#define LARGE_HEIGHT 4000
#define LARGE_STORE_WIDTH 400
#define LARGE_STORE_HEIGHT 700

/* It has one channel. */
typedef struct
{
  SmoothRect selected;
  SmoothRect store_rect; /* that the store has memory for */
  float smoothed[LARGE_STORE_WIDTH * LARGE_STORE_HEIGHT];
  float edges[LARGE_STORE_WIDTH * LARGE_STORE_HEIGHT];
  SmoothResultStore store;
} LargePicture;

/* Initialises picture (out, must outlive the pane) with a selected rectangle
 * (copied), at whose upper left the store's memory begins. described (out): the
 * picture as the pane takes it. */
void large_picture_describe (LargePicture *picture,
                             const SmoothRect *selected,
                             SmoothPicture *described);

/* Returns a sample of the picture. */
float large_picture_get_sample (int x, int y);

/* Returns whether a pixel is selected. */
gboolean large_picture_selects (const LargePicture *picture, int x, int y);
