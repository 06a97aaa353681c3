/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uses one of two methods. 3x3 convolutions of stride 1 whose channels fill
 * whole vectors use Winograd's tiles, which need a quarter of the products
 * (simd/winograd-gradient.c). For the others, strips of the input's rows are
 * copied with replicate padding, so that the inputs of neighbouring outputs lie
 * at fixed distances in memory, and the products are added up over the strip.
 * Both add up by simd/outer-products.c, in an order that depends on the sizes
 * alone.
 */
#include "train/net/weight-gradient.h"

#include <string.h>

/* About the size of a strip of copied rows, and of the tiles that are
 * transformed at a time. Together with the rows of the gradient they fit into a
 * core's L2 cache. */
#define STRIP_BYTES (192 << 10)
#define TILES_BYTES (512 << 10)

/* The number of channels in the longest vector of any instruction set. */
#define CHANNELS_STEP 16

/* How many numbers lie between the arrays of two points of the transformed
 * tiles (a cache line of floats). Without the gap all arrays would begin at the
 * same offset within a memory page, and the processor would mistake loads from
 * one for loads of what was just stored to another, and wait. */
#define SKEW 16

/* ---- The method by strips of rows -------------------------------------------
 */

/* The sizes of a strip: rows of inputs that are copied, with replicate padding
 * at their ends. */
typedef struct
{
  int n_out_rows; /* output rows that a strip serves; the last strip may serve
                     fewer */
  int padding;    /* pixels added at each end of a row */
  gsize row_step; /* distance of two copied rows, counted in numbers */
  gsize n_bytes;  /* size of all copied rows */
} Strip;

/* Returns how many rows of inputs are read for n_out_rows rows of outputs. */
static int
count_strip_rows (const SmoothConvShape *shape, int n_out_rows)
{
  return (n_out_rows - 1) * shape->stride + (shape->size - 1) * shape->dilation
         + 1;
}

static Strip
plan_strip (const SmoothConvShape *shape, int height, int width)
{
  const int n_out = (height + shape->stride - 1) / shape->stride;
  Strip strip = { .padding = shape->dilation * (shape->size - 1) / 2 };
  gsize row_bytes;

  strip.row_step = (gsize) (width + 2 * strip.padding) * shape->in_channels;
  row_bytes = strip.row_step * sizeof (TrainReal);
  strip.n_out_rows =
    CLAMP ((int) (STRIP_BYTES / row_bytes) / shape->stride, 1, n_out);
  strip.n_bytes = count_strip_rows (shape, strip.n_out_rows) * row_bytes
                  + TRAIN_MAX_VECTOR_BYTES * 3;
  return strip;
}

/* Returns row y of the image in, or the nearest row if y lies outside. */
static const TrainReal *
find_row (const TrainImage *in, int y)
{
  return train_image_at (in, CLAMP (y, 0, in->height - 1), 0);
}

/* Copies n_rows rows of the image in, from row y on, with replicate padding at
 * both ends. */
static void
copy_rows (
  const TrainImage *in, const Strip *strip, int y, int n_rows, TrainReal *to)
{
  const gsize n_pixel = in->channels;
  const gsize n_row = in->width * n_pixel;

  for (int i = 0; i < n_rows; i++)
    {
      const TrainReal *from = find_row (in, y + i);

      for (int x = 0; x < strip->padding; x++, to += n_pixel)
        memcpy (to, from, n_pixel * sizeof (TrainReal));
      memcpy (to, from, n_row * sizeof (TrainReal));
      to += n_row;
      for (int x = 0; x < strip->padding; x++, to += n_pixel)
        memcpy (to, from + n_row - n_pixel, n_pixel * sizeof (TrainReal));
    }
}

/* Multiplies n_rows rows of gradients, from row y on, with rows, the copied
 * rows of inputs that are read for these outputs. Adds the products to the
 * gradients of the weights. With dilation 1 the three taps of a kernel's row
 * read neighbouring pixels, so one product handles all three. */
static void
add_products (const TrainWeightGradient *gradient,
              const Strip *strip,
              int y,
              int n_rows,
              const TrainReal *rows)
{
  const SmoothConvShape *shape = gradient->shape;
  const TrainImage *inner = gradient->gradient;
  const int c = shape->in_channels;
  const int n_across = shape->dilation == 1 ? 1 : shape->size;
  TrainProduct job = {
    .n_rows = n_rows,
    .n_pixels = inner->width,
    .x_row_step = strip->row_step * shape->stride,
    .x_pixel_step = (gsize) shape->stride * c,
    .n_x = shape->size / n_across * c,
    .g = train_image_at (inner, y, 0),
    .g_row_step = (gsize) inner->width * inner->channels,
    .g_pixel_step = inner->channels,
    .n_g = inner->channels,
    .sums_step = (gsize) shape->size * shape->size * c,
  };

  for (int row = 0; row < shape->size; row++)
    for (int part = 0; part < n_across; part++)
      {
        job.x = rows + row * shape->dilation * strip->row_step
                + (gsize) part * shape->dilation * c;
        job.sums = gradient->weights + (row * shape->size + part) * c;
        gradient->kernels->product (&job);
      }
}

static void
add_by_strips (const TrainWeightGradient *gradient, TrainReal *scratch)
{
  const TrainImage *in = gradient->in;
  const SmoothConvShape *shape = gradient->shape;
  const Strip strip = plan_strip (shape, in->height, in->width);
  const int height = gradient->gradient->height;

  for (int y = 0; y < height; y += strip.n_out_rows)
    {
      const int n_rows = MIN (strip.n_out_rows, height - y);

      copy_rows (in, &strip, y * shape->stride - strip.padding,
                 count_strip_rows (shape, n_rows), scratch);
      add_products (gradient, &strip, y, n_rows, scratch);
    }
}

/* ---- The method by Winograd tiles
 * -------------------------------------------- */

static gboolean
has_tiles (const SmoothConvShape *shape)
{
  return shape->size == 3 && shape->stride == 1 && shape->dilation == 1
         && shape->in_channels % CHANNELS_STEP == 0
         && shape->out_channels % CHANNELS_STEP == 0;
}

/* How the scratch of the method by tiles is divided: it holds rows of
 * transformed tiles of inputs and of gradients, the sums of their products for
 * each of the 36 points of a transformed tile, and a row of zeros. */
typedef struct
{
  int n_across,
    /* The number of tiles in a row of tiles, and that of the rows of tiles that
     * are transformed at a time. */
    n_rows;
  /* distances from one point's array to the next, counted in numbers */
  gsize in_step, gradient_step, sums_step;
  /* length of the row of zeros, which stands for rows of gradients below the
   * plane's last one */
  gsize n_zeros;
  gsize n_bytes; /* size of the whole scratch */
} Tiles;

static Tiles
plan_tiles (const SmoothConvShape *shape, int height, int width)
{
  const gsize n_in = shape->in_channels, n_out = shape->out_channels;
  const int n_down = (height + TRAIN_TILE_OUT - 1) / TRAIN_TILE_OUT;
  Tiles tiles = {
    .n_across = (width + TRAIN_TILE_OUT - 1) / TRAIN_TILE_OUT,
    .sums_step = n_in * n_out,
    .n_zeros = width * n_out,
  };
  const gsize row_bytes =
    tiles.n_across * (n_in + n_out) * TRAIN_TILE_POINTS * sizeof (TrainReal);
  gsize n_tiles;

  tiles.n_rows = CLAMP ((int) (TILES_BYTES / row_bytes), 1, n_down);
  n_tiles = (gsize) tiles.n_rows * tiles.n_across;
  tiles.in_step = n_tiles * n_in + SKEW;
  tiles.gradient_step = n_tiles * n_out + SKEW;
  tiles.n_bytes =
    (TRAIN_TILE_POINTS * (tiles.in_step + tiles.gradient_step + tiles.sums_step)
     + tiles.n_zeros)
      * sizeof (TrainReal)
    + TRAIN_MAX_VECTOR_BYTES;
  return tiles;
}

/* The arrays into which the scratch is divided, see Tiles. */
typedef struct
{
  TrainReal *zeros, *sums, *in, *gradient;
} Parts;

static Parts
cut_scratch (const Tiles *tiles, TrainReal *scratch)
{
  Parts parts = { .zeros = scratch };

  parts.sums = parts.zeros + tiles->n_zeros;
  parts.in = parts.sums + TRAIN_TILE_POINTS * tiles->sums_step;
  parts.gradient = parts.in + TRAIN_TILE_POINTS * tiles->in_step;
  return parts;
}

/* Finds the six rows of inputs that belong to the row of tiles whose outputs
 * begin in row y. */
static void
find_rows_in (const TrainImage *in, int y, const TrainReal **rows)
{
  for (int i = 0; i < TRAIN_TILE_IN; i++)
    rows[i] = find_row (in, y - 1 + i);
}

/* Finds the four rows of gradients that belong to the row of tiles whose
 * outputs begin in row y. Below the plane's last row they are rows of zeros. */
static void
find_rows_gradient (const TrainImage *gradient,
                    int y,
                    const TrainReal *zeros,
                    const TrainReal **rows)
{
  for (int i = 0; i < TRAIN_TILE_OUT; i++)
    rows[i] =
      y + i < gradient->height ? train_image_at (gradient, y + i, 0) : zeros;
}

/* Transforms the inputs and the gradients of n_rows rows of tiles, beginning
 * with the row of tiles number first. */
static void
transform_tiles (const TrainWeightGradient *gradient,
                 const Tiles *tiles,
                 const Parts *parts,
                 int first,
                 int n_rows)
{
  const TrainImage *in = gradient->in, *out = gradient->gradient;

  for (int row = 0; row < n_rows; row++)
    {
      const int y = (first + row) * TRAIN_TILE_OUT;
      TrainTiles job = {
        .n_across = tiles->n_across,
        .n_columns = in->width,
        .n_channels = in->channels,
        .to = parts->in + (gsize) row * tiles->n_across * in->channels,
        .point_step = tiles->in_step,
      };

      find_rows_in (in, y, job.rows);
      gradient->kernels->tiles_in (&job);
      job.n_channels = out->channels;
      job.to = parts->gradient + (gsize) row * tiles->n_across * out->channels;
      job.point_step = tiles->gradient_step;
      find_rows_gradient (out, y, parts->zeros, job.rows);
      gradient->kernels->tiles_gradient (&job);
    }
}

/* Multiplies n_tiles transformed tiles of inputs and gradients. Adds the
 * products to the sums, or sets the sums to them if these are the first tiles.
 */
static void
multiply_tiles (const TrainWeightGradient *gradient,
                const Tiles *tiles,
                const Parts *parts,
                int n_tiles,
                gboolean is_first)
{
  const int n_in = gradient->shape->in_channels;
  const int n_out = gradient->shape->out_channels;
  TrainProduct job = {
    .n_rows = 1,
    .n_pixels = n_tiles,
    .x_pixel_step = n_in,
    .n_x = n_in,
    .g_pixel_step = n_out,
    .n_g = n_out,
    .sums_step = n_in,
    .is_first = is_first,
  };

  for (int point = 0; point < TRAIN_TILE_POINTS; point++)
    {
      job.x = parts->in + point * tiles->in_step;
      job.g = parts->gradient + point * tiles->gradient_step;
      job.sums = parts->sums + point * tiles->sums_step;
      gradient->kernels->product (&job);
    }
}

static void
add_by_tiles (const TrainWeightGradient *gradient, TrainReal *scratch)
{
  const TrainImage *in = gradient->in;
  const SmoothConvShape *shape = gradient->shape;
  const Tiles tiles = plan_tiles (shape, in->height, in->width);
  const Parts parts = cut_scratch (&tiles, scratch);
  const int n_down = (in->height + TRAIN_TILE_OUT - 1) / TRAIN_TILE_OUT;

  memset (parts.zeros, 0, tiles.n_zeros * sizeof (TrainReal));
  for (int first = 0; first < n_down; first += tiles.n_rows)
    {
      const int n_rows = MIN (tiles.n_rows, n_down - first);

      transform_tiles (gradient, &tiles, &parts, first, n_rows);
      multiply_tiles (gradient, &tiles, &parts, n_rows * tiles.n_across,
                      first == 0);
    }
  gradient->kernels->tiles_weights (shape->in_channels, shape->out_channels,
                                    parts.sums, gradient->weights);
}

/* ---- The public functions ------------------------------------------------ */

gsize
train_weight_gradient_get_scratch (const SmoothConvShape *shape,
                                   int height,
                                   int width)
{
  return has_tiles (shape) ? plan_tiles (shape, height, width).n_bytes
                           : plan_strip (shape, height, width).n_bytes;
}

void
train_weight_gradient_add (const TrainWeightGradient *gradient, void *scratch)
{
  if (has_tiles (gradient->shape))
    add_by_tiles (gradient, scratch);
  else
    add_by_strips (gradient, scratch);
}
