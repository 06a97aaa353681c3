/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes random pixels for the items of an image, and for its selection. */
#pragma once

#include "fake-gimp.h"

/* Fills item with pixels of random colours. */
void user_fill_noise (FakeItem *item, GRand *rand);

/* Paints a block of random pixels at a random place of item. */
void user_paint_block (FakeItem *item, GRand *rand);

/* Selects area and nothing else. The selection's values are 1, or random and
 * above 0 if is_feathered. */
void user_select_rectangle (FakeImage *image,
                            const GeglRectangle *area,
                            gboolean is_feathered,
                            GRand *rand);
