/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The source of training samples for EME, the edge map extractor: crops of
 * BSDS500's photos with the boundaries that its annotators drew, and procedural
 * shapes with exact edges (procedural-shapes.h). Photos are rotated by any
 * angle, mirrored, scaled by 0.5 to 1.5 and changed in brightness, contrast and
 * colour.
 */
#pragma once

#include "base/threads.h"
#include "train/base/image.h"
#include "train/data/tally.h"

/* A pixel is an edge if at least this share of the annotators drew a boundary
 * there. */
#define TRAIN_EDGE_AGREEMENT 0.3

/* One training sample. Initialise with `TrainEdgeSample edge = { 0 }`, draw
 * into it any number of times, and clear it with train_edge_sample_clear ().
 * Owns both images. */
typedef struct
{
  /* The picture: crop x crop pixels, 3 channels in [0, 1]. */
  TrainImage photo;
  /* The target, crop x crop pixels with 1 channel: 1 an edge; 0 no edge; -1
   * ignored by the loss, because annotators disagree or the pixel lies beyond
   * the photo's border. */
  TrainImage target;
} TrainEdgeSample;

/* Photos and boundaries in memory, 8 bits per value. A source never changes, so
 * any number of threads may draw from it. */
typedef struct _TrainEdgeSource TrainEdgeSource;

/* Reads the photos of the splits train and val of a folder laid out as BSDS500
 * (annotated-photos.h), except every twelfth, which is held back. shapes: share
 * of procedural samples, 0 to 1. Photos that cannot be read are left out and
 * reported to tally (NULL for none). NULL and an error that names the first of
 * them if no photo is left, or SMOOTH_ERROR_IO if folder cannot be read. Free
 * with train_edge_source_free (). */
TrainEdgeSource *train_edge_source_new (const char *folder,
                                        double shapes,
                                        SmoothThreads *threads,
                                        TrainTally *tally,
                                        GError **error);

/* Returns a source of procedural shapes alone, which reads nothing from disk.
 */
TrainEdgeSource *train_edge_source_new_procedural (void);
void train_edge_source_free (TrainEdgeSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainEdgeSource, train_edge_source_free)

/* Draws sample number index of training step number step into edge. What is
 * drawn depends on source, seed, step, index and crop alone. crop: side in
 * pixels, 16 to 1024; for any other value returns FALSE and leaves edge as it
 * was. Thread-safe. */
gboolean train_edge_source_draw (const TrainEdgeSource *source,
                                 guint64 seed,
                                 guint64 step,
                                 int index,
                                 int crop,
                                 TrainEdgeSample *edge);

/* Frees the images of edge. */
void train_edge_sample_clear (TrainEdgeSample *edge);
