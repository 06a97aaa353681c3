/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stop: signals that ask a long command to save and end, as a question that
 * the command asks between two pieces of work.
 *
 * SIGINT (Ctrl-C), SIGTERM, SIGHUP (the terminal was closed) and SIGUSR1 (the
 * one that mpirun hands on to the processes it started) are handled by setting
 * a flag. A handler belongs to the whole process, so it does not matter which
 * thread the kernel runs it on: libraries start threads before main () that
 * block nothing. POSIX only; elsewhere nobody asks to stop.
 */
#pragma once

#include <glib.h>

/* Signals that come so soon after the first one count as the same request:
 * timeout (1), for one, sends each signal twice. */
#define TRAIN_STOP_AGAIN_MS 300

/* Installs the handlers; to be called once, by main (). A SIGHUP that the
 * parent had ignored (nohup) stays ignored. */
void train_stop_init (void);

/* Whether one of the signals came. A further one, TRAIN_STOP_AGAIN_MS after the
 * first or later, ends the process as the signal does by default: who asks
 * twice does not want to wait. Any thread. */
gboolean train_stop_is_wanted (void);
