/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registers the name of core's error domain. */
#include <smooth/error.h>

G_DEFINE_QUARK (smooth - error - quark, smooth_error)
