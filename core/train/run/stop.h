/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stop: SIGINT and SIGTERM as a question that the loop asks between two steps.
 *
 * The signals are blocked, so that nothing is interrupted, and looked for
 * without a handler, which would need state of the whole process. POSIX only;
 * elsewhere nobody asks to stop.
 */
#pragma once

#include <glib.h>

/* Blocks the signals for this thread and those that it starts from now on: to
 * be called before any other thread is started. */
void train_stop_init (void);

/* Whether one came. From then on they end the process as usual: who asks twice
 * does not want to wait. */
gboolean train_stop_is_wanted (void);
