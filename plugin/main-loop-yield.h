/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the dialog responsive during long work on the main thread: the work is
 * done in pieces of a few milliseconds, and between them it calls
 * main_loop_yield, which handles the events that have come meanwhile.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gint64 time;         /* of the last yield, monotonic, in us; 0 at the start */
  gboolean is_stopped; /* an event handler sets this to end the work */
} MainLoopYield;

/* Handles all waiting events, at most once in 15 ms. Returns FALSE if the work
 * is to end. yield may be NULL: no events are handled and the work goes on. */
gboolean main_loop_yield (MainLoopYield *yield);
