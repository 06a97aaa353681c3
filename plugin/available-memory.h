/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Bytes of memory that the process could take now without swapping, as Linux
 * and the limit of the process's control group say; half a GiB where neither
 * can be read. Any thread. */
gint64 available_memory_get (void);
