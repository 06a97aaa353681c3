/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Matches the pixels of two edge maps one to one: each pixel with at most one
 * of the other map, no farther off than a radius, such that as few as possible
 * are left over and the distances are the smallest in all (Martin, Fowlkes,
 * Malik, TPAMI 26(5), 2004, correspond pixels by such an assignment).
 */
#pragma once

#include <glib.h>

/* Workspace for pictures of one size: used by one thread at a time. */
typedef struct _TrainMatcher TrainMatcher;

/* For pictures of height x width pixels; radius >= 0 in pixels (the benchmark:
 * 0.0075 of the diagonal). Free with train_matcher_free (). */
TrainMatcher *train_matcher_new (int height, int width, double radius);
void train_matcher_free (TrainMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainMatcher, train_matcher_free)

/* Finds the cheapest assignment of the pixels that are set in a to those set
 * in b, where a pair costs its distance (to 1/100 px) and a pixel of a without
 * a partner that could have had one 100 radii, the benchmark's price of an
 * outlier. Sets to 1 what has a partner in a_matched and b_matched (height x
 * width each, NULL if not wanted) and leaves the rest of them alone. Returns
 * the number of pairs. cost (out, may be NULL): their distances' sum in pixels.
 * Equal solutions are chosen between by the pixels' order alone. About 3 ms
 * for maps of 5000 pixels. */
int train_matcher_run (TrainMatcher *matcher,
                       const guint8 *a,
                       const guint8 *b,
                       guint8 *a_matched,
                       guint8 *b_matched,
                       double *cost);
