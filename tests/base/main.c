/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs the tests of core/base, chosen by GLib's test options. */
#include "base/base.h"

#include <glib.h>

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  test_arena_add ();
  test_cgroup_add ();
  test_round_add ();
  test_system_add ();
  test_task_queue_add ();
  test_threads_add ();
  return g_test_run ();
}
