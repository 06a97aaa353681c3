/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The convolutions of the two networks; cases.h describes the fields. */
#include "kernels/cases.h"

#include <glib.h>

const TestConvCase test_conv_cases[] = {
  /* The shapes are { in, out, size, stride, dilation }. */
  { "stem-3", { 3, 16, 3, 1, 1 }, 1, 1 },
  { "stem-4", { 4, 16, 3, 1, 1 }, 1, 1 },
  { "16-full", { 16, 16, 3, 1, 1 }, 1, 3 },
  { "32-half", { 32, 32, 3, 1, 1 }, 2, 5 },
  { "48-quarter", { 48, 48, 3, 1, 1 }, 4, 2 },
  { "64-quarter", { 64, 64, 3, 1, 1 }, 4, 4 },
  { "64-dilated-2", { 64, 64, 3, 1, 2 }, 8, 1 },
  { "64-dilated-4", { 64, 64, 3, 1, 4 }, 8, 1 },
  { "96-eighth", { 96, 96, 3, 1, 1 }, 8, 4 },
  { "down-16-32", { 16, 32, 3, 2, 1 }, 2, 2 },
  { "down-32-48", { 32, 48, 3, 2, 1 }, 4, 1 },
  { "down-48-64", { 48, 64, 3, 2, 1 }, 8, 1 },
  { "down-32-64", { 32, 64, 3, 2, 1 }, 4, 1 },
  { "down-64-96", { 64, 96, 3, 2, 1 }, 8, 1 },
  { "1x1-96-64", { 96, 64, 1, 1, 1 }, 8, 1 },
  { "1x1-64-32", { 64, 32, 1, 1, 1 }, 4, 1 },
  { "1x1-32-16", { 32, 16, 1, 1, 1 }, 2, 1 },
  { "head-16-3", { 16, 3, 3, 1, 1 }, 1, 1 },
  { "side-16-1", { 16, 1, 1, 1, 1 }, 1, 1 },
  { "side-32-1", { 32, 1, 1, 1, 1 }, 2, 1 },
  { "side-48-1", { 48, 1, 1, 1, 1 }, 4, 1 },
  { "side-64-1", { 64, 1, 1, 1, 1 }, 8, 1 },
};

const int test_n_conv_cases = G_N_ELEMENTS (test_conv_cases);
