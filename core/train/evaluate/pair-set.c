/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pairs of pictures in a folder, see pair-set.h. */
#include "train/evaluate/pair-set.h"

#include <stdlib.h>
#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/evaluate/metrics.h"

#define INPUT_END "-input.png"
#define TRUTH_END "-truth.png"
#define N_CHANNELS 3
#define BITS 8

static int
compare_names (const void *a, const void *b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The names of the folder's pairs, sorted; NULL-terminated. */
static char **
list_names (const char *folder, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GDir) entries = g_dir_open (folder, 0, &reason);
  GPtrArray *names;
  const char *entry;

  if (!entries)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, _ ("pairs '%s': %s"),
                   folder, reason->message);
      return NULL;
    }
  names = g_ptr_array_new ();
  while ((entry = g_dir_read_name (entries)))
    if (g_str_has_suffix (entry, INPUT_END))
      g_ptr_array_add (names,
                       g_strndup (entry, strlen (entry) - strlen (INPUT_END)));
  if (names->len == 0)
    {
      g_ptr_array_unref (names);
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("pairs '%s': no NAME%s in the folder"), folder,
                   INPUT_END);
      return NULL;
    }
  qsort (names->pdata, names->len, sizeof (gpointer), compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (names, FALSE);
}

/* Makes picture so many times as large. */
static gboolean
enlarge_picture (TrainPicture *picture, int times, GError **error)
{
  g_autoptr (GdkPixbuf) small = gdk_pixbuf_new_from_data (
    picture->rgb, GDK_COLORSPACE_RGB, FALSE, BITS, picture->width,
    picture->height, picture->width * N_CHANNELS, NULL, NULL);
  g_autoptr (GdkPixbuf) large =
    gdk_pixbuf_scale_simple (small, picture->width * times,
                             picture->height * times, GDK_INTERP_BILINEAR);
  TrainPicture result = { 0 };
  gsize row = (gsize) picture->width * times * N_CHANNELS;

  if (!train_picture_init (&result, picture->height * times,
                           picture->width * times, error))
    return FALSE;
  if (!large)
    {
      train_picture_clear (&result);
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   _ ("not enough memory for pictures enlarged %d times"),
                   times);
      return FALSE;
    }
  for (int y = 0; y < result.height; y++)
    memcpy (result.rgb + y * row,
            gdk_pixbuf_read_pixels (large)
              + (gsize) y * gdk_pixbuf_get_rowstride (large),
            row);
  train_picture_clear (picture);
  *picture = result;
  return TRUE;
}

static gboolean
load_picture (const char *folder,
              const char *name,
              const char *end,
              int enlarge,
              TrainPicture *picture,
              GError **error)
{
  g_autofree char *base = g_strconcat (name, end, NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);

  return train_picture_load (file, picture, error)
         && (enlarge <= 1 || enlarge_picture (picture, enlarge, error));
}

/* Whether both of pair i have one size, and room for a window. */
static gboolean
check_sizes (const char *folder, const TrainPairSet *set, int i, GError **error)
{
  const TrainPicture *input = &set->inputs[i];
  const TrainPicture *truth = &set->truths[i];

  if (input->height == truth->height && input->width == truth->width
      && MIN (input->height, input->width) >= TRAIN_PICTURE_SSIM_WINDOW_PX)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("pairs '%s': '%s' has an input of %d x %d and a truth of "
                  "%d x %d pixels, wanted are equal sizes of at least %d"),
               folder, set->names[i], input->width, input->height, truth->width,
               truth->height, TRAIN_PICTURE_SSIM_WINDOW_PX);
  return FALSE;
}

/* The cache's name of pair i: what its pixels are. */
static char *
make_key (const TrainPicture *input, const TrainPicture *truth)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n_bytes = (gsize) input->height * input->width * N_CHANNELS;

  g_checksum_update (checksum, (const guchar *) &input->width,
                     sizeof input->width);
  g_checksum_update (checksum, input->rgb, n_bytes);
  g_checksum_update (checksum, truth->rgb, n_bytes);
  return g_strdup_printf ("psnr-ssim 1|%s", g_checksum_get_string (checksum));
}

static gboolean
load_pair (
  const char *folder, int enlarge, int i, TrainPairSet *set, GError **error)
{
  if (!load_picture (folder, set->names[i], INPUT_END, enlarge, &set->inputs[i],
                     error)
      || !load_picture (folder, set->names[i], TRUTH_END, enlarge,
                        &set->truths[i], error)
      || !check_sizes (folder, set, i, error))
    return FALSE;
  set->keys[i] = make_key (&set->inputs[i], &set->truths[i]);
  return TRUE;
}

gboolean
train_pair_set_load (
  const char *folder, int limit, int enlarge, TrainPairSet *set, GError **error)
{
  g_auto (TrainPairSet) result = { 0 };
  int n_names;

  result.names = list_names (folder, error);
  if (!result.names)
    return FALSE;
  n_names = g_strv_length (result.names);
  result.name = g_path_get_basename (folder);
  result.n_pairs = limit > 0 ? MIN (limit, n_names) : n_names;
  result.keys = g_new0 (char *, n_names + 1);
  result.inputs = g_new0 (TrainPicture, n_names);
  result.truths = g_new0 (TrainPicture, n_names);
  for (int i = 0; i < result.n_pairs; i++)
    if (!load_pair (folder, enlarge, i, &result, error))
      return FALSE;
  *set = result;
  result = (TrainPairSet) { 0 };
  return TRUE;
}

static gboolean
copy_picture (const TrainPicture *picture, TrainPicture *copy, GError **error)
{
  if (!train_picture_init (copy, picture->height, picture->width, error))
    return FALSE;
  memcpy (copy->rgb, picture->rgb,
          (gsize) picture->height * picture->width * N_CHANNELS);
  return TRUE;
}

gboolean
train_pair_set_make (const char *name,
                     int n_pairs,
                     const TrainPicture *inputs,
                     const TrainPicture *truths,
                     TrainPairSet *set,
                     GError **error)
{
  g_auto (TrainPairSet) result = { .name = g_strdup (name),
                                   .n_pairs = n_pairs,
                                   .names = g_new0 (char *, n_pairs + 1),
                                   .keys = g_new0 (char *, n_pairs + 1),
                                   .inputs = g_new0 (TrainPicture, n_pairs),
                                   .truths = g_new0 (TrainPicture, n_pairs) };

  for (int i = 0; i < n_pairs; i++)
    {
      if (!copy_picture (&inputs[i], &result.inputs[i], error)
          || !copy_picture (&truths[i], &result.truths[i], error))
        return FALSE;
      result.names[i] = g_strdup_printf ("%d", i);
      result.keys[i] = make_key (&inputs[i], &truths[i]);
    }
  *set = result;
  result = (TrainPairSet) { 0 };
  return TRUE;
}

void
train_pair_set_clear (TrainPairSet *set)
{
  for (int i = 0; i < set->n_pairs; i++)
    {
      train_picture_clear (&set->inputs[i]);
      train_picture_clear (&set->truths[i]);
    }
  g_free (set->inputs);
  g_free (set->truths);
  g_strfreev (set->names);
  g_strfreev (set->keys);
  g_free (set->name);
  *set = (TrainPairSet) { 0 };
}

static void
measure (gpointer data, int item, const TrainPicture *smooth, double *values)
{
  const TrainPairSet *set = data;

  values[TRAIN_PAIR_PSNR] = train_picture_psnr (smooth, &set->truths[item]);
  values[TRAIN_PAIR_SSIM] = train_picture_ssim (smooth, &set->truths[item]);
}

static double
score (gpointer data, const double *values)
{
  return train_pair_set_get_mean (data, values, TRAIN_PAIR_PSNR);
}

void
train_pair_set_get_subject (TrainPairSet *set, TrainSubject *subject)
{
  *subject = (TrainSubject) { .n_items = set->n_pairs,
                              .inputs = set->inputs,
                              .keys = (const char *const *) set->keys,
                              .n_values = TRAIN_PAIR_N_VALUES,
                              .measure = measure,
                              .score = score,
                              .data = set };
}

double
train_pair_set_get_mean (const TrainPairSet *set,
                         const double *values,
                         int which)
{
  double sum = 0;

  for (int i = 0; i < set->n_pairs; i++)
    sum += values[(gsize) i * TRAIN_PAIR_N_VALUES + which];
  return sum / set->n_pairs;
}
