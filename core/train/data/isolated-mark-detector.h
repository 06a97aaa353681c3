/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds isolated marks in a photo: a texture repeats, an eye or a letter does
 * not. So where the gradient's energy in a small window is much larger than in
 * a wide window around it, there is something that stands alone.
 *
 *   g = mean over channels of |grad S|^2
 *   a = G_2 * g,  b = G_10 * g             (Gaussians of 2 and 10 px)
 *   mark = ramp (a / b, 2.5, 4.5) ramp (sqrt (a), .05, .1)
 *
 * where S is the photo and ramp (v, from, to) rises linearly from 0 at from to
 * 1 at to. In a uniform texture a / b is 1, at a long straight edge 5, at a
 * point 25. So edges of high contrast with nothing else near them count,
 * too. */
#pragma once

#include "train/base/image.h"

/* Makes marks, height x width x 1 in [0, 1], of photo (any number of channels,
 * values in [0, 1]); free with train_image_clear (). Thread-safe. */
void train_isolated_marks_find (const TrainImage *photo, TrainImage *marks);
