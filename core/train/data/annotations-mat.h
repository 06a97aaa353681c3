/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What BSDS500's annotators drew: the .mat files of its folder groundTruth, a
 * variable `groundTruth` with an element per annotator, whose `Boundaries`
 * (height x width, 0: none) are all that is read. The variable may be what
 * programs make of it when they write it anew: a cell array (a row or a
 * column) of structures, a structure array, a single one, or a cell array of
 * the boundaries themselves; cells of one element around any of these do not
 * matter. Numbers may be logical, integer or floating, full or sparse.
 */
#pragma once

#include <glib.h>

/* Boundaries by n_annotators people of one photo. Owns all of it. */
typedef struct
{
  int height, width, n_annotators;
  guint8 *boundaries; /* n_annotators x height x width, 0 or 1 */
} TrainAnnotations;

/* Reads file (in GLib's file name encoding) into annotations. FALSE and an
 * error that names the file: IO (missing, not a .mat), FORMAT (no
 * `groundTruth`, an annotator without `Boundaries`, sizes that differ, no
 * numbers). Thread-safe. Free with train_annotations_clear (). */
gboolean train_annotations_load (const char *file,
                                 TrainAnnotations *annotations,
                                 GError **error);

/* Frees what annotations owns. */
void train_annotations_clear (TrainAnnotations *annotations);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainAnnotations, train_annotations_clear)

/* Boundaries of one annotator, height x width; no check. */
static inline const guint8 *
train_annotations_get (const TrainAnnotations *annotations, int annotator)
{
  return annotations->boundaries
         + (gsize) annotator * annotations->height * annotations->width;
}
