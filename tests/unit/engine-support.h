/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for tests of the public engine: an engine with the weights of this
 * tree, pictures with their results, and runs that must not fail.
 */
#pragma once

#include <smooth/smooth.h>

#include "support/measure.h"

typedef struct
{
  SmoothModel *model;
  SmoothEngine *engine;
  GRand *rand;
} Fixture;

/* Set up and tear down a test for g_test_add (). The environment variable
 * SMOOTH_TEST_WEIGHTS names the weights' folder. */
void fixture_set_up (Fixture *fixture, gconstpointer data);
void fixture_tear_down (Fixture *fixture, gconstpointer data);

#define FIXTURE_ADD(path, function)                                            \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

SmoothEngine *
fixture_new_engine (SmoothModel *model, int n_threads, int band_height);

/* A picture and its result. */
typedef struct
{
  SmoothArray from, to, edges;
} Picture;

gsize picture_count_samples (const SmoothArray *array);

/* Makes a picture whose samples are all 0. */
Picture picture_new (int width, int height, int n_channels);

/* Makes a picture with values in [0, 1): steps and noise, so that there is
 * something to smooth. With three or more channels its squares are strongly
 * coloured, pale or grey. */
Picture
picture_new_random (Fixture *fixture, int width, int height, int n_channels);
void picture_clear (Picture *picture);

/* Gives to the source of from, which has the same size and channels. */
void picture_copy_source (Picture *to, const Picture *from);

void picture_set_alpha (Picture *picture, int x, int y, float alpha);

void picture_run_region (SmoothEngine *engine,
                         const SmoothParams *params,
                         Picture *picture,
                         const SmoothRect *region);
void picture_run (SmoothEngine *engine,
                  const SmoothParams *params,
                  Picture *picture);

void picture_assert_same_bits (const SmoothArray *a, const SmoothArray *b);
