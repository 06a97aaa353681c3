/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A network of oneDNN primitives. */
#include "dnnl-net.h"

#include "kernel/system.h"

#include <gio/gio.h>
#include <string.h>

#define SLOPE 0.1f
#define MAX_ARGS 8

typedef struct
{
  dnnl_primitive_t primitive; /* or NULL: a step of the caller's own */
  dnnl_exec_arg_t args[MAX_ARGS];
  int n_args;
  void (*step) (gpointer data);
  gpointer data;
} Step;

struct _DnnlNet
{
  dnnl_engine_t engine;
  dnnl_stream_t stream;
  GArray *steps;      /* Step */
  GPtrArray *tensors; /* DnnlTensor; all memory that is */
  GPtrArray *rooms;   /* DnnlTensor: released, their data to be used again */
  GString *layers;
  GError *error;
};

/* Post-operations while they are collected, and the arguments they need. */
typedef struct
{
  dnnl_post_ops_t ops;
  Step *step;
} Post;

static gboolean
is_good (DnnlNet *net, dnnl_status_t status, const char *what)
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
  Step *step = data;

  if (step->primitive != NULL)
    dnnl_primitive_destroy (step->primitive);
  g_free (step->data);
}

DnnlNet *
dnnl_net_new (void)
{
  DnnlNet *net = g_new0 (DnnlNet, 1);

  net->steps = g_array_new (FALSE, TRUE, sizeof (Step));
  g_array_set_clear_func (net->steps, clear_step);
  net->tensors = g_ptr_array_new_with_free_func (free_tensor);
  net->rooms = g_ptr_array_new ();
  net->layers = g_string_new (NULL);
  if (is_good (net, dnnl_engine_create (&net->engine, dnnl_cpu, 0), "engine"))
    is_good (
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

static const_dnnl_memory_desc_t
get_desc (const DnnlTensor *tensor)
{
  const_dnnl_memory_desc_t desc = NULL;

  dnnl_memory_get_memory_desc (tensor->memory, &desc);
  return desc;
}

/* Room of n_bytes: the smallest released one that is large enough, or new. A
 * constant is written before the first run and so needs room of its own. */
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
      best->n_bytes = 0; /* handed on */
      g_ptr_array_remove (net->rooms, best);
      return;
    }
  tensor->data = smooth_system_map (n_bytes);
  tensor->n_bytes = n_bytes;
  if (tensor->data == NULL)
    is_good (net, dnnl_out_of_memory, "memory");
}

/* channels: 0 for a constant. */
static DnnlTensor *
add_tensor (DnnlNet *net,
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
    is_good (
      net,
      dnnl_memory_create (&tensor->memory, desc, net->engine, tensor->data),
      "memory");
  return tensor;
}

static dnnl_memory_desc_t
make_desc (DnnlNet *net,
           int n_dims,
           const dnnl_dims_t dims,
           dnnl_format_tag_t tag)
{
  dnnl_memory_desc_t desc = NULL;

  is_good (
    net, dnnl_memory_desc_create_with_tag (&desc, n_dims, dims, dnnl_f32, tag),
    "memory description");
  return desc;
}

DnnlTensor *
dnnl_net_add_pixels (DnnlNet *net, int channels, int height, int width)
{
  const dnnl_dims_t dims = { 1, channels, height, width };
  dnnl_memory_desc_t desc = make_desc (net, 4, dims, dnnl_nhwc);
  DnnlTensor *tensor = add_tensor (net, desc, channels, height, width);

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
  Step added = { .step = step, .data = data };

  g_array_append_val (net->steps, added);
}

static void
add_arg (Step *step, int arg, const DnnlTensor *tensor)
{
  step->args[step->n_args++] = (dnnl_exec_arg_t) { arg, tensor->memory };
}

/* Makes step's primitive of its description, which it destroys, and appends
 * the step. */
static void
append_primitive (DnnlNet *net,
                  const char *name,
                  Step *step,
                  dnnl_primitive_desc_t desc)
{
  const char *info = NULL;

  dnnl_primitive_desc_query (desc, dnnl_query_impl_info_str, 0, &info);
  g_string_append_printf (net->layers, "%-10s %s\n", name, info);
  is_good (net, dnnl_primitive_create (&step->primitive, desc), name);
  dnnl_primitive_desc_destroy (desc);
  g_array_append_val (net->steps, *step);
}

static void
append_reorder (DnnlNet *net,
                const char *name,
                const DnnlTensor *from,
                const DnnlTensor *to)
{
  Step step = { 0 };
  dnnl_primitive_desc_t desc;

  if (net->error != NULL
      || !is_good (
        net,
        dnnl_reorder_primitive_desc_create (&desc, get_desc (from), net->engine,
                                            get_desc (to), net->engine, NULL),
        "reorder"))
    return;
  add_arg (&step, DNNL_ARG_FROM, from);
  add_arg (&step, DNNL_ARG_TO, to);
  append_primitive (net, name, &step, desc);
}

/* values, in the plain layout, as wanted has it: converted here and now. */
static DnnlTensor *
add_constant (DnnlNet *net,
              const_dnnl_memory_desc_t wanted,
              int n_dims,
              const dnnl_dims_t dims,
              const float *values)
{
  dnnl_format_tag_t tag = n_dims == 1 ? dnnl_a : dnnl_abcd;
  dnnl_memory_desc_t plain = make_desc (net, n_dims, dims, tag);
  DnnlTensor *to = add_tensor (net, wanted, 0, 0, 0);
  DnnlTensor from = { 0 };
  guint n_steps = net->steps->len;
  gsize n_layers = net->layers->len;

  if (net->error == NULL
      && is_good (
        net,
        dnnl_memory_create (&from.memory, plain, net->engine, (void *) values),
        "constant"))
    {
      append_reorder (net, "constant", &from, to);
      if (net->error == NULL)
        {
          Step *step = &g_array_index (net->steps, Step, n_steps);

          is_good (net,
                   dnnl_primitive_execute (step->primitive, net->stream,
                                           step->n_args, step->args),
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

static void
post_eltwise (DnnlNet *net, Post *post, dnnl_alg_kind_t kind, float alpha)
{
  is_good (net, dnnl_post_ops_append_eltwise (post->ops, kind, alpha, 0),
           "post-operation");
}

static void
post_binary (DnnlNet *net,
             Post *post,
             dnnl_alg_kind_t kind,
             const DnnlTensor *operand)
{
  int position = dnnl_post_ops_len (post->ops);

  is_good (net,
           dnnl_post_ops_append_binary (post->ops, kind, get_desc (operand)),
           "post-operation");
  add_arg (post->step,
           DNNL_ARG_ATTR_MULTIPLE_POST_OP (position) | DNNL_ARG_SRC_1, operand);
}

/* One value a channel. */
static void
post_channels (DnnlNet *net,
               Post *post,
               dnnl_alg_kind_t kind,
               int n_channels,
               const float *values)
{
  const dnnl_dims_t dims = { 1, n_channels, 1, 1 };
  dnnl_memory_desc_t desc = make_desc (net, 4, dims, dnnl_abcd);
  DnnlTensor *operand = add_constant (net, desc, 4, dims, values);

  if (net->error == NULL)
    post_binary (net, post, kind, operand);
  dnnl_memory_desc_destroy (desc);
}

static dnnl_primitive_attr_t
make_attr (DnnlNet *net, const Post *post)
{
  dnnl_primitive_attr_t attr = NULL;

  if (is_good (net, dnnl_primitive_attr_create (&attr), "attributes"))
    is_good (net, dnnl_primitive_attr_set_post_ops (attr, post->ops),
             "attributes");
  return attr;
}

static void
add_conv_posts (DnnlNet *net, Post *post, const DnnlConv *conv, int n_channels)
{
  if (conv->is_leaky)
    post_eltwise (net, post, dnnl_eltwise_relu, SLOPE);
  if (conv->scale != NULL)
    post_channels (net, post, dnnl_binary_mul, n_channels, conv->scale);
  if (conv->shift != NULL)
    post_channels (net, post, dnnl_binary_add, n_channels, conv->shift);
  if (conv->add != NULL && conv->is_in_place)
    is_good (net, dnnl_post_ops_append_sum (post->ops, 1, 0, dnnl_f32),
             "post-operation");
  else if (conv->add != NULL)
    post_binary (net, post, dnnl_binary_add, conv->add);
}

/* The description of the output that is to be: that of the tensor whose layout
 * is asked for, or any. */
static dnnl_memory_desc_t
make_out_desc (DnnlNet *net, const DnnlConv *conv, const dnnl_dims_t dims)
{
  static const dnnl_format_tag_t tags[] = { dnnl_nChw16c, dnnl_nChw8c,
                                            dnnl_nhwc, dnnl_nchw };
  const DnnlTensor *like = conv->out != NULL   ? conv->out
                           : conv->add != NULL ? conv->add
                                               : conv->like;

  for (gsize i = 0; like != NULL && i < G_N_ELEMENTS (tags); i++)
    {
      const dnnl_dims_t like_dims = { 1, like->channels, like->height,
                                      like->width };
      dnnl_memory_desc_t desc = make_desc (net, 4, like_dims, tags[i]);
      gboolean is_equal =
        net->error == NULL && dnnl_memory_desc_equal (desc, get_desc (like));

      dnnl_memory_desc_destroy (desc);
      if (is_equal)
        return make_desc (net, 4, dims, tags[i]);
    }
  return make_desc (net, 4, dims, dnnl_format_tag_any);
}

/* Weights and bias of a convolution as its primitive wants them. */
static void
add_weights (DnnlNet *net,
             Step *step,
             const DnnlConv *conv,
             dnnl_primitive_desc_t desc)
{
  g_autofree char *weight_name = g_strconcat (conv->name, ".weight", NULL);
  g_autofree char *bias_name = g_strconcat (conv->name, ".bias", NULL);
  const SmoothTensor *weight = smooth_tensor_set_get (conv->set, weight_name);
  const SmoothTensor *bias = smooth_tensor_set_get (conv->set, bias_name);
  gsize n = smooth_tensor_get_n_values (weight);
  g_autofree float *values = g_memdup2 (weight->data, n * sizeof (float));
  g_autofree float *biases =
    g_memdup2 (bias->data, bias->shape[0] * sizeof (float));
  const dnnl_dims_t dims = { weight->shape[0], weight->shape[1],
                             weight->shape[2], weight->shape[3] };

  for (gsize i = 0; i < n; i++)
    values[i] *= conv->factor;
  for (int i = 0; i < bias->shape[0]; i++)
    biases[i] = biases[i] * conv->factor + conv->more_bias;
  add_arg (step, DNNL_ARG_WEIGHTS,
           add_constant (
             net, dnnl_primitive_desc_query_md (desc, dnnl_query_weights_md, 0),
             4, dims, values));
  add_arg (step, DNNL_ARG_BIAS,
           add_constant (
             net, dnnl_primitive_desc_query_md (desc, dnnl_query_weights_md, 1),
             1, dims, biases));
}

/* The convolution's description; dims of the output (out). */
static dnnl_primitive_desc_t
describe_conv (DnnlNet *net,
               const DnnlTensor *in,
               const DnnlConv *conv,
               Step *step,
               dnnl_dims_t out_dims)
{
  g_autofree char *name = g_strconcat (conv->name, ".weight", NULL);
  const int *shape = smooth_tensor_set_get (conv->set, name)->shape;
  const int padding = conv->dilation * (shape[2] - 1) / 2;
  const dnnl_dims_t in_dims = { 1, shape[1], in->height, in->width };
  const dnnl_dims_t dims = { 1, shape[0], in->height / conv->stride,
                             in->width / conv->stride };
  const dnnl_dims_t weight_dims = { shape[0], shape[1], shape[2], shape[3] };
  const dnnl_dims_t strides = { conv->stride, conv->stride };
  const dnnl_dims_t dilates = { conv->dilation - 1, conv->dilation - 1 };
  const dnnl_dims_t pads = { padding, padding };
  /* Even sizes: the last stride-2 window ends inside, but for size 1. */
  const dnnl_dims_t ends = { padding - conv->stride + 1,
                             padding - conv->stride + 1 };
  /* A plain picture of few channels is taken as it is. */
  dnnl_memory_desc_t from = make_desc (
    net, 4, in_dims, shape[1] < 16 ? dnnl_nhwc : dnnl_format_tag_any);
  dnnl_memory_desc_t weight =
    make_desc (net, 4, weight_dims, dnnl_format_tag_any);
  dnnl_memory_desc_t bias = make_desc (net, 1, weight_dims, dnnl_a);
  dnnl_memory_desc_t to = make_out_desc (net, conv, dims);
  dnnl_primitive_desc_t desc = NULL;
  Post post = { .step = step };
  dnnl_primitive_attr_t attr;

  memcpy (out_dims, dims, sizeof dims);
  dnnl_post_ops_create (&post.ops);
  add_conv_posts (net, &post, conv, shape[0]);
  attr = make_attr (net, &post);
  if (net->error == NULL)
    is_good (net,
             dnnl_convolution_forward_primitive_desc_create (
               &desc, net->engine, dnnl_forward_inference,
               dnnl_convolution_auto, from, weight, bias, to, strides, dilates,
               pads, ends, attr),
             conv->name);
  dnnl_memory_desc_destroy (from);
  dnnl_memory_desc_destroy (weight);
  dnnl_memory_desc_destroy (bias);
  dnnl_memory_desc_destroy (to);
  dnnl_primitive_attr_destroy (attr);
  dnnl_post_ops_destroy (post.ops);
  return desc;
}

/* in as desc wants it: itself, or a copy in another layout. */
static DnnlTensor *
match_layout (DnnlNet *net, DnnlTensor *in, const_dnnl_memory_desc_t wanted)
{
  DnnlTensor *copy;

  if (dnnl_memory_desc_equal (wanted, get_desc (in)))
    return in;
  copy = add_tensor (net, wanted, in->channels, in->height, in->width);
  append_reorder (net, "REORDER", in, copy);
  return copy;
}

DnnlTensor *
dnnl_net_convolve (DnnlNet *net, DnnlTensor *in, const DnnlConv *conv)
{
  Step step = { 0 };
  dnnl_dims_t dims;
  dnnl_primitive_desc_t desc;
  DnnlTensor *source, *out;

  if (net->error != NULL)
    return NULL;
  desc = describe_conv (net, in, conv, &step, dims);
  if (net->error != NULL)
    return NULL;
  source = match_layout (
    net, in, dnnl_primitive_desc_query_md (desc, dnnl_query_src_md, 0));
  out = conv->out != NULL ? conv->out : conv->is_in_place ? conv->add : NULL;
  if (out == NULL)
    out = add_tensor (net,
                      dnnl_primitive_desc_query_md (desc, dnnl_query_dst_md, 0),
                      dims[1], dims[2], dims[3]);
  add_weights (net, &step, conv, desc);
  if (net->error != NULL)
    return NULL;
  add_arg (&step, DNNL_ARG_SRC, source);
  add_arg (&step, DNNL_ARG_DST, out);
  append_primitive (net, conv->name, &step, desc);
  if (source != in)
    dnnl_net_release (net, source);
  return out;
}

void
dnnl_net_add_upsampled (DnnlNet *net,
                        DnnlTensor *in,
                        DnnlTensor *sum,
                        gboolean is_sigmoid)
{
  Step step = { 0 };
  Post post = { .step = &step };
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_attr_t attr;

  if (net->error != NULL)
    return;
  dnnl_post_ops_create (&post.ops);
  is_good (net, dnnl_post_ops_append_sum (post.ops, 1, 0, dnnl_f32),
           "post-operation");
  if (is_sigmoid)
    post_eltwise (net, &post, dnnl_eltwise_logistic, 0);
  attr = make_attr (net, &post);
  if (net->error == NULL)
    is_good (net,
             dnnl_resampling_forward_primitive_desc_create (
               &desc, net->engine, dnnl_forward_inference,
               dnnl_resampling_linear, NULL, get_desc (in), get_desc (sum),
               attr),
             "up-sampling");
  dnnl_primitive_attr_destroy (attr);
  dnnl_post_ops_destroy (post.ops);
  if (net->error != NULL)
    return;
  add_arg (&step, DNNL_ARG_SRC, in);
  add_arg (&step, DNNL_ARG_DST, sum);
  append_primitive (net, "upsample", &step, desc);
}

gboolean
dnnl_net_run (DnnlNet *net, GError **error)
{
  for (guint i = 0; i < net->steps->len && net->error == NULL; i++)
    {
      const Step *step = &g_array_index (net->steps, Step, i);

      if (step->primitive == NULL)
        step->step (step->data);
      else
        is_good (net,
                 dnnl_primitive_execute (step->primitive, net->stream,
                                         step->n_args, step->args),
                 "execution");
    }
  dnnl_stream_wait (net->stream);
  return dnnl_net_check (net, error);
}
