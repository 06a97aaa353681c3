/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the weights lie that came with the plug-in. */
#pragma once

/* Folder "weights" beside the running executable, in file name encoding;
 * free with g_free. It need not exist: loading says what is missing. */
char *weights_folder_find (void);
