/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws training pairs for MI, see pair-source.h. Structure, texture and colour
 * of a sample are drawn from separate random streams, so that a change in how
 * textures are made moves no crop.
 */
#include "train/data/pair-source.h"

#include <math.h>

#include <smooth/error.h>

#include "train/base/random.h"
#include "train/data/clip-art.h"
#include "train/data/loaded-dataset.h"
#include "train/data/procedural-shapes.h"
#include "train/data/procedural-text.h"
#include "train/data/texture.h"

#define MIN_CROP_PX 16
#define MAX_CROP_PX 1024
#define MIN_STRENGTH 0.02
/* The share of teacher pairs among all pairs at strengths below
 * TEACHER_RISES_FROM. If photos or drawings are missing, procedural pictures
 * take their share. */
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
#define SHARE_PHOTO 0.38
#define SHARE_CLIP_ART 0.38
/* The share of drawings, and of procedural pictures, that get no texture and
 * have to stay as they are. */
#define IDENTITY_CLIP_ART 0.15
#define IDENTITY_PROCEDURAL 0.4
#define SHARE_TEXT 0.35
#define SHARE_BACKGROUND 0.3
#define MAX_SHAPES 12
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
} Stream;

struct _TrainPairSource
{
  TrainLoadedDataset dataset;
};

TrainPairSource *
train_pair_source_new (const char *folder,
                       SmoothThreads *threads,
                       GError **error)
{
  g_autoptr (TrainPairSource) source = g_new0 (TrainPairSource, 1);

  return train_loaded_dataset_load (&source->dataset, folder, TRAIN_PART_LEARN,
                                    threads, error)
           ? g_steal_pointer (&source)
           : NULL;
}

TrainPairSource *
train_pair_source_new_procedural (void)
{
  return g_new0 (TrainPairSource, 1);
}

TrainPairSource *
train_pair_source_new_from_photos (const TrainImage *photos,
                                   int n_photos,
                                   const TrainEme *eme,
                                   SmoothThreads *threads,
                                   GError **error)
{
  g_autoptr (TrainPairSource) source = g_new0 (TrainPairSource, 1);

  return train_loaded_dataset_from_photos (&source->dataset, photos, n_photos,
                                           eme, threads, error)
           ? g_steal_pointer (&source)
           : NULL;
}

void
train_pair_source_free (TrainPairSource *source)
{
  if (source == NULL)
    return;
  train_loaded_dataset_clear (&source->dataset);
  g_free (source);
}

/* Draws shapes, or a background alone, with or without text. */
static void
draw_procedural (TrainRandom *random, TrainImage *structure)
{
  TrainProceduralShapes shapes = { .n_shapes = 0 };

  /* Without shapes only the background is drawn, flat or graded. */
  if (!train_random_chance (random, SHARE_BACKGROUND))
    shapes.n_shapes = 1 + train_random_integer (random, MAX_SHAPES);
  train_procedural_shapes_draw (random, &shapes, structure, NULL);
  if (train_random_chance (random, SHARE_TEXT))
    train_procedural_text_draw (random, structure);
}

/* Returns low for strengths up to from. Above, it rises linearly, to high at
 * strength 1. */
static double
rise (double strength, double from, double low, double high)
{
  return low + (high - low) * fmax (0, (strength - from) / (1 - from));
}

/* Draws the structure S (see pair-source.h) into structure and, for a teacher
 * pair, the photo into input. Returns the kind of pair. */
static TrainPairKind
draw_structure (const TrainLoadedDataset *dataset,
                TrainRandom *random,
                double strength,
                TrainImage *structure,
                TrainImage *input)
{
  const double teacher =
    rise (strength, TEACHER_RISES_FROM, SHARE_TEACHER, SHARE_TEACHER_AT_1);
  /* The shares of the other kinds keep their proportions within the rest. */
  const double rest = (1 - teacher) / (1 - SHARE_TEACHER);
  double part = train_random_uniform (random, 0, 1) - teacher;
  double identity = train_random_uniform (random, 0, 1);
  TrainPhotoCrop crop;

  if (part < SHARE_PHOTO * rest && dataset->n_photos > 0)
    {
      train_photo_crop_draw (dataset, random, structure->width, &crop);
      train_photo_crop_read (&crop, strength, structure);
      if (part >= 0)
        return TRAIN_PAIR_TEXTURED;
      train_photo_crop_read (&crop, 0, input);
      return TRAIN_PAIR_TEACHER;
    }
  part = part / rest - SHARE_PHOTO;
  if (part >= 0 && part < SHARE_CLIP_ART && dataset->n_clip_art > 0)
    {
      train_clip_art_draw (dataset, random, structure);
      return identity < IDENTITY_CLIP_ART ? TRAIN_PAIR_IDENTITY
                                          : TRAIN_PAIR_TEXTURED;
    }
  draw_procedural (random, structure);
  return identity < IDENTITY_PROCEDURAL ? TRAIN_PAIR_IDENTITY
                                        : TRAIN_PAIR_TEXTURED;
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
  /* These are all six permutations of three channels: three rotations, and
   * three rotations with two channels swapped. */
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

gboolean
train_pair_source_draw (const TrainPairSource *source,
                        guint64 seed,
                        guint64 step,
                        int index,
                        int crop,
                        TrainPairSample *pair)
{
  TrainRandom random;

  if (crop < MIN_CROP_PX || crop > MAX_CROP_PX)
    return FALSE;
  ensure_size (&pair->input, crop);
  ensure_size (&pair->truth, crop);
  train_random_init (&random, seed, step, (guint64) index, STREAM_STRUCTURE);
  /* Strength 1 is drawn more often than others, because users choose it most.
   */
  pair->strength = train_random_chance (&random, 0.1)
                     ? 1
                     : train_random_uniform (&random, MIN_STRENGTH, 1);
  pair->kind = draw_structure (&source->dataset, &random, pair->strength,
                               &pair->truth, &pair->input);
  if (pair->kind == TRAIN_PAIR_TEXTURED)
    {
      TrainImage texture;
      double sigma;

      train_image_init (&texture, crop, crop, 3);
      train_random_init (&random, seed, step, (guint64) index, STREAM_TEXTURE);
      sigma = train_texture_draw (&source->dataset, &random, &pair->truth,
                                  pair->strength, &texture);
      train_random_init (&random, seed, step, (guint64) index, STREAM_CLEAR);
      if (train_random_chance (&random, rise (pair->strength, CLEAR_RISES_FROM,
                                              0, SHARE_CLEAR_AT_1)))
        train_texture_keep_clear (&pair->truth, sigma, &texture);
      train_texture_lay (&pair->truth, &texture, sigma, pair->strength,
                         &pair->input, &pair->truth);
      train_image_clear (&texture);
    }
  else if (pair->kind == TRAIN_PAIR_IDENTITY)
    for (gsize i = 0; i < train_image_size (&pair->truth); i++)
      pair->input.data[i] = pair->truth.data[i];
  train_random_init (&random, seed, step, (guint64) index, STREAM_COLOUR);
  change_colours (&random, &pair->input, &pair->truth);
  return TRUE;
}

void
train_pair_sample_clear (TrainPairSample *pair)
{
  train_image_clear (&pair->input);
  train_image_clear (&pair->truth);
}
