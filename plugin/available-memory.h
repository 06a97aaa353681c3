/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Returns how many bytes of memory the process could allocate now without
 * swapping: on Linux the smaller one of what the system reports as available
 * and what the process's control group has left, on Windows the smaller one of
 * what the memory and the page file have left. If the system reports nothing,
 * returns half a GiB. Any thread. */
gint64 available_memory_get (void);
