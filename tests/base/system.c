/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/system.h: aligned and mapped memory, and the number of CPUs. */
#include "base/base.h"

#include "base/system.h"

#include <string.h>

static void
test_n_cpus (void)
{
  g_assert_cmpint (smooth_system_get_n_cpus (), >=, 1);
}

static void
test_alloc (void)
{
  for (gsize n = 0; n < 200; n += 33)
    {
      char *memory = smooth_system_alloc (64, n);

      g_assert_nonnull (memory);
      g_assert_cmpuint (GPOINTER_TO_SIZE (memory) % 64, ==, 0);
      memset (memory, 1, n);
      smooth_system_free (memory);
    }
  g_assert_null (smooth_system_alloc (64, G_MAXSIZE - 1));
}

/* Mapped memory is zeroed; a size that the system does not have is refused. */
static void
test_map (void)
{
  char *memory = smooth_system_map (100);

  g_assert_nonnull (memory);
  for (int i = 0; i < 100; i++)
    g_assert_cmpint (memory[i], ==, 0);
  smooth_system_unmap (memory, 100);
  g_assert_null (smooth_system_map (0));
  g_assert_null (smooth_system_map (G_MAXSIZE));
  smooth_system_unmap (NULL, 100);
}

void
test_system_add (void)
{
  g_test_add_func ("/system/n-cpus", test_n_cpus);
  g_test_add_func ("/system/alloc", test_alloc);
  g_test_add_func ("/system/map", test_map);
}
