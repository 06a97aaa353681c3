/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws training pairs for the main interpreter, see pair-synthesis.h.
 * Structure, texture and colour of a sample are drawn from separate random
 * streams, so that a change in how textures are made moves no crop. */
#include "train/data/pair-synthesis.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/base/random.h"
#include "train/data/drawing.h"
#include "train/data/loaded-dataset.h"
#include "train/data/printed-pair.h"
#include "train/data/procedural-marks.h"
#include "train/data/soft-picture.h"
#include "train/data/texture-overlay.h"

#define MIN_CROP_PX 16
#define MAX_CROP_PX 1024
#define MIN_STRENGTH 0.02
/* The share of teacher pairs (see pair-synthesis.h) at strengths below
 * TEACHER_RISES_FROM. If the data set lacks photos or drawings, procedural
 * pictures take their share. */
#define SHARE_TEACHER 0.12
/* A texture laid over light or dark areas is clipped at white or black. From
 * such pairs the network learns to brighten light areas and to darken dark
 * ones, and at strength 1 it would shift whole photos. So towards strength 1
 * two shares rise: that of textures that fade out near black and white, and
 * that of teacher pairs. */
#define SHARE_TEACHER_AT_1 0.5
#define TEACHER_RISES_FROM 0.8
#define SHARE_CLEAR_AT_1 0.85
#define CLEAR_RISES_FROM 0.7
/* The shares of soft and of print pairs among all pairs. They reduce the shares
 * of textured and identity pairs, not that of teacher pairs. */
#define SHARE_SOFT 0.08
#define SHARE_PRINT 0.1
/* The share of soft pairs without grain. */
#define SHARE_CLEAN 0.25
/* The share of textured and identity pairs with isolated marks; half of these
 * marks lie under the texture, half over it. */
#define SHARE_MARKS 0.25
#define MARKS_CONTRAST 0.25
#define MARKS_SIGMAS 2.5
#define MAX_MARKS_CONTRAST 0.4
#define SHARE_PHOTO 0.38
#define SHARE_CLIP_ART 0.38
/* The shares of all samples that are made grey, get their channels permuted, or
 * are inverted. */
#define SHARE_GREY 0.15
#define SHARE_PERMUTED 0.5
#define SHARE_INVERTED 0.08

typedef enum
{
  STREAM_STRUCTURE,
  STREAM_TEXTURE,
  STREAM_COLOUR,
  STREAM_CLEAR,
  STREAM_KIND,
  STREAM_PRINT,
  STREAM_MARKS,
} Stream;

struct _TrainPairSynthesis
{
  TrainLoadedDataset dataset;
};

TrainPairSynthesis *
train_pair_synthesis_new (const char *folder,
                          SmoothThreads *threads,
                          GError **error)
{
  g_autoptr (TrainPairSynthesis) source = g_new0 (TrainPairSynthesis, 1);

  return train_loaded_dataset_load (&source->dataset, folder, TRAIN_PART_LEARN,
                                    threads, error)
           ? g_steal_pointer (&source)
           : NULL;
}

TrainPairSynthesis *
train_pair_synthesis_new_procedural (void)
{
  return g_new0 (TrainPairSynthesis, 1);
}

TrainPairSynthesis *
train_pair_synthesis_new_from_photos (const TrainImage *photos,
                                      int n_photos,
                                      const TrainEme *eme,
                                      SmoothThreads *threads,
                                      GError **error)
{
  g_autoptr (TrainPairSynthesis) source = g_new0 (TrainPairSynthesis, 1);

  return train_loaded_dataset_from_photos (&source->dataset, photos, n_photos,
                                           eme, threads, error)
           ? g_steal_pointer (&source)
           : NULL;
}

void
train_pair_synthesis_free (TrainPairSynthesis *source)
{
  if (source == NULL)
    return;
  train_loaded_dataset_clear (&source->dataset);
  g_free (source);
}

/* Returns a share that depends on strength: low up to the strength from, then
 * rising linearly to high at strength 1. */
static double
rise (double strength, double from, double low, double high)
{
  return low + (high - low) * fmax (0, (strength - from) / (1 - from));
}

/* Draws the structure S (see pair-synthesis.h) into structure and, for a
 * teacher pair, the photo into input. Returns the kind of pair. */
static TrainPairKind
draw_structure (const TrainLoadedDataset *dataset,
                TrainRandom *random,
                double strength,
                TrainImage *structure,
                TrainImage *input)
{
  /* The share of teacher pairs among teacher, textured and identity pairs. */
  const double teacher =
    rise (strength, TEACHER_RISES_FROM, SHARE_TEACHER, SHARE_TEACHER_AT_1)
    / (1 - SHARE_SOFT - SHARE_PRINT);
  /* The factor that the shares of all other kinds are multiplied with. */
  const double rest = (1 - teacher) / (1 - SHARE_TEACHER);
  double part = train_random_uniform (random, 0, 1) - teacher;
  TrainPhotoCrop crop;

  if (part < SHARE_PHOTO * rest && dataset->n_photos > 0)
    {
      train_photo_crop_draw (dataset, random, structure->width, &crop);
      /* A texture is laid on the teacher's strongest result. A weaker one would
       * leave the photo's own texture in the truth, although the strength is to
       * remove it. */
      train_photo_crop_read (&crop, part >= 0 ? 1 : strength, structure);
      if (part >= 0)
        return TRAIN_PAIR_TEXTURED;
      train_photo_crop_read (&crop, 0, input);
      return TRAIN_PAIR_TEACHER;
    }
  part = part / rest - SHARE_PHOTO;
  return train_drawing_draw (dataset, random,
                             part >= 0 && part < SHARE_CLIP_ART
                               && dataset->n_clip_art > 0,
                             structure)
           ? TRAIN_PAIR_TEXTURED
           : TRAIN_PAIR_IDENTITY;
}

/* Changes the colours of input and truth in the same way: grey, or channels
 * permuted, and perhaps inverted. So the network learns that texture is texture
 * in any colour, and that grey stays grey. */
static void
change_colours (TrainRandom *random, TrainImage *input, TrainImage *truth)
{
  gboolean is_grey = train_random_chance (random, SHARE_GREY);
  gboolean is_inverted = train_random_chance (random, SHARE_INVERTED);
  int permutation = train_random_chance (random, SHARE_PERMUTED)
                      ? 1 + train_random_integer (random, 5)
                      : 0;
  /* permutation chooses one of the six orders of three channels: three
   * rotations, and three rotations with two channels swapped. */
  int order[3] = { permutation % 3, (permutation + 1) % 3,
                   (permutation + 2) % 3 };
  TrainImage *const images[] = { input, truth };

  if (permutation >= 3)
    {
      order[0] = (permutation + 1) % 3;
      order[1] = permutation % 3;
    }
  for (int k = 0; k < 2; k++)
    for (gsize i = 0; i < train_image_size (images[k]); i += 3)
      {
        TrainReal *to = images[k]->data + i;
        const TrainReal from[3] = { to[0], to[1], to[2] };
        const TrainReal grey = (from[0] + from[1] + from[2]) / 3;

        for (int c = 0; c < 3; c++)
          {
            to[c] = is_grey ? grey : from[order[c]];
            to[c] = is_inverted ? 1 - to[c] : to[c];
          }
      }
}

/* Gives image the size crop x crop x 3, unless it has this size already. */
static void
ensure_size (TrainImage *image, int crop)
{
  if (image->data != NULL && image->height == crop && image->width == crop
      && image->channels == 3)
    return;
  train_image_clear (image);
  train_image_init (image, crop, crop, 3);
}

/* The numbers from which the random streams of a pair begin. */
typedef struct
{
  guint64 seed, step, index;
} Sample;

static void
begin_stream (const Sample *sample, Stream stream, TrainRandom *random)
{
  train_random_init (random, sample->seed, sample->step, sample->index, stream);
}

static void
copy (const TrainImage *from, TrainImage *to)
{
  memcpy (to->data, from->data, train_image_size (from) * sizeof (TrainReal));
}

/* Draws isolated marks over truth and, if it is not NULL, input, with a
 * contrast that suits a texture of standard deviation sigma around them. */
static void
draw_marks (TrainRandom *random,
            double sigma,
            TrainImage *truth,
            TrainImage *input)
{
  TrainImage *const images[] = { truth, input };
  const double least =
    CLAMP (MARKS_SIGMAS * sigma, MARKS_CONTRAST, MAX_MARKS_CONTRAST);

  train_marks_draw (
    random, (TrainMarksKind) train_random_integer (random, TRAIN_MARKS_N_KINDS),
    least, images, input != NULL ? 2 : 1);
}

/* Makes a textured pair from the structure, which is in pair->truth. */
static void
lay_texture (const TrainPairSynthesis *source,
             const Sample *sample,
             TrainPairSample *pair)
{
  TrainImage *truth = &pair->truth;
  TrainImage texture, coarse;
  TrainRandom random, marks;
  gboolean has_marks, are_under;
  double sigma;

  train_image_init (&texture, truth->height, truth->width, 3);
  train_image_init (&coarse, truth->height, truth->width, 3);
  begin_stream (sample, STREAM_TEXTURE, &random);
  sigma = train_texture_draw (&source->dataset, &random, truth, pair->strength,
                              &texture, &coarse);
  for (gsize i = 0; i < train_image_size (truth); i++)
    truth->data[i] = CLAMP (truth->data[i] + coarse.data[i], 0, 1);
  begin_stream (sample, STREAM_MARKS, &marks);
  has_marks = train_random_chance (&marks, SHARE_MARKS);
  are_under = train_random_chance (&marks, 0.5);
  if (has_marks && are_under)
    draw_marks (&marks, sigma, truth, NULL);
  begin_stream (sample, STREAM_CLEAR, &random);
  if (train_random_chance (
        &random, rise (pair->strength, CLEAR_RISES_FROM, 0, SHARE_CLEAR_AT_1)))
    train_texture_keep_clear (truth, sigma, &texture);
  train_texture_lay (truth, &texture, sigma, pair->strength, &pair->input,
                     truth);
  if (has_marks && !are_under)
    draw_marks (&marks, sigma, truth, &pair->input);
  train_image_clear (&texture);
  train_image_clear (&coarse);
}

/* Draws a soft pair: a picture out of focus, mostly with grain, which the
 * strength weakens like any texture. */
static void
draw_soft (const TrainPairSynthesis *source,
           const Sample *sample,
           TrainPairSample *pair)
{
  TrainRandom random;
  TrainImage grain;

  pair->kind = TRAIN_PAIR_SOFT;
  begin_stream (sample, STREAM_STRUCTURE, &random);
  train_soft_picture_draw (&source->dataset, &random, &pair->truth);
  begin_stream (sample, STREAM_TEXTURE, &random);
  if (train_random_chance (&random, SHARE_CLEAN))
    {
      copy (&pair->truth, &pair->input);
      return;
    }
  train_image_init (&grain, pair->truth.height, pair->truth.width, 3);
  train_texture_lay (&pair->truth, &grain, train_grain_draw (&random, &grain),
                     pair->strength, &pair->input, &pair->truth);
  train_image_clear (&grain);
}

/* Draws a print pair from a photo that the teacher has smoothed, or a
 * drawing. */
static void
draw_print (const TrainPairSynthesis *source,
            const Sample *sample,
            TrainPairSample *pair)
{
  const TrainLoadedDataset *dataset = &source->dataset;
  TrainRandom random;
  TrainPhotoCrop crop;

  pair->kind = TRAIN_PAIR_PRINT;
  begin_stream (sample, STREAM_STRUCTURE, &random);
  if (dataset->n_photos > 0 && train_random_chance (&random, 0.5))
    {
      train_photo_crop_draw (dataset, &random, pair->truth.width, &crop);
      train_photo_crop_read (&crop, 1, &pair->truth);
    }
  else
    train_drawing_draw (dataset, &random, dataset->n_clip_art > 0,
                        &pair->truth);
  begin_stream (sample, STREAM_PRINT, &random);
  train_print_pair_make (&random, pair->strength, &pair->truth, &pair->input);
}

/* Draws a teacher, textured or identity pair. */
static void
draw_other (const TrainPairSynthesis *source,
            const Sample *sample,
            TrainPairSample *pair)
{
  TrainRandom random;

  begin_stream (sample, STREAM_STRUCTURE, &random);
  pair->kind = draw_structure (&source->dataset, &random, pair->strength,
                               &pair->truth, &pair->input);
  if (pair->kind == TRAIN_PAIR_TEXTURED)
    lay_texture (source, sample, pair);
  else if (pair->kind == TRAIN_PAIR_IDENTITY)
    {
      begin_stream (sample, STREAM_MARKS, &random);
      if (train_random_chance (&random, SHARE_MARKS))
        draw_marks (&random, 0, &pair->truth, NULL);
      copy (&pair->truth, &pair->input);
    }
}

gboolean
train_pair_synthesis_draw (const TrainPairSynthesis *source,
                           guint64 seed,
                           guint64 step,
                           int index,
                           int crop,
                           TrainPairSample *pair)
{
  const Sample sample = { seed, step, (guint64) index };
  TrainRandom random;
  double part;

  if (crop < MIN_CROP_PX || crop > MAX_CROP_PX)
    return FALSE;
  ensure_size (&pair->input, crop);
  ensure_size (&pair->truth, crop);
  begin_stream (&sample, STREAM_KIND, &random);
  /* Strength 1 is drawn more often than others, because users choose it most.
   */
  pair->strength = train_random_chance (&random, 0.1)
                     ? 1
                     : train_random_uniform (&random, MIN_STRENGTH, 1);
  part = train_random_uniform (&random, 0, 1);
  if (part < SHARE_SOFT)
    draw_soft (source, &sample, pair);
  else if (part < SHARE_SOFT + SHARE_PRINT)
    draw_print (source, &sample, pair);
  else
    draw_other (source, &sample, pair);
  begin_stream (&sample, STREAM_COLOUR, &random);
  change_colours (&random, &pair->input, &pair->truth);
  return TRUE;
}

void
train_pair_sample_clear (TrainPairSample *pair)
{
  train_image_clear (&pair->input);
  train_image_clear (&pair->truth);
}
