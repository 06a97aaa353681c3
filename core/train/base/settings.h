/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Settings: lines of key=value that say what an outcome depends on. They stand
 * in a run's checkpoint and in a data set's folder, and are compared before a
 * command goes on with what is there.
 */
#pragma once

#include <glib.h>

/* Value of key in settings, to be freed; NULL if there is none. */
char *train_settings_find (const char *settings, const char *key);

/* Whether got, which was kept, agrees with wanted. Keys of optional (ends with
 * NULL, or NULL) may be missing in got: earlier versions did not write them.
 * Else FALSE, and two lines that differ, to be freed; one of them is empty
 * where only the other has the key. */
gboolean train_settings_agree (const char *wanted,
                               const char *got,
                               const char *const *optional,
                               char **wanted_line,
                               char **got_line);
