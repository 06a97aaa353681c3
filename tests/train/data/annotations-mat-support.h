/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes .mat files of annotations as BSDS500 has them, whole or faulty, for
 * tests. */
#pragma once

#include <glib.h>

typedef struct
{
  /* Names of the variable in the .mat file and of the field that holds the
   * boundaries; in a correct file "groundTruth" and "Boundaries". */
  const char *variable, *field;
  int height, width, n_annotators;
  /* Returns whether this annotator drew the pixel. */
  gboolean (*is_drawn) (int annotator, int y, int x);
  /* TRUE: the boundaries are written as doubles, as SciPy does; FALSE: as
   * logical values. */
  gboolean is_floating;
} MatAnnotations;

/* Writes a compressed .mat file to path. */
void mat_write_annotations (const char *path, const MatAnnotations *wanted);
