/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: lines of key=value with everything that a result depends on. They
 * are written into the checkpoint of a training run and into the folder of a
 * data set. Before a command continues what it finds there, it compares them
 * with its own. All functions are thread-safe.
 */
#pragma once

#include <glib.h>

/* Returns the value of key in settings; NULL if there is none. Free with
 * g_free (). */
char *train_settings_find (const char *settings, const char *key);

/* Whether got, settings that were written earlier, agrees with wanted.
 * optional: keys that may be missing in got, because earlier versions did not
 * write them; ends with NULL, or is NULL. If the result is FALSE, wanted_line
 * and got_line (out) are two lines that differ; one of them is empty if only
 * the other has its key. Free them with g_free (). */
gboolean train_settings_agree (const char *wanted,
                               const char *got,
                               const char *const *optional,
                               char **wanted_line,
                               char **got_line);
