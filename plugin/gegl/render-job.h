/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Render job: which blocks a request of the renderer needs, and the checksums
 * by which they are found. One thread at a time.
 */
#pragma once

#include "column-run.h"
#include "engine-pool.h"
#include "renderer.h"

typedef struct
{
  const RenderRequest *request; /* borrowed */
  RunSettings settings;
  Range rows, columns; /* of blocks, that the roi touches */
  InputSums sums;
  Checksum *keys; /* of the blocks in rows, n_x for each row */
  /* For each row: whether the store lacks one of its blocks in columns. */
  gboolean *is_missing;
} RenderJob;

/* Finds the blocks that request needs, and reads the input on which they
 * depend. Reading may make the renderer render something else in the same
 * thread. Clear with render_job_clear, also after FALSE. Errors:
 * SMOOTH_ERROR_NO_MEMORY. */
gboolean
render_job_read (RenderJob *job, const RenderRequest *request, GError **error);

/* Computes the keys of the blocks that engine makes. It may be called again.
 * engine: borrowed as long as the job lives. Errors: SMOOTH_ERROR_NO_MEMORY. */
gboolean render_job_make_keys (RenderJob *job,
                               const PooledEngine *engine,
                               GError **error);
void render_job_clear (RenderJob *job);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RenderJob, render_job_clear)

/* Returns the key of the block in column x and row y, one of the job's rows;
 * those of the row's other blocks lie beside it. */
static inline const Checksum *
render_job_get_key (const RenderJob *job, int x, int y)
{
  return &job->keys[(gsize) (y - job->rows.first) * job->sums.n_x + x];
}

/* Returns the rows, or columns, of blocks that n pixels from first on touch. */
static inline Range
render_job_get_blocks (int first, int n, int block_px)
{
  return (Range) { first / block_px, (first + n - 1) / block_px + 1 };
}
