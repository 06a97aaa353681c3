/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shapes of the convolutions of the two networks, which are tested and
 * timed. */
#pragma once

#include "kernel/conv.h"

typedef struct
{
  const char *name;
  SmoothConvShape shape;
  int reduction; /* the picture's width divided by that of the layer's output */
  int n_used;    /* how many layers of EME and MI have this shape */
} TestConvCase;

extern const TestConvCase test_conv_cases[];
extern const int test_n_conv_cases;
