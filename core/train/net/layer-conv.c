/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/net/layer-conv.h"

#include "train/net/simd/kernels.h"
#include "train/net/weight-gradient.h"

struct _TrainConv
{
  SmoothConvShape shape;
  gsize weight_at, bias_at;
  const TrainKernels *kernels;
  TrainConvMath *math;
};

TrainConv *
train_conv_new (const SmoothConvSpec *spec,
                const TrainLayout *layout,
                SmoothSimd simd,
                GError **error)
{
  g_autoptr (TrainConv) conv = g_new0 (TrainConv, 1);
  g_autofree char *weight = g_strconcat (spec->name, ".weight", NULL);
  g_autofree char *bias = g_strconcat (spec->name, ".bias", NULL);

  conv->shape = spec->shape;
  conv->weight_at = train_layout_find (layout, weight);
  conv->bias_at = train_layout_find (layout, bias);
  conv->kernels = train_kernels_get (simd);
  conv->math = train_conv_math_new (&spec->shape, simd, error);
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
  const TrainImage *activated =
    pass->activated != NULL ? pass->activated : pass->out;
  const gboolean has_activated = pass->slope != 1 || gradients->scale != NULL;
  const gboolean is_plain = !has_activated && pass->scale == NULL;
  TrainReal *values = gradients->values;
  const TrainActivationGradient activation = {
    .n_pixels = (gsize) pass->out->height * pass->out->width,
    .n_channels = pass->out->channels,
    .gradient = gradients->out->data,
    .activated = has_activated ? activated->data : NULL,
    .scale = pass->scale,
    .slope = pass->slope,
    .inner = gradients->inner->data,
    .bias_gradient = values != NULL ? values + conv->bias_at : NULL,
    .scale_gradient = gradients->scale,
    .shift_gradient = gradients->shift,
  };

  if (!is_plain || values != NULL || gradients->inner != gradients->out)
    conv->kernels->activation_backward (&activation);
  if (values != NULL)
    {
      const TrainWeightGradient job = { &conv->shape, conv->kernels, pass->in,
                                        gradients->inner,
                                        values + conv->weight_at };

      train_weight_gradient_add (&job, scratch);
    }
  if (gradients->in != NULL)
    train_conv_math_backward (conv->math, gradients->inner, gradients->in_add,
                              gradients->in, scratch);
}
