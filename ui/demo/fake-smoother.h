/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake smoother: takes the engine's place in tests and screenshots. It reduces
 * the number of tones, more so at a higher strength, and its edge map shows
 * where neighbouring pixels differ. It works in bands of rows, takes as long as
 * it is set to, and stops or fails when it is told to.
 */
#pragma once

#include <smooth-ui/picture.h>

/* The height of a band, in pixels. */
#define SMOOTH_FAKE_BAND 32

/* The fake smoother's settings and counters. A test may read and write those
 * marked as atomic while the worker runs. An "exact" smoothing is one whose
 * is_repeated is FALSE, as the exact result is computed; the others compute
 * frames. */
typedef struct
{
  int n_frame_ms; /* how long a smoothing takes that is not exact */
  /* How long a smoothing takes that may be approximate; 0: it is never
   * approximated. */
  int n_approximate_ms;
  int n_band_ms; /* how long each band of an exact smoothing takes */

  int fails; /* atomic: TRUE: every smoothing fails with NO_MEMORY */
  /* Atomic: TRUE: every exact smoothing fails with NO_MEMORY. */
  int fails_exact;
  int gives_nan; /* atomic: TRUE: every sample of the result is NaN */
  /* Atomic: if not 0, an exact smoothing computes no band that lies this many
   * bands or more below the picture's top. It waits there until it is
   * cancelled. */
  int stops_after;
  /* Atomic: stops_after is only heeded for a region whose left edge is this
   * column or lies to the right of it. */
  int stops_from_x;

  /* Atomic: how many smoothings have begun, without those for overviews. */
  int n_runs;
  int n_overviews; /* atomic: how many smoothings for overviews have begun */
  int n_exact;     /* atomic: how many exact smoothings have begun */
  int n_pixels;    /* atomic: how many pixels exact smoothings have computed */
} SmoothFake;

/* smoother (out): computes by fake, which is borrowed and must outlive it. */
void smooth_fake_init_smoother (SmoothFake *fake, SmoothSmoother *smoother);

/* Returns what the fake smoother makes of a sample of the picture. Any
 * thread. */
float smooth_fake_sample (float value, double strength);
