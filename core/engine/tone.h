/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tone: compresses pixels whose samples lie far outside [0, 1]. The exposure
 * (engine/exposure.h) divides the pixels of a neighbourhood by the brightest of
 * them; if that is the sun, thousands of times as bright as white, all others
 * would be squeezed into a narrow range near 0.
 *
 *   m = the largest |sample| of the pixel's colours that are finite
 *   q (m) = m                       where m <= 4
 *           4 (1 + ln (m / 4))      beyond
 *   tone = pixel q (m) / m,  and back: pixel = tone q^-1 (t) / t
 *
 * where t is the largest |sample| of the tone. All colours of a pixel are
 * multiplied by the same number, so its hue stays. Up to 4, which is 25 times
 * white in linear light, the tone is the pixel, to the bit. All functions are
 * thread-safe.
 */
#pragma once

#include <glib.h>

/* A pixel whose samples all have at most this absolute value is its own tone:
 * it is not compressed. */
#define SMOOTH_TONE_LINEAR_END 4.0f

/* Computes the tone of a pixel of n colours (1 .. 3), in which very bright
 * colours are compressed by a logarithm. Infinite colours stay infinite, NaN
 * becomes 0. */
void smooth_tone_compress (int n, const float *colours, float *tone);

/* Computes the pixel that has this tone, the inverse of
 * smooth_tone_compress (), for n finite colours. What would be infinite becomes
 * the largest float. */
void smooth_tone_expand (int n, const float *tone, float *colours);

/* Returns the largest absolute value among those of a pixel's n colours that
 * are finite; 0 if none is. */
float smooth_tone_get_size (int n, const float *colours);
