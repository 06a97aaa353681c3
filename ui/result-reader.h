/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes one plane of the exact result, the smoothed picture or the edge map,
 * readable as a source as large as the picture. The result store holds only a
 * region of it. Around the region its border pixels are repeated (replicate
 * padding), so that a pixel of a scaled frame that lies across the region's
 * border becomes a mean of pixels inside. All functions are called on the
 * worker thread.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothReadFunc read; /* one of the store's two read functions, and its data */
  gpointer data;
  SmoothRect region; /* the region that the store holds, never empty */
  int n_channels;
} SmoothResultReader;

/* Initialises reader (out) for a plane of store. It borrows what store points
 * to. picture gives the size and the channels; its pixels are not read. source
 * (out) reads through reader, which must stay at its address as long as source
 * is used. */
void smooth_result_reader_init (SmoothResultReader *reader,
                                const SmoothResultStore *store,
                                gboolean is_edges,
                                const SmoothRect *region,
                                const SmoothSource *picture,
                                SmoothSource *source);
