/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for a photo, a drawing, a texture; see extend-parts.h. */
#include "train/data/dataset-parts.h"

#include <math.h>
#include <string.h>

#include "i18n.h"
#include "train/data/sources.h"
#include "train/data/sprite.h"
#include "train/data/teacher.h"

#define PHOTO_SIDE 512
#define SPRITE_SIDE 256
/* What SVG is drawn at before it is trimmed and shrunk. */
#define SVG_SIDE 512
/* Less than the crops that are learned from is made up by mirroring; this is
 * less than a texture's own size. */
#define SMALLEST_PHOTO 16
#define SMALLEST_SPRITE 48
#define SMALLEST_COVER 0.05
#define SMALLEST_TEXTURE 48
#define LONGEST_TEXTURE 4 /* times its shorter side */
/* Deviation, within squares of 24 pixels, in 8 bits: less is a flat surface. */
#define SMALLEST_DEVIATION 6
#define SQUARE 24
#define SMALL_SQUARE 8
/* Of the variance in squares, what that in small ones is at least; what a
 * square has at least of the mean, and in which share of all squares it does.
 */
#define SMALLEST_FINE 0.3
#define SMALLEST_PART 0.1
#define SMALLEST_SHARE 0.75

void
train_dataset_describe (GString *settings)
{
  g_string_append_printf (settings,
                          "photo-side=%d\nsprite-side=%d\nsvg-side=%d\n",
                          PHOTO_SIDE, SPRITE_SIDE, SVG_SIDE);
}

/* A job under way, for train_sources_read (). */
typedef struct
{
  const TrainDatasetJob *job;
  const char *out;
  TrainClaims *claims;
  TrainTally *tally;
  TrainDatasetStep step;
  gpointer data;
} Part;

/* Variance of brightness, in 8 bits, in the square of side pixels at (x0, y0).
 */
static double
get_variance (const TrainSprite *sprite, int y0, int x0, int side)
{
  double sum = 0, squares = 0;
  int n = side * side;

  for (int i = 0; i < n; i++)
    {
      int y = y0 + i / side, x = x0 + i % side;
      const guint8 *pixel = sprite->rgba + ((gsize) y * sprite->width + x) * 4;
      double value = (pixel[0] + pixel[1] + pixel[2]) / 3.0;

      sum += value;
      squares += value * value;
    }
  return squares / n - (sum / n) * (sum / n);
}

/* The mean variance of sprite's squares, and the share of squares with at least
 * least. */
static double
get_mean_variance (const TrainSprite *sprite,
                   int side,
                   double least,
                   double *share)
{
  double sum = 0;
  int n = 0, n_enough = 0;

  for (int y = 0; y + side <= sprite->height; y += side)
    for (int x = 0; x + side <= sprite->width; x += side, n++)
      {
        double variance = get_variance (sprite, y, x, side);

        sum += variance;
        n_enough += variance >= least;
      }
  *share = (double) n_enough / n;
  return sum / n;
}

/* Is it rough enough, at a small scale too (a glow or a sign is not), and all
 * over (a thing on a plain ground is not)? */
static gboolean
is_texture (const TrainSprite *sprite)
{
  int shorter = MIN (sprite->height, sprite->width);
  double coarse, fine, share;

  if (shorter < SMALLEST_TEXTURE
      || MAX (sprite->height, sprite->width) > LONGEST_TEXTURE * shorter)
    return FALSE;
  coarse = get_mean_variance (sprite, SQUARE, 0, &share);
  fine = get_mean_variance (sprite, SMALL_SQUARE, 0, &share);
  if (coarse < SMALLEST_DEVIATION * SMALLEST_DEVIATION
      || fine < SMALLEST_FINE * coarse)
    return FALSE;
  get_mean_variance (sprite, SQUARE, SMALLEST_PART * coarse, &share);
  return share >= SMALLEST_SHARE;
}

/* Writes a drawing or a texture to path; if sprite is not fit to be one, sets
 * *why_not instead. */
static gboolean
write_sprite (const Part *part,
              TrainSprite *sprite,
              const char *path,
              const char **why_not,
              GError **error)
{
  if (part->job->kind == TRAIN_MANIFEST_CLIP_ART)
    {
      train_sprite_trim (sprite);
      if (!train_sprite_shrink (sprite, SPRITE_SIDE, error))
        return FALSE;
      if (MAX (sprite->height, sprite->width) < SMALLEST_SPRITE
          || train_sprite_get_cover (sprite) < SMALLEST_COVER)
        *why_not = _ ("nearly empty, or too small");
      return *why_not != NULL || train_sprite_save (sprite, path, error);
    }
  if (!train_sprite_shrink (sprite, SPRITE_SIDE, error))
    return FALSE;
  if (is_texture (sprite))
    {
      g_auto (TrainPicture) picture = { 0 };

      return train_sprite_flatten (sprite, &picture, error)
             && train_picture_save (&picture, path, error);
    }
  *why_not = _ ("not fine texture all over, or too small");
  return TRUE;
}

static gboolean
is_complete (const char *out, const TrainManifestEntry *entry)
{
  for (int level = 0; level <= TRAIN_RTV_N_STRENGTHS; level++)
    {
      g_autofree char *path = train_manifest_get_photo (entry, out, level);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_level (const Part *part,
             const TrainManifestEntry *entry,
             int level,
             const TrainPicture *picture,
             GError **error)
{
  g_autofree char *path = train_manifest_get_photo (entry, part->out, level);

  return train_picture_save (picture, path, error);
}

/* The photo as it is in the set, then the teacher's results on just that. */
static gboolean
write_levels (const Part *part,
              const TrainManifestEntry *entry,
              const TrainPicture *photo,
              GError **error)
{
  TrainPicture levels[TRAIN_RTV_N_STRENGTHS] = { 0 };
  TrainImage image;
  gboolean is_written;

  train_picture_to_image (photo, &image);
  is_written = write_level (part, entry, 0, photo, error)
               && train_teacher_smooth (part->job->eme, &image, levels, error);
  for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
    {
      is_written =
        is_written && write_level (part, entry, k + 1, &levels[k], error);
      train_picture_clear (&levels[k]);
    }
  train_image_clear (&image);
  return is_written;
}

static gboolean
write_photo (const Part *part,
             TrainSprite *sprite,
             const char *file,
             const char **why_not,
             GError **error)
{
  const TrainManifestEntry entry = { (char *) file, NULL };
  g_auto (TrainPicture) photo = { 0 };

  if (!train_sprite_shrink (sprite, PHOTO_SIDE, error)
      || !train_sprite_flatten (sprite, &photo, error))
    return FALSE;
  if (MIN (photo.height, photo.width) >= SMALLEST_PHOTO)
    return write_levels (part, &entry, &photo, error);
  *why_not = _ ("too small");
  return TRUE;
}

/* Decodes bytes and makes file of them, or rejects it. */
static gboolean
make_file (const Part *part,
           const char *source,
           GBytes *bytes,
           const char *file,
           GError **error)
{
  gboolean is_photo = part->job->kind == TRAIN_MANIFEST_PHOTOS;
  g_autofree char *path = g_build_filename (part->out, file, NULL);
  g_auto (TrainSprite) sprite = { 0 };
  g_autoptr (GError) reason = NULL;
  const char *why_not = NULL;

  if (!train_sprite_decode (source, bytes, is_photo ? PHOTO_SIDE : SVG_SIDE,
                            &sprite, &reason))
    {
      train_claims_reject (part->claims, file, TRAIN_LEFT_UNREADABLE,
                           reason->message);
      return TRUE;
    }
  if (is_photo ? !write_photo (part, &sprite, file, &why_not, error)
               : !write_sprite (part, &sprite, path, &why_not, error))
    return FALSE;
  if (why_not != NULL)
    train_claims_reject (part->claims, file, TRAIN_LEFT_UNFIT, why_not);
  else
    train_claims_fulfil (part->claims, file, FALSE);
  return TRUE;
}

static gboolean
is_there (const Part *part, const char *file)
{
  g_autofree char *path = g_build_filename (part->out, file, NULL);
  const TrainManifestEntry entry = { (char *) file, NULL };

  return part->job->kind == TRAIN_MANIFEST_PHOTOS
           ? is_complete (part->out, &entry)
           : g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
take_picture (const char *name,
              GBytes *bytes,
              const char *reason,
              gpointer data,
              GError **error)
{
  const Part *part = data;
  TrainManifestKind kind = part->job->kind;
  g_autofree char *source = g_build_filename (part->job->place, name, NULL);
  g_autofree char *file = NULL;

  if (bytes == NULL)
    {
      train_tally_leave (part->tally, TRAIN_LEFT_UNREADABLE, source, reason);
      return part->step (part->data);
    }
  file = train_claims_get_file (kind, name, bytes);
  if (train_claims_add (part->claims, kind, file, source))
    {
      if (is_there (part, file))
        train_claims_fulfil (part->claims, file, TRUE);
      else if (!make_file (part, source, bytes, file, error))
        return FALSE;
    }
  return part->step (part->data);
}

gboolean
train_dataset_do (const TrainDatasetJob *job,
                 const char *out,
                 TrainClaims *claims,
                 TrainTally *tally,
                 TrainDatasetStep step,
                 gpointer data,
                 GError **error)
{
  Part part = { job, out, claims, tally, step, data };

  return train_sources_read (job->place, job->names, take_picture, &part,
                             error);
}
