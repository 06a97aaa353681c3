/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fake smoother: takes the engine's place in tests and screenshots. It reduces
 * the number of tones, the more the stronger, and its edge map shows where
 * neighbours differ. It works in bands of rows, takes a set time, and stops or
 * fails when it is told to.
 */
#pragma once

#include <smooth-ui/picture.h>

/* The height of a band. */
#define SMOOTH_FAKE_BAND 32

/* Fields that are marked atomic may be read and written by the test while the
 * worker runs. "Exact" are smoothings that are not repeated ones: those of the
 * exact result. */
typedef struct
{
  int n_frame_ms;       /* the time for a repeated smoothing */
  int n_approximate_ms; /* the time for one that may be approximate; 0: it never
                           approximates */
  int n_band_ms;        /* the time for each band of an exact smoothing */

  int fails;        /* atomic: every smoothing fails with NO_MEMORY */
  int fails_exact;  /* atomic: exact ones do */
  int gives_nan;    /* atomic: every sample of the result is NaN */
  int stops_after;  /* atomic: an exact smoothing waits for its cancellation
                       instead of computing a band that has this many bands
                       above it in the picture; 0: it never does */
  int stops_from_x; /* atomic: it does so only in regions that begin at this
                       column or right of it */

  int n_runs;   /* atomic: smoothings begun */
  int n_exact;  /* atomic: exact smoothings begun */
  int n_pixels; /* atomic: pixels computed by exact smoothings */
} SmoothFake;

/* smoother (out): works by fake, which is borrowed and must outlive it. */
void smooth_fake_init_smoother (SmoothFake *fake, SmoothSmoother *smoother);

/* Returns what a sample of the picture becomes. Any thread. */
float smooth_fake_sample (float value, double strength);
