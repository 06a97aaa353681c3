/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arena: one block of memory from which buffers are taken, one behind the
 * other, and which are all given back at once. An arena is used by one thread
 * at a time; the buffers may be used by any.
 */
#pragma once

#include <glib.h>

/* Every buffer begins at a multiple of this many bytes, the length of a cache
 * line and of the longest vector. */
#define SMOOTH_ALIGNMENT 64

typedef struct _SmoothArena SmoothArena;

/* Allocates a block of n_bytes, on huge pages where the system has them. Free
 * with smooth_arena_free. Returns NULL and SMOOTH_ERROR_NO_MEMORY, with the
 * size in MB in the message, if the system refuses the memory. */
SmoothArena *smooth_arena_new (gsize n_bytes, GError **error);

/* Frees the arena and with it every buffer taken from it. arena may be NULL. */
void smooth_arena_free (SmoothArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothArena, smooth_arena_free)

/* Returns the n_bytes with which the arena was made. */
gsize smooth_arena_get_size (const SmoothArena *arena);

/* Makes the whole block available again; buffers taken before must no longer
 * be used. The memory stays with the arena. */
void smooth_arena_reset (SmoothArena *arena);

/* Takes a buffer of n_bytes, aligned to SMOOTH_ALIGNMENT, with undefined
 * contents, owned by the arena. Returns NULL if less than that is left, which
 * means that the caller made the arena too small. */
void *smooth_arena_take (SmoothArena *arena, gsize n_bytes);
