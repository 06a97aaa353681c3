/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two files of the oneDNN network share. dnnl-net.c owns the memory
 * and the steps, dnnl-layers.c turns layers into steps.
 */
#pragma once

#include "dnnl-net.h"

#define MAX_ARGS 8

typedef struct
{
  dnnl_primitive_t primitive; /* NULL: the function step is called instead */
  dnnl_exec_arg_t args[MAX_ARGS];
  int n_args;
  void (*step) (gpointer data);
  gpointer data;
} DnnlStep;

struct _DnnlNet
{
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  GArray *steps;      /* elements of type DnnlStep */
  GPtrArray *tensors; /* all tensors (DnnlTensor), owned */
  GPtrArray *rooms;   /* tensors whose memory may be used again, borrowed */
  GString *layers;    /* the text that dnnl_net_get_layers returns */
  GError *error;
};

/* Returns whether status, and every status before it, is a success. If status
 * is the first failure, keeps it as the network's error; what: what was done,
 * for the message. */
gboolean
dnnl_net_is_good (DnnlNet *net, dnnl_status_t status, const char *what);

/* Returns the layout of tensor, borrowed from it. */
const_dnnl_memory_desc_t dnnl_net_get_desc (const DnnlTensor *tensor);

/* Adds a tensor with the layout desc. channels is 0 for a constant, which does
 * not share its memory with other tensors. */
DnnlTensor *dnnl_net_add_tensor (DnnlNet *net,
                                 const_dnnl_memory_desc_t desc,
                                 int channels,
                                 int height,
                                 int width);

/* Returns a layout. Destroy it with dnnl_memory_desc_destroy. */
dnnl_memory_desc_t dnnl_net_make_desc (DnnlNet *net,
                                       int n_dims,
                                       const dnnl_dims_t dims,
                                       dnnl_format_tag_t tag);

/* Makes tensor the argument arg (a DNNL_ARG_* number) of step. */
void dnnl_net_add_arg (DnnlStep *step, int arg, const DnnlTensor *tensor);

/* Makes the primitive of step from desc, which it destroys, and adds the step
 * to the network. name: for error messages and the list of layers. */
void dnnl_net_append_primitive (DnnlNet *net,
                                const char *name,
                                DnnlStep *step,
                                dnnl_primitive_desc_t desc);

/* Adds a step that copies the tensor from into the tensor to, whose layout may
 * differ. */
void dnnl_net_append_reorder (DnnlNet *net,
                              const char *name,
                              const DnnlTensor *from,
                              const DnnlTensor *to);

/* Returns a constant tensor with values, which lie in C's order of indices.
 * They are converted to the layout wanted at once, so values may be freed
 * afterwards. */
DnnlTensor *dnnl_net_add_constant (DnnlNet *net,
                                   const_dnnl_memory_desc_t wanted,
                                   int n_dims,
                                   const dnnl_dims_t dims,
                                   const float *values);
