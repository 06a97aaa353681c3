/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tone: a pixel whose samples lie far outside [0, 1], brought nearer. The sun
 * in a picture, thousands of times as bright as white, would otherwise leave
 * nothing of the pixels around it but a narrow range near 0.
 *
 *   m = the largest |sample| of the pixel's colours that are finite
 *   q (m) = m                       where m <= 4
 *           4 (1 + ln (m / 4))      beyond
 *   tone = pixel q (m) / m,  and back: pixel = tone q^-1 (t) / t
 *
 * t being the largest |sample| of the tone. All colours of a pixel are divided
 * by the same number, so its hue stays; up to 4 (25 times white in linear
 * light) tone and pixel are the same bits.
 */
#pragma once

#include <glib.h>

#define SMOOTH_TONE_LINEAR_END 4.0f

/* The tone of n colours (1 .. 3). Infinite ones stay infinite, NaN becomes 0.
 * Thread-safe. */
void smooth_tone_compress (int n, const float *colours, float *tone);

/* The pixel of a tone of n finite colours; what would be infinite is the
 * largest float. Thread-safe. */
void smooth_tone_expand (int n, const float *tone, float *colours);

/* The largest |sample| of n colours that are finite; 0 if none is. */
float smooth_tone_get_size (int n, const float *colours);
