/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds counts and sizes up to a multiple. The functions may be called by any
 * thread. */
#pragma once

#include <glib.h>

/* Returns the smallest multiple of step that is not below n. step is at least
 * 1, n at least 0, and n + step - 1 must not overflow. */
static inline int
smooth_round_up (int n, int step)
{
  return (n + step - 1) / step * step;
}

/* Does the same as smooth_round_up () for sizes in bytes or floats. */
static inline gsize
smooth_round_up_size (gsize n, gsize step)
{
  return (n + step - 1) / step * step;
}
