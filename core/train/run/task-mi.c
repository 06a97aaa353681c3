/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One sample: EME on input and truth, MI on the input, EME's features of the
 * output and perhaps of an over-smoothed negative, the loss, and back through
 * EME's features and MI.
 */
#include "train/run/task-mi.h"

#include <math.h>
#include <string.h>

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
  const TrainPairs *pairs;
  const TrainEme *eme;
  TrainMi *mi;
  TrainMiWeights weights;
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
  train_pair_clear (&((TrainMiTaskSample *) sample)->pair);
  g_free (sample);
}

static void
draw (const TrainTask *task,
      guint64 seed,
      guint64 step,
      int index,
      int crop,
      gpointer data)
{
  const MiTask *mi_task = (const MiTask *) task;
  TrainMiTaskSample *sample = data;
  TrainRandom random;

  if (!train_pairs_draw (mi_task->pairs, seed, step, index, crop,
                         &sample->pair))
    g_error ("no pair of crop %d", crop);
  train_random_init (&random, seed, step, index, RANDOM_STREAM);
  sample->is_over_smoothed = train_random_chance (&random, OVER_SMOOTHED_SHARE);
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
static void
compute_loss (const MiTask *task,
              Worker *worker,
              const TrainMiTaskSample *sample,
              const TrainImage *output,
              double share,
              TrainMiResult *result)
{
  const TrainPair *pair = &sample->pair;
  TrainImage features[3][TRAIN_EME_N_FEATURES];
  TrainImage feature_gradients[TRAIN_EME_N_FEATURES];
  TrainMiSample job = {
    .output = output,
    .truth = &pair->truth,
    .negative = &pair->input,
    .edges = train_eme_get_edges (worker->truth),
  };

  if (train_mi_weights_need_negative (&task->weights)
      && sample->is_over_smoothed)
    job.negative = over_smooth (worker, &pair->input);
  if (!train_mi_weights_need_features (&task->weights))
    {
      train_mi_loss (&task->weights, &job, share, worker->scratch, result);
      return;
    }
  train_eme_forward (task->eme, worker->output, output, TRAIN_EME_FEATURES);
  /* the input's edges have done their duty by now */
  if (job.negative != &pair->input)
    train_eme_forward (task->eme, worker->input, job.negative,
                       TRAIN_EME_FROZEN);
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
}

static void
compute (const TrainTask *task,
         gpointer data,
         gconstpointer sample_data,
         const TrainBatchInfo *info,
         TrainReal *gradient,
         double *terms)
{
  const MiTask *mi_task = (const MiTask *) task;
  Worker *worker = data;
  const TrainMiTaskSample *sample = sample_data;
  const TrainPair *pair = &sample->pair;
  const TrainImage *output;
  TrainMiResult result = { 0 };

  train_eme_forward (mi_task->eme, worker->input, &pair->input,
                     TRAIN_EME_EDGES);
  train_eme_forward (mi_task->eme, worker->truth, &pair->truth,
                     TRAIN_EME_EDGES);
  output =
    train_mi_forward (mi_task->mi, worker->mi, &pair->input,
                      train_eme_get_edges (worker->input), pair->strength);
  result.gradient = train_mi_get_output_gradient (worker->mi);
  compute_loss (mi_task, worker, sample, output,
                pair->kind == TRAIN_PAIR_IDENTITY
                  ? info->share * IDENTITY_WEIGHT
                  : info->share,
                &result);
  train_mi_backward (mi_task->mi, worker->mi, gradient, NULL, NULL);
  terms[REPORT_LOSS] = result.total;
  terms[REPORT_PSNR] = get_psnr (output, &pair->truth);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    terms[REPORT_TERMS + i] = result.term[i];
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
train_task_new_mi (const TrainPairs *pairs,
                   const TrainEme *eme,
                   const int widths[TRAIN_MI_N_WIDTHS],
                   const TrainMiWeights *weights,
                   SmoothCpuLevel level)
{
  MiTask *task = g_new0 (MiTask, 1);

  task->pairs = pairs;
  task->eme = eme;
  task->weights = *weights;
  task->mi = train_mi_new (widths, level);
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
