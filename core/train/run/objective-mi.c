/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains MI, the main interpreter, with the help of EME, the edge map
 * extractor; see objective-mi.h. For one sample, EME's forward pass runs on the
 * input and on the truth, then MI's on the input. If the loss compares
 * features, EME also runs on MI's output and on the negative, a picture that
 * the output is to differ from. After the loss come the backward passes: EME's
 * from its features to MI's output, and MI's. */
#include "train/run/objective-mi.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/base/random.h"
#include "train/loss/guided-filter.h"

/* The number of the stream of random numbers that this file alone draws from,
 * see train_random_init (). */
#define RANDOM_STREAM 0x3111

/* The share of samples whose negative, the picture that MI's output is to
 * differ from, is an over-smoothed input. For the other samples it is the input
 * itself. */
#define OVER_SMOOTHED_SHARE 0.5

/* The weight, in the batch's loss, of a sample without texture, or with no more
 * than grain, which MI must not change. Errors in such samples add little to
 * the loss, but are easily seen. */
#define IDENTITY_WEIGHT 2

/* The indices of the numbers that are reported for each sample, which become
 * columns of the log. */
enum
{
  REPORT_LOSS,
  REPORT_PSNR,
  REPORT_TERMS,
  N_REPORTS = REPORT_TERMS + TRAIN_N_TERMS
};

typedef struct
{
  TrainObjective objective;
  const TrainPairSynthesis *pairs;
  const TrainEme *eme;
  TrainMi *mi;
  TrainMiLossWeights weights;
} MiObjective;

typedef struct
{
  TrainMiActivations *mi;
  TrainEmeActivations *input, *truth, *output;
  TrainScratch *scratch;
  TrainImage over_smoothed;
} Worker;

static gpointer
sample_new (void)
{
  return g_new0 (TrainMiObjectiveSample, 1);
}

static void
sample_free (gpointer sample)
{
  train_pair_sample_clear (&((TrainMiObjectiveSample *) sample)->pair);
  g_free (sample);
}

static gboolean
draw (const TrainObjective *objective,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer data,
      GError **error)
{
  const MiObjective *mi_objective = (const MiObjective *) objective;
  TrainMiObjectiveSample *sample = data;
  TrainRandom random;

  if (!train_pair_synthesis_draw (mi_objective->pairs, seed, step, index, crop,
                                  &sample->pair))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "crop %d: there are no pairs of that size", crop);
      return FALSE;
    }
  train_random_init (&random, seed, step, index, RANDOM_STREAM);
  sample->is_over_smoothed = train_random_chance (&random, OVER_SMOOTHED_SHARE);
  return TRUE;
}

static gpointer
worker_new (const TrainObjective *objective)
{
  Worker *worker = g_new0 (Worker, 1);

  (void) objective;
  worker->mi = train_mi_activations_new ();
  worker->input = train_eme_activations_new ();
  worker->truth = train_eme_activations_new ();
  worker->output = train_eme_activations_new ();
  worker->scratch = train_scratch_new ();
  return worker;
}

static void
worker_free (gpointer data)
{
  Worker *worker = data;

  train_mi_activations_free (worker->mi);
  train_eme_activations_free (worker->input);
  train_eme_activations_free (worker->truth);
  train_eme_activations_free (worker->output);
  train_scratch_free (worker->scratch);
  train_image_clear (&worker->over_smoothed);
  g_free (worker);
}

/* Fills features with the outputs of EME's first three stages, whose data are
 * borrowed from activations. */
static void
get_features (const TrainEmeActivations *activations, TrainImage *features)
{
  for (int i = 0; i < TRAIN_EME_N_FEATURES; i++)
    features[i] = *train_eme_get_feature (activations, i);
}

/* Computes the over-smoothed input by a guided filter. The result is borrowed
 * from worker. */
static const TrainImage *
over_smooth (Worker *worker, const TrainImage *input)
{
  TrainImage *to = &worker->over_smoothed;

  if (to->height != input->height || to->width != input->width)
    {
      train_image_clear (to);
      train_image_init (to, input->height, input->width, 3);
    }
  train_guided_filter (input, TRAIN_OVER_SMOOTH_RADIUS_PX,
                       TRAIN_OVER_SMOOTH_EPSILON, worker->scratch, to);
  return to;
}

static double
get_psnr (const TrainImage *a, const TrainImage *b)
{
  const gsize n = train_image_size (a);
  double sum = 0;

  for (gsize i = 0; i < n; i++)
    {
      const double difference = (double) a->data[i] - b->data[i];

      sum += difference * difference;
    }
  return -10 * log10 (sum / n + 1e-10);
}

/* Computes the loss of output, MI's result, with EME's features if it needs
 * them, and the gradient at output. share: the sample's share in the batch's
 * loss. */
static gboolean
compute_loss (const MiObjective *objective,
              Worker *worker,
              const TrainMiObjectiveSample *sample,
              const TrainImage *output,
              double share,
              TrainMiLossResult *result,
              GError **error)
{
  const TrainPairSample *pair = &sample->pair;
  /* EME's activations on the input may be overwritten with those on the
   * negative, because MI's forward pass has copied the input's edge map. */
  TrainEmeActivations *negative = worker->input;
  TrainImage features[3][TRAIN_EME_N_FEATURES];
  TrainImage feature_gradients[TRAIN_EME_N_FEATURES];
  TrainMiLossInput input = {
    .output = output,
    .truth = &pair->truth,
    .negative = &pair->input,
    .edges = train_eme_get_edges (worker->truth),
  };

  if (train_mi_loss_weights_need_negative (&objective->weights)
      && sample->is_over_smoothed)
    input.negative = over_smooth (worker, &pair->input);
  if (!train_mi_loss_weights_need_features (&objective->weights))
    {
      train_mi_loss (&objective->weights, &input, share, worker->scratch,
                     result);
      return TRUE;
    }
  if (!train_eme_forward (objective->eme, worker->output, output,
                          TRAIN_EME_FEATURES, error)
      || (input.negative != &pair->input
          && !train_eme_forward (objective->eme, negative, input.negative,
                                 TRAIN_EME_FROZEN, error)))
    return FALSE;
  get_features (worker->output, features[0]);
  get_features (worker->truth, features[1]);
  get_features (negative, features[2]);
  input.output_features = features[0];
  input.truth_features = features[1];
  input.negative_features = features[2];
  for (int i = 0; i < TRAIN_EME_N_FEATURES; i++)
    feature_gradients[i] = *train_eme_get_feature_gradient (worker->output, i);
  result->feature_gradients = feature_gradients;
  train_mi_loss (&objective->weights, &input, share, worker->scratch, result);
  result->feature_gradients = NULL;
  train_eme_backward (objective->eme, worker->output, NULL, result->gradient);
  return TRUE;
}

/* Returns whether the loss needs EME's results (edge map or features) on the
 * truth. */
static gboolean
needs_truth (const TrainMiLossWeights *weights)
{
  return weights->weight[TRAIN_TERM_EDGE_TV] != 0
         || train_mi_loss_weights_need_features (weights);
}

static gboolean
compute (const TrainObjective *objective,
         gpointer data,
         gconstpointer sample_data,
         const TrainBatchInfo *info,
         TrainReal *gradient,
         double *terms,
         GError **error)
{
  const MiObjective *mi_objective = (const MiObjective *) objective;
  Worker *worker = data;
  const TrainMiObjectiveSample *sample = sample_data;
  const TrainPairSample *pair = &sample->pair;
  const gboolean stays =
    pair->kind == TRAIN_PAIR_IDENTITY || pair->kind == TRAIN_PAIR_SOFT;
  const double weight = stays ? IDENTITY_WEIGHT : 1;
  const TrainImage *output;
  TrainMiLossResult result = { 0 };

  if (!train_eme_forward (mi_objective->eme, worker->input, &pair->input,
                          TRAIN_EME_EDGES, error)
      || (needs_truth (&mi_objective->weights)
          && !train_eme_forward (mi_objective->eme, worker->truth, &pair->truth,
                                 TRAIN_EME_EDGES, error))
      || (output = train_mi_forward (mi_objective->mi, worker->mi, &pair->input,
                                     train_eme_get_edges (worker->input),
                                     pair->strength, error))
           == NULL)
    return FALSE;
  result.gradient = train_mi_get_output_gradient (worker->mi);
  if (!compute_loss (mi_objective, worker, sample, output, info->share * weight,
                     &result, error))
    return FALSE;
  train_mi_backward (mi_objective->mi, worker->mi, gradient, NULL, NULL);
  /* The loss is reported with the sample's weight, so that the mean over a
   * batch is the loss whose gradient is taken. */
  terms[REPORT_LOSS] = weight * result.total;
  terms[REPORT_PSNR] = get_psnr (output, &pair->truth);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    terms[REPORT_TERMS + i] = weight * result.term[i];
  return TRUE;
}

static void
draw_values (const TrainObjective *objective, guint64 seed, TrainReal *values)
{
  train_mi_draw_values (((const MiObjective *) objective)->mi, seed, values);
}

static void
set_values (TrainObjective *objective,
            const TrainReal *values,
            SmoothThreads *threads)
{
  train_mi_set_values (((MiObjective *) objective)->mi, values, threads);
}

static void
free_objective (TrainObjective *objective)
{
  train_mi_free (((MiObjective *) objective)->mi);
  g_free (objective);
}

TrainObjective *
train_objective_new_mi (const TrainPairSynthesis *pairs,
                        const TrainEme *eme,
                        const int widths[TRAIN_MI_N_WIDTHS],
                        const TrainMiLossWeights *weights,
                        SmoothSimd simd,
                        GError **error)
{
  TrainMi *mi = train_mi_new (widths, simd, error);
  MiObjective *objective;

  if (mi == NULL)
    return NULL;
  objective = g_new0 (MiObjective, 1);
  objective->pairs = pairs;
  objective->eme = eme;
  objective->weights = *weights;
  objective->mi = mi;
  objective->objective = (TrainObjective) {
    .name = "mi",
    .layout = train_mi_get_layout (objective->mi),
    .n_terms = N_REPORTS,
    .term_names = { "loss", "psnr" },
    .draw_values = draw_values,
    .set_values = set_values,
    .sample_new = sample_new,
    .sample_free = sample_free,
    .draw = draw,
    .worker_new = worker_new,
    .worker_free = worker_free,
    .compute = compute,
    .free = free_objective,
  };
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    objective->objective.term_names[REPORT_TERMS + i] = train_term_name (i);
  return &objective->objective;
}
