/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packing layer: brings a picture, and perhaps an edge map, into the form that
 * the networks' first convolution reads. Offsets are taken off here because
 * the zero padding stands for the offset, not for black.
 */
#include "net/layer-rows.h"
#include "net/layers.h"

/* The networks see planes whose sizes are multiples of this, so that their
 * three stride-2 layers never read padding they did not see in training. */
#define SIZE_MULTIPLE 8

typedef struct
{
  float picture_offset, edge_offset;
} PackParams;

enum
{
  INPUT_PICTURE,
  INPUT_EDGE
};

static void
run_task (const SmoothNode *node, SmoothSpan rows, int task, void *scratch)
{
  const PackParams *params = node->params;
  const SmoothBand *out = &node->band;
  const SmoothBand *picture = &node->inputs[INPUT_PICTURE]->band;
  int y = rows.first + task;
  const float *from = smooth_band_row (picture, MIN (y, picture->height - 1));
  const float *edges = NULL;
  float *to = smooth_band_row (out, y);

  (void) scratch;
  if (node->n_inputs > 1)
    {
      const SmoothBand *edge = &node->inputs[INPUT_EDGE]->band;

      edges = smooth_band_row (edge, y) - edge->x0;
    }
  for (int x = out->x0; x < out->x1; x++)
    {
      const float *pixel =
        from + 3 * (MIN (x, picture->width - 1) - picture->x0);

      for (int c = 0; c < 3; c++)
        *to++ = pixel[c] - params->picture_offset;
      if (edges != NULL)
        *to++ = edges[x] - params->edge_offset;
    }
}

static const SmoothLayer pack_layer = {
  .name = "pack",
  .need = smooth_layer_need_same,
  .n_tasks = smooth_layer_count_rows,
  .task = run_task,
};

static int
round_up (int n)
{
  return (n + SIZE_MULTIPLE - 1) / SIZE_MULTIPLE * SIZE_MULTIPLE;
}

SmoothNode *
smooth_layer_pack (SmoothGraph *graph,
                   SmoothNode *picture,
                   float picture_offset,
                   SmoothNode *edge,
                   float edge_offset)
{
  PackParams params = { picture_offset, edge_offset };
  SmoothNodeSpec spec = {
    .layer = &pack_layer,
    .inputs = { picture, edge },
    .height = round_up (picture->band.height),
    .width = round_up (picture->band.width),
    .channels = edge != NULL ? 4 : 3,
    .reduction = 1,
    .params = &params,
    .params_bytes = sizeof params,
  };
  SmoothNode *node;

  node = smooth_graph_add (graph, &spec);
  node->supply = edge != NULL ? edge->supply : SMOOTH_PICTURE_SUPPLY;
  return node;
}
