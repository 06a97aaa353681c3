/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a sample of working memory that nobody has written. In a build with the
 * memory sanitizer the sanitizer must end the program here; otherwise it would
 * find nothing elsewhere, either.
 *
 * Usage: unwritten arena|heap
 */
#include <glib.h>
#include <stdlib.h>

#include "base/arena.h"

int
main (int argc, char **argv)
{
  SmoothArena *arena = smooth_arena_new (4096, NULL);
  const gboolean is_heap = argc > 1 && g_str_equal (argv[1], "heap");
  float *samples =
    is_heap ? g_try_new (float, 16) : smooth_arena_take (arena, 64);
  const gboolean is_dark = samples[3] < 1;

  g_print ("%s\n", is_dark ? "dark" : "bright");
  return EXIT_SUCCESS;
}
