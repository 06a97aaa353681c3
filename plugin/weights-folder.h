/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the folder of the weights that are installed with the plug-in. */
#pragma once

/* Returns the path of the folder "weights" beside the running executable, in
 * file name encoding; free with g_free. If the folder does not exist, only
 * loading the weights reports that. To be called on the main thread. */
char *weights_folder_find (void);
