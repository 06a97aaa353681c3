/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the help page lies: beside the program. */
#pragma once

#include <gio/gio.h>

/* Returns the folder of the help pages, which has a subfolder for each
 * language. Transfer full. */
GFile *help_page_get_folder (void);

/* Returns the address of the help page as a URI. Transfer full. */
char *help_page_dup_uri (void);
