/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws training samples for EME, the edge map extractor; see
 * edge-sample-synthesis.h. */
#include "train/data/edge-sample-synthesis.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/base/random.h"
#include "train/data/annotated-photos.h"
#include "train/data/procedural-shapes.h"
#include "train/data/procedural-texture.h"
#include "train/data/warp.h"

#define MIN_CROP_PX 16
#define MAX_CROP_PX 1024
/* Beside a boundary, bilinear interpolation leaves small shares of annotators
 * in pixels where none of them drew. Shares up to this one count as no
 * boundary. */
#define NO_BOUNDARY 0.02
#define MIN_ZOOM 0.5
#define MAX_ZOOM 1.5
/* The least part of a crop's side that has to lie inside the photo. */
#define MIN_COVERED 0.8
#define MAX_TEXTURES 3
#define MIN_SHAPES 3
#define MAX_SHAPES 14

struct _TrainEdgeSource
{
  int n_photos;
  TrainWarpSource *photos;
  double shapes; /* share of procedural samples, 0 to 1 */
};

/* The data that the loading tasks share. */
typedef struct
{
  TrainWarpSource *photos;
  const GPtrArray *items; /* elements are TrainAnnotated */
  TrainTally *tally;
} Loading;

/* Returns, for each pixel, the share of annotators who drew a boundary there;
 * 255 is all of them. Free with g_free (). */
static guint8 *
get_shares (const TrainAnnotations *annotations)
{
  gsize n = (gsize) annotations->height * (gsize) annotations->width;
  guint8 *shares = g_malloc (n);

  for (gsize i = 0; i < n; i++)
    {
      int count = 0;

      for (int k = 0; k < annotations->n_annotators; k++)
        count += train_annotations_get (annotations, k)[i];
      shares[i] = (guint8) (count * 255 / annotations->n_annotators);
    }
  return shares;
}

/* Loads the photo with the number task. If it cannot be used, its place among
 * the photos stays empty. */
static void
load_task (gpointer data, int task, int thread)
{
  Loading *loading = data;
  g_auto (TrainAnnotations) annotations = { 0 };
  g_auto (TrainPicture) picture = { 0 };

  (void) thread;
  if (!train_annotated_load (g_ptr_array_index (loading->items, task),
                             loading->tally, &picture, &annotations))
    return;
  loading->photos[task] = (TrainWarpSource) { picture.height, picture.width,
                                              g_steal_pointer (&picture.rgb),
                                              get_shares (&annotations) };
}

TrainEdgeSource *
train_edge_source_new (const char *folder,
                       double shapes,
                       SmoothThreads *threads,
                       TrainTally *tally,
                       GError **error)
{
  g_autoptr (TrainTally) own = tally == NULL ? train_tally_new () : NULL;
  TrainTally *all = tally != NULL ? tally : own;
  g_autoptr (GPtrArray) items =
    train_annotated_list_train (folder, TRAIN_PART_LEARN, all, error);
  g_autoptr (TrainEdgeSource) source = NULL;
  Loading loading = { .items = items, .tally = all };

  if (items == NULL)
    return NULL;
  source = g_new0 (TrainEdgeSource, 1);
  source->shapes = shapes;
  source->photos = g_new0 (TrainWarpSource, items->len + 1);
  loading.photos = source->photos;
  smooth_threads_run (threads, (int) items->len, load_task, &loading);
  for (guint i = 0; i < items->len; i++)
    if (source->photos[i].rgb != NULL)
      source->photos[source->n_photos++] = source->photos[i];
  if (source->n_photos > 0)
    return g_steal_pointer (&source);
  train_annotated_fail (folder, "images/train, images/val", all, error);
  return NULL;
}

TrainEdgeSource *
train_edge_source_new_procedural (void)
{
  TrainEdgeSource *source = g_new0 (TrainEdgeSource, 1);

  source->shapes = 1;
  return source;
}

void
train_edge_source_free (TrainEdgeSource *source)
{
  if (source == NULL)
    return;
  for (int k = 0; k < source->n_photos; k++)
    {
      g_free (source->photos[k].rgb);
      g_free (source->photos[k].shares);
    }
  g_free (source->photos);
  g_free (source);
}

/* Returns a random centre, on one axis, for a crop that covers extent pixels of
 * a photo of length pixels, so that at least MIN_COVERED of the crop lies
 * inside the photo. */
static double
draw_centre (TrainRandom *random, int length, double extent)
{
  double margin = MIN (MIN_COVERED * extent / 2, length / 2.0);

  return train_random_uniform (random, margin, length - margin);
}

static void
draw_warp (TrainRandom *random,
           const TrainWarpSource *photo,
           int crop,
           TrainWarp *warp)
{
  gboolean is_turned = train_random_chance (random, 0.5);
  gboolean is_zoomed = train_random_chance (random, 0.6);
  double covering = MIN_COVERED * crop / MIN (photo->height, photo->width),
         extent;

  warp->angle = is_turned ? train_random_uniform (random, 0, 2 * G_PI)
                          : train_random_integer (random, 4) * G_PI / 2;
  warp->zoom =
    is_zoomed ? train_random_uniform (random, MIN_ZOOM, MAX_ZOOM) : 1;
  /* A photo too small for the crop is enlarged until it can cover at least
   * MIN_COVERED of the crop's side. */
  warp->zoom = MAX (warp->zoom, covering);
  warp->is_mirrored = train_random_chance (random, 0.5);
  extent =
    crop / warp->zoom * (fabs (cos (warp->angle)) + fabs (sin (warp->angle)));
  warp->x = draw_centre (random, photo->width, extent);
  warp->y = draw_centre (random, photo->height, extent);
  if (!is_turned && !is_zoomed)
    {
      /* With the crop's centre on the pixel grid, pixels are copied without
       * interpolation, so nothing is blurred. */
      warp->x = floor (warp->x) + (crop % 2) / 2.0;
      warp->y = floor (warp->y) + (crop % 2) / 2.0;
    }
}

/* Turns shares of annotators into the target values 1 (edge), 0 (no edge) and
 * -1 (ignored). */
static void
threshold_shares (TrainImage *target)
{
  for (gsize i = 0; i < train_image_size (target); i++)
    {
      /* The shares were rounded down to multiples of 1 / 255. Adding about 1 /
       * 255 makes up for that. */
      double share = (double) target->data[i] + 0.004;

      if (share < 0)
        continue;
      target->data[i] = share >= TRAIN_EDGE_AGREEMENT ? 1
                        : share > NO_BOUNDARY         ? -1
                                                      : 0;
    }
}

/* Changes brightness, contrast and saturation at random, as another camera or
 * another light would. */
static void
change_light (TrainRandom *random, TrainImage *photo)
{
  double contrast = train_random_uniform (random, 0.7, 1.3);
  double light = train_random_uniform (random, -0.1, 0.1);
  double colour = train_random_chance (random, 0.1)
                    ? 0
                    : train_random_uniform (random, 0.5, 1.4);
  TrainReal gain[3];

  for (int c = 0; c < 3; c++)
    gain[c] =
      (TrainReal) (contrast * train_random_uniform (random, 0.92, 1.08));
  for (gsize i = 0; i < train_image_size (photo); i += 3)
    {
      TrainReal *pixel = photo->data + i;
      TrainReal grey = (pixel[0] + pixel[1] + pixel[2]) / 3;

      for (int c = 0; c < 3; c++)
        {
          TrainReal value = grey + (TrainReal) colour * (pixel[c] - grey);

          value =
            gain[c] * (value - (TrainReal) 0.5) + (TrainReal) (0.5 + light);
          pixel[c] = CLAMP (value, 0, 1);
        }
    }
}

static void
draw_photo (const TrainEdgeSource *source,
            TrainRandom *random,
            TrainEdgeSample *edge)
{
  const TrainWarpSource *photo =
    source->photos + train_random_integer (random, source->n_photos);
  TrainWarp warp;

  draw_warp (random, photo, edge->photo.width, &warp);
  train_warp (photo, &warp, &edge->photo, &edge->target);
  threshold_shares (&edge->target);
  if (train_random_chance (random, 0.6))
    change_light (random, &edge->photo);
}

static void
draw_shapes (TrainRandom *random, TrainEdgeSample *edge)
{
  TrainImage textures[MAX_TEXTURES];
  TrainProceduralShapes shapes = {
    MIN_SHAPES + train_random_integer (random, MAX_SHAPES - MIN_SHAPES + 1),
    textures, train_random_integer (random, MAX_TEXTURES + 1)
  };

  for (int k = 0; k < shapes.n_textures; k++)
    {
      train_image_init (&textures[k], edge->photo.height, edge->photo.width, 3);
      train_procedural_texture_fill (
        random,
        (TrainTextureKind) train_random_integer (random, TRAIN_TEXTURE_N_KINDS),
        &textures[k]);
    }
  train_procedural_shapes_draw (random, &shapes, &edge->photo, &edge->target);
  for (int k = 0; k < shapes.n_textures; k++)
    train_image_clear (&textures[k]);
}

/* Gives image the size crop x crop x channels, unless it has this size already.
 */
static void
ensure_size (TrainImage *image, int crop, int channels)
{
  if (image->data != NULL && image->height == crop && image->width == crop
      && image->channels == channels)
    return;
  train_image_clear (image);
  train_image_init (image, crop, crop, channels);
}

gboolean
train_edge_source_draw (const TrainEdgeSource *source,
                        guint64 seed,
                        guint64 step,
                        int index,
                        int crop,
                        TrainEdgeSample *edge)
{
  TrainRandom random;

  if (crop < MIN_CROP_PX || crop > MAX_CROP_PX)
    return FALSE;
  ensure_size (&edge->photo, crop, 3);
  ensure_size (&edge->target, crop, 1);
  train_random_init (&random, seed, step, (guint64) index, 0);
  if (source->n_photos == 0 || train_random_chance (&random, source->shapes))
    draw_shapes (&random, edge);
  else
    draw_photo (source, &random, edge);
  return TRUE;
}

void
train_edge_sample_clear (TrainEdgeSample *edge)
{
  train_image_clear (&edge->photo);
  train_image_clear (&edge->target);
}
