/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the kernels ask of the operating system; system.c is the only file of
 * core with calls that are not in C17 or GLib. All are thread-safe.
 */
#pragma once

#include <glib.h>

/* CPUs that this process may run on, at least 1. */
int smooth_system_get_n_cpus (void);

/* Lets other threads have the CPU. */
void smooth_system_yield (void);

/* n_bytes of zeroed memory on page boundaries, on huge pages where the system
 * has them and the block is large; NULL if refused. */
void *smooth_system_map (gsize n_bytes);

/* Gives back what smooth_system_map gave, with the same n_bytes. */
void smooth_system_unmap (void *memory, gsize n_bytes);

/* n_bytes aligned to alignment (a power of two, >= sizeof (void *)), not
 * cleared; NULL if refused. Free with smooth_system_free. */
void *smooth_system_alloc (gsize alignment, gsize n_bytes);
void smooth_system_free (void *memory);
