/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What core asks of the operating system: memory and CPUs. system.c, or
 * system-windows.c in its place, is the only file of core that calls functions
 * outside of C17, GLib and pthreads. All functions may be called by any thread
 * at any time.
 */
#pragma once

#include <glib.h>

/* Returns on how many CPUs this process may run at a time, at least 1: the
 * number of CPUs that it is bound to, or less where its CPU time is limited
 * (base/cgroup.h). */
int smooth_system_get_n_cpus (void);

/* Lets other threads use the rest of the calling thread's time slice. */
void smooth_system_yield (void);

/* Maps n_bytes of zeroed memory that begins on a page boundary, on huge pages
 * if the system has them and the block is at least as large as one. Returns
 * NULL if the system refuses. Free with smooth_system_unmap. */
void *smooth_system_map (gsize n_bytes);

/* Frees memory, which came from smooth_system_map () with the same n_bytes and
 * may be NULL. */
void smooth_system_unmap (void *memory, gsize n_bytes);

/* Allocates n_bytes whose address is a multiple of alignment, a power of two
 * that is at least sizeof (void *); the memory is not cleared. Returns NULL if
 * the system refuses. Free with smooth_system_free. */
void *smooth_system_alloc (gsize alignment, gsize n_bytes);

/* Frees memory, which came from smooth_system_alloc () and may be NULL. */
void smooth_system_free (void *memory);
