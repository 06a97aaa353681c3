/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loads and measures sets of pairs, see test-pairs.h. */
#include "train/evaluate/test-pairs.h"

#include <string.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

#include <smooth/error.h>

#include "train/data/file-name-text.h"
#include "train/evaluate/metrics.h"
#include "train/evaluate/pair-files.h"

#define N_CHANNELS 3
#define BITS 8

/* Enlarges picture by bilinear interpolation: multiplies its height and width
 * by the factor times. */
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
  if (large == NULL)
    {
      train_picture_clear (&result);
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   "not enough memory for pictures enlarged %d times", times);
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
              int enlarge,
              TrainPicture *picture,
              GError **error)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  return train_picture_load (file, picture, error)
         && (enlarge <= 1 || enlarge_picture (picture, enlarge, error));
}

/* Returns a text that says why a pair cannot be measured; NULL if it can be.
 * Free with g_free (). */
static char *
find_fault (const TrainPicture *input, const TrainPicture *truth)
{
  gsize n_bytes = (gsize) input->height * input->width * N_CHANNELS;

  if (input->height != truth->height || input->width != truth->width
      || MIN (input->height, input->width) < TRAIN_PICTURE_SSIM_WINDOW_PX)
    return g_strdup_printf (
      "an input of %d x %d and a truth of %d x %d pixels, wanted are equal "
      "sizes of at least %d",
      input->width, input->height, truth->width, truth->height,
      TRAIN_PICTURE_SSIM_WINDOW_PX);
  if (memcmp (input->rgb, truth->rgb, n_bytes) == 0)
    return g_strdup ("the input is the truth");
  return NULL;
}

/* Returns a text that identifies a pair in the keys of cached measurements: a
 * checksum of its pixels. Free with g_free (). */
static char *
make_key (const TrainPicture *input, const TrainPicture *truth)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize n_bytes = (gsize) input->height * input->width * N_CHANNELS;

  g_checksum_update (checksum, (const guchar *) &input->width,
                     sizeof input->width);
  g_checksum_update (checksum, input->rgb, n_bytes);
  g_checksum_update (checksum, truth->rgb, n_bytes);
  return g_strdup_printf ("psnr-ssim 2|%s", g_checksum_get_string (checksum));
}

/* Loads the pair name and appends it to set, or reports it to tally as left
 * out. */
static void
load_pair (const char *folder,
           const char *name,
           const TrainPairFiles *files,
           int enlarge,
           TrainTally *tally,
           TrainTestPairs *set)
{
  g_auto (TrainPicture) input = { 0 };
  g_auto (TrainPicture) truth = { 0 };
  g_autofree char *path = g_build_filename (folder, files->input, NULL);
  g_autofree char *fault = NULL;
  g_autoptr (GError) reason = NULL;
  int i = set->n_pairs;

  if (!load_picture (folder, files->input, enlarge, &input, &reason)
      || !load_picture (folder, files->truth, enlarge, &truth, &reason))
    {
      train_tally_leave (tally, TRAIN_LEFT_UNREADABLE, path, reason->message);
      return;
    }
  fault = find_fault (&input, &truth);
  if (fault != NULL)
    {
      train_tally_leave (tally, TRAIN_LEFT_PARTNER, path, fault);
      return;
    }
  train_tally_take (tally, FALSE);
  set->names[i] = g_strdup (name);
  set->keys[i] = make_key (&input, &truth);
  set->inputs[i] = input;
  set->truths[i] = truth;
  set->n_pairs++;
  input = (TrainPicture) { 0 };
  truth = (TrainPicture) { 0 };
}

static void
fail_empty (const char *folder, TrainTally *tally, GError **error)
{
  g_autofree char *first = train_tally_dup_first (tally);

  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "pairs '%s': no NAME%s with its NAME%s in the folder (%s)",
               folder, TRAIN_PAIR_INPUT_END ".png", TRAIN_PAIR_TRUTH_END ".png",
               first != NULL ? first : "");
}

gboolean
train_test_pairs_load (const char *folder,
                       int limit,
                       int enlarge,
                       TrainTally *tally,
                       TrainTestPairs *set,
                       GError **error)
{
  g_autoptr (TrainTally) own = tally == NULL ? train_tally_new () : NULL;
  TrainTally *all = tally != NULL ? tally : own;
  g_autoptr (GHashTable) pairs = train_pair_files_find (folder, all, error);
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *base = g_path_get_basename (folder);
  g_auto (TrainTestPairs) result = { 0 };

  if (pairs == NULL)
    return FALSE;
  names = train_pair_files_list (folder, pairs, all);
  result.name = train_name_to_text (base);
  result.names = g_new0 (char *, names->len + 1);
  result.keys = g_new0 (char *, names->len + 1);
  result.inputs = g_new0 (TrainPicture, names->len + 1);
  result.truths = g_new0 (TrainPicture, names->len + 1);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const TrainPairFiles *files = g_hash_table_lookup (pairs, name);

      if (limit <= 0 || result.n_pairs < limit)
        load_pair (folder, name, files, enlarge, all, &result);
      else
        train_tally_leave (all, TRAIN_LEFT_BEYOND, files->input, NULL);
    }
  if (result.n_pairs == 0)
    {
      fail_empty (folder, all, error);
      return FALSE;
    }
  *set = result;
  result = (TrainTestPairs) { 0 };
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
train_test_pairs_make (const char *name,
                       int n_pairs,
                       const TrainPicture *inputs,
                       const TrainPicture *truths,
                       TrainTestPairs *set,
                       GError **error)
{
  g_auto (TrainTestPairs) result = { .name = g_strdup (name),
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
  result = (TrainTestPairs) { 0 };
  return TRUE;
}

void
train_test_pairs_clear (TrainTestPairs *set)
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
  *set = (TrainTestPairs) { 0 };
}

static void
measure (gpointer data, int item, const TrainPicture *smooth, double *values)
{
  const TrainTestPairs *set = data;

  values[TRAIN_PAIR_PSNR] =
    MIN (train_picture_psnr (smooth, &set->truths[item]), TRAIN_PAIR_MAX_PSNR);
  values[TRAIN_PAIR_SSIM] = train_picture_ssim (smooth, &set->truths[item]);
}

static double
score (gpointer data, const double *values)
{
  return train_test_pairs_get_mean (data, values, TRAIN_PAIR_PSNR);
}

void
train_test_pairs_get_subject (TrainTestPairs *set, TrainSubject *subject)
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
train_test_pairs_get_mean (const TrainTestPairs *set,
                           const double *values,
                           int which)
{
  double sum = 0;

  for (int i = 0; i < set->n_pairs; i++)
    sum += values[(gsize) i * TRAIN_PAIR_N_VALUES + which];
  return sum / set->n_pairs;
}
