/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Photos with boundaries, and shapes, as samples; see edges.h. */
#include "train/data/edge-source.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/base/random.h"
#include "train/data/annotated.h"
#include "train/data/procedural.h"
#include "train/data/shapes.h"
#include "train/data/warp.h"

#define SMALLEST_CROP 16
#define LARGEST_CROP 1024
/* Below this share it is no more than a sample's soft rim of an edge. */
#define NOTHING 0.02
#define SMALLEST_ZOOM 0.5
#define LARGEST_ZOOM 1.5
/* How much of a crop, along a side, a photo should fill at least. */
#define LEAST_FILLED 0.8
#define MOST_TEXTURES 3
#define LEAST_SHAPES 3
#define MOST_SHAPES 14

struct _TrainEdgeSource
{
  int n_photos;
  TrainWarpSource *photos;
  double shapes; /* the share of procedural samples */
};

/* What the loading tasks share. */
typedef struct
{
  TrainWarpSource *photos;
  const GPtrArray *items; /* of TrainAnnotated */
  TrainTally *tally;
} Load;

/* The share of annotators per pixel, 255: all. */
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

/* Loads a photo, or leaves it out: photos[task] then stays empty. */
static void
load_task (gpointer data, int task, int thread)
{
  Load *load = data;
  g_auto (TrainAnnotations) annotations = { 0 };
  g_auto (TrainPicture) picture = { 0 };

  (void) thread;
  if (!train_annotated_load (g_ptr_array_index (load->items, task), load->tally,
                             &picture, &annotations))
    return;
  load->photos[task] = (TrainWarpSource){ picture.height, picture.width,
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
  g_autoptr (GPtrArray) items = train_annotated_list_train (folder, all, error);
  g_autoptr (TrainEdgeSource) edges = NULL;
  Load load = { .items = items, .tally = all };

  if (items == NULL)
    return NULL;
  edges = g_new0 (TrainEdgeSource, 1);
  edges->shapes = shapes;
  edges->photos = g_new0 (TrainWarpSource, items->len + 1);
  load.photos = edges->photos;
  smooth_threads_run (threads, (int) items->len, load_task, &load);
  for (guint i = 0; i < items->len; i++)
    if (edges->photos[i].rgb != NULL)
      edges->photos[edges->n_photos++] = edges->photos[i];
  if (edges->n_photos > 0)
    return g_steal_pointer (&edges);
  train_annotated_fail (folder, "images/train, images/val", all, error);
  return NULL;
}

TrainEdgeSource *
train_edge_source_new_procedural (void)
{
  TrainEdgeSource *edges = g_new0 (TrainEdgeSource, 1);

  edges->shapes = 1;
  return edges;
}

void
train_edge_source_free (TrainEdgeSource *edges)
{
  if (edges == NULL)
    return;
  for (int k = 0; k < edges->n_photos; k++)
    {
      g_free (edges->photos[k].rgb);
      g_free (edges->photos[k].shares);
    }
  g_free (edges->photos);
  g_free (edges);
}

/* A middle on an axis of length pixels so that the crop, extent pixels long
 * there, lies mostly within. */
static double
draw_middle (TrainRandom *random, int length, double extent)
{
  double margin = MIN (LEAST_FILLED * extent / 2, length / 2.0);

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
  double fitting = LEAST_FILLED * crop / MIN (photo->height, photo->width),
         extent;

  warp->angle = is_turned ? train_random_uniform (random, 0, 2 * G_PI)
                          : train_random_integer (random, 4) * G_PI / 2;
  warp->zoom =
    is_zoomed ? train_random_uniform (random, SMALLEST_ZOOM, LARGEST_ZOOM) : 1;
  /* A crop larger than the photo has to be filled. */
  warp->zoom = MAX (warp->zoom, fitting);
  warp->is_mirrored = train_random_chance (random, 0.5);
  extent =
    crop / warp->zoom * (fabs (cos (warp->angle)) + fabs (sin (warp->angle)));
  warp->x = draw_middle (random, photo->width, extent);
  warp->y = draw_middle (random, photo->height, extent);
  if (!is_turned && !is_zoomed)
    {
      /* On the grid, so that nothing is blurred. */
      warp->x = floor (warp->x) + (crop % 2) / 2.0;
      warp->y = floor (warp->y) + (crop % 2) / 2.0;
    }
}

/* Shares of annotators to edges. */
static void
decide (TrainImage *target)
{
  for (gsize i = 0; i < train_image_size (target); i++)
    {
      /* The shares are rounded to 1 / 255, downwards. */
      double share = (double) target->data[i] + 0.004;

      if (share < 0)
        continue;
      target->data[i] = share >= TRAIN_EDGE_AGREEMENT ? 1
                        : share > NOTHING             ? -1
                                                      : 0;
    }
}

/* Brightness, contrast and colour as another camera might have them. */
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
draw_photo (const TrainEdgeSource *edges, TrainRandom *random, TrainEdgeSample *edge)
{
  const TrainWarpSource *photo =
    edges->photos + train_random_integer (random, edges->n_photos);
  TrainWarp warp;

  draw_warp (random, photo, edge->photo.width, &warp);
  train_warp (photo, &warp, &edge->photo, &edge->target);
  decide (&edge->target);
  if (train_random_chance (random, 0.6))
    change_light (random, &edge->photo);
}

static void
draw_shapes (TrainRandom *random, TrainEdgeSample *edge)
{
  TrainImage textures[MOST_TEXTURES];
  TrainShapes shapes = {
    LEAST_SHAPES
      + train_random_integer (random, MOST_SHAPES - LEAST_SHAPES + 1),
    textures, train_random_integer (random, MOST_TEXTURES + 1)
  };

  for (int k = 0; k < shapes.n_textures; k++)
    {
      train_image_init (&textures[k], edge->photo.height, edge->photo.width, 3);
      train_procedural_fill (
        random,
        (TrainTextureKind) train_random_integer (random, TRAIN_TEXTURE_N_KINDS),
        &textures[k]);
    }
  train_shapes_draw (random, &shapes, &edge->photo, &edge->target);
  for (int k = 0; k < shapes.n_textures; k++)
    train_image_clear (&textures[k]);
}

/* Makes image crop x crop x channels, or leaves it if it is. */
static void
prepare (TrainImage *image, int crop, int channels)
{
  if (image->data != NULL && image->height == crop && image->width == crop
      && image->channels == channels)
    return;
  train_image_clear (image);
  train_image_init (image, crop, crop, channels);
}

gboolean
train_edge_source_draw (const TrainEdgeSource *edges,
                  guint64 seed,
                  guint64 step,
                  int index,
                  int crop,
                  TrainEdgeSample *edge)
{
  TrainRandom random;

  if (crop < SMALLEST_CROP || crop > LARGEST_CROP)
    return FALSE;
  prepare (&edge->photo, crop, 3);
  prepare (&edge->target, crop, 1);
  train_random_init (&random, seed, step, (guint64) index, 0);
  if (edges->n_photos == 0 || train_random_chance (&random, edges->shapes))
    draw_shapes (&random, edge);
  else
    draw_photo (edges, &random, edge);
  return TRUE;
}

void
train_edge_sample_clear (TrainEdgeSample *edge)
{
  train_image_clear (&edge->photo);
  train_image_clear (&edge->target);
}
