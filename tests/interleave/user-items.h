/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The actions of the user on one item of the image. */
#pragma once

#include "user.h"

/* Does action to item, with random details. Does nothing if action is not about
 * one item. */
void user_act_on_item (FakeGimp *gimp,
                       FakeItem *item,
                       UserAction action,
                       GRand *rand);

/* Gives a layer that has no mask a mask of random pixels. */
void user_add_mask (FakeGimp *gimp, FakeItem *item, GRand *rand);
