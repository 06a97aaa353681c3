/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network of oneDNN primitives, built layer by layer. oneDNN chooses the
 * layout of each tensor, every operation that can be fused with a convolution
 * is, and the memory of a tensor is used again once it has been released.
 *
 * A call that fails keeps its error in the network; all further calls then do
 * nothing and return NULL. dnnl_net_check and dnnl_net_run report the error.
 */
#pragma once

#include "file/tensor.h"

#include <dnnl.h>

typedef struct _DnnlNet DnnlNet;

/* The output of a layer; owned by the network. */
typedef struct
{
  dnnl_memory_t memory;
  int channels, height, width;
  float *data;
  gsize n_bytes; /* size of the memory at data */
} DnnlTensor;

/* An empty network. Free with dnnl_net_free. */
DnnlNet *dnnl_net_new (void);
void dnnl_net_free (DnnlNet *net);

/* Whether every call so far has succeeded. */
gboolean dnnl_net_check (DnnlNet *net, GError **error);

/* A line for each layer with its name and the implementation that oneDNN has
 * chosen; borrowed from net. */
const char *dnnl_net_get_layers (DnnlNet *net);

/* A tensor in channel-last layout, for the caller to write or read. */
DnnlTensor *
dnnl_net_add_pixels (DnnlNet *net, int channels, int height, int width);

typedef struct
{
  const SmoothTensorSet *set;
  const char *name; /* of the layer; its tensors are NAME.weight, NAME.bias */
  int stride, dilation;
  float factor;    /* the weights and the bias are multiplied with it, */
  float more_bias; /* and then this is added to the bias */
  gboolean is_leaky;
  const float *scale, *shift; /* one for each channel, applied after leaky;
                                 NULL: none */
  DnnlTensor *add;            /* added at the end; NULL: nothing */
  gboolean is_in_place;       /* whether the output is written over add */
  DnnlTensor *like; /* the output has this tensor's layout; NULL: any layout */
  DnnlTensor *out;  /* the output is written here; NULL: to a new tensor */
} DnnlConv;

/* Adds a convolution of in and returns its output. */
DnnlTensor *
dnnl_net_convolve (DnnlNet *net, DnnlTensor *in, const DnnlConv *conv);

/* Adds a step that up-samples in bilinearly and adds it to sum, in place, and
 * then takes the sigmoid if is_sigmoid. */
void dnnl_net_add_upsampled (DnnlNet *net,
                             DnnlTensor *in,
                             DnnlTensor *sum,
                             gboolean is_sigmoid);

/* Adds a step that calls step. The network frees data with g_free. */
void
dnnl_net_add_step (DnnlNet *net, void (*step) (gpointer data), gpointer data);

/* Declares that no later step reads tensor, so that its memory may be used
 * again. */
void dnnl_net_release (DnnlNet *net, DnnlTensor *tensor);

/* Runs all steps in their order. */
gboolean dnnl_net_run (DnnlNet *net, GError **error);
