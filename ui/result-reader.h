/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads one plane of the exact result, the smoothed picture or the edge map,
 * from the store as a source as large as the picture. The store holds a region
 * of it only; around the region its border pixels are repeated (replicate
 * padding), so that a pixel of a scaled frame that lies across the border is a
 * mean of pixels inside. On the worker.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothReadFunc read; /* of the store, as data */
  gpointer data;
  SmoothRect region; /* not empty */
  int n_channels;
} SmoothResultReader;

/* Initialises reader (out) for a plane of store, of which it borrows what store
 * points to; picture is only looked at. source (out) reads through reader,
 * which must stay at its address as long as source is used. */
void smooth_result_reader_init (SmoothResultReader *reader,
                                const SmoothResultStore *store,
                                gboolean is_edges,
                                const SmoothRect *region,
                                const SmoothSource *picture,
                                SmoothSource *source);
