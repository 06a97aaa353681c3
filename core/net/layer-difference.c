/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Difference layer: one task a row. */
#include "net/layer-rows.h"
#include "net/layers.h"

/* Row y of band from column x on. */
static float *
pixel_at (const SmoothBand *band, int y, int x)
{
  return smooth_band_row (band, y) + (x - band->x0) * band->channels;
}

static void
run_task (const SmoothNode *node, SmoothSpan rows, int task, void *scratch)
{
  const SmoothBand *out = &node->band;
  int y = rows.first + task;
  int n = (out->x1 - out->x0) * out->channels;
  const float *a = pixel_at (&node->inputs[0]->band, y, out->x0);
  const float *b = pixel_at (&node->inputs[1]->band, y, out->x0);
  float *to = pixel_at (out, y, out->x0);

  (void) scratch;
  for (int i = 0; i < n; i++)
    to[i] = a[i] - b[i];
}

static const SmoothLayer difference_layer = {
  .name = "difference",
  .need = smooth_layer_need_same,
  .n_tasks = smooth_layer_count_rows,
  .task = run_task,
};

SmoothNode *
smooth_layer_difference (SmoothGraph *graph, SmoothNode *a, SmoothNode *b)
{
  SmoothNodeSpec spec = {
    .layer = &difference_layer,
    .inputs = { a, b },
    .height = a->band.height,
    .width = a->band.width,
    .channels = a->band.channels,
    .reduction = a->reduction,
  };

  return smooth_graph_add (graph, &spec);
}
