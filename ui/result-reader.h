/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Store reader: one part of the exact result, result or edges, as a source. The
 * store holds it for one region only; outside of that the nearest sample inside
 * is repeated, so that a pixel of the screen that lies across the region's
 * border is a mean of what lies inside.
 */
#pragma once

#include <smooth-ui/picture.h>

typedef struct
{
  SmoothReadFunc read; /* of the store */
  gpointer data;
  SmoothRect region; /* not empty */
  int n_channels;
} SmoothResultReader;

/* source (out): of the size of picture; borrows reader, which is filled. */
void smooth_result_reader_init (SmoothResultReader *reader,
                               const SmoothResultStore *store,
                               gboolean is_edges,
                               const SmoothRect *region,
                               const SmoothSource *picture,
                               SmoothSource *source);
