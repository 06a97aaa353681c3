/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sample: EME on input and truth, MI on the input, EME's features of the
 * output and perhaps of an over-smoothed negative, the loss, and back through
 * EME's features and MI.
 */
#include "train/run/task-mi.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "i18n.h"
#include "train/base/random.h"
#include "train/loss/over-smooth.h"

/* Of this file, see base/random.h. */
#define RANDOM_STREAM 0x3111

/* The other negatives are the inputs themselves. */
#define OVER_SMOOTHED_SHARE 0.5

/* A picture without texture counts for so many: what is wrongly added there is
 * little in the sum but seen at once. */
#define IDENTITY_WEIGHT 2

enum
{
  REPORT_LOSS,
  REPORT_PSNR,
  REPORT_TERMS,
  N_REPORTS = REPORT_TERMS + TRAIN_N_TERMS
};

typedef struct
{
  TrainTask task;
  const TrainPairSource *pairs;
  const TrainEme *eme;
  TrainMi *mi;
  TrainMiLossWeights weights;
} MiTask;

typedef struct
{
  TrainMiState *mi;
  TrainEmeState *input, *truth, *output;
  TrainScratch *scratch;
  TrainImage over_smoothed;
} Worker;

static gpointer
sample_new (void)
{
  return g_new0 (TrainMiTaskSample, 1);
}

static void
sample_free (gpointer sample)
{
  train_pair_sample_clear (&((TrainMiTaskSample *) sample)->pair);
  g_free (sample);
}

static gboolean
draw (const TrainTask *task,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer data,
      GError **error)
{
  const MiTask *mi_task = (const MiTask *) task;
  TrainMiTaskSample *sample = data;
  TrainRandom random;

  if (!train_pair_source_draw (mi_task->pairs, seed, step, index, crop,
                         &sample->pair))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   _ ("there are no pairs of %d pixels square"), crop);
      return FALSE;
    }
  train_random_init (&random, seed, step, index, RANDOM_STREAM);
  sample->is_over_smoothed = train_random_chance (&random, OVER_SMOOTHED_SHARE);
  return TRUE;
}

static gpointer
worker_new (const TrainTask *task)
{
  Worker *worker = g_new0 (Worker, 1);

  (void) task;
  worker->mi = train_mi_state_new ();
  worker->input = train_eme_state_new ();
  worker->truth = train_eme_state_new ();
  worker->output = train_eme_state_new ();
  worker->scratch = train_scratch_new ();
  return worker;
}

static void
worker_free (gpointer data)
{
  Worker *worker = data;

  train_mi_state_free (worker->mi);
  train_eme_state_free (worker->input);
  train_eme_state_free (worker->truth);
  train_eme_state_free (worker->output);
  train_scratch_free (worker->scratch);
  train_image_clear (&worker->over_smoothed);
  g_free (worker);
}

/* The three features as an array; they are the state's. */
static void
get_features (const TrainEmeState *state, TrainImage *features)
{
  for (int i = 0; i < TRAIN_EME_N_FEATURES; i++)
    features[i] = *train_eme_get_feature (state, i);
}

/* The over-smoothed input. */
static const TrainImage *
over_smooth (Worker *worker, const TrainImage *input)
{
  TrainImage *to = &worker->over_smoothed;

  if (to->height != input->height || to->width != input->width)
    {
      train_image_clear (to);
      train_image_init (to, input->height, input->width, 3);
    }
  train_over_smooth (input, TRAIN_OVER_SMOOTH_RADIUS_PX,
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

/* What the features' share of the loss needs, and its way back. */
static gboolean
compute_loss (const MiTask *task,
              Worker *worker,
              const TrainMiTaskSample *sample,
              const TrainImage *output,
              double share,
              TrainMiResult *result,
              GError **error)
{
  const TrainPairSample *pair = &sample->pair;
  TrainImage features[3][TRAIN_EME_N_FEATURES];
  TrainImage feature_gradients[TRAIN_EME_N_FEATURES];
  TrainMiSample job = {
    .output = output,
    .truth = &pair->truth,
    .negative = &pair->input,
    .edges = train_eme_get_edges (worker->truth),
  };

  if (train_mi_loss_weights_need_negative (&task->weights)
      && sample->is_over_smoothed)
    job.negative = over_smooth (worker, &pair->input);
  if (!train_mi_loss_weights_need_features (&task->weights))
    {
      train_mi_loss (&task->weights, &job, share, worker->scratch, result);
      return TRUE;
    }
  /* the input's edges have done their duty by now */
  if (!train_eme_forward (task->eme, worker->output, output, TRAIN_EME_FEATURES,
                          error)
      || (job.negative != &pair->input
          && !train_eme_forward (task->eme, worker->input, job.negative,
                                 TRAIN_EME_FROZEN, error)))
    return FALSE;
  get_features (worker->output, features[0]);
  get_features (worker->truth, features[1]);
  get_features (worker->input, features[2]);
  job.output_features = features[0];
  job.truth_features = features[1];
  job.negative_features = features[2];
  for (int i = 0; i < TRAIN_EME_N_FEATURES; i++)
    feature_gradients[i] = *train_eme_get_feature_gradient (worker->output, i);
  result->feature_gradients = feature_gradients;
  train_mi_loss (&task->weights, &job, share, worker->scratch, result);
  result->feature_gradients = NULL;
  train_eme_backward (task->eme, worker->output, NULL, result->gradient);
  return TRUE;
}

/* Whether the loss needs EME's pass over the truth. */
static gboolean
needs_truth (const TrainMiLossWeights *weights)
{
  return weights->weight[TRAIN_TERM_EDGE_TV] != 0
         || train_mi_loss_weights_need_features (weights);
}

static gboolean
compute (const TrainTask *task,
         gpointer data,
         gconstpointer sample_data,
         const TrainBatchInfo *info,
         TrainReal *gradient,
         double *terms,
         GError **error)
{
  const MiTask *mi_task = (const MiTask *) task;
  Worker *worker = data;
  const TrainMiTaskSample *sample = sample_data;
  const TrainPairSample *pair = &sample->pair;
  const double weight = pair->kind == TRAIN_PAIR_IDENTITY ? IDENTITY_WEIGHT : 1;
  const TrainImage *output;
  TrainMiResult result = { 0 };

  if (!train_eme_forward (mi_task->eme, worker->input, &pair->input,
                          TRAIN_EME_EDGES, error)
      || (needs_truth (&mi_task->weights)
          && !train_eme_forward (mi_task->eme, worker->truth, &pair->truth,
                                 TRAIN_EME_EDGES, error))
      || (output = train_mi_forward (mi_task->mi, worker->mi, &pair->input,
                                     train_eme_get_edges (worker->input),
                                     pair->strength, error))
           == NULL)
    return FALSE;
  result.gradient = train_mi_get_output_gradient (worker->mi);
  if (!compute_loss (mi_task, worker, sample, output, info->share * weight,
                     &result, error))
    return FALSE;
  train_mi_backward (mi_task->mi, worker->mi, gradient, NULL, NULL);
  /* as they are minimised: the mean of a batch's losses is what its gradient is
   * of */
  terms[REPORT_LOSS] = weight * result.total;
  terms[REPORT_PSNR] = get_psnr (output, &pair->truth);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    terms[REPORT_TERMS + i] = weight * result.term[i];
  return TRUE;
}

static void
draw_values (const TrainTask *task, guint64 seed, TrainReal *values)
{
  train_mi_draw_values (((const MiTask *) task)->mi, seed, values);
}

static void
set_values (TrainTask *task, const TrainReal *values, SmoothThreads *threads)
{
  train_mi_set_values (((MiTask *) task)->mi, values, threads);
}

static void
free_task (TrainTask *task)
{
  train_mi_free (((MiTask *) task)->mi);
  g_free (task);
}

TrainTask *
train_task_new_mi (const TrainPairSource *pairs,
                   const TrainEme *eme,
                   const int widths[TRAIN_MI_N_WIDTHS],
                   const TrainMiLossWeights *weights,
                   SmoothSimd level,
                   GError **error)
{
  TrainMi *mi = train_mi_new (widths, level, error);
  MiTask *task;

  if (mi == NULL)
    return NULL;
  task = g_new0 (MiTask, 1);
  task->pairs = pairs;
  task->eme = eme;
  task->weights = *weights;
  task->mi = mi;
  task->task = (TrainTask) {
    .name = "mi",
    .layout = train_mi_get_layout (task->mi),
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
    .free = free_task,
  };
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    task->task.term_names[REPORT_TERMS + i] = train_term_name (i);
  return &task->task;
}
