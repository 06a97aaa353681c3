/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounding of counts and sizes up to a multiple. Pure functions; any thread. */
#pragma once

#include <glib.h>

/* The smallest multiple of step, >= 1, that is not below n, >= 0. The caller
 * makes sure that n + step - 1 does not overflow. */
static inline int
smooth_round_up (int n, int step)
{
  return (n + step - 1) / step * step;
}

/* As smooth_round_up, for sizes in bytes or floats. */
static inline gsize
smooth_round_up_size (gsize n, gsize step)
{
  return (n + step - 1) / step * step;
}
