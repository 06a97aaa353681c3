/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles. */
#pragma once

#include <glib.h>

/* The value that a share (0 ... 1) of n values (n >= 1) does not pass; values
 * are sorted in place. */
double train_percentile (double *values, gsize n, double share);
