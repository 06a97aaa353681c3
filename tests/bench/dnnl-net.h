/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network of oneDNN's primitives, which is built layer by layer. oneDNN
 * chooses the layout of each tensor, and fuses with a convolution every
 * operation that it can. The memory of a tensor is used again once the tensor
 * has been released.
 *
 * If a call fails, the network keeps its error; all further calls then do
 * nothing and return NULL. dnnl_net_check and dnnl_net_run report the error.
 */
#pragma once

#include "file/tensor-set.h"

#include <dnnl.h>

typedef struct _DnnlNet DnnlNet;

/* The output of a layer, owned by the network. */
typedef struct
{
  dnnl_memory_t memory;
  int channels, height, width;
  float *data;
  gsize n_bytes; /* the size of the memory at data */
} DnnlTensor;

/* Returns a network without layers. Free with dnnl_net_free. */
DnnlNet *dnnl_net_new (void);
void dnnl_net_free (DnnlNet *net);

/* Returns whether every call so far has succeeded. */
gboolean dnnl_net_check (DnnlNet *net, GError **error);

/* Returns a line for each layer, with its name and the implementation that
 * oneDNN has chosen; borrowed from net. */
const char *dnnl_net_get_layers (DnnlNet *net);

/* Returns a tensor for the caller to write or read, with the channels of a
 * pixel next to each other. */
DnnlTensor *
dnnl_net_add_pixels (DnnlNet *net, int channels, int height, int width);

typedef struct
{
  const SmoothTensorSet *set;
  /* The name of the layer; its tensors in set are called NAME.weight and
   * NAME.bias. */
  const char *name;
  int stride, dilation;
  float factor;    /* weights and bias are multiplied by it */
  float more_bias; /* added to the bias, after the bias was multiplied */
  gboolean is_leaky;
  /* One number for each channel, applied after the leaky ReLU; NULL: none. */
  const float *scale, *shift;
  DnnlTensor *add;      /* added to the output; NULL: nothing */
  gboolean is_in_place; /* TRUE: the output is written over add */
  DnnlTensor *like; /* the output gets this tensor's layout; NULL: any layout */
  /* The tensor that the output is written to; NULL: a new one. */
  DnnlTensor *out;
} DnnlConv;

/* Adds a convolution of in, and returns its output. */
DnnlTensor *
dnnl_net_convolve (DnnlNet *net, DnnlTensor *in, const DnnlConv *conv);

/* Adds a step that up-samples in bilinearly and adds it to sum (in/out). If
 * is_sigmoid, the step then replaces sum by its sigmoid. */
void dnnl_net_add_upsampled (DnnlNet *net,
                             DnnlTensor *in,
                             DnnlTensor *sum,
                             gboolean is_sigmoid);

/* Adds a step that calls the function step with data, which the network frees
 * with g_free. */
void
dnnl_net_add_step (DnnlNet *net, void (*step) (gpointer data), gpointer data);

/* Declares that no later step reads tensor, so that its memory may be used
 * again. */
void dnnl_net_release (DnnlNet *net, DnnlTensor *tensor);

/* Runs all steps in the order in which they were added. */
gboolean dnnl_net_run (DnnlNet *net, GError **error);
