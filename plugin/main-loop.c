/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "main-loop.h"

#include "i18n.h"

#define BREATH_US 15000

gboolean
main_loop_yield (MainLoopYield *breath)
{
  gint64 now;

  if (!breath)
    return TRUE;

  now = g_get_monotonic_time ();
  if (breath->since == 0)
    breath->since = now;
  if (now - breath->since < BREATH_US)
    return !breath->is_stopped;

  while (!breath->is_stopped && g_main_context_iteration (NULL, FALSE))
    {
    }
  breath->since = g_get_monotonic_time ();

  return !breath->is_stopped;
}

void
main_loop_set_stopped (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the run was stopped"));
}
