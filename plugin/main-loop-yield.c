/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main-loop-yield.h"

#define INTERVAL_US 15000

gboolean
main_loop_yield (MainLoopYield *yield)
{
  gint64 now;

  if (yield == NULL)
    return TRUE;
  now = g_get_monotonic_time ();
  if (yield->time == 0)
    yield->time = now;
  if (now - yield->time < INTERVAL_US)
    return !yield->is_stopped;
  while (!yield->is_stopped && g_main_context_iteration (NULL, FALSE))
    {
    }
  yield->time = g_get_monotonic_time ();
  return !yield->is_stopped;
}
