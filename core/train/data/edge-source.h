/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples that the edge map extractor learns from: crops of BSDS500's photos
 * with what its annotators drew, and procedural shapes with exact edges
 * (shapes.h). Photos are turned by any angle, mirrored, scaled by 0.5 - 1.5 and
 * changed in brightness, contrast and colour.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/data/tally.h"

/* The share of annotators from which on a pixel is an edge. */
#define TRAIN_EDGE_AGREEMENT 0.3

/* One sample. Start from `TrainEdgeSample edge = { 0 }`, draw into it as often as
 * wished, at last train_edge_sample_clear (). */
typedef struct
{
  TrainImage photo;  /* crop x crop x 3, in [0, 1] */
  TrainImage target; /* crop x crop x 1: 1 edge, 0 none, -1 not to be counted
                        (annotators disagree, or beyond the photo's border) */
} TrainEdgeSample;

/* The photos and boundaries, 8 bits each: immutable, shared by any threads. */
typedef struct _TrainEdgeSource TrainEdgeSource;

/* Reads the photos of train + val in a folder laid out as BSDS500
 * (annotated.h). What cannot be read is left out in tally (NULL: nobody
 * counts); NULL and an error that names the first of them if nothing is left.
 * shapes: the share of procedural samples, 0 - 1. */
TrainEdgeSource *train_edge_source_new (const char *folder,
                             double shapes,
                             SmoothThreads *threads,
                             TrainTally *tally,
                             GError **error);

/* Procedural shapes alone, nothing from disk. */
TrainEdgeSource *train_edge_source_new_procedural (void);
void train_edge_source_free (TrainEdgeSource *edges);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEdgeSource, train_edge_source_free)

/* Draws sample index of step into edge: a pure function of (edges, seed, step,
 * index, crop). crop: 16 ... 1024. FALSE (and edge as it was) for another crop.
 * Thread-safe. */
gboolean train_edge_source_draw (const TrainEdgeSource *edges,
                           guint64 seed,
                           guint64 step,
                           int index,
                           int crop,
                           TrainEdgeSample *edge);

/* Frees what edge owns. */
void train_edge_sample_clear (TrainEdgeSample *edge);
