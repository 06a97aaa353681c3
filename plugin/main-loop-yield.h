/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the dialog responsive during long work on the main thread. The work is
 * done in pieces of a few milliseconds; between them it calls main_loop_yield,
 * which handles the events that have come meanwhile. To be called on the main
 * thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  /* When events were last handled, in microseconds of the monotonic clock; 0:
   * main_loop_yield was not called yet. */
  gint64 time;
  gboolean is_stopped; /* an event handler sets this to end the work */
} MainLoopYield;

/* Handles all waiting events, at most once in 15 ms. Returns FALSE if the work
 * is to end. If yield is NULL, handles no events and returns TRUE. */
gboolean main_loop_yield (MainLoopYield *yield);
