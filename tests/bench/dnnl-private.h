/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What dnnl-net.c, which keeps a network's memory and steps, and dnnl-layers.c,
 * which makes steps of layers, share.
 */
#pragma once

#include "dnnl-net.h"

#define MAX_ARGS 8

typedef struct
{
  dnnl_primitive_t primitive; /* or NULL: a step of the caller's own */
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
  GPtrArray *tensors; /* DnnlTensor; all memory that is */
  GPtrArray *rooms;   /* DnnlTensor: released, their data to be used again */
  GString *layers;
  GError *error;
};

gboolean
dnnl_net_is_good (DnnlNet *net, dnnl_status_t status, const char *what);

const_dnnl_memory_desc_t dnnl_net_get_desc (const DnnlTensor *tensor);

/* channels: 0 for a constant. */
DnnlTensor *dnnl_net_add_tensor (DnnlNet *net,
                                 const_dnnl_memory_desc_t desc,
                                 int channels,
                                 int height,
                                 int width);

dnnl_memory_desc_t dnnl_net_make_desc (DnnlNet *net,
                                       int n_dims,
                                       const dnnl_dims_t dims,
                                       dnnl_format_tag_t tag);

void dnnl_net_add_arg (DnnlStep *step, int arg, const DnnlTensor *tensor);

/* Makes step's primitive of its description, which it destroys, and appends
 * the step. */
void dnnl_net_append_primitive (DnnlNet *net,
                                const char *name,
                                DnnlStep *step,
                                dnnl_primitive_desc_t desc);

void dnnl_net_append_reorder (DnnlNet *net,
                              const char *name,
                              const DnnlTensor *from,
                              const DnnlTensor *to);

/* values, in the plain layout, as wanted has it: converted here and now. */
DnnlTensor *dnnl_net_add_constant (DnnlNet *net,
                                   const_dnnl_memory_desc_t wanted,
                                   int n_dims,
                                   const dnnl_dims_t dims,
                                   const float *values);
