/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* Bytes of memory that the process could take now without swapping, as Linux
 * and the process's control group say; half a GiB where nobody says. */
gint64 available_memory_get (void);
