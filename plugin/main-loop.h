/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Long work on the main thread that lets the main loop breathe: between its
 * pieces, which last a few milliseconds, it calls main_loop_yield.
 */
#pragma once

#include <glib.h>

typedef struct
{
  gint64 since;        /* of the last breath; 0 at the start */
  gboolean is_stopped; /* set by whoever wants the work to end */
} MainLoopYield;

/* Every 15 ms runs what waits in the main loop. FALSE if the work is to end.
 * NULL: goes on without. */
gboolean main_loop_yield (MainLoopYield *breath);

/* Sets error to SMOOTH_ERROR_CANCELLED. */
void main_loop_set_stopped (GError **error);
