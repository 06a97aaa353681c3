/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stop: whether a signal has asked the process to save its work and end. Long
 * commands ask for that between two steps or items.
 *
 * The signals are SIGINT (Ctrl-C), SIGTERM, SIGHUP (the terminal was closed)
 * and SIGUSR1 (which mpirun passes on to the processes that it started). Their
 * handler sets a flag of the process; so it does not matter that libraries
 * start threads before main (), on which the kernel may call it. POSIX only: on
 * other systems no signal is handled.
 */
#pragma once

#include <glib.h>

/* Signals that come so soon after the first one count as the same request: the
 * program timeout, for example, sends each signal twice. */
#define TRAIN_STOP_AGAIN_MS 300

/* Installs the handlers; called once, on the main thread. If the parent process
 * had SIGHUP ignored (nohup), it stays ignored. */
void train_stop_init (void);

/* Whether one of the signals came. Another one, TRAIN_STOP_AGAIN_MS after the
 * first or later, ends the process at once, as the signal does by default.
 * Thread-safe.
 */
gboolean train_stop_is_wanted (void);
