/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Percentiles of a list of numbers. */
#pragma once

#include <glib.h>

/* Returns the smallest of the n values (n >= 1) for which at least share (0 to
 * 1) of all values are not larger. Sorts values. */
double train_percentile (double *values, gsize n, double share);
