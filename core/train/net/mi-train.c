/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MI, the main interpreter, for training: the forward and the backward pass
 * through the steps of core/net/mi-architecture.h.
 *
 * All images of the forward pass are kept for the backward pass. The backward
 * pass goes through the steps in reverse order, with one image of gradients for
 * each plane: before a step it holds the gradient at the step's output, and
 * after it the gradient at the step's input. After an up-sampling, the image on
 * the larger plane holds the gradient of the skip connection; when the pass
 * reaches the encoder's step on that plane, it adds to it. */
#include "train/net/mi-train-private.h"

#include <math.h>
#include <string.h>

#include "train/net/layer-colour-gate.h"
#include "train/net/layer-upsample.h"

/* One forward or backward pass through the network. */
typedef struct
{
  const TrainMi *mi;
  TrainMiActivations *activations;
  void *scratch;
  /* Where the scales and shifts of the modulated block that comes next begin in
   * the array of all modulations. The forward pass counts this index up, the
   * backward pass counts it down from the end. */
  int modulation;
  /* the vector of the parameters' gradients, to which the backward pass adds */
  TrainReal *values;
} NetworkPass;

static const TrainImage *
get_step_input (const TrainMiActivations *activations, int step)
{
  return step == 0 ? &activations->in : &activations->steps[step - 1].out;
}

/* Returns the image that the skip connection adds to the result of an
 * up-sampling step: the output of the encoder's last step on the same plane. */
static const TrainImage *
get_skip (const TrainMiActivations *activations, int step)
{
  const int size = smooth_mi_steps[step].size;
  int i = step - 1;

  while (smooth_mi_steps[i].size != size)
    i--;
  return &activations->steps[i].out;
}

/* Describes the convolution of a step that is no residual block, with the
 * step's input y: f (conv (y)), where f is the activation, or conv (y) before
 * it is up-sampled. */
static TrainConvPass
get_convolution_pass (TrainMiActivations *activations, int step)
{
  TrainMiStep *images = &activations->steps[step];
  const gboolean is_upsampled =
    smooth_mi_steps[step].operation == SMOOTH_MI_UPSAMPLE;

  return (TrainConvPass) {
    .in = get_step_input (activations, step),
    .out = is_upsampled ? &images->coarse : &images->out,
    .slope = is_upsampled ? 1 : SLOPE,
  };
}

/* Describes the first convolution a of a residual block with the input x: m (f
 * (a (x))), where f is the activation and m the modulation, or f (a (x)) in the
 * encoder, which has no modulation. */
static TrainConvPass
get_inner_pass (const NetworkPass *pass, int step)
{
  TrainMiActivations *activations = pass->activations;
  TrainMiStep *images = &activations->steps[step];
  const TrainImage *x = get_step_input (activations, step);

  if (smooth_mi_steps[step].operation == SMOOTH_MI_RESIDUAL)
    return (
      TrainConvPass) { .in = x, .out = &images->activated, .slope = SLOPE };
  return (TrainConvPass) {
    .in = x,
    .out = &images->modulated,
    .activated = &images->activated,
    .scale = activations->modulations + pass->modulation,
    .shift = activations->modulations + pass->modulation + x->channels,
    .slope = SLOPE,
  };
}

/* Describes the second convolution b of a residual block with the input x: x +
 * b (result of the first convolution). */
static TrainConvPass
get_outer_pass (TrainMiActivations *activations, int step)
{
  TrainMiStep *images = &activations->steps[step];
  const gboolean is_modulated =
    smooth_mi_steps[step].operation == SMOOTH_MI_MODULATED;

  return (TrainConvPass) {
    .in = is_modulated ? &images->modulated : &images->activated,
    .out = &images->out,
    .residual = get_step_input (activations, step),
    .slope = 1,
  };
}

/* Describes the network's last convolution, which makes the residual: gate *
 * OUT (y), where y is the last step's output. The residual is written to the
 * image of the output, to which the picture is added later. */
static TrainConvPass
get_residual_pass (TrainMiActivations *activations)
{
  return (TrainConvPass) {
    .in = get_step_input (activations, SMOOTH_MI_N_STEPS),
    .out = &activations->output,
    .scale = activations->gate,
    .slope = 1,
  };
}

/* Returns how many numbers modulate a step, its scales and shifts together; 0
 * if the step is no modulated block. */
static int
count_modulations (const NetworkPass *pass, int step)
{
  return smooth_mi_steps[step].operation == SMOOTH_MI_MODULATED
           ? 2 * pass->activations->steps[step].out.channels
           : 0;
}

static void
run_block (const NetworkPass *pass, int step)
{
  TrainConv *const *convs = &pass->mi->convs[smooth_mi_steps[step].conv];
  const TrainConvPass inner = get_inner_pass (pass, step);
  const TrainConvPass outer = get_outer_pass (pass->activations, step);

  train_conv_forward (convs[0], &inner, pass->scratch);
  train_conv_forward (convs[1], &outer, pass->scratch);
}

static void
run_convolution (const NetworkPass *pass, int step)
{
  const TrainConvPass convolution =
    get_convolution_pass (pass->activations, step);

  train_conv_forward (pass->mi->convs[smooth_mi_steps[step].conv], &convolution,
                      pass->scratch);
}

static void
run_step (NetworkPass *pass, int step)
{
  TrainMiActivations *activations = pass->activations;
  TrainMiStep *images = &activations->steps[step];

  switch (smooth_mi_steps[step].operation)
    {
    case SMOOTH_MI_CONVOLVE:
      run_convolution (pass, step);
      break;
    case SMOOTH_MI_RESIDUAL:
    case SMOOTH_MI_MODULATED:
      run_block (pass, step);
      break;
    case SMOOTH_MI_UPSAMPLE:
      run_convolution (pass, step);
      train_upsample_forward (pass->mi->simd, 2, &images->coarse,
                              get_skip (activations, step), &images->out);
      break;
    }
  pass->modulation += count_modulations (pass, step);
}

/* Computes the output from the last step's result: picture + residual, where
 * the residual keeps its colours only as far as the picture is coloured there
 * (layer-colour-gate.h). */
static void
make_output (const NetworkPass *pass)
{
  TrainMiActivations *activations = pass->activations;
  const TrainConvPass residual = get_residual_pass (activations);

  train_conv_forward (pass->mi->convs[OUT], &residual, pass->scratch);
  train_chroma_measure (pass->mi->simd, activations->picture,
                        &activations->chroma);
  train_chroma_gate (pass->mi->simd, &activations->output, &activations->chroma,
                     activations->picture, &activations->output);
}

const TrainImage *
train_mi_forward (const TrainMi *mi,
                  TrainMiActivations *activations,
                  const TrainImage *picture,
                  const TrainImage *edges,
                  double strength,
                  GError **error)
{
  NetworkPass pass = { .mi = mi, .activations = activations };

  g_return_val_if_fail (picture->height % 8 == 0 && picture->width % 8 == 0,
                        NULL);
  g_return_val_if_fail (picture->channels == 3 && edges->channels == 1, NULL);

  if (!train_mi_activations_lay_out (activations, mi, picture->height,
                                     picture->width, error))
    return NULL;
  pass.scratch = train_image_arena_get_scratch (activations->arena);
  activations->picture = picture;
  activations->strength = strength;
  for (int c = 0; c < 3; c++)
    activations->gate[c] = (TrainReal) tanh (GATE_STEEPNESS * strength);
  train_modulator_forward (mi->modulator, strength, activations->modulations,
                           activations->hidden);
  train_mi_activations_pack (activations, picture, edges);
  for (int i = 0; i < SMOOTH_MI_N_STEPS; i++)
    run_step (&pass, i);
  make_output (&pass);
  train_image_zero (&activations->output_gradient);
  return &activations->output;
}

TrainImage *
train_mi_get_output_gradient (TrainMiActivations *activations)
{
  return &activations->output_gradient;
}

/* The backward pass of a convolution: computes the image in, the gradient at
 * its input (NULL: not wanted), from out, the gradient at its output, which is
 * overwritten. add: whether the gradient is added to the contents of the image
 * in. */
static void
convolve_backward (const NetworkPass *pass,
                   int conv,
                   const TrainConvPass *convolution,
                   TrainImage *out,
                   TrainImage *in,
                   gboolean add)
{
  const TrainConvGradients gradients = {
    .out = out,
    .inner = out,
    .in = in,
    .in_add = add ? in : NULL,
    .values = pass->values,
  };

  train_conv_backward (pass->mi->convs[conv], convolution, &gradients,
                       pass->scratch);
}

/* The backward pass of a step f (conv (y)), where f is the activation. The
 * image of gradients on y's plane already holds the gradient of the skip
 * connection that begins at y; this step's is added. in: the gradient at the
 * network's input, which the first step writes; NULL: not wanted. */
static void
run_convolution_backward (const NetworkPass *pass, int step, TrainImage *in)
{
  TrainMiActivations *activations = pass->activations;
  const SmoothMiStep *this = &smooth_mi_steps[step];
  const TrainConvPass convolution = get_convolution_pass (activations, step);
  TrainImage *out = &activations->gradient[this->size];

  if (step == 0)
    convolve_backward (pass, this->conv, &convolution, out, in, FALSE);
  else
    convolve_backward (pass, this->conv, &convolution, out,
                       &activations->gradient[smooth_mi_steps[step - 1].size],
                       TRUE);
}

/* The backward pass of a residual block. The image of gradients on the block's
 * plane holds the gradient at the block's output before, and at its input
 * after. */
static void
run_block_backward (const NetworkPass *pass, int step)
{
  TrainMiActivations *activations = pass->activations;
  const SmoothMiStep *this = &smooth_mi_steps[step];
  const TrainConvPass inner = get_inner_pass (pass, step);
  const TrainConvPass outer = get_outer_pass (activations, step);
  TrainImage *gradient = &activations->gradient[this->size];
  TrainConvGradients gradients = {
    .out = &activations->inner[this->size],
    .inner = &activations->inner[this->size],
    .in = gradient,
    .in_add = gradient,
    .values = pass->values,
  };

  if (this->operation == SMOOTH_MI_MODULATED)
    {
      gradients.scale = activations->modulation_gradients + pass->modulation;
      gradients.shift = gradients.scale + gradient->channels;
    }
  convolve_backward (pass, this->conv + 1, &outer, gradient,
                     &activations->inner[this->size], FALSE);
  train_conv_backward (pass->mi->convs[this->conv], &inner, &gradients,
                       pass->scratch);
}

/* The backward pass of an up-sampling step. The image of gradients on the
 * larger plane stays as it is, since it is also the gradient at the skip
 * connection. */
static void
run_upsampling_backward (const NetworkPass *pass, int step)
{
  TrainMiActivations *activations = pass->activations;
  const SmoothMiStep *this = &smooth_mi_steps[step];
  const TrainConvPass coarse = get_convolution_pass (activations, step);
  TrainImage *coarse_gradient = &activations->coarse_gradient[this->size];

  train_upsample_backward (pass->mi->simd, 2,
                           &activations->gradient[this->size], coarse_gradient,
                           pass->scratch);
  convolve_backward (pass, this->conv, &coarse, coarse_gradient,
                     &activations->gradient[this->size + 1], FALSE);
}

static void
run_step_backward (NetworkPass *pass, int step, TrainImage *in)
{
  pass->modulation -= count_modulations (pass, step);
  switch (smooth_mi_steps[step].operation)
    {
    case SMOOTH_MI_CONVOLVE:
      run_convolution_backward (pass, step, in);
      break;
    case SMOOTH_MI_RESIDUAL:
    case SMOOTH_MI_MODULATED:
      run_block_backward (pass, step);
      break;
    case SMOOTH_MI_UPSAMPLE:
      run_upsampling_backward (pass, step);
      break;
    }
}

/* The backward pass of make_output (): computes the gradient at what
 * make_output () reads, the output of the last of smooth_mi_steps. */
static void
make_output_backward (const NetworkPass *pass)
{
  TrainMiActivations *activations = pass->activations;
  const TrainConvPass residual = get_residual_pass (activations);

  train_chroma_gate (pass->mi->simd, &activations->output_gradient,
                     &activations->chroma, NULL,
                     &activations->residual_gradient);
  convolve_backward (pass, OUT, &residual, &activations->residual_gradient,
                     &activations->gradient[0], FALSE);
}

void
train_mi_backward (const TrainMi *mi,
                   TrainMiActivations *activations,
                   TrainReal *gradient,
                   TrainImage *picture_gradient,
                   TrainImage *edges_gradient)
{
  const int count = train_modulator_get_count (mi->modulator);
  const gboolean wants_in = picture_gradient != NULL || edges_gradient != NULL;
  TrainImage *in = wants_in ? &activations->in_gradient : NULL;
  NetworkPass pass = {
    .mi = mi,
    .activations = activations,
    .scratch = train_image_arena_get_scratch (activations->arena),
    .modulation = count,
    .values = gradient,
  };

  memset (activations->modulation_gradients, 0, count * sizeof (TrainReal));
  make_output_backward (&pass);
  for (int i = SMOOTH_MI_N_STEPS - 1; i >= 0; i--)
    run_step_backward (&pass, i, in);
  if (wants_in)
    train_mi_activations_unpack (activations, picture_gradient, edges_gradient);
  train_modulator_backward (mi->modulator, activations->strength,
                            activations->modulation_gradients,
                            activations->hidden, gradient);
}
