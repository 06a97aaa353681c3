/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes annotations as BSDS500 keeps them, whole and broken. */
#pragma once

#include <glib.h>

typedef struct
{
  const char *variable, *field; /* "groundTruth", "Boundaries" */
  int height, width, n_annotators;
  /* Whether this annotator drew the pixel. */
  gboolean (*is_drawn) (int annotator, int y, int x);
  gboolean is_floating; /* numbers of 8 bytes, as SciPy makes of them */
} MatAnnotations;

/* Writes path, a compressed .mat file. */
void mat_write_annotations (const char *path, const MatAnnotations *wanted);
