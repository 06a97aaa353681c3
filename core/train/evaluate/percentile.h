/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles of a list of numbers. */
#pragma once

#include <glib.h>

/* Returns the percentile for share, a fraction from 0 to 1: the smallest of the
 * n values (n >= 1) for which at least this fraction of all n values are not
 * larger than it. A share of 0.5 gives the median. Sorts values. */
double train_percentile (double *values, gsize n, double share);
