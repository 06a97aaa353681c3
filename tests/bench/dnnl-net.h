/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network of oneDNN primitives, built layer by layer: oneDNN chooses the
 * layouts, whatever can be fused is, and memory is used again as soon as
 * nobody needs what is in it.
 *
 * The first failure is kept; after it every call does nothing and gives NULL.
 */
#pragma once

#include "file/tensor.h"

#include <dnnl.h>

typedef struct _DnnlNet DnnlNet;

/* A layer's output. */
typedef struct
{
  dnnl_memory_t memory;
  int channels, height, width;
  float *data;
  gsize n_bytes; /* of the room behind data */
} DnnlTensor;

DnnlNet *dnnl_net_new (void);
void dnnl_net_free (DnnlNet *net);

/* Whether all went well so far. */
gboolean dnnl_net_check (DnnlNet *net, GError **error);

/* One line a layer: its name and the implementation that oneDNN took. */
const char *dnnl_net_get_layers (DnnlNet *net);

/* Pixels one after another, for the outside to write and read. */
DnnlTensor *
dnnl_net_add_pixels (DnnlNet *net, int channels, int height, int width);

typedef struct
{
  const SmoothTensorSet *set;
  const char *name; /* of the tensors in set, without ".weight" */
  int stride, dilation;
  float factor;    /* weights and bias are multiplied with it */
  float more_bias; /* added to the bias behind that */
  gboolean is_leaky;
  const float *scale, *shift; /* behind the activation, or NULL */
  DnnlTensor *add;            /* added at the end, or NULL */
  gboolean is_in_place;       /* the sum goes to add's memory */
  DnnlTensor *like;           /* same layout as this one's, or NULL: any */
  DnnlTensor *out;            /* write here, or NULL: new */
} DnnlConv;

DnnlTensor *
dnnl_net_convolve (DnnlNet *net, DnnlTensor *in, const DnnlConv *conv);

/* Adds in, up-sampled bilinearly, to sum, in place; then the sigmoid. */
void dnnl_net_add_upsampled (DnnlNet *net,
                             DnnlTensor *in,
                             DnnlTensor *sum,
                             gboolean is_sigmoid);

/* A step of the caller's own. data is freed with g_free. */
void
dnnl_net_add_step (DnnlNet *net, void (*step) (gpointer data), gpointer data);

/* Nobody will read tensor again: later layers may overwrite it. */
void dnnl_net_release (DnnlNet *net, DnnlTensor *tensor);

gboolean dnnl_net_run (DnnlNet *net, GError **error);
