/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arena: one aligned block of memory that a run's buffers are cut from. */
#pragma once

#include <glib.h>

#define SMOOTH_ALIGNMENT 64

typedef struct _SmoothArena SmoothArena;

/* A block of n_bytes, on huge pages where the system has them. NULL and
 * SMOOTH_ERROR_NO_MEMORY (saying how many MB) when it is refused. */
SmoothArena *smooth_arena_new (gsize n_bytes, GError **error);
void smooth_arena_free (SmoothArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothArena, smooth_arena_free)

gsize smooth_arena_get_size (const SmoothArena *arena);

/* Forgets what was taken; the memory stays. */
void smooth_arena_reset (SmoothArena *arena);

/* n_bytes aligned to SMOOTH_ALIGNMENT, not cleared; NULL when the arena is
 * used up (a mistake of the planner). */
void *smooth_arena_take (SmoothArena *arena, gsize n_bytes);
