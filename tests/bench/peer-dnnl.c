/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* oneDNN as a peer: both networks, built of oneDNN's primitives in the order of
 * core's net/net-eme.c and net/net-mi.c. oneDNN has no good primitive for two
 * steps: subtracting the offsets (mean colours) from EME's input, and joining
 * picture and edge map to MI's input. These are loops of our own on OpenMP's
 * threads.
 */
#include "peer.h"

#include "dnnl-net.h"
#include "engine/model.h"
#include "net/modulator.h"

#include <math.h>
#include <omp.h>

#define PICTURE_OFFSET 0.45f
#define EDGE_OFFSET 0.2f
#define GATE_STEEPNESS 8
#define N_BLOCKS 5

typedef struct
{
  BenchPeer peer;
  DnnlNet *net;
  int n_threads;
  /* The weights of the network that is being built. */
  const SmoothTensorSet *set;
  float *modulations; /* scales and shifts of all blocks of MI */
  /* While MI is built block by block: where in modulations the scales and
   * shifts of the block begin that will be added next. */
  const float *modulation;
} DnnlPeer;

/* The operands of a step that makes the input of a network. */
typedef struct
{
  /* The input picture, and the edge map that MI has as a fourth channel; NULL
   * for EME. */
  const float *picture, *edges;
  float *to;
  int n_pixels;
} Pack;

static void
pack (gpointer data)
{
  const Pack *job = data;

  if (job->edges == NULL)
    {
#pragma omp parallel for simd
      for (int i = 0; i < 3 * job->n_pixels; i++)
        job->to[i] = job->picture[i] - PICTURE_OFFSET;
      return;
    }
#pragma omp parallel for
  for (int i = 0; i < job->n_pixels; i++)
    {
      for (int c = 0; c < 3; c++)
        job->to[4 * i + c] = job->picture[3 * i + c] - PICTURE_OFFSET;
      job->to[4 * i + 3] = job->edges[i] - EDGE_OFFSET;
    }
}

/* Adds a step that makes the input of a network from a picture and, for MI, an
 * edge map. Returns the input. */
static DnnlTensor *
add_pack (DnnlPeer *self, const DnnlTensor *picture, const DnnlTensor *edges)
{
  DnnlTensor *packed = dnnl_net_add_pixels (self->net, edges == NULL ? 3 : 4,
                                            picture->height, picture->width);
  Pack *job = g_new0 (Pack, 1);

  job->picture = picture->data;
  job->edges = edges == NULL ? NULL : edges->data;
  job->to = packed->data;
  job->n_pixels = picture->height * picture->width;
  dnnl_net_add_step (self->net, pack, job);
  return packed;
}

/* Adds a convolution of x followed by the leaky ReLU, and returns its
 * output. */
static DnnlTensor *
add_leaky_conv (DnnlPeer *self, DnnlTensor *x, const char *name, int stride)
{
  DnnlConv conv = { .set = self->set,
                    .name = name,
                    .stride = stride,
                    .dilation = 1,
                    .factor = 1,
                    .is_leaky = TRUE };

  return dnnl_net_convolve (self->net, x, &conv);
}

/* Adds a convolution with a skip connection, x + leaky (conv (x)), where leaky
 * is the leaky ReLU. Returns its output. Declares that x is not read any
 * more. */
static DnnlTensor *
add_residual_conv (DnnlPeer *self,
                   DnnlTensor *x,
                   const char *name,
                   int dilation)
{
  DnnlConv conv = { .set = self->set,
                    .name = name,
                    .stride = 1,
                    .dilation = dilation,
                    .factor = 1,
                    .is_leaky = TRUE,
                    .add = x };
  DnnlTensor *out = dnnl_net_convolve (self->net, x, &conv);

  dnnl_net_release (self->net, x);
  return out;
}

/* Adds side output i of EME, a convolution of x, and the part of the edge head
 * that reads it: multiplying by a weight (which is multiplied into the
 * convolution) and adding up. The first side output, at full size, is written
 * to out; the others are up-sampled and added to out; the last step replaces
 * out by its sigmoid. */
static void
add_side (DnnlPeer *self, DnnlTensor *x, int i, DnnlTensor *out)
{
  g_autofree char *name = g_strdup_printf ("side.%d", i);
  DnnlConv conv = {
    .set = self->set,
    .name = name,
    .stride = 1,
    .dilation = 1,
    .factor = smooth_tensor_set_get (self->set, "fuse.weight")->data[i],
    .like = out,
  };
  DnnlTensor *side;

  if (i == 0)
    {
      conv.out = out;
      conv.more_bias = smooth_tensor_set_get (self->set, "fuse.bias")->data[0];
    }
  side = dnnl_net_convolve (self->net, x, &conv);
  if (i == 0)
    return;
  dnnl_net_add_upsampled (self->net, side, out, i == 3);
  dnnl_net_release (self->net, side);
}

/* Declares that x is not read any more, after next was made from it. Returns
 * next. */
static DnnlTensor *
release_input (DnnlPeer *self, DnnlTensor *x, DnnlTensor *next)
{
  dnnl_net_release (self->net, x);
  return next;
}

static void
build_eme (DnnlPeer *self, DnnlTensor *picture, DnnlTensor *edges)
{
  DnnlTensor *x = add_pack (self, picture, NULL);

  x = release_input (self, x, add_leaky_conv (self, x, "s1.0", 1));
  x = add_residual_conv (self, x, "s1.1", 1);
  add_side (self, x, 0, edges);
  x = release_input (self, x, add_leaky_conv (self, x, "s2.0", 2));
  x = add_residual_conv (self, x, "s2.1", 1);
  add_side (self, x, 1, edges);
  x = release_input (self, x, add_leaky_conv (self, x, "s3.0", 2));
  x = add_residual_conv (self, x, "s3.1", 1);
  x = add_residual_conv (self, x, "s3.2", 1);
  add_side (self, x, 2, edges);
  x = release_input (self, x, add_leaky_conv (self, x, "s4.0", 2));
  x = add_residual_conv (self, x, "s4.1", 2);
  x = add_residual_conv (self, x, "s4.2", 4);
  add_side (self, x, 3, edges);
  dnnl_net_release (self->net, x);
}

/* Adds a residual block of MI with the convolutions a and b, written over x: x
 * + b (scale * leaky (a (x)) + shift), where leaky is the leaky ReLU. In a
 * modulated block, scale and shift of each channel depend on the strength;
 * otherwise they are left out. */
static DnnlTensor *
add_block (DnnlPeer *self, DnnlTensor *x, const char *name, gboolean modulated)
{
  g_autofree char *name_a = g_strconcat (name, ".a", NULL);
  g_autofree char *name_b = g_strconcat (name, ".b", NULL);
  DnnlConv a = { .set = self->set,
                 .name = name_a,
                 .stride = 1,
                 .dilation = 1,
                 .factor = 1,
                 .is_leaky = TRUE };
  DnnlConv b = { .set = self->set,
                 .name = name_b,
                 .stride = 1,
                 .dilation = 1,
                 .factor = 1,
                 .add = x,
                 .is_in_place = TRUE };
  DnnlTensor *y;

  if (modulated && x != NULL)
    {
      a.scale = self->modulation;
      a.shift = self->modulation + x->channels;
      self->modulation += 2 * x->channels;
    }
  y = dnnl_net_convolve (self->net, x, &a);
  x = dnnl_net_convolve (self->net, y, &b);
  dnnl_net_release (self->net, y);
  return x;
}

/* Adds the up-sampled convolution of x to skip: skip + upsample (conv (x)),
 * written over skip. Declares that x is not read any more. */
static DnnlTensor *
add_upsampled_conv (DnnlPeer *self,
                    DnnlTensor *x,
                    const char *name,
                    DnnlTensor *skip)
{
  DnnlConv conv = { .set = self->set,
                    .name = name,
                    .stride = 1,
                    .dilation = 1,
                    .factor = 1,
                    .like = skip };
  DnnlTensor *y = dnnl_net_convolve (self->net, x, &conv);

  dnnl_net_release (self->net, x);
  dnnl_net_add_upsampled (self->net, y, skip, FALSE);
  dnnl_net_release (self->net, y);
  return skip;
}

static void
build_mi (DnnlPeer *self,
          double strength,
          DnnlTensor *picture,
          DnnlTensor *edges,
          DnnlTensor *smoothed)
{
  DnnlConv last = { .set = self->set,
                    .name = "out",
                    .stride = 1,
                    .dilation = 1,
                    .factor = tanh (GATE_STEEPNESS * strength),
                    .add = picture,
                    .out = smoothed };
  DnnlTensor *x = add_pack (self, picture, edges);
  DnnlTensor *f0 = release_input (self, x, add_leaky_conv (self, x, "e0", 1));
  DnnlTensor *f1 =
    add_block (self, add_leaky_conv (self, f0, "e1", 2), "r1", FALSE);
  DnnlTensor *f2 =
    add_block (self, add_leaky_conv (self, f1, "e2", 2), "r2", FALSE);

  x = add_leaky_conv (self, f2, "e3", 2);
  x = add_block (self, x, "mid.0", TRUE);
  x = add_block (self, x, "mid.1", TRUE);
  x = add_block (self, add_upsampled_conv (self, x, "u3", f2), "d2", TRUE);
  x = add_block (self, add_upsampled_conv (self, x, "u2", f1), "d1", TRUE);
  x = add_block (self, add_upsampled_conv (self, x, "u1", f0), "d0", TRUE);
  dnnl_net_convolve (self->net, x, &last);
}

/* Computes the scales and shifts of all blocks of MI from the strength. */
static void
modulate (DnnlPeer *self, double strength)
{
  static const char *const names[N_BLOCKS] = { "mid.0.a.bias", "mid.1.a.bias",
                                               "d2.a.bias", "d1.a.bias",
                                               "d0.a.bias" };
  int widths[N_BLOCKS];
  SmoothModulator *modulator;

  for (int i = 0; i < N_BLOCKS; i++)
    widths[i] = smooth_tensor_set_get (self->set, names[i])->shape[0];
  modulator = smooth_modulator_new (self->set, widths, N_BLOCKS, NULL);
  self->modulations = g_new (float, smooth_modulator_get_count (modulator));
  smooth_modulator_apply (modulator, strength, self->modulations);
  smooth_modulator_free (modulator);
  self->modulation = self->modulations;
}

static gboolean
run (BenchPeer *peer, GError **error)
{
  DnnlPeer *self = (DnnlPeer *) peer;

  omp_set_num_threads (self->n_threads);
  return dnnl_net_run (self->net, error);
}

static void
free_peer (BenchPeer *peer)
{
  DnnlPeer *self = (DnnlPeer *) peer;

  dnnl_net_free (self->net);
  g_free (self->modulations);
  g_free (peer->version);
  g_free (peer->details);
  g_free (self);
}

BenchPeer *
bench_peer_dnnl_new (const BenchPeerSpec *spec, GError **error)
{
  const dnnl_version_t *version = dnnl_version ();
  DnnlPeer *self = g_new0 (DnnlPeer, 1);
  BenchPeer *peer = &self->peer;
  DnnlTensor *picture, *smoothed, *edges;

  peer->name = "oneDNN";
  peer->version = g_strdup_printf ("%d.%d.%d", version->major, version->minor,
                                   version->patch);
  peer->run = run;
  peer->free = free_peer;
  self->n_threads = spec->n_threads;
  omp_set_num_threads (spec->n_threads);
  self->net = dnnl_net_new ();
  if (!dnnl_net_check (self->net, error))
    {
      free_peer (peer);
      return NULL;
    }
  picture = dnnl_net_add_pixels (self->net, 3, spec->height, spec->width);
  smoothed = dnnl_net_add_pixels (self->net, 3, spec->height, spec->width);
  edges = dnnl_net_add_pixels (self->net, 1, spec->height, spec->width);
  self->set = smooth_model_get_tensors (spec->model, SMOOTH_NETWORK_EME);
  build_eme (self, picture, edges);
  self->set = smooth_model_get_tensors (spec->model, SMOOTH_NETWORK_MI);
  modulate (self, spec->strength);
  build_mi (self, spec->strength, picture, edges, smoothed);
  peer->picture = picture->data;
  peer->smoothed = smoothed->data;
  peer->edges = edges->data;
  peer->details = g_strdup (dnnl_net_get_layers (self->net));
  if (dnnl_net_check (self->net, error))
    return peer;
  free_peer (peer);
  return NULL;
}
