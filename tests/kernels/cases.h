/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The networks' own convolutions, checked and timed. */
#pragma once

#include "kernel/conv.h"

typedef struct
{
  const char *name;
  SmoothConvShape shape;
  int reduction; /* of the picture's size, where the layer's outputs are */
  int n_used;    /* layers of this shape in both networks */
} TestConvCase;

extern const TestConvCase test_conv_cases[];
extern const int test_n_conv_cases;
