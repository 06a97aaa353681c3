/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two layers of the colour gate (kernel/colour-gate.h). The chroma layer
 * measures how colourful each block of 8x8 pixels of the picture is; the gate
 * layer adds a change to the picture, whose colours are limited to where the
 * picture has some.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

#include "kernel/colour-gate.h"
#include "kernel/simd/kernels.h"

/* A block has this many columns of the chroma layer, which are 256 columns of
 * the picture, as many as a block of most other layers has. */
#define CHROMA_COLUMNS 32

typedef struct
{
  const SmoothKernels *kernels;
} ChromaParams;

enum
{
  INPUT_CHANGE,
  INPUT_CHROMA,
  INPUT_PICTURE
};

static SmoothSpan
need_measured (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  (void) input;
  return (SmoothSpan) { SMOOTH_CHROMA_BLOCK * out.first,
                        SMOOTH_CHROMA_BLOCK * out.end };
}

static void
measure (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const ChromaParams *params = node->params;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    params->kernels->measure_chroma_row (&node->inputs[0]->band, &out, y);
}

static const SmoothLayer chroma_layer = {
  .name = "chroma",
  .need = need_measured,
  .compute = measure,
};

SmoothNode *
smooth_layer_chroma (SmoothGraph *graph, SmoothSimd simd, SmoothNode *picture)
{
  ChromaParams params = { smooth_kernels_get (simd) };
  SmoothNodeSpec spec = {
    .layer = &chroma_layer,
    .inputs = { picture },
    .height = smooth_chroma_count_blocks (picture->band.height),
    .width = smooth_chroma_count_blocks (picture->band.width),
    .channels = 1,
    .reduction = picture->reduction * SMOOTH_CHROMA_BLOCK,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  g_return_val_if_fail (picture->band.channels == 3, NULL);

  node = smooth_graph_add (graph, &spec);
  /* A block has one row only, since that already takes eight rows of the
   * picture. */
  node->block_rows = 1;
  node->block_columns = CHROMA_COLUMNS;
  return node;
}

/* Of the chroma, a pixel needs the blocks that the bilinear up-sampling reads,
 * and the 3x3 blocks around each of these, of which the largest is taken. */
static SmoothSpan
need_gated (const SmoothNode *node, int input, SmoothSpan out)
{
  (void) node;
  if (input != INPUT_CHROMA)
    return out;
  out = smooth_layer_need_upsampled (SMOOTH_CHROMA_BLOCK, out);
  return (SmoothSpan) { out.first - 1, out.end + 1 };
}

static void
gate (const SmoothNode *node, const SmoothBlock *block, void *scratch)
{
  const ChromaParams *params = node->params;
  SmoothBand out = smooth_layer_crop (node, block);

  (void) scratch;
  for (int y = block->rows.first; y < block->rows.end; y++)
    params->kernels->gate_chroma_row (
      &node->inputs[INPUT_CHANGE]->band, &node->inputs[INPUT_CHROMA]->band,
      &node->inputs[INPUT_PICTURE]->band, &out, y);
}

static const SmoothLayer gate_layer = {
  .name = "chroma gate",
  .need = need_gated,
  .compute = gate,
};

SmoothNode *
smooth_layer_gate_chroma (SmoothGraph *graph,
                          SmoothSimd simd,
                          SmoothNode *change,
                          SmoothNode *chroma,
                          SmoothNode *picture)
{
  ChromaParams params = { smooth_kernels_get (simd) };
  SmoothNodeSpec spec = {
    .layer = &gate_layer,
    .inputs = { change, chroma, picture },
    .height = picture->band.height,
    .width = picture->band.width,
    .channels = picture->band.channels,
    .reduction = picture->reduction,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  g_return_val_if_fail (change->band.channels == 3
                          && picture->band.channels == 3
                          && chroma->band.channels == 1,
                        NULL);
  g_return_val_if_fail (
    chroma->band.width == smooth_chroma_count_blocks (picture->band.width)
      && chroma->band.height
           == smooth_chroma_count_blocks (picture->band.height),
    NULL);

  node = smooth_graph_add (graph, &spec);
  node->in_place = change;
  return node;
}
