/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stand-in for the engine, for tests and screenshots: fewer tones the
 * stronger, edges where the original changes. Takes a set time, in bands, and
 * fails when it is told to.
 */
#pragma once

#include <smooth-ui/picture.h>

/* Band's height. */
#define SMOOTH_FAKE_BAND 32

typedef struct
{
  int n_frame_ms;  /* time for a repeated smoothing */
  int n_approximate_ms;   /* time for one that may be near; 0: there is none */
  int n_band_ms;   /* time for each band of another one */
  int fails;       /* atomic: fail with NO_MEMORY */
  int fails_exact; /* atomic: all but repeated smoothings fail so */
  int gives_nan;   /* atomic: every sample of the result is NaN */
  int stops_after; /* atomic: bands before it stands still; 0: never */
  int stops_from_x; /* atomic: it stands still only in regions that begin at
                       this column or right of it */
  int n_runs;      /* atomic: runs begun */
  int n_exact;     /* atomic: runs begun of other than repeated smoothings */
  int n_pixels;    /* atomic: pixels that those have computed */
} SmoothFake;

/* fake is borrowed. */
void smooth_fake_init_smoother (SmoothFake *fake, SmoothSmoother *smoother);

/* What becomes of a sample. */
float smooth_fake_sample (float value, double strength);
