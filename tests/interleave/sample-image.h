/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the image on which a trial begins. */
#pragma once

#include "user.h"

/* Returns a small image of random size, precision and pixels. It has four
 * layers, one of them in a group and one perhaps with a mask, a channel, and
 * perhaps a selection. Free with fake_image_free. */
FakeImage *sample_image_new (GRand *rand);

/* targets (out): some random drawables of image; masks are among them only if
 * masks_too. */
void sample_image_choose_targets (const FakeImage *image,
                                  GRand *rand,
                                  gboolean masks_too,
                                  UserTargets *targets);
