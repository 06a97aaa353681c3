/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/layer-conv.h"

#include "train/net/simd/kernels.h"
#include "train/net/weight-gradient.h"

struct _TrainConv
{
  SmoothConvShape shape;
  gsize weight_at, bias_at;
  const TrainKernels *level;
  TrainConvMath *math;
};

TrainConv *
train_conv_new (const SmoothConvSpec *spec,
                const TrainLayout *layout,
                SmoothSimd level,
                GError **error)
{
  g_autoptr (TrainConv) conv = g_new0 (TrainConv, 1);
  g_autofree char *weight = g_strconcat (spec->name, ".weight", NULL);
  g_autofree char *bias = g_strconcat (spec->name, ".bias", NULL);

  conv->shape = spec->shape;
  conv->weight_at = train_layout_find (layout, weight);
  conv->bias_at = train_layout_find (layout, bias);
  conv->level = train_kernels_get (level);
  conv->math = train_conv_math_new (&spec->shape, level, error);
  return conv->math != NULL ? g_steal_pointer (&conv) : NULL;
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

gsize
train_conv_get_scratch (const TrainConv *conv, int height, int width)
{
  return MAX (train_weight_gradient_get_scratch (&conv->shape, height, width),
              train_conv_math_get_scratch (conv->math, height, width));
}

void
train_conv_forward (const TrainConv *conv,
                    const TrainConvPass *pass,
                    void *scratch)
{
  train_conv_math_forward (conv->math, pass, scratch);
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
    {
      const TrainWeightGradient job = { &conv->shape, conv->level, pass->in,
                                        gradients->inner,
                                        values + conv->weight_at };

      train_weight_gradient_add (&job, scratch);
    }
  if (gradients->in != NULL)
    train_conv_math_backward (conv->math, gradients->inner, gradients->in_add,
                              gradients->in, scratch);
}
