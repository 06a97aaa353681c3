/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads BSDS500's .mat files by the library matio, see annotations-mat.h.
 * MATLAB stores a matrix column after column; annotations are stored row after
 * row.
 */
#include "train/data/annotations-mat.h"

#include <math.h>

#include <matio.h>

#include <smooth/error.h>

/* These limits lie far above any photo of BSDS500; they keep sizes inside an
 * int. */
#define MAX_SIDE_PX 32768
#define MAX_ANNOTATORS 1000

static gboolean
fail (GError **error, SmoothError code, const char *file, const char *what)
{
  g_set_error (error, SMOOTH_ERROR, code, "annotations '%s': %s", file, what);
  return FALSE;
}

/* Returns the number of elements of an array; 0 also if there are more than
 * MAX_ANNOTATORS. */
static gsize
count_elements (const matvar_t *variable)
{
  gsize n = 1;

  for (int i = 0; i < variable->rank; i++)
    if (variable->dims[i] == 0 || n > MAX_ANNOTATORS / variable->dims[i])
      return 0;
    else
      n *= variable->dims[i];
  return n;
}

/* Returns the innermost value of nested cell arrays of one element each; any
 * other variable is returned as it is. Programs that make no difference between
 * a value and an array of one value write such cells. */
static const matvar_t *
unwrap (const matvar_t *variable)
{
  while (variable != NULL && variable->class_type == MAT_C_CELL
         && variable->data != NULL && count_elements (variable) == 1)
    variable = ((matvar_t **) variable->data)[0];
  return variable;
}

/* Returns the boundary matrix of one annotator; NULL if there is none. */
static const matvar_t *
get_boundaries (const matvar_t *truth, gsize annotator)
{
  const matvar_t *entry = truth;
  gsize element = annotator;

  if (truth->class_type == MAT_C_CELL)
    {
      entry = unwrap (((matvar_t **) truth->data)[annotator]);
      element = 0;
    }
  if (entry != NULL && entry->class_type == MAT_C_STRUCT
      && element < count_elements (entry))
    entry = unwrap (Mat_VarGetStructFieldByName (entry, "Boundaries", element));
  if (entry == NULL || entry->rank != 2 || entry->data == NULL
      || entry->dims[0] < 1 || entry->dims[1] < 1
      || entry->dims[0] > MAX_SIDE_PX || entry->dims[1] > MAX_SIDE_PX)
    return NULL;
  return entry;
}

/* Returns number i of the array values, whose elements have the MATLAB type
 * class, as a double; NAN if class is not a type of real numbers. */
static double
get_number (enum matio_classes class, const void *values, gsize i)
{
  switch (class)
    {
    case MAT_C_DOUBLE:
      return ((const double *) values)[i];
    case MAT_C_SINGLE:
      return ((const float *) values)[i];
    case MAT_C_INT8:
      return ((const gint8 *) values)[i];
    case MAT_C_UINT8:
      return ((const guint8 *) values)[i];
    case MAT_C_INT16:
      return ((const gint16 *) values)[i];
    case MAT_C_UINT16:
      return ((const guint16 *) values)[i];
    case MAT_C_INT32:
      return ((const gint32 *) values)[i];
    case MAT_C_UINT32:
      return ((const guint32 *) values)[i];
    case MAT_C_INT64:
      return (double) ((const gint64 *) values)[i];
    case MAT_C_UINT64:
      return (double) ((const guint64 *) values)[i];
    default:
      return NAN;
    }
}

/* Returns which C type the numbers of an array have in memory, as the MATLAB
 * class of the same size and kind. It depends on type, the array's storage
 * type, alone, because matio converts numbers when it reads them. */
static enum matio_classes
get_class (enum matio_types type)
{
  switch (type)
    {
    case MAT_T_DOUBLE:
      return MAT_C_DOUBLE;
    case MAT_T_SINGLE:
      return MAT_C_SINGLE;
    case MAT_T_INT8:
      return MAT_C_INT8;
    case MAT_T_UINT8:
      return MAT_C_UINT8;
    case MAT_T_INT16:
      return MAT_C_INT16;
    case MAT_T_UINT16:
      return MAT_C_UINT16;
    case MAT_T_INT32:
      return MAT_C_INT32;
    case MAT_T_UINT32:
      return MAT_C_UINT32;
    case MAT_T_INT64:
      return MAT_C_INT64;
    case MAT_T_UINT64:
      return MAT_C_UINT64;
    default:
      return MAT_C_EMPTY;
    }
}

/* Marks the pixels that a sparse matrix (compressed column storage) holds: the
 * row numbers of column x are ir[jc[x]] ... ir[jc[x + 1] - 1]. Returns FALSE if
 * an index lies outside the matrix. */
static gboolean
copy_sparse (const matvar_t *from, int height, int width, guint8 *to)
{
  const mat_sparse_t *sparse = from->data;
  enum matio_classes class = get_class (from->data_type);

  if ((int) sparse->njc != width + 1 || sparse->data == NULL)
    return FALSE;
  for (int x = 0; x < width; x++)
    for (gsize i = sparse->jc[x]; i < sparse->jc[x + 1]; i++)
      {
        double number;

        if (i >= sparse->ndata || i >= sparse->nir
            || sparse->ir[i] >= (mat_uint32_t) height)
          return FALSE;
        number = get_number (class, sparse->data, i);
        if (isnan (number))
          return FALSE;
        to[(gsize) sparse->ir[i] * width + x] = number != 0;
      }
  return TRUE;
}

/* Transposes the matrix from, and writes its values as 0 or 1 to the array to
 * (height x width). Returns FALSE if the matrix does not hold real numbers. */
static gboolean
copy_boundaries (const matvar_t *from, int height, int width, guint8 *to)
{
  enum matio_classes class = get_class (from->data_type);
  gsize n = (gsize) height * width;

  if (from->class_type == MAT_C_SPARSE)
    return copy_sparse (from, height, width, to);
  if (from->class_type == MAT_C_CHAR || from->class_type == MAT_C_CELL
      || from->class_type == MAT_C_STRUCT || from->isComplex
      || (gsize) from->data_size * n > from->nbytes)
    return FALSE;
  for (int x = 0; x < width; x++)
    for (int y = 0; y < height; y++)
      {
        double number = get_number (class, from->data, (gsize) x * height + y);

        if (isnan (number))
          return FALSE;
        to[(gsize) y * width + x] = number != 0;
      }
  return TRUE;
}

static gboolean
fail_at (GError **error, const char *file, gsize annotator)
{
  g_autofree char *what = g_strdup_printf (
    "annotator %d of groundTruth has no matrix Boundaries of numbers",
    (int) annotator + 1);

  return fail (error, SMOOTH_ERROR_FORMAT, file, what);
}

/* Sets the error that annotator i drew on another size than the first. */
static gboolean
fail_size (GError **error,
           const char *file,
           const TrainAnnotations *first,
           gsize annotator,
           const matvar_t *from)
{
  g_autofree char *what = g_strdup_printf (
    "the boundaries of annotator %d are %d x %d, those of annotator 1 are "
    "%d x %d",
    (int) annotator + 1, (int) from->dims[1], (int) from->dims[0], first->width,
    first->height);

  return fail (error, SMOOTH_ERROR_FORMAT, file, what);
}

/* Reads the boundaries of annotator i out of count. The first annotator decides
 * the size, and allocates annotations for all. */
static gboolean
read_annotator (const matvar_t *truth,
                gsize i,
                gsize count,
                const char *file,
                TrainAnnotations *annotations,
                GError **error)
{
  const matvar_t *from = get_boundaries (truth, i);

  if (from == NULL)
    return fail_at (error, file, i);
  if (i == 0)
    {
      annotations->height = (int) from->dims[0];
      annotations->width = (int) from->dims[1];
      annotations->n_annotators = (int) count;
      annotations->boundaries = g_try_malloc0_n (
        count, (gsize) annotations->height * annotations->width);
      if (annotations->boundaries == NULL)
        return fail (error, SMOOTH_ERROR_NO_MEMORY, file, "not enough memory");
    }
  if ((int) from->dims[0] != annotations->height
      || (int) from->dims[1] != annotations->width)
    return fail_size (error, file, annotations, i, from);
  return copy_boundaries (from, annotations->height, annotations->width,
                          annotations->boundaries
                            + i * (gsize) annotations->height
                                * annotations->width)
         || fail_at (error, file, i);
}

/* Reads all annotators of the variable groundTruth. A bare matrix is taken as
 * the boundaries of one annotator. */
static gboolean
read_truth (const matvar_t *variable,
            const char *file,
            TrainAnnotations *annotations,
            GError **error)
{
  const matvar_t *truth = unwrap (variable);
  gsize count = 0;

  if (truth == NULL)
    return fail (error, SMOOTH_ERROR_FORMAT, file,
                 "it has no variable groundTruth");
  if (truth->class_type != MAT_C_CELL && truth->class_type != MAT_C_STRUCT)
    count = 1;
  else if (truth->data != NULL)
    count = count_elements (truth);
  if (count < 1)
    return fail (error, SMOOTH_ERROR_FORMAT, file,
                 "groundTruth holds no annotators");
  for (gsize i = 0; i < count; i++)
    if (!read_annotator (truth, i, count, file, annotations, error))
      return FALSE;
  return TRUE;
}

gboolean
train_annotations_load (const char *file,
                        TrainAnnotations *annotations,
                        GError **error)
{
  g_auto (TrainAnnotations) result = { 0 };
  /* Anything but a regular file is refused before Mat_Open () is called, which
   * would wait forever on a pipe. */
  mat_t *mat = g_file_test (file, G_FILE_TEST_IS_REGULAR)
                 ? Mat_Open (file, MAT_ACC_RDONLY)
                 : NULL;
  matvar_t *truth;
  gboolean good;

  if (mat == NULL)
    return fail (error, SMOOTH_ERROR_IO, file,
                 g_file_test (file, G_FILE_TEST_EXISTS)
                   ? "not a readable .mat file"
                   : "no such file");
  truth = Mat_VarRead (mat, "groundTruth");
  good = read_truth (truth, file, &result, error);
  Mat_VarFree (truth);
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
