/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the networks' layers of oneDNN's primitives. All operations that oneDNN
 * can fuse with a primitive become its post-operations.
 */
#include "dnnl-private.h"

#include <gio/gio.h>
#include <string.h>

#define SLOPE 0.1f

/* The post-operations of a step, while they are being collected. */
typedef struct
{
  dnnl_post_ops_t ops;
  DnnlStep *step;
} Post;

static void
post_eltwise (DnnlNet *net, Post *post, dnnl_alg_kind_t kind, float alpha)
{
  dnnl_net_is_good (net,
                    dnnl_post_ops_append_eltwise (post->ops, kind, alpha, 0),
                    "post-operation");
}

static void
post_binary (DnnlNet *net,
             Post *post,
             dnnl_alg_kind_t kind,
             const DnnlTensor *operand)
{
  int position = dnnl_post_ops_len (post->ops);

  dnnl_net_is_good (
    net,
    dnnl_post_ops_append_binary (post->ops, kind, dnnl_net_get_desc (operand)),
    "post-operation");
  dnnl_net_add_arg (post->step,
                    DNNL_ARG_ATTR_MULTIPLE_POST_OP (position) | DNNL_ARG_SRC_1,
                    operand);
}

/* Adds a post-operation whose operand has one value for each channel. */
static void
post_channels (DnnlNet *net,
               Post *post,
               dnnl_alg_kind_t kind,
               int n_channels,
               const float *values)
{
  const dnnl_dims_t dims = { 1, n_channels, 1, 1 };
  dnnl_memory_desc_t desc = dnnl_net_make_desc (net, 4, dims, dnnl_abcd);
  DnnlTensor *operand = dnnl_net_add_constant (net, desc, 4, dims, values);

  if (net->error == NULL)
    post_binary (net, post, kind, operand);
  dnnl_memory_desc_destroy (desc);
}

static dnnl_primitive_attr_t
make_attr (DnnlNet *net, const Post *post)
{
  dnnl_primitive_attr_t attr = NULL;

  if (dnnl_net_is_good (net, dnnl_primitive_attr_create (&attr), "attributes"))
    dnnl_net_is_good (net, dnnl_primitive_attr_set_post_ops (attr, post->ops),
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
    dnnl_net_is_good (net, dnnl_post_ops_append_sum (post->ops, 1, 0, dnnl_f32),
                      "post-operation");
  else if (conv->add != NULL)
    post_binary (net, post, dnnl_binary_add, conv->add);
}

/* Returns the layout for a convolution's output: that of the tensor over which
 * the output is written (out), to which it is added (add) or like which it
 * shall be laid out (like). If there is no such tensor, returns "any", which
 * lets oneDNN choose. */
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
      dnnl_memory_desc_t desc = dnnl_net_make_desc (net, 4, like_dims, tags[i]);
      gboolean is_equal =
        net->error == NULL
        && dnnl_memory_desc_equal (desc, dnnl_net_get_desc (like));

      dnnl_memory_desc_destroy (desc);
      if (is_equal)
        return dnnl_net_make_desc (net, 4, dims, tags[i]);
    }
  return dnnl_net_make_desc (net, 4, dims, dnnl_format_tag_any);
}

/* Adds weights and bias of a convolution to the step as constants, in the
 * layouts that its primitive asks for. */
static void
add_weights (DnnlNet *net,
             DnnlStep *step,
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
  dnnl_net_add_arg (
    step, DNNL_ARG_WEIGHTS,
    dnnl_net_add_constant (
      net, dnnl_primitive_desc_query_md (desc, dnnl_query_weights_md, 0), 4,
      dims, values));
  dnnl_net_add_arg (
    step, DNNL_ARG_BIAS,
    dnnl_net_add_constant (
      net, dnnl_primitive_desc_query_md (desc, dnnl_query_weights_md, 1), 1,
      dims, biases));
}

/* Returns the description of a convolution's primitive. out_dims (out): the
 * sizes of its output. */
static dnnl_primitive_desc_t
describe_conv (DnnlNet *net,
               const DnnlTensor *in,
               const DnnlConv *conv,
               DnnlStep *step,
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
  /* oneDNN pads with zeros, where the networks have replicate padding;
   * README.md says in "Peers" what follows from that. */
  const dnnl_dims_t pads = { padding, padding };
  /* Sizes are even, so at stride 2 one row and column less of padding is needed
   * at the bottom and right. */
  const dnnl_dims_t ends = { padding - conv->stride + 1,
                             padding - conv->stride + 1 };
  /* A picture of few channels is read in the layout that it has, with the
   * channels of a pixel next to each other. */
  dnnl_memory_desc_t from = dnnl_net_make_desc (
    net, 4, in_dims, shape[1] < 16 ? dnnl_nhwc : dnnl_format_tag_any);
  dnnl_memory_desc_t weight =
    dnnl_net_make_desc (net, 4, weight_dims, dnnl_format_tag_any);
  dnnl_memory_desc_t bias = dnnl_net_make_desc (net, 1, weight_dims, dnnl_a);
  dnnl_memory_desc_t to = make_out_desc (net, conv, dims);
  dnnl_primitive_desc_t desc = NULL;
  Post post = { .step = step };
  dnnl_primitive_attr_t attr;

  memcpy (out_dims, dims, sizeof dims);
  dnnl_post_ops_create (&post.ops);
  add_conv_posts (net, &post, conv, shape[0]);
  attr = make_attr (net, &post);
  if (net->error == NULL)
    dnnl_net_is_good (net,
                      dnnl_convolution_forward_primitive_desc_create (
                        &desc, net->engine, dnnl_forward_inference,
                        dnnl_convolution_auto, from, weight, bias, to, strides,
                        dilates, pads, ends, attr),
                      conv->name);
  dnnl_memory_desc_destroy (from);
  dnnl_memory_desc_destroy (weight);
  dnnl_memory_desc_destroy (bias);
  dnnl_memory_desc_destroy (to);
  dnnl_primitive_attr_destroy (attr);
  dnnl_post_ops_destroy (post.ops);
  return desc;
}

/* Returns in if it has the layout wanted, and otherwise a tensor into which a
 * new step copies in.
 */
static DnnlTensor *
match_layout (DnnlNet *net, DnnlTensor *in, const_dnnl_memory_desc_t wanted)
{
  DnnlTensor *copy;

  if (dnnl_memory_desc_equal (wanted, dnnl_net_get_desc (in)))
    return in;
  copy = dnnl_net_add_tensor (net, wanted, in->channels, in->height, in->width);
  dnnl_net_append_reorder (net, "REORDER", in, copy);
  return copy;
}

DnnlTensor *
dnnl_net_convolve (DnnlNet *net, DnnlTensor *in, const DnnlConv *conv)
{
  DnnlStep step = { 0 };
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
    out = dnnl_net_add_tensor (
      net, dnnl_primitive_desc_query_md (desc, dnnl_query_dst_md, 0), dims[1],
      dims[2], dims[3]);
  add_weights (net, &step, conv, desc);
  if (net->error != NULL)
    return NULL;
  dnnl_net_add_arg (&step, DNNL_ARG_SRC, source);
  dnnl_net_add_arg (&step, DNNL_ARG_DST, out);
  dnnl_net_append_primitive (net, conv->name, &step, desc);
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
  DnnlStep step = { 0 };
  Post post = { .step = &step };
  dnnl_primitive_desc_t desc = NULL;
  dnnl_primitive_attr_t attr;

  if (net->error != NULL)
    return;
  dnnl_post_ops_create (&post.ops);
  dnnl_net_is_good (net, dnnl_post_ops_append_sum (post.ops, 1, 0, dnnl_f32),
                    "post-operation");
  if (is_sigmoid)
    post_eltwise (net, &post, dnnl_eltwise_logistic, 0);
  attr = make_attr (net, &post);
  if (net->error == NULL)
    dnnl_net_is_good (net,
                      dnnl_resampling_forward_primitive_desc_create (
                        &desc, net->engine, dnnl_forward_inference,
                        dnnl_resampling_linear, NULL, dnnl_net_get_desc (in),
                        dnnl_net_get_desc (sum), attr),
                      "up-sampling");
  dnnl_primitive_attr_destroy (attr);
  dnnl_post_ops_destroy (post.ops);
  if (net->error != NULL)
    return;
  dnnl_net_add_arg (&step, DNNL_ARG_SRC, in);
  dnnl_net_add_arg (&step, DNNL_ARG_DST, sum);
  dnnl_net_append_primitive (net, "upsample", &step, desc);
}
