/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ternary contrast of one property of pictures. The anchor a (MI's output)
 * shall be near the positive p (the truth) and far from the negative n (for
 * half of the samples the input, for the others an over-smoothed copy of it,
 * cut out at the same place). d is the distance of two pictures in that
 * property:
 *
 *   ratio:   T = d(a,p) / (d(a,n) + offset)
 *   margin:  T = max (d(a,p) - d(a,n) + margin * d(p,n), 0) / d(p,n)
 *
 * The ratio form is that of Wu et al., "Contrastive learning for compact single
 * image dehazing", CVPR 2021. The margin form is after Schroff, Kalenichenko,
 * Philbin, "FaceNet", CVPR 2015, as are the losses of CSGIS-Net and SCL-LLE.
 * These have fixed margins, 0.3 and 0.04, larger than nearly any distance of
 * pictures in [0, 1], so that their maximum with 0 hardly ever has an effect.
 * Here the margin is a share of the sample's own d(p,n), and T is in units of
 * it: with a = p and margin = 1 it is exactly 0, and positive anywhere else.
 *
 * A sample with d(p,n) < TRAIN_CONTRAST_MIN_DISTANCE is left out (T = 0 without
 * gradient): positive and negative are the same picture then, and the term
 * would push the output away from its own truth. d(p,n) does not depend on the
 * output, so this is the same for a sample during a whole training run.
 */
#pragma once

#include <glib.h>

#define TRAIN_CONTRAST_MIN_DISTANCE 0.005

typedef enum
{
  TRAIN_CONTRAST_RATIO,
  TRAIN_CONTRAST_MARGIN,
} TrainContrastForm;

typedef struct
{
  TrainContrastForm form;
  double offset; /* added to the divisor of the ratio form, > 0 */
  double margin; /* of the margin form: a share of d(p,n), in [0, 1] */
} TrainContrast;

/* The distances between the three pictures of a sample in one property: d(a,p),
 * d(a,n) and d(p,n). Each is a mean absolute difference.
 */
typedef struct
{
  double anchor_positive, anchor_negative, positive_negative;
} TrainDistances;

/* The value of T, its derivative by_positive with respect to d(a,p), and
 * by_negative with respect to d(a,n). */
typedef struct
{
  double value;
  double by_positive, by_negative;
} TrainContrastValue;

/* The default: the ratio form with offset 0.01. Its margin, which only the
 * margin form uses, is 1. */
extern const TrainContrast train_contrast_default;

/* Computes the loss T, and its derivatives, from the three distances of a
 * sample. Thread-safe. */
TrainContrastValue train_contrast (const TrainContrast *contrast,
                                   const TrainDistances *distances);
