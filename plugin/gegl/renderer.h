/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Renderer: what all nodes of the operation in a process share. It holds the
 * engines, the finished blocks, and a few runs that may go on. Nodes hold
 * nothing but their settings: a block is found by the checksum of the pixels it
 * depends on, wherever these come from. So what was computed for a layer is
 * found again after undo, for a copy of the image, and when the layer is merged
 * or exported.
 *
 * Thread-safe; one thread at a time renders.
 */
#pragma once

#include <smooth/smooth.h>

#include "column-run.h"

typedef struct _Renderer Renderer;

typedef struct
{
  /* Folders of installed weights, ended by NULL; copied. */
  const char *const *folders;
  int n_threads; /* 0: all CPUs */
  /* How many bytes finished blocks may take; -1: a share of the memory that is
   * available. */
  gint64 max_bytes;
} RendererOptions;

Renderer *renderer_new (const RendererOptions *options);
void renderer_free (Renderer *renderer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renderer, renderer_free)

/* What is to be rendered; all borrowed. */
typedef struct
{
  SmoothParams params;
  const char *weights; /* a name or checksum, see installed-weights.h */
  Input input;
  GeglBuffer *output;
  GeglRectangle roi; /* lies in the input's extent */
} RenderRequest;

/* Returns the rows of the input, beginning with 0 at the top of its extent,
 * that renderer_render may read for rows of the output; it reads all columns of
 * them. height: that of the extent. */
Range
renderer_get_required_rows (const SmoothParams *params, Range rows, int height);

/* Writes the result of roi into the output. Errors: SMOOTH_ERROR; then a part
 * of roi may be written. */
gboolean renderer_render (Renderer *renderer,
                          const RenderRequest *request,
                          GError **error);

/* Whether reason, any text, is asked about for the first time. */
gboolean renderer_is_new (Renderer *renderer, const char *reason);

/* What runs have done so far. */
RunCounts renderer_get_counts (Renderer *renderer);

/* Frees all that can be computed again. */
void renderer_clear (Renderer *renderer);
