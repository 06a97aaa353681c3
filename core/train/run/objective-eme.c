/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/run/objective-eme.h"

#include <smooth/error.h>

#include "train/loss/balanced-edges.h"

const TrainEmeLossWeights train_eme_loss_weights_default = { { 0.5, 0.5, 0.7,
                                                               0.7, 1.2 } };

/* The indices of the numbers that are reported for each sample, which become
 * columns of the log. */
enum
{
  REPORT_LOSS,
  REPORT_SIDES,
  N_REPORTS = REPORT_SIDES + TRAIN_EME_N_LOGITS
};

typedef struct
{
  TrainObjective objective;
  const TrainEdgeSource *edges;
  TrainEme *eme;
  TrainEmeLossWeights weights;
} EmeObjective;

static gpointer
sample_new (void)
{
  return g_new0 (TrainEdgeSample, 1);
}

static void
sample_free (gpointer sample)
{
  train_edge_sample_clear (sample);
  g_free (sample);
}

static gboolean
draw (const TrainObjective *objective,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer sample,
      GError **error)
{
  if (train_edge_source_draw (((const EmeObjective *) objective)->edges, seed,
                              step, index, crop, sample))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "crop %d: there are no samples of that size", crop);
  return FALSE;
}

static void
count (gpointer sample, guint64 counts[2])
{
  TrainEdgeCount classes = { 0 };

  train_edge_count_add (&classes, &((TrainEdgeSample *) sample)->target);
  counts[0] += classes.n_edges;
  counts[1] += classes.n_others;
}

static gpointer
worker_new (const TrainObjective *objective)
{
  (void) objective;
  return train_eme_activations_new ();
}

static void
worker_free (gpointer worker)
{
  train_eme_activations_free (worker);
}

static gboolean
compute (const TrainObjective *objective,
         gpointer worker,
         gconstpointer data,
         const TrainBatchInfo *info,
         TrainReal *gradient,
         double *terms,
         GError **error)
{
  const EmeObjective *eme_objective = (const EmeObjective *) objective;
  const TrainEdgeSample *sample = data;
  const TrainEdgeCount classes = { info->counts[0], info->counts[1] };
  const double edge_share = train_edge_count_share (&classes);

  if (!train_eme_forward (eme_objective->eme, worker, &sample->photo,
                          TRAIN_EME_LOGITS, error))
    return FALSE;
  terms[REPORT_LOSS] = 0;
  for (int i = 0; i < TRAIN_EME_N_LOGITS; i++)
    {
      const double weight = eme_objective->weights.weight[i];

      terms[REPORT_SIDES + i] = 0;
      if (weight == 0)
        continue;
      terms[REPORT_SIDES + i] =
        train_loss_balanced_edges (
          train_eme_get_logits (worker, i), &sample->target, edge_share,
          weight * info->share, train_eme_get_logits_gradient (worker, i))
        / (weight * info->share);
      terms[REPORT_LOSS] += weight * terms[REPORT_SIDES + i];
    }
  train_eme_backward (eme_objective->eme, worker, gradient, NULL);
  return TRUE;
}

static void
draw_values (const TrainObjective *objective, guint64 seed, TrainReal *values)
{
  train_eme_draw_values (((const EmeObjective *) objective)->eme, seed, values);
}

static void
set_values (TrainObjective *objective,
            const TrainReal *values,
            SmoothThreads *threads)
{
  train_eme_set_values (((EmeObjective *) objective)->eme, values, threads);
}

static void
free_objective (TrainObjective *objective)
{
  train_eme_free (((EmeObjective *) objective)->eme);
  g_free (objective);
}

TrainObjective *
train_objective_new_eme (const TrainEdgeSource *edges,
                         const int widths[TRAIN_EME_N_WIDTHS],
                         const TrainEmeLossWeights *weights,
                         SmoothSimd simd,
                         GError **error)
{
  TrainEme *eme = train_eme_new (widths, simd, error);
  EmeObjective *objective;

  if (eme == NULL)
    return NULL;
  objective = g_new0 (EmeObjective, 1);
  objective->edges = edges;
  objective->weights = *weights;
  objective->eme = eme;
  objective->objective = (TrainObjective) {
    .name = "eme",
    .layout = train_eme_get_layout (objective->eme),
    .n_terms = N_REPORTS,
    .term_names = { "loss", "side-1", "side-2", "side-3", "side-4", "fusion" },
    .draw_values = draw_values,
    .set_values = set_values,
    .sample_new = sample_new,
    .sample_free = sample_free,
    .draw = draw,
    .count = count,
    .worker_new = worker_new,
    .worker_free = worker_free,
    .compute = compute,
    .free = free_objective,
  };
  return &objective->objective;
}
