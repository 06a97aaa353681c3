/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the weights are installed: in the folder of the plug-in, so that they
 * are on the disk once. Any thread.
 */
#pragma once

#include <glib.h>

/* Returns the folders that may have weights, the user's own before the
 * system's. Free with g_strfreev. */
char **weights_folders_list (void);

/* Returns the checksum of the weights that are used by default; free with
 * g_free. NULL: there are none. */
char *weights_folders_sum (void);

/* Returns the folder of the plug-in's translations; free with g_free. NULL:
 * there is none. */
char *weights_folders_find_catalogues (void);
