/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network of oneDNN's primitives: its memory and its steps. */
#include "dnnl-private.h"

#include "base/system.h"

#include <gio/gio.h>
#include <string.h>

gboolean
dnnl_net_is_good (DnnlNet *net, dnnl_status_t status, const char *what)
{
  if (status != dnnl_success && net->error == NULL)
    g_set_error (&net->error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "oneDNN: %s failed with status %d", what, status);
  return net->error == NULL;
}

static void
free_tensor (gpointer data)
{
  DnnlTensor *tensor = data;

  if (tensor->memory != NULL)
    dnnl_memory_destroy (tensor->memory);
  if (tensor->n_bytes > 0)
    smooth_system_unmap (tensor->data, tensor->n_bytes);
  g_free (tensor);
}

static void
clear_step (gpointer data)
{
  DnnlStep *step = data;

  if (step->primitive != NULL)
    dnnl_primitive_destroy (step->primitive);
  g_free (step->data);
}

DnnlNet *
dnnl_net_new (void)
{
  DnnlNet *net = g_new0 (DnnlNet, 1);

  net->steps = g_array_new (FALSE, TRUE, sizeof (DnnlStep));
  g_array_set_clear_func (net->steps, clear_step);
  net->tensors = g_ptr_array_new_with_free_func (free_tensor);
  net->rooms = g_ptr_array_new ();
  net->layers = g_string_new (NULL);
  if (dnnl_net_is_good (net, dnnl_engine_create (&net->engine, dnnl_cpu, 0),
                        "engine"))
    dnnl_net_is_good (
      net,
      dnnl_stream_create (&net->stream, net->engine, dnnl_stream_default_flags),
      "stream");
  return net;
}

void
dnnl_net_free (DnnlNet *net)
{
  if (net == NULL)
    return;
  g_array_unref (net->steps);
  g_ptr_array_unref (net->rooms);
  g_ptr_array_unref (net->tensors);
  if (net->stream != NULL)
    dnnl_stream_destroy (net->stream);
  if (net->engine != NULL)
    dnnl_engine_destroy (net->engine);
  g_string_free (net->layers, TRUE);
  g_clear_error (&net->error);
  g_free (net);
}

gboolean
dnnl_net_check (DnnlNet *net, GError **error)
{
  if (net->error != NULL && error != NULL)
    *error = g_error_copy (net->error);
  return net->error == NULL;
}

const char *
dnnl_net_get_layers (DnnlNet *net)
{
  return net->layers->str;
}

const_dnnl_memory_desc_t
dnnl_net_get_desc (const DnnlTensor *tensor)
{
  const_dnnl_memory_desc_t desc = NULL;

  dnnl_memory_get_memory_desc (tensor->memory, &desc);
  return desc;
}

/* Gives tensor n_bytes of memory: that of the smallest released tensor that is
 * large enough, or else new memory. A constant always gets memory of its own,
 * since it is written before the first run. */
static void
find_room (DnnlNet *net,
           DnnlTensor *tensor,
           gsize n_bytes,
           gboolean is_constant)
{
  DnnlTensor *best = NULL;

  for (guint i = 0; i < net->rooms->len && !is_constant; i++)
    {
      DnnlTensor *room = g_ptr_array_index (net->rooms, i);

      if (room->n_bytes >= n_bytes
          && (best == NULL || room->n_bytes < best->n_bytes))
        best = room;
    }
  if (best != NULL)
    {
      tensor->data = best->data;
      tensor->n_bytes = best->n_bytes;
      best->n_bytes = 0; /* tensor owns the memory now */
      g_ptr_array_remove (net->rooms, best);
      return;
    }
  tensor->data = smooth_system_map (n_bytes);
  tensor->n_bytes = n_bytes;
  if (tensor->data == NULL)
    dnnl_net_is_good (net, dnnl_out_of_memory, "memory");
}

DnnlTensor *
dnnl_net_add_tensor (DnnlNet *net,
                     const_dnnl_memory_desc_t desc,
                     int channels,
                     int height,
                     int width)
{
  DnnlTensor *tensor = g_new0 (DnnlTensor, 1);

  tensor->channels = channels;
  tensor->height = height;
  tensor->width = width;
  g_ptr_array_add (net->tensors, tensor);
  if (net->error == NULL)
    find_room (net, tensor, dnnl_memory_desc_get_size (desc), channels == 0);
  if (net->error == NULL)
    dnnl_net_is_good (
      net,
      dnnl_memory_create (&tensor->memory, desc, net->engine, tensor->data),
      "memory");
  return tensor;
}

dnnl_memory_desc_t
dnnl_net_make_desc (DnnlNet *net,
                    int n_dims,
                    const dnnl_dims_t dims,
                    dnnl_format_tag_t tag)
{
  dnnl_memory_desc_t desc = NULL;

  dnnl_net_is_good (
    net, dnnl_memory_desc_create_with_tag (&desc, n_dims, dims, dnnl_f32, tag),
    "memory description");
  return desc;
}

DnnlTensor *
dnnl_net_add_pixels (DnnlNet *net, int channels, int height, int width)
{
  const dnnl_dims_t dims = { 1, channels, height, width };
  dnnl_memory_desc_t desc = dnnl_net_make_desc (net, 4, dims, dnnl_nhwc);
  DnnlTensor *tensor = dnnl_net_add_tensor (net, desc, channels, height, width);

  dnnl_memory_desc_destroy (desc);
  return tensor;
}

void
dnnl_net_release (DnnlNet *net, DnnlTensor *tensor)
{
  if (tensor != NULL)
    g_ptr_array_add (net->rooms, tensor);
}

void
dnnl_net_add_step (DnnlNet *net, void (*step) (gpointer data), gpointer data)
{
  DnnlStep added = { .step = step, .data = data };

  g_array_append_val (net->steps, added);
}

void
dnnl_net_add_arg (DnnlStep *step, int arg, const DnnlTensor *tensor)
{
  step->args[step->n_args++] = (dnnl_exec_arg_t) { arg, tensor->memory };
}

void
dnnl_net_append_primitive (DnnlNet *net,
                           const char *name,
                           DnnlStep *step,
                           dnnl_primitive_desc_t desc)
{
  const char *info = NULL;

  dnnl_primitive_desc_query (desc, dnnl_query_impl_info_str, 0, &info);
  g_string_append_printf (net->layers, "%-10s %s\n", name, info);
  dnnl_net_is_good (net, dnnl_primitive_create (&step->primitive, desc), name);
  dnnl_primitive_desc_destroy (desc);
  g_array_append_val (net->steps, *step);
}

void
dnnl_net_append_reorder (DnnlNet *net,
                         const char *name,
                         const DnnlTensor *from,
                         const DnnlTensor *to)
{
  DnnlStep step = { 0 };
  dnnl_primitive_desc_t desc;

  if (net->error != NULL
      || !dnnl_net_is_good (net,
                            dnnl_reorder_primitive_desc_create (
                              &desc, dnnl_net_get_desc (from), net->engine,
                              dnnl_net_get_desc (to), net->engine, NULL),
                            "reorder"))
    return;
  dnnl_net_add_arg (&step, DNNL_ARG_FROM, from);
  dnnl_net_add_arg (&step, DNNL_ARG_TO, to);
  dnnl_net_append_primitive (net, name, &step, desc);
}

DnnlTensor *
dnnl_net_add_constant (DnnlNet *net,
                       const_dnnl_memory_desc_t wanted,
                       int n_dims,
                       const dnnl_dims_t dims,
                       const float *values)
{
  dnnl_format_tag_t tag = n_dims == 1 ? dnnl_a : dnnl_abcd;
  dnnl_memory_desc_t plain = dnnl_net_make_desc (net, n_dims, dims, tag);
  DnnlTensor *to = dnnl_net_add_tensor (net, wanted, 0, 0, 0);
  DnnlTensor from = { 0 };
  guint n_steps = net->steps->len;
  gsize n_layers = net->layers->len;

  if (net->error == NULL
      && dnnl_net_is_good (
        net,
        dnnl_memory_create (&from.memory, plain, net->engine, (void *) values),
        "constant"))
    {
      dnnl_net_append_reorder (net, "constant", &from, to);
      if (net->error == NULL)
        {
          DnnlStep *step = &g_array_index (net->steps, DnnlStep, n_steps);

          dnnl_net_is_good (net,
                            dnnl_primitive_execute (step->primitive,
                                                    net->stream, step->n_args,
                                                    step->args),
                            "constant");
          dnnl_stream_wait (net->stream);
          g_array_set_size (net->steps, n_steps);
          g_string_truncate (net->layers, n_layers);
        }
      dnnl_memory_destroy (from.memory);
    }
  dnnl_memory_desc_destroy (plain);
  return to;
}

gboolean
dnnl_net_run (DnnlNet *net, GError **error)
{
  for (guint i = 0; i < net->steps->len && net->error == NULL; i++)
    {
      const DnnlStep *step = &g_array_index (net->steps, DnnlStep, i);

      if (step->primitive == NULL)
        step->step (step->data);
      else
        dnnl_net_is_good (net,
                          dnnl_primitive_execute (step->primitive, net->stream,
                                                  step->n_args, step->args),
                          "execution");
    }
  dnnl_stream_wait (net->stream);
  return dnnl_net_check (net, error);
}
