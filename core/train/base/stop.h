/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells whether a signal has asked the process to save its work and end. Long
 * commands ask for that between two steps or items.
 *
 * The signals are SIGINT (Ctrl-C), SIGTERM, SIGHUP (the terminal was closed)
 * and SIGUSR1 (which mpirun passes on to the processes that it started). The
 * kernel may call their handler on any thread, even on one that a library
 * started before main (); that does no harm, because the handler only sets a
 * flag of the process.
 *
 * On Windows, which has no such signals, they are the events of the console:
 * Ctrl-C, Ctrl-Break, closing the console, the end of the session.
 */
#pragma once

#include <glib.h>

/* A signal within this time after the first one counts as the same request,
 * because some programs send each signal twice, for example timeout. */
#define TRAIN_STOP_AGAIN_MS 300

/* Installs the handlers. To be called once, on the main thread. If the parent
 * process had SIGHUP ignored (as nohup does), it stays ignored. */
void train_stop_init (void);

/* Returns whether one of the signals that ask the process to end has come. If
 * another one comes TRAIN_STOP_AGAIN_MS after the first or later, it ends the
 * process at once, as the signal does without a handler. Thread-safe. */
gboolean train_stop_is_wanted (void);
