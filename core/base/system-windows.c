/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory and CPUs of Windows, in place of system.c. Nobody has run it yet.
 * Memory is mapped on pages of 4 kB: large pages need a right that users do not
 * have.
 */
#include "base/system.h"

#include "base/round.h"

#include <malloc.h>
#include <windows.h>

int
smooth_system_get_n_cpus (void)
{
  return MAX (1, (int) g_get_num_processors ());
}

void
smooth_system_yield (void)
{
  SwitchToThread ();
}

void *
smooth_system_map (gsize n_bytes)
{
  if (n_bytes == 0)
    return NULL;
  return VirtualAlloc (NULL, n_bytes, MEM_RESERVE | MEM_COMMIT, PAGE_READWRITE);
}

void
smooth_system_unmap (void *memory, gsize n_bytes)
{
  (void) n_bytes;
  if (memory != NULL)
    VirtualFree (memory, 0, MEM_RELEASE);
}

void *
smooth_system_alloc (gsize alignment, gsize n_bytes)
{
  if (n_bytes > G_MAXSSIZE - alignment)
    return NULL;
  n_bytes = smooth_round_up_size (MAX (n_bytes, 1), alignment);
  return _aligned_malloc (n_bytes, alignment);
}

void
smooth_system_free (void *memory)
{
  _aligned_free (memory);
}
