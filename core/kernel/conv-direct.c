/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Convolution of any shape by direct products (simd/direct.c). */
#include "kernel/conv-private.h"

/* Pixels of a row that are computed together. */
#define BLOCK_PX 96

/* Multiply-adds of a block, at least: less is not worth a task. */
#define MIN_WORK 1.5e6
#define MAX_ROWS 4

/* Longest sum; see simd/direct.c. */
#define MAX_CHAIN 24

/* Shorter runs are not cut. */
#define MIN_CHAINED 10

/* The conv's way_data. */
typedef struct
{
  int depth;
  int n_pieces;
  SmoothDirectPiece pieces[];
} Plan;

static gboolean
fits (const SmoothConvShape *shape G_GNUC_UNUSED)
{
  return TRUE;
}

/* Appends a chain of n from *run on, beside the chain before if that is alone
 * and as long, and moves *run behind it. */
static void
add_chain (Plan *plan, SmoothDirectSpan *run, int n)
{
  SmoothDirectPiece *piece = &plan->pieces[MAX (0, plan->n_pieces - 1)];

  if (plan->n_pieces == 0 || piece->n != n
      || piece->n_chains == SMOOTH_DIRECT_CHAINS)
    piece = &plan->pieces[plan->n_pieces++];
  piece->n = n;
  piece->chains[piece->n_chains++] = *run;
  plan->depth += n;
  run->offset += n;
}

/* Cuts a run into an even number of equal chains and the rest. */
static void
add_run (Plan *plan, SmoothDirectSpan run)
{
  const int n_chains = run.n < MIN_CHAINED
                         ? 1
                         : 2 * ((run.n + 2 * MAX_CHAIN - 1) / (2 * MAX_CHAIN));
  const int n = run.n / n_chains;
  const int rest = run.n % n_chains;

  for (int i = 0; i < n_chains; i++)
    add_chain (plan, &run, n);
  if (rest > 0)
    add_chain (plan, &run, rest);
}

static Plan *
plan_pieces (const SmoothConvShape *shape)
{
  SmoothDirectSpan runs[SMOOTH_CONV_MAX_RUNS];
  const int n_runs = smooth_conv_get_runs (shape, runs);
  const int max_chains = n_runs * (runs[0].n / MAX_CHAIN + 4);
  Plan *plan =
    g_malloc0 (sizeof (Plan) + max_chains * sizeof (SmoothDirectPiece));

  for (int i = 0; i < n_runs; i++)
    add_run (plan, runs[i]);
  return plan;
}

static gsize
get_patch_bytes (const SmoothConv *conv)
{
  const SmoothConvPatch patch =
    smooth_conv_get_patch (&conv->shape, 0, 0, BLOCK_PX);

  return smooth_conv_align (
    smooth_conv_patch_size (&patch, conv->shape.in_channels) * sizeof (float));
}

static void
plan (SmoothConv *conv)
{
  Plan *pieces = plan_pieces (&conv->shape);
  const double row_work =
    (double) BLOCK_PX * pieces->depth * conv->n_out_padded;

  conv->way_data = pieces;
  conv->n_weights = (gsize) pieces->depth * conv->n_out_padded;
  conv->block_rows = CLAMP ((int) (MIN_WORK / row_work) + 1, 1, MAX_ROWS);
  conv->block_columns = BLOCK_PX;
  conv->grain = 1;
  conv->margin = smooth_conv_get_padding (&conv->shape);
  conv->scratch_bytes =
    get_patch_bytes (conv)
    + smooth_conv_align ((gsize) BLOCK_PX * SMOOTH_DIRECT_SUMS
                         * sizeof (float));
}

/* In the order of the runs. */
static void
pack (SmoothConv *conv, const float *weight)
{
  const SmoothConvShape *shape = &conv->shape;
  const Plan *plan = conv->way_data;
  const int n_taps = shape->size * shape->size;

  for (int o = 0; o < shape->out_channels; o++)
    for (int i = 0; i < shape->in_channels; i++)
      for (int tap = 0; tap < n_taps; tap++)
        conv->weight[conv->level->find_weight (
          plan->depth, conv->n_out_padded, tap * shape->in_channels + i, o)] =
          *weight++;
}

static void
block (const SmoothConv *conv,
       const SmoothConvJob *job,
       const SmoothFinish *finish,
       int y,
       int column,
       char *scratch)
{
  const Plan *plan = conv->way_data;
  const int x0 = MAX (column * BLOCK_PX, job->out->x0);
  const int x1 = MIN ((column + 1) * BLOCK_PX, job->out->x1);
  const int end = MIN (y + conv->block_rows, job->out->height);
  SmoothDirect row = {
    .finish = *finish,
    .n_out_padded = conv->n_out_padded,
    .depth = plan->depth,
    .n_pieces = plan->n_pieces,
    .pieces = plan->pieces,
    .weight = conv->weight,
    .pixel_step = (gsize) conv->shape.stride * conv->shape.in_channels,
    .n_pixels = x1 - x0,
    .sums = (float *) (scratch + get_patch_bytes (conv)),
  };

  /* a grid of blocks that is shifted begins above the picture */
  for (y = MAX (y, 0); y < end; y++)
    {
      const SmoothConvPatch patch =
        smooth_conv_get_patch (&conv->shape, y, x0, x1 - x0);

      smooth_conv_patch_find (&patch, job, (float *) scratch, row.rows);
      row.out = smooth_conv_get_row (job, y, x0);
      conv->level->direct (&row);
    }
}

const SmoothConvWay smooth_conv_direct = { fits, plan, pack, block };
