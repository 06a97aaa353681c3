/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The decoded data set, see bank.h. */
#include "train/data/bank.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/data/picture.h"
#include "train/data/sprite.h"

/* Of the files that are broken so many are told. */
#define MOST_ERRORS 20

/* What the loading tasks share. */
typedef struct
{
  TrainBank *bank;
  const TrainManifest *manifest; /* train_bank_load () */
  const char *folder;
  const TrainImage *photos; /* train_bank_smooth () */
  const TrainEme *eme;      /* likewise; or NULL */
  GMutex lock;
  GPtrArray *errors; /* of GError, in any order */
} Load;

static void
free_error (gpointer error)
{
  g_error_free (error);
}

static int
compare_errors (gconstpointer a, gconstpointer b)
{
  const GError *const *first = a, *const *second = b;

  return strcmp ((*first)->message, (*second)->message);
}

static void
load_init (Load *load, TrainBank *bank, int n_photos)
{
  *bank = (TrainBank){ .n_photos = n_photos };
  bank->photos = g_new0 (TrainBankPhoto, n_photos);
  load->bank = bank;
  g_mutex_init (&load->lock);
  load->errors = g_ptr_array_new_with_free_func (free_error);
}

/* Clears the bank if there are errors: the first's code, and what all say, so
 * that all that is broken can be mended at once. */
static gboolean
load_finish (Load *load, GError **error)
{
  g_autoptr (GPtrArray) errors = load->errors;
  g_autoptr (GString) text = g_string_new (NULL);
  GError *first;

  g_mutex_clear (&load->lock);
  if (errors->len == 0)
    return TRUE;
  train_bank_clear (load->bank);
  g_ptr_array_sort (errors, compare_errors);
  first = g_ptr_array_index (errors, 0);
  for (guint i = 0; i < errors->len && i < MOST_ERRORS; i++)
    g_string_append_printf (
      text, "%s%s", i > 0 ? "\n" : "",
      ((GError *) g_ptr_array_index (errors, i))->message);
  if (errors->len > MOST_ERRORS)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, _ ("and %u more"),
                              errors->len - MOST_ERRORS);
    }
  g_set_error_literal (error, first->domain, first->code, text->str);
  return FALSE;
}

static void
load_fail (Load *load, GError *error)
{
  g_mutex_lock (&load->lock);
  g_ptr_array_add (load->errors, error);
  g_mutex_unlock (&load->lock);
}

static gboolean
load_photo (const Load *load, int k, GError **error)
{
  const GPtrArray *entries = load->manifest->entries[TRAIN_MANIFEST_PHOTOS];
  TrainBankPhoto *photo = load->bank->photos + k;

  for (int level = 0; level <= TRAIN_RTV_N_STRENGTHS; level++)
    {
      g_autofree char *file = train_manifest_get_photo (
        g_ptr_array_index (entries, k), load->folder, level);
      g_auto (TrainPicture) picture = { 0 };

      if (!train_picture_load (file, &picture, error))
        return FALSE;
      if (level > 0
          && (picture.height != photo->height || picture.width != photo->width))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                       _ ("picture '%s' has %d x %d pixels, its photo has "
                          "%d x %d"),
                       file, picture.width, picture.height, photo->width,
                       photo->height);
          return FALSE;
        }
      photo->height = picture.height;
      photo->width = picture.width;
      photo->levels[level] = g_steal_pointer (&picture.rgb);
    }
  return TRUE;
}

static gboolean
load_drawing (const char *file, TrainBankPicture *drawing, GError **error)
{
  TrainSprite sprite;
  gsize n;

  if (!train_sprite_load (file, &sprite, error))
    return FALSE;
  n = (gsize) sprite.height * sprite.width;
  for (gsize i = 0; i < n; i++)
    {
      guint8 *pixel = sprite.rgba + i * 4;

      for (int c = 0; c < 3; c++)
        pixel[c] = (guint8) ((pixel[c] * pixel[3] + 127) / 255);
    }
  *drawing = (TrainBankPicture){ sprite.height, sprite.width, 4, sprite.rgba };
  return TRUE;
}

static gboolean
load_texture (const char *file, TrainBankPicture *texture, GError **error)
{
  TrainPicture picture;

  if (!train_picture_load (file, &picture, error))
    return FALSE;
  *texture =
    (TrainBankPicture){ picture.height, picture.width, 3, picture.rgb };
  return TRUE;
}

/* Tasks: photos, then drawings, then textures. */
static void
load_task (gpointer data, int task, int thread)
{
  Load *load = data;
  TrainBank *bank = load->bank;
  GError *error = NULL;
  gboolean is_loaded;

  (void) thread;
  if (task < bank->n_photos)
    is_loaded = load_photo (load, task, &error);
  else
    {
      int k = task - bank->n_photos;
      gboolean is_drawing = k < bank->n_clip_art;
      const TrainManifestEntry *entry;
      g_autofree char *file = NULL;

      k -= is_drawing ? 0 : bank->n_clip_art;
      entry = g_ptr_array_index (
        load->manifest->entries[is_drawing ? TRAIN_MANIFEST_CLIP_ART
                                           : TRAIN_MANIFEST_TEXTURES],
        k);
      file = g_build_filename (load->folder, entry->file, NULL);
      is_loaded = is_drawing ? load_drawing (file, bank->clip_art + k, &error)
                             : load_texture (file, bank->textures + k, &error);
    }
  if (!is_loaded)
    load_fail (load, error);
}

gboolean
train_bank_load (TrainBank *bank,
                 const char *folder,
                 TrainPart part,
                 SmoothThreads *threads,
                 GError **error)
{
  g_auto (TrainManifest) manifest = { 0 };
  Load load = { .manifest = &manifest, .folder = folder };

  if (!train_manifest_load (&manifest, folder, error))
    return FALSE;
  train_manifest_keep (&manifest, part);
  load_init (&load, bank, (int) manifest.entries[TRAIN_MANIFEST_PHOTOS]->len);
  bank->n_clip_art = (int) manifest.entries[TRAIN_MANIFEST_CLIP_ART]->len;
  bank->n_textures = (int) manifest.entries[TRAIN_MANIFEST_TEXTURES]->len;
  bank->clip_art = g_new0 (TrainBankPicture, bank->n_clip_art);
  bank->textures = g_new0 (TrainBankPicture, bank->n_textures);
  smooth_threads_run (threads,
                      bank->n_photos + bank->n_clip_art + bank->n_textures,
                      load_task, &load);
  return load_finish (&load, error);
}

static void
smooth_task (gpointer data, int task, int thread)
{
  Load *load = data;
  const TrainImage *image = load->photos + task;
  TrainBankPhoto *photo = load->bank->photos + task;
  TrainPicture levels[TRAIN_RTV_N_STRENGTHS + 1] = { 0 };
  GError *error = NULL;

  (void) thread;
  if (!train_picture_from_image (image, &levels[0], &error)
      || !train_teacher_smooth (load->eme, image, &levels[1], &error))
    {
      train_picture_clear (&levels[0]);
      load_fail (load, error);
      return;
    }
  photo->height = image->height;
  photo->width = image->width;
  for (int level = 0; level <= TRAIN_RTV_N_STRENGTHS; level++)
    photo->levels[level] = levels[level].rgb;
}

gboolean
train_bank_smooth (TrainBank *bank,
                   const TrainImage *photos,
                   int n_photos,
                   const TrainEme *eme,
                   SmoothThreads *threads,
                   GError **error)
{
  Load load = { .photos = photos, .eme = eme };

  load_init (&load, bank, n_photos);
  smooth_threads_run (threads, n_photos, smooth_task, &load);
  return load_finish (&load, error);
}

void
train_bank_clear (TrainBank *bank)
{
  for (int k = 0; k < bank->n_photos; k++)
    for (int level = 0; level <= TRAIN_RTV_N_STRENGTHS; level++)
      g_free (bank->photos[k].levels[level]);
  for (int k = 0; k < bank->n_clip_art; k++)
    g_free (bank->clip_art[k].data);
  for (int k = 0; k < bank->n_textures; k++)
    g_free (bank->textures[k].data);
  g_free (bank->photos);
  g_free (bank->clip_art);
  g_free (bank->textures);
  *bank = (TrainBank){ 0 };
}

void
train_bank_draw_crop (const TrainBank *bank,
                      TrainRandom *random,
                      int side,
                      TrainBankCrop *crop)
{
  const TrainBankPhoto *photo =
    bank->photos + train_random_integer (random, bank->n_photos);

  *crop = (TrainBankCrop){
    photo,
    train_random_integer (random, MAX (1, photo->width - side + 1)),
    train_random_integer (random, MAX (1, photo->height - side + 1)),
    train_random_integer (random, 8),
  };
}

/* Index i mirrored into 0 ... n - 1, border pixels not repeated. */
static int
mirror (int i, int n)
{
  int period = MAX (1, 2 * n - 2);

  i %= period;
  return MIN (i, period - i) % n;
}

/* What each column and each row of a crop adds to a sample's place. */
static void
get_offsets (const TrainBankCrop *crop, int side, gsize *columns, gsize *rows)
{
  const TrainBankPhoto *photo = crop->photo;
  gboolean is_turned = (crop->turns & 1) != 0;

  for (int k = 0; k < side; k++)
    {
      /* Sample (x, y) is the photo's at row i and column j, where i follows y
       * and j follows x, or the other way round. */
      int i = is_turned ? side - 1 - k : k, j = k;
      gsize row, column;

      if (crop->turns & 2)
        {
          i = side - 1 - i;
          j = side - 1 - j;
        }
      if (crop->turns & 4)
        j = side - 1 - j;
      row = (gsize) mirror (crop->y + i, photo->height) * photo->width * 3;
      column = (gsize) mirror (crop->x + j, photo->width) * 3;
      columns[k] = is_turned ? row : column;
      rows[k] = is_turned ? column : row;
    }
}

void
train_bank_read_crop (const TrainBankCrop *crop,
                      double strength,
                      TrainImage *image)
{
  const TrainBankPhoto *photo = crop->photo;
  int side = image->width;
  double at = strength * TRAIN_RTV_N_STRENGTHS;
  int level = MIN ((int) at, TRAIN_RTV_N_STRENGTHS - 1);
  float above = (float) (at - level) / 255, below = 1.0f / 255 - above;
  g_autofree gsize *columns = g_new (gsize, side);
  g_autofree gsize *rows = g_new (gsize, side);

  get_offsets (crop, side, columns, rows);
  for (int y = 0; y < side; y++)
    {
      const guint8 *lower = photo->levels[level] + rows[y];
      const guint8 *upper = photo->levels[level + 1] + rows[y];
      TrainReal *to = train_image_at (image, y, 0);

      for (int x = 0; x < side; x++, to += 3)
        for (int c = 0; c < 3; c++)
          to[c] = (TrainReal) (below * lower[columns[x] + c]
                               + above * upper[columns[x] + c]);
    }
}
