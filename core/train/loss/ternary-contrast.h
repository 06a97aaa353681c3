/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ternary contrast of one property: anchor a (MI's output) shall be near
 * the positive p (the truth) and far from the negative n (the input or an
 * over-smoothed copy, 1:1, same crop). From the three distances of a property,
 *
 *   ratio:   T = d(a,p) / (d(a,n) + offset)
 *   margin:  T = max (d(a,p) - d(a,n) + margin * d(p,n), 0) / d(p,n)
 *
 * The siblings of the paper (CSGIS-Net, SCL-LLE) use the margin form of
 * Schroff, Kalenichenko, Philbin, "FaceNet", CVPR 2015, with fixed margins of
 * 0.3 and 0.04: large against distances of pictures in [0, 1], so the maximum
 * nearly always lets both distances through. Here the margin is a share of the
 * sample's own d(p,n), and T is in units of it: at a = p and margin = 1 it is
 * exactly 0, and positive anywhere else. The ratio form is that of Wu et al.,
 * "Contrastive learning for compact single image dehazing", CVPR 2021.
 *
 * A sample whose d(p,n) is below TRAIN_CONTRAST_MIN_DISTANCE is left out (T = 0
 * without gradient): there positive and negative are the same picture and the
 * term would push the output away from its own truth. d(p,n) does not depend
 * on the output, so no sample jumps in or out while it is learned.
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
  double offset; /* ratio form: c, the lab's 0.01 */
  double margin; /* margin form: share of d(p,n), 0 to 1 */
} TrainContrast;

/* Distances of one property of one sample: mean |difference|. */
typedef struct
{
  double anchor_positive, anchor_negative, positive_negative;
} TrainDistances;

/* T and its derivatives with respect to d(a,p) and d(a,n). */
typedef struct
{
  double value;
  double by_positive, by_negative;
} TrainContrastValue;

/* The lab's: ratio form, offset 0.01; margin 1 if the form is changed. */
extern const TrainContrast train_contrast_default;

/* T of distances. Thread-safe. */
TrainContrastValue train_contrast (const TrainContrast *contrast,
                                   const TrainDistances *distances);
