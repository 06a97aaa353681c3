/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "annotations-mat-support.h"

#include <matio.h>

/* Returns the structure of one annotator, whose one field holds the boundaries,
 * column after column. To be freed by matio. */
static matvar_t *
new_entry (const MatAnnotations *wanted, int annotator)
{
  const size_t size[] = { (size_t) wanted->height, (size_t) wanted->width };
  g_autofree guint8 *columns = g_malloc0 (size[0] * size[1]);
  g_autofree double *numbers = g_new0 (double, size[0] * size[1]);
  const char *fields[] = { wanted->field };
  matvar_t *entry =
    Mat_VarCreateStruct (NULL, 2, (size_t[]) { 1, 1 }, fields, 1);

  for (int x = 0; x < wanted->width; x++)
    for (int y = 0; y < wanted->height; y++)
      {
        gsize i = (gsize) x * size[0] + (gsize) y;

        columns[i] = (guint8) wanted->is_drawn (annotator, y, x);
        numbers[i] = columns[i];
      }
  Mat_VarSetStructFieldByName (
    entry, wanted->field, 0,
    wanted->is_floating
      ? Mat_VarCreate (NULL, MAT_C_DOUBLE, MAT_T_DOUBLE, 2, size, numbers, 0)
      : Mat_VarCreate (NULL, MAT_C_UINT8, MAT_T_UINT8, 2, size, columns,
                       MAT_F_LOGICAL));
  return entry;
}

void
mat_write_annotations (const char *path, const MatAnnotations *wanted)
{
  const size_t size[] = { 1, (size_t) wanted->n_annotators };
  mat_t *mat = Mat_CreateVer (path, NULL, MAT_FT_MAT5);
  matvar_t *cells =
    Mat_VarCreate (wanted->variable, MAT_C_CELL, MAT_T_CELL, 2, size, NULL, 0);

  g_assert_nonnull (mat);
  for (int i = 0; i < wanted->n_annotators; i++)
    Mat_VarSetCell (cells, i, new_entry (wanted, i));
  g_assert_cmpint (Mat_VarWrite (mat, cells, MAT_COMPRESSION_ZLIB), ==, 0);
  Mat_VarFree (cells);
  Mat_Close (mat);
}
