/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The annotations of BSDS500: .mat files in its folder groundTruth, with a
 * variable `groundTruth` that has one element per annotator. Of each element
 * only the field `Boundaries` is read, a matrix of height x width that is 0
 * where the annotator drew no boundary.
 *
 * Other programs may have written the file again in another form, so these are
 * read, too: `groundTruth` as a cell array (row or column) of structures, a
 * structure array, a single structure, or a cell array of the boundary matrices
 * themselves, each possibly inside cell arrays of one element; matrices full or
 * sparse, of logical, integer or floating-point numbers.
 */
#pragma once

#include <glib.h>

/* The boundaries that n_annotators people drew on one photo. Owns boundaries.
 */
typedef struct
{
  int height, width, n_annotators;
  guint8 *boundaries; /* n_annotators x height x width, 0 or 1 */
} TrainAnnotations;

/* Reads file (in GLib's file name encoding) into annotations; clear it with
 * train_annotations_clear (). Returns FALSE and an error that names the file:
 * SMOOTH_ERROR_IO (missing or not a .mat file), SMOOTH_ERROR_FORMAT (no
 * `groundTruth`, an annotator without `Boundaries`, different sizes, not
 * numbers) or SMOOTH_ERROR_NO_MEMORY; annotations is then left as it was.
 * Thread-safe. */
gboolean train_annotations_load (const char *file,
                                 TrainAnnotations *annotations,
                                 GError **error);

/* Frees the boundaries that annotations owns. */
void train_annotations_clear (TrainAnnotations *annotations);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainAnnotations, train_annotations_clear)

/* Returns the boundaries of one annotator, height x width, owned by
 * annotations. The index is not checked. */
static inline const guint8 *
train_annotations_get (const TrainAnnotations *annotations, int annotator)
{
  return annotations->boundaries
         + (gsize) annotator * annotations->height * annotations->width;
}
