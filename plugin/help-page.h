/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the help page lies: beside the program. */
#pragma once

#include <gio/gio.h>

/* The folder with a folder of help pages for each language. Transfer full. */
GFile *help_page_get_folder (void);

/* The address of the page. Transfer full. */
char *help_page_dup_uri (void);
