/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dnnl-net.c, which owns the memory and the steps of a network, and
 * dnnl-layers.c, which turns layers into steps, share.
 */
#pragma once

#include "dnnl-net.h"

#define MAX_ARGS 8

typedef struct
{
  dnnl_primitive_t primitive; /* NULL: step is called instead */
  dnnl_exec_arg_t args[MAX_ARGS];
  int n_args;
  void (*step) (gpointer data);
  gpointer data;
} DnnlStep;

struct _DnnlNet
{
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  GArray *steps;      /* DnnlStep */
  GPtrArray *tensors; /* DnnlTensor, all of them; owned */
  GPtrArray *rooms;   /* DnnlTensor whose memory may be used again */
  GString *layers;    /* see dnnl_net_get_layers */
  GError *error;
};

/* Whether status and every status before is that of a success. Else the first
 * error is kept; what says what was done. */
gboolean
dnnl_net_is_good (DnnlNet *net, dnnl_status_t status, const char *what);

/* The layout of tensor; borrowed from it. */
const_dnnl_memory_desc_t dnnl_net_get_desc (const DnnlTensor *tensor);

/* Adds a tensor of that layout. channels is 0 for a constant, whose memory is
 * not shared with other tensors. */
DnnlTensor *dnnl_net_add_tensor (DnnlNet *net,
                                 const_dnnl_memory_desc_t desc,
                                 int channels,
                                 int height,
                                 int width);

/* A layout. Destroy with dnnl_memory_desc_destroy. */
dnnl_memory_desc_t dnnl_net_make_desc (DnnlNet *net,
                                       int n_dims,
                                       const dnnl_dims_t dims,
                                       dnnl_format_tag_t tag);

/* Makes tensor argument arg (DNNL_ARG_*) of step. */
void dnnl_net_add_arg (DnnlStep *step, int arg, const DnnlTensor *tensor);

/* Makes the primitive of step from desc, which it destroys, and adds the step
 * to the network. name is for error messages and the list of layers. */
void dnnl_net_append_primitive (DnnlNet *net,
                                const char *name,
                                DnnlStep *step,
                                dnnl_primitive_desc_t desc);

/* Adds a step that copies from to to, in the layout of to. */
void dnnl_net_append_reorder (DnnlNet *net,
                              const char *name,
                              const DnnlTensor *from,
                              const DnnlTensor *to);

/* Adds a constant: values, which lie in C order, converted to the layout wanted
 * at once. values may be freed afterwards. */
DnnlTensor *dnnl_net_add_constant (DnnlNet *net,
                                   const_dnnl_memory_desc_t wanted,
                                   int n_dims,
                                   const dnnl_dims_t dims,
                                   const float *values);
