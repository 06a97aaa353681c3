/* SPDX-License-Identifier: GPL-3.0-or-later */
/* BSDS500's .mat files by matio, see mat.h. MATLAB stores columns one after
 * the other; here rows are.
 */
#include "train/data/mat.h"

#include <matio.h>

#include <smooth/error.h>

#include "i18n.h"

/* Far above any photo of the set; keeps sizes inside an int. */
#define MAX_SIDE_PX 32768
#define MAX_ANNOTATORS 1000

static gboolean
fail (GError **error, SmoothError code, const char *file, const char *what)
{
  g_set_error (error, SMOOTH_ERROR, code, _ ("annotations '%s': %s"), file,
               what);
  return FALSE;
}

/* Field Boundaries of one annotator's structure, or NULL and an error. */
static const matvar_t *
get_boundaries (const matvar_t *cells,
                int annotator,
                const char *file,
                GError **error)
{
  matvar_t *entry = ((matvar_t **) cells->data)[annotator];
  const matvar_t *boundaries = NULL;

  if (entry && entry->class_type == MAT_C_STRUCT)
    boundaries = Mat_VarGetStructFieldByName (entry, "Boundaries", 0);
  if (!boundaries || boundaries->rank != 2 || !boundaries->data
      || boundaries->data_size != 1 || boundaries->dims[0] < 1
      || boundaries->dims[1] < 1 || boundaries->dims[0] > MAX_SIDE_PX
      || boundaries->dims[1] > MAX_SIDE_PX
      || boundaries->nbytes < boundaries->dims[0] * boundaries->dims[1])
    {
      g_autofree char *what = g_strdup_printf (
        _ ("annotator %d of groundTruth has no Boundaries, a picture of "
           "logical values"),
        annotator + 1);

      fail (error, SMOOTH_ERROR_FORMAT, file, what);
      return NULL;
    }
  return boundaries;
}

/* Turns columns into rows. */
static void
copy_boundaries (const matvar_t *from, int height, int width, guint8 *to)
{
  const guint8 *values = from->data;

  for (int x = 0; x < width; x++)
    for (int y = 0; y < height; y++)
      to[(gsize) y * width + x] = values[(gsize) x * height + y] != 0;
}

static gboolean
read_cells (const matvar_t *cells,
            const char *file,
            TrainAnnotations *annotations,
            GError **error)
{
  gsize count = cells->nbytes / MAX (cells->data_size, 1);

  if (count < 1 || count > MAX_ANNOTATORS || !cells->data)
    return fail (error, SMOOTH_ERROR_FORMAT, file,
                 _ ("groundTruth holds no annotators"));
  for (gsize i = 0; i < count; i++)
    {
      const matvar_t *from = get_boundaries (cells, i, file, error);

      if (!from)
        return FALSE;
      if (i == 0)
        {
          annotations->height = from->dims[0];
          annotations->width = from->dims[1];
          annotations->n_annotators = count;
          annotations->boundaries = g_try_malloc0_n (
            count, (gsize) annotations->height * annotations->width);
          if (!annotations->boundaries)
            return fail (error, SMOOTH_ERROR_NO_MEMORY, file,
                         _ ("not enough memory"));
        }
      if ((int) from->dims[0] != annotations->height
          || (int) from->dims[1] != annotations->width)
        return fail (error, SMOOTH_ERROR_FORMAT, file,
                     _ ("the annotators' pictures differ in size"));
      copy_boundaries (from, annotations->height, annotations->width,
                       annotations->boundaries
                         + i * annotations->height * annotations->width);
    }
  return TRUE;
}

gboolean
train_annotations_load (const char *file,
                        TrainAnnotations *annotations,
                        GError **error)
{
  g_auto (TrainAnnotations) result = { 0 };
  mat_t *mat = Mat_Open (file, MAT_ACC_RDONLY);
  matvar_t *cells;
  gboolean good;

  if (!mat)
    return fail (error, SMOOTH_ERROR_IO, file,
                 g_file_test (file, G_FILE_TEST_EXISTS)
                   ? _ ("not a readable .mat file")
                   : _ ("no such file"));
  cells = Mat_VarRead (mat, "groundTruth");
  if (cells && cells->class_type == MAT_C_CELL)
    good = read_cells (cells, file, &result, error);
  else
    good = fail (error, SMOOTH_ERROR_FORMAT, file,
                 _ ("no cell array groundTruth in it"));
  Mat_VarFree (cells);
  Mat_Close (mat);
  if (good)
    {
      *annotations = result;
      result = (TrainAnnotations) { 0 };
    }
  return good;
}

void
train_annotations_clear (TrainAnnotations *annotations)
{
  g_free (annotations->boundaries);
  *annotations = (TrainAnnotations) { 0 };
}
