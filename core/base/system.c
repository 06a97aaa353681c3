/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory and CPUs of a POSIX system. */
#define _GNU_SOURCE /* for MAP_ANONYMOUS and madvise */

#include "base/system.h"

#include "base/cgroup.h"
#include "base/round.h"

#include <stdint.h>
#include <stdlib.h>

#include <sched.h>
#include <sys/mman.h>

/* The size of a huge page on x86-64 and aarch64 with pages of 4 kB. A large
 * block consists of whole huge pages, because the system would divide an
 * incomplete last one into small pages. */
#define HUGE_PAGE_BYTES ((gsize) 2 << 20)

int
smooth_system_get_n_cpus (void)
{
  /* GLib counts only the CPUs on which this process may run, not all of the
   * machine; it knows nothing of quotas. */
  const int n_cpus = MAX (1, (int) g_get_num_processors ());

  return MIN (n_cpus, smooth_cgroup_get_n_cpus (""));
}

void
smooth_system_yield (void)
{
  sched_yield ();
}

static void *
map_pages (gsize n_bytes)
{
  void *memory = mmap (NULL, n_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return memory == MAP_FAILED ? NULL : memory;
}

/* Maps n_bytes, rounded up to whole huge pages, at an address that is a
 * multiple of a huge page. mmap gives multiples of small pages only, so the
 * function maps one huge page more, and unmaps what lies before and behind the
 * block. */
static void *
map_huge_pages (gsize n_bytes)
{
  gsize n_wanted = smooth_round_up_size (n_bytes, HUGE_PAGE_BYTES);
  char *memory = map_pages (n_wanted + HUGE_PAGE_BYTES);
  gsize n_before;

  if (memory == NULL)
    return NULL;

  n_before = -(uintptr_t) memory & (HUGE_PAGE_BYTES - 1);
  if (n_before > 0)
    munmap (memory, n_before);
  if (n_before < HUGE_PAGE_BYTES)
    munmap (memory + n_before + n_wanted, HUGE_PAGE_BYTES - n_before);
#ifdef MADV_HUGEPAGE
  /* madvise () only asks for huge pages. If the system does not give them, the
   * memory has small pages and is slower. */
  madvise (memory + n_before, n_wanted, MADV_HUGEPAGE);
#endif
  return memory + n_before;
}

void *
smooth_system_map (gsize n_bytes)
{
  if (n_bytes == 0 || n_bytes > G_MAXSSIZE - 2 * HUGE_PAGE_BYTES)
    return NULL;
  return n_bytes < HUGE_PAGE_BYTES ? map_pages (n_bytes)
                                   : map_huge_pages (n_bytes);
}

void
smooth_system_unmap (void *memory, gsize n_bytes)
{
  if (memory != NULL)
    munmap (memory, n_bytes < HUGE_PAGE_BYTES
                      ? n_bytes
                      : smooth_round_up_size (n_bytes, HUGE_PAGE_BYTES));
}

void *
smooth_system_alloc (gsize alignment, gsize n_bytes)
{
  if (n_bytes > G_MAXSSIZE - alignment)
    return NULL;
  /* C17's aligned_alloc takes only multiples of the alignment, and for 0 bytes
   * it may return NULL. */
  n_bytes = smooth_round_up_size (MAX (n_bytes, 1), alignment);
  return aligned_alloc (alignment, n_bytes);
}

void
smooth_system_free (void *memory)
{
  free (memory);
}
