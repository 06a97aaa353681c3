/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relative total variation, see rtv.h. A picture has four channels per pixel,
 * unused ones being 0, so that all channels are smoothed and solved at once.
 */
#include "train/filter/rtv.h"

#include <math.h>

#include <smooth/error.h>

#include "train/filter/laplacian-solver.h"

#define MIN_BLURRED 0.001f
#define MIN_GRADIENT 0.02f
#define MIN_SIGMA 0.5
/* At an edge with probability 1 in the edge map, the weight between two pixels
 * is multiplied by this, the least factor. */
#define MIN_SHARE 0.02f
/* The width of the Gaussian's window in units of sigma, as in the authors'
 * program. */
#define WINDOW 5
#define TOLERANCE 1e-5
#define MAX_ROUNDS 500
#define MAX_CHANNELS 4

const TrainRtv TRAIN_RTV_STRENGTHS[TRAIN_RTV_N_STRENGTHS] = {
  { 0.001, 1.5, 4, TRUE },
  { 0.0028, 2, 4, TRUE },
  { 0.0056, 2.5, 4, TRUE },
  { 0.01, 3, 4, TRUE },
};

/* The work space of one call of train_rtv_smooth (); all its arrays lie in one
 * block of memory. */
typedef struct
{
  TrainGridSolver solver;
  gpointer block;
  int height, width, channels;
  const TrainImage *edges; /* the edge map; NULL: none */
  TrainQuad *photo, *smooth, *blurred, *scratch;
  float *right, *down; /* the link weights of solver, lambda w */
} Work;

static float
sum_lengths (TrainQuad square)
{
  return sqrtf (square[0]) + sqrtf (square[1]) + sqrtf (square[2])
         + sqrtf (square[3]);
}

static float
sum_absolute (TrainQuad a)
{
  return fabsf (a[0]) + fabsf (a[1]) + fabsf (a[2]) + fabsf (a[3]);
}

static gboolean
work_init (Work *work, const TrainImage *photo, GError **error)
{
  gsize n = (gsize) photo->height * photo->width;
  TrainQuad *next;

  *work = (Work) { .height = photo->height,
                   .width = photo->width,
                   .channels = photo->channels };
  work->block = g_try_malloc_n (n, 5 * sizeof (TrainQuad) + 3 * sizeof (float));
  if (work->block == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                   "no memory to smooth a picture of %d x %d pixels",
                   photo->width, photo->height);
      return FALSE;
    }
  next = work->block;
  work->photo = next, next += n;
  work->smooth = next, next += n;
  work->blurred = next, next += n;
  work->scratch = next, next += n;
  work->solver.residual = next, next += n;
  work->solver.direction = work->blurred;
  work->solver.product = work->scratch;
  work->right = (float *) next;
  work->down = work->right + n;
  work->solver.pivot = work->down + n;
  work->solver.right = work->right;
  work->solver.down = work->down;
  work->solver.height = work->height;
  work->solver.width = work->width;
  for (gsize i = 0; i < n; i++)
    {
      work->photo[i] = (TrainQuad) { 0 };
      for (int c = 0; c < photo->channels; c++)
        work->photo[i][c] = (float) photo->data[i * photo->channels + c];
      work->smooth[i] = work->photo[i];
    }
  return TRUE;
}

/* Blurs a row or column of n pixels, which are stride apart in memory, with
 * replicate padding at its ends. */
static void
blur_line (const TrainQuad *from,
           TrainQuad *to,
           int n,
           gsize stride,
           const float *kernel,
           int radius)
{
  for (int i = 0; i < n; i++)
    {
      TrainQuad value = from[stride * i] * kernel[0];

      for (int k = 1; k <= radius; k++)
        value +=
          (from[stride * MAX (i - k, 0)] + from[stride * MIN (i + k, n - 1)])
          * kernel[k];
      to[stride * i] = value;
    }
}

/* Computes blurred = G * smooth, G being the Gaussian with this sigma; both
 * pictures are fields of work. */
static void
blur (Work *work, double sigma)
{
  int radius = (int) floor (WINDOW * sigma + 0.5) / 2;
  g_autofree float *kernel = g_new (float, radius + 1);
  double total = 0;

  for (int k = -radius; k <= radius; k++)
    total += exp (-k * k / (2 * sigma * sigma));
  for (int k = 0; k <= radius; k++)
    kernel[k] = (float) (exp (-k * k / (2 * sigma * sigma)) / total);
  for (int y = 0; y < work->height; y++)
    blur_line (work->smooth + (gsize) y * work->width,
               work->scratch + (gsize) y * work->width, work->width, 1, kernel,
               radius);
  for (int x = 0; x < work->width; x++)
    blur_line (work->scratch + x, work->blurred + x, work->height,
               (gsize) work->width, kernel, radius);
}

/* Returns the factor by which the edge map reduces the weight between pixels i
 * and j; 1 without an edge map. */
static float
get_share (const TrainImage *edges, gsize i, gsize j)
{
  TrainReal edge;

  if (edges == NULL)
    return 1;
  edge = MAX (edges->data[i], edges->data[j]);
  return MAX (1 - (float) edge, MIN_SHARE);
}

/* Computes the part of the weights that depends on the blurred picture G * S:
 * in bx and by the means over the channels of |G * d_x S| and |G * d_y S|, or,
 * if is_isotropic, in both that of the joint length (see rtv.h). dx and dy: the
 * blurred picture's differences of a pixel; part: 1 / number of channels. */
static void
measure_blurred (TrainQuad dx,
                 TrainQuad dy,
                 float part,
                 gboolean is_isotropic,
                 float *bx,
                 float *by)
{
  if (is_isotropic)
    {
      *bx = *by = sum_lengths (dx * dx + dy * dy) * part;
      return;
    }
  *bx = sum_absolute (dx) * part;
  *by = sum_absolute (dy) * part;
}

/* Computes the weights lambda w of the linear system (see rtv.h) from the
 * present smoothed picture, for the links between each pixel and its neighbours
 * to the right and below. */
static void
weigh (Work *work, const TrainRtv *rtv)
{
  const TrainQuad *s = work->smooth, *b = work->blurred;
  float part = 1.0f / (float) work->channels;

  for (int y = 0; y < work->height; y++)
    for (int x = 0; x < work->width; x++)
      {
        gsize i = (gsize) y * work->width + x;
        gboolean has_right = x + 1 < work->width;
        gboolean has_down = y + 1 < work->height;
        gsize east = has_right ? i + 1 : i;
        gsize south = has_down ? i + (gsize) work->width : i;
        TrainQuad dx = s[east] - s[i], dy = s[south] - s[i];
        float gradient = sum_lengths (dx * dx + dy * dy) * part;
        float common = (float) rtv->lambda / MAX (gradient, MIN_GRADIENT);
        float bx, by;

        measure_blurred (b[east] - b[i], b[south] - b[i], part,
                         rtv->is_isotropic, &bx, &by);
        bx = MAX (bx, MIN_BLURRED) / get_share (work->edges, i, east);
        by = MAX (by, MIN_BLURRED) / get_share (work->edges, i, south);
        work->right[i] = has_right ? common / bx : 0;
        work->down[i] = has_down ? common / by : 0;
      }
}

gboolean
train_rtv_smooth (const TrainRtv *rtv,
                  const TrainImage *photo,
                  const TrainImage *edges,
                  TrainImage *smooth,
                  GError **error)
{
  double sigma = rtv->sigma;
  gsize n = (gsize) photo->height * photo->width;
  Work work;

  g_return_val_if_fail (photo->channels <= MAX_CHANNELS, FALSE);
  if (!work_init (&work, photo, error))
    return FALSE;
  work.edges = edges;
  for (int k = 0; k < rtv->n_rounds; k++)
    {
      blur (&work, sigma);
      weigh (&work, rtv);
      train_grid_solver_run (&work.solver, work.photo, work.smooth, TOLERANCE,
                             MAX_ROUNDS);
      sigma = MAX (sigma / 2, MIN_SIGMA);
    }
  train_image_init (smooth, photo->height, photo->width, photo->channels);
  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < photo->channels; c++)
      smooth->data[i * photo->channels + c] = (TrainReal) work.smooth[i][c];
  g_free (work.block);
  return TRUE;
}
