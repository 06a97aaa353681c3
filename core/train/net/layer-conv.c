/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gradient of the weights is a sum of products over pixels, which
 * level/product.c does in runs of inputs that are neighbours in memory, on a
 * copy of a few rows with the padding's zeros around them.
 */
#include "train/net/layer-conv.h"

#include <string.h>

#include "kernel/arena.h"
#include "train/net/level/level.h"

/* Bytes of the copy, about: with the gradient's rows it is to stay in a core's
 * L2 cache. */
#define STRIP_BYTES (192 << 10)

struct _TrainConv
{
  SmoothConvShape shape;
  gsize weight_at, bias_at;
  const TrainLevel *level;
  TrainConvMath *math;
};

TrainConv *
train_conv_new (const SmoothConvSpec *spec,
                const TrainLayout *layout,
                SmoothCpuLevel level)
{
  TrainConv *conv = g_new0 (TrainConv, 1);
  g_autofree char *weight = g_strconcat (spec->name, ".weight", NULL);
  g_autofree char *bias = g_strconcat (spec->name, ".bias", NULL);

  conv->shape = spec->shape;
  conv->weight_at = train_layout_find (layout, weight);
  conv->bias_at = train_layout_find (layout, bias);
  conv->level = train_level_get (level);
  conv->math = train_conv_math_new (&spec->shape, level);
  return conv;
}

void
train_conv_free (TrainConv *conv)
{
  if (conv == NULL)
    return;
  train_conv_math_free (conv->math);
  g_free (conv);
}

void
train_conv_set_values (TrainConv *conv, const TrainReal *values)
{
  train_conv_math_set_values (conv->math, values + conv->weight_at,
                              values + conv->bias_at);
}

/* What the tasks of train_convs_set_values work on. */
typedef struct
{
  TrainConv *const *convs;
  const TrainReal *values;
} SetValues;

static void
set_values (gpointer data, int task, int thread)
{
  const SetValues *job = data;

  (void) thread;
  train_conv_set_values (job->convs[task], job->values);
}

void
train_convs_set_values (TrainConv *const *convs,
                        int n_convs,
                        const TrainReal *values,
                        SmoothThreads *threads)
{
  SetValues job = { convs, values };

  if (threads != NULL)
    smooth_threads_run (threads, n_convs, set_values, &job);
  else
    for (int i = 0; i < n_convs; i++)
      set_values (&job, i, 0);
}

/* Rows of outputs whose inputs are copied at once, and the copy's sizes. */
typedef struct
{
  int n_out_rows; /* whole strips' */
  int padding;
  gsize row_step; /* numbers */
  gsize n_bytes;
} Strip;

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

gsize
train_conv_get_scratch (const TrainConv *conv, int height, int width)
{
  const Strip strip = plan_strip (&conv->shape, height, width);

  return MAX (strip.n_bytes,
              train_conv_math_get_scratch (conv->math, height, width));
}

void
train_conv_forward (const TrainConv *conv,
                    const TrainConvPass *pass,
                    void *scratch)
{
  train_conv_math_forward (conv->math, pass, scratch);
}

/* n_rows rows of in from y on, with zeros around. */
static void
copy_rows (
  const TrainImage *in, const Strip *strip, int y, int n_rows, TrainReal *to)
{
  const gsize n_padding = (gsize) strip->padding * in->channels;
  const gsize n_row = (gsize) in->width * in->channels;

  for (int i = 0; i < n_rows; i++, to += strip->row_step)
    if (y + i < 0 || y + i >= in->height)
      memset (to, 0, strip->row_step * sizeof (TrainReal));
    else
      {
        memset (to, 0, n_padding * sizeof (TrainReal));
        memcpy (to + n_padding, train_image_at (in, y + i, 0),
                n_row * sizeof (TrainReal));
        memset (to + n_padding + n_row, 0, n_padding * sizeof (TrainReal));
      }
}

/* Adds the products of n_rows rows of inner from y on. rows: their inputs. */
static void
add_products (const TrainConv *conv,
              const TrainImage *inner,
              const Strip *strip,
              int y,
              int n_rows,
              const TrainReal *rows,
              TrainReal *weights)
{
  const SmoothConvShape *shape = &conv->shape;
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
    for (int run = 0; run < n_across; run++)
      {
        job.x = rows + row * shape->dilation * strip->row_step
                + (gsize) run * shape->dilation * c;
        job.sums = weights + (row * shape->size + run) * c;
        conv->level->product (&job);
      }
}

static void
add_weight_gradient (const TrainConv *conv,
                     const TrainImage *in,
                     const TrainImage *inner,
                     TrainReal *weights,
                     TrainReal *scratch)
{
  const Strip strip = plan_strip (&conv->shape, in->height, in->width);

  for (int y = 0; y < inner->height; y += strip.n_out_rows)
    {
      const int n_rows = MIN (strip.n_out_rows, inner->height - y);

      copy_rows (in, &strip, y * conv->shape.stride - strip.padding,
                 count_strip_rows (&conv->shape, n_rows), scratch);
      add_products (conv, inner, &strip, y, n_rows, scratch, weights);
    }
}

void
train_conv_backward (const TrainConv *conv,
                     const TrainConvPass *pass,
                     const TrainConvGradients *gradients,
                     void *scratch)
{
  const TrainImage *tap = pass->tap != NULL ? pass->tap : pass->out;
  const gboolean has_tap = pass->slope != 1 || gradients->scale != NULL;
  const gboolean is_plain = !has_tap && pass->scale == NULL;
  TrainReal *values = gradients->values;
  const TrainFinish finish = {
    .n_pixels = (gsize) pass->out->height * pass->out->width,
    .n_channels = pass->out->channels,
    .gradient = gradients->out->data,
    .tap = has_tap ? tap->data : NULL,
    .scale = pass->scale,
    .slope = pass->slope,
    .inner = gradients->inner->data,
    .bias_gradient = values != NULL ? values + conv->bias_at : NULL,
    .scale_gradient = gradients->scale,
    .shift_gradient = gradients->shift,
  };

  if (!is_plain || values != NULL || gradients->inner != gradients->out)
    conv->level->finish (&finish);
  if (values != NULL)
    add_weight_gradient (conv, pass->in, gradients->inner,
                         values + conv->weight_at, scratch);
  if (gradients->in != NULL)
    train_conv_math_backward (conv->math, gradients->inner, gradients->in_add,
                              gradients->in, scratch);
}
