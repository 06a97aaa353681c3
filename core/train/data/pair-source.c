/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mixture of pairs, see pair.h. A sample is drawn in streams of
 * random numbers, so that a change in how textures are made moves no crop.
 */
#include "train/data/pair-source.h"

#include <math.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/base/random.h"
#include "train/data/bank.h"
#include "train/data/clip-art.h"
#include "train/data/shapes.h"
#include "train/data/text.h"
#include "train/data/texture.h"

#define SMALLEST_CROP 16
#define LARGEST_CROP 1024
#define WEAKEST 0.02
/* Of what there is; where photos or drawings lack, their share goes to the
 * procedural ones. */
#define SHARE_TEACHER 0.12
/* Textures that are clipped at black and white teach to brighten what is bright
 * and to darken what is dark, which no photo may be at the full strength. So
 * towards it more and more of the textures keep clear of black and white, and
 * the teacher's share rises. */
#define SHARE_TEACHER_FULL 0.5
#define TEACHER_RISES_FROM 0.8
#define SHARE_CLEAR_FULL 0.85
#define CLEAR_RISES_FROM 0.7
#define SHARE_PHOTO 0.38
#define SHARE_CLIP_ART 0.38
/* Structures that stay as they are, of each kind. */
#define IDENTITY_CLIP_ART 0.15
#define IDENTITY_PROCEDURAL 0.4
#define SHARE_TEXT 0.35
#define SHARE_BACKGROUND 0.3
#define MOST_SHAPES 12
/* Of all samples: shown in grey, in exchanged colours, as a negative. */
#define SHARE_GREY 0.15
#define SHARE_EXCHANGED 0.5
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
  TrainBank bank;
};

TrainPairSource *
train_pair_source_new (const char *folder, SmoothThreads *threads, GError **error)
{
  g_autoptr (TrainPairSource) pairs = g_new0 (TrainPairSource, 1);

  return train_bank_load (&pairs->bank, folder, TRAIN_PART_LEARN, threads,
                          error)
           ? g_steal_pointer (&pairs)
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
  g_autoptr (TrainPairSource) pairs = g_new0 (TrainPairSource, 1);

  return train_bank_smooth (&pairs->bank, photos, n_photos, eme, threads,
                            error)
           ? g_steal_pointer (&pairs)
           : NULL;
}

void
train_pair_source_free (TrainPairSource *pairs)
{
  if (pairs == NULL)
    return;
  train_bank_clear (&pairs->bank);
  g_free (pairs);
}

/* Shapes, often few or none, with text or without. */
static void
draw_procedural (TrainRandom *random, TrainImage *structure)
{
  TrainShapes shapes = { .n_shapes = 0 };

  /* Some are a background alone: flat or graded. */
  if (!train_random_chance (random, SHARE_BACKGROUND))
    shapes.n_shapes = 1 + train_random_integer (random, MOST_SHAPES);
  train_shapes_draw (random, &shapes, structure, NULL);
  if (train_random_chance (random, SHARE_TEXT))
    train_text_draw (random, structure);
}

/* low up to strength from, then rising to high at the full one. */
static double
rise (double strength, double from, double low, double high)
{
  return low + (high - low) * fmax (0, (strength - from) / (1 - from));
}

/* Draws S into structure; for a teacher pair also the photo into input. */
static TrainPairKind
draw_structure (const TrainBank *bank,
                TrainRandom *random,
                double strength,
                TrainImage *structure,
                TrainImage *input)
{
  const double teacher =
    rise (strength, TEACHER_RISES_FROM, SHARE_TEACHER, SHARE_TEACHER_FULL);
  /* The others divide the rest. */
  const double rest = (1 - teacher) / (1 - SHARE_TEACHER);
  double part = train_random_uniform (random, 0, 1) - teacher;
  double identity = train_random_uniform (random, 0, 1);
  TrainBankCrop crop;

  if (part < SHARE_PHOTO * rest && bank->n_photos > 0)
    {
      train_bank_draw_crop (bank, random, structure->width, &crop);
      train_bank_read_crop (&crop, strength, structure);
      if (part >= 0)
        return TRAIN_PAIR_TEXTURED;
      train_bank_read_crop (&crop, 0, input);
      return TRAIN_PAIR_TEACHER;
    }
  part = part / rest - SHARE_PHOTO;
  if (part >= 0 && part < SHARE_CLIP_ART && bank->n_clip_art > 0)
    {
      train_clip_art_draw (bank, random, structure);
      return identity < IDENTITY_CLIP_ART ? TRAIN_PAIR_IDENTITY
                                          : TRAIN_PAIR_TEXTURED;
    }
  draw_procedural (random, structure);
  return identity < IDENTITY_PROCEDURAL ? TRAIN_PAIR_IDENTITY
                                        : TRAIN_PAIR_TEXTURED;
}

/* The same change of colours in both: grey, or channels exchanged; and perhaps
 * dark for light. None of it makes texture of structure, and what is grey has
 * to stay grey. */
static void
change_colours (TrainRandom *random, TrainImage *input, TrainImage *truth)
{
  gboolean is_grey = train_random_chance (random, SHARE_GREY);
  gboolean is_inverted = train_random_chance (random, SHARE_INVERTED);
  int turn = train_random_chance (random, SHARE_EXCHANGED)
               ? 1 + train_random_integer (random, 5)
               : 0;
  /* The six orders of three channels. */
  int order[3] = { turn % 3, (turn + 1) % 3, (turn + 2) % 3 };
  TrainImage *const images[] = { input, truth };

  if (turn >= 3)
    {
      order[0] = (turn + 1) % 3;
      order[1] = turn % 3;
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

/* Makes image crop x crop x 3, or leaves it if it is. */
static void
prepare (TrainImage *image, int crop)
{
  if (image->data != NULL && image->height == crop && image->width == crop
      && image->channels == 3)
    return;
  train_image_clear (image);
  train_image_init (image, crop, crop, 3);
}

gboolean
train_pair_source_draw (const TrainPairSource *pairs,
                  guint64 seed,
                  guint64 step,
                  int index,
                  int crop,
                  TrainPairSample *pair)
{
  TrainRandom random;

  if (crop < SMALLEST_CROP || crop > LARGEST_CROP)
    return FALSE;
  prepare (&pair->input, crop);
  prepare (&pair->truth, crop);
  train_random_init (&random, seed, step, (guint64) index, STREAM_STRUCTURE);
  /* The full strength is what people choose most. */
  pair->strength = train_random_chance (&random, 0.1)
                     ? 1
                     : train_random_uniform (&random, WEAKEST, 1);
  pair->kind = draw_structure (&pairs->bank, &random, pair->strength,
                               &pair->truth, &pair->input);
  if (pair->kind == TRAIN_PAIR_TEXTURED)
    {
      TrainImage texture;
      double sigma;

      train_image_init (&texture, crop, crop, 3);
      train_random_init (&random, seed, step, (guint64) index, STREAM_TEXTURE);
      sigma =
        train_texture_draw (&pairs->bank, &random, &pair->truth, pair->strength,
                            &texture);
      train_random_init (&random, seed, step, (guint64) index, STREAM_CLEAR);
      if (train_random_chance (&random,
                               rise (pair->strength, CLEAR_RISES_FROM, 0,
                                     SHARE_CLEAR_FULL)))
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
