/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What MI's task reports is what it minimises: where a sample counts for more
 * in the gradient it does so in the loss and in each term.
 */
#include "train/run/task-mi.h"

#include <math.h>
#include <string.h>

#define CROP 96
#define TOLERANCE 1e-5 /* single precision, sums of a few thousand numbers */

static const int EME_WIDTHS[TRAIN_EME_N_WIDTHS] = { 4, 4, 8, 8 };
static const int MI_WIDTHS[TRAIN_MI_N_WIDTHS] = { 4, 6, 8, 8 };

typedef struct
{
  TrainEme *eme;
  TrainPairSource *pairs;
  TrainTask *task;
  gpointer worker;
  TrainReal *values, *gradient;
  gsize n_values;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const TrainLayout *layout;
  g_autofree TrainReal *eme_values = NULL;

  (void) data;
  fixture->eme = train_eme_new (EME_WIDTHS, SMOOTH_SIMD_BASELINE, NULL);
  layout = train_eme_get_layout (fixture->eme);
  eme_values = g_new (TrainReal, train_layout_get_n_values (layout));
  train_eme_draw_values (fixture->eme, 1, eme_values);
  train_eme_set_values (fixture->eme, eme_values, NULL);
  fixture->pairs = train_pair_source_new_procedural ();
  fixture->task =
    train_task_new_mi (fixture->pairs, fixture->eme, MI_WIDTHS,
                       &train_mi_loss_weights_default, SMOOTH_SIMD_BASELINE, NULL);
  fixture->n_values = train_layout_get_n_values (fixture->task->layout);
  fixture->values = g_new (TrainReal, fixture->n_values);
  fixture->gradient = g_new (TrainReal, fixture->n_values);
  fixture->task->draw_values (fixture->task, 2, fixture->values);
  fixture->task->set_values (fixture->task, fixture->values, NULL);
  fixture->worker = fixture->task->worker_new (fixture->task);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  (void) data;
  fixture->task->worker_free (fixture->worker);
  train_task_free (fixture->task);
  train_pair_source_free (fixture->pairs);
  train_eme_free (fixture->eme);
  g_free (fixture->values);
  g_free (fixture->gradient);
}

/* The norm of the gradient of sample as one of kind; its reports into terms. */
static double
compute (Fixture *fixture,
         TrainMiTaskSample *sample,
         TrainPairKind kind,
         double *terms)
{
  const TrainBatchInfo info = { .share = 1 };
  GError *error = NULL;
  double sum = 0;

  sample->pair.kind = kind;
  memset (fixture->gradient, 0, fixture->n_values * sizeof (TrainReal));
  fixture->task->compute (fixture->task, fixture->worker, sample, &info,
                          fixture->gradient, terms, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < fixture->n_values; i++)
    sum += (double) fixture->gradient[i] * fixture->gradient[i];
  return sqrt (sum);
}

static void
test_identity (Fixture *fixture, gconstpointer data)
{
  TrainTask *task = fixture->task;
  TrainMiTaskSample *sample = task->sample_new ();
  double once[TRAIN_MAX_TERMS], twice[TRAIN_MAX_TERMS], loss = 0;
  GError *error = NULL;
  double ratio;

  (void) data;
  task->draw (task, 3, 0, 0, CROP, sample, &error);
  g_assert_no_error (error);
  ratio = 1 / compute (fixture, sample, TRAIN_PAIR_TEXTURED, once);
  ratio *= compute (fixture, sample, TRAIN_PAIR_IDENTITY, twice);
  g_assert_cmpfloat (ratio, >, 1.5);
  g_assert_cmpstr (task->term_names[0], ==, "loss");
  g_assert_cmpfloat_with_epsilon (twice[0], ratio * once[0],
                                  TOLERANCE * twice[0]);
  /* behind the loss and the PSNR stand the terms */
  g_assert_cmpfloat (twice[1], ==, once[1]);
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    loss += train_mi_loss_weights_default.weight[i] * twice[2 + i];
  g_assert_cmpfloat_with_epsilon (loss, twice[0], TOLERANCE * twice[0]);
  task->sample_free (sample);
}

/* A crop that no pair can be drawn of is an error, not the end. */
static void
test_crop (Fixture *fixture, gconstpointer data)
{
  TrainTask *task = fixture->task;
  TrainMiTaskSample *sample = task->sample_new ();
  GError *error = NULL;

  (void) data;
  g_assert_false (task->draw (task, 3, 0, 0, 8, sample, &error));
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "8"));
  g_error_free (error);
  task->sample_free (sample);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/task-mi/identity", Fixture, NULL, set_up, test_identity,
              tear_down);
  g_test_add ("/task-mi/crop", Fixture, NULL, set_up, test_crop, tear_down);
  return g_test_run ();
}
