/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds the weights that are installed with the plug-in. */
#pragma once

/* The path of the folder "weights" beside the running executable, in file name
 * encoding; free with g_free. The folder may not exist: then loading the
 * weights says so. Main thread. */
char *weights_folder_find (void);
