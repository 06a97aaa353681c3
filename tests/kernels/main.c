/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the kernels (the options are those of GLib's tests) or, with --bench,
 * times them:
 *
 * kernels --bench [--in-turn|--compare] [--threads=N] [--simd=NAME] [FILTER]
 *
 * With --simd-names, prints the names of the SIMD variants that this build has
 * and this CPU can run, one a line.
 */
#include "kernels/kernels.h"

#include "kernel/simd.h"

#include <glib.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int
bench (int argc, char **argv)
{
  TestBenchOptions options = { 0 };

  for (int i = 2; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--threads="))
      options.n_threads = atoi (strchr (argv[i], '=') + 1);
    else if (g_str_has_prefix (argv[i], "--simd="))
      options.simd = strchr (argv[i], '=') + 1;
    else if (strcmp (argv[i], "--in-turn") == 0)
      options.in_turn = 1;
    else if (strcmp (argv[i], "--compare") == 0)
      options.compare = 1;
    else
      options.filter = argv[i];
  return test_bench_run (&options);
}

static int
print_names (void)
{
  for (int i = 0; i < SMOOTH_N_SIMD; i++)
    {
      const char *name = smooth_simd_get_name (i);
      SmoothSimd simd;

      if (smooth_simd_parse (name, &simd, NULL))
        printf ("%s\n", name);
    }
  return 0;
}

int
main (int argc, char **argv)
{
  if (argc > 1 && strcmp (argv[1], "--bench") == 0)
    return bench (argc, argv);
  if (argc > 1 && strcmp (argv[1], "--simd-names") == 0)
    return print_names ();

  g_test_init (&argc, &argv, NULL);
  test_chroma_add ();
  test_conv_add ();
  test_fuse_add ();
  test_gemm_add ();
  test_halve_add ();
  test_samples_add ();
  test_simd_add ();
  test_upsample_add ();
  return g_test_run ();
}
