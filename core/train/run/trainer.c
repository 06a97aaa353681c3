/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Trains a network step by step, see trainer.h. Every rank has all parameters
 * and makes all steps; only the samples of a batch are divided among the ranks.
 * Rank 0 writes the files.
 */
#include "train/run/trainer.h"

#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "train/base/settings.h"
#include "train/base/stop.h"
#include "train/run/run-folder.h"
#include "train/run/trainer-private.h"

/* At most this many bytes of the settings are compared between ranks. They have
 * about 1000. */
#define MAX_SETTINGS 16384

/* The run ends after this many steps in a row whose gradient was not finite. */
#define MAX_BROKEN 10

static gboolean
is_first (const TrainLoop *loop)
{
  return train_ranks_get_index (loop->ranks) == 0;
}

static void
clear_loop (TrainLoop *loop)
{
  for (int i = 0; i < smooth_threads_get_count (loop->threads); i++)
    loop->objective->worker_free (loop->workers[i]);
  g_free (loop->workers);
  g_free (loop->terms);
  g_free (loop->checkpoint);
  train_progress_free (loop->progress);
  train_reduction_free (loop->reduction);
  train_csv_log_free (loop->log);
  train_folder_lock_free (loop->lock);
  g_clear_error (&loop->failure);
  g_mutex_clear (&loop->mutex);
}

static gboolean
init_loop (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  const gsize n_values = train_layout_get_n_values (loop->objective->layout);
  const int n_threads = smooth_threads_get_count (loop->threads);

  train_ranks_get_range (loop->ranks, train_ranks_get_index (loop->ranks),
                         run->n_samples, &loop->first, &loop->end);
  loop->progress = train_progress_new (n_values);
  loop->reduction =
    train_reduction_new (loop->ranks, run->n_samples, n_values, error);
  loop->workers = g_new0 (gpointer, n_threads);
  for (int i = 0; i < n_threads; i++)
    loop->workers[i] = loop->objective->worker_new (loop->objective);
  loop->terms = g_new0 (double, run->n_samples * loop->objective->n_terms);
  loop->checkpoint =
    g_build_filename (run->folder, TRAIN_CHECKPOINT_FILE, NULL);
  g_mutex_init (&loop->mutex);
  return loop->reduction != NULL;
}

/* Checks that this rank has the same settings as rank 0. It may run on another
 * computer, where the same name stands for other data. */
static gboolean
check_settings (const TrainLoop *loop, GError **error)
{
  char first[MAX_SETTINGS] = "";
  g_autofree char *first_line = NULL;
  g_autofree char *own_line = NULL;

  g_strlcpy (first, loop->run->settings, sizeof first);
  train_ranks_share_bytes (loop->ranks, 0, sizeof first, first);
  if (is_first (loop)
      || train_settings_agree (first, loop->run->settings, NULL, &first_line,
                               &own_line))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "process %d has '%s', process 0 has '%s'",
               train_ranks_get_index (loop->ranks), own_line, first_line);
  return FALSE;
}

/* Copies the progress of rank 0, the parameters and all else that a step
 * changes, to all ranks. */
static void
share_progress (TrainLoop *loop)
{
  TrainProgress *progress = loop->progress;
  TrainReal *const vectors[] = { progress->values, progress->average,
                                 progress->moment1, progress->moment2 };

  if (!is_first (loop))
    progress->n_done = progress->n_before = 0;
  train_ranks_sum (loop->ranks, 1, &progress->n_done);
  train_ranks_sum (loop->ranks, 1, &progress->n_before);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    train_ranks_share (loop->ranks, 0, progress->n_values, vectors[i]);
}

static gboolean
begin (TrainLoop *loop, GError **error)
{
  if (!train_ranks_agree (loop->ranks, check_settings (loop, error), error)
      || !train_ranks_agree (
        loop->ranks, !is_first (loop) || train_loop_begin_files (loop, error),
        error))
    return FALSE;
  share_progress (loop);
  return TRUE;
}

static void
compute_sample (gpointer data, int task, int thread)
{
  TrainLoop *loop = data;
  const int sample = loop->first + task;
  TrainReal *gradient = train_reduction_get (loop->reduction, sample);
  GError *error = NULL;

  memset (gradient, 0, loop->progress->n_values * sizeof (TrainReal));
  if (loop->objective->compute (loop->objective, loop->workers[thread],
                                loop->samples[task], &loop->info, gradient,
                                loop->terms + sample * loop->objective->n_terms,
                                &error))
    return;
  g_mutex_lock (&loop->mutex);
  if (loop->failure == NULL)
    loop->failure = g_steal_pointer (&error);
  g_mutex_unlock (&loop->mutex);
  g_clear_error (&error);
}

/* Computes the gradients of the loss, and the loss's terms, for all samples of
 * this rank. */
static gboolean
compute_batch (TrainLoop *loop, GError **error)
{
  smooth_threads_run (loop->threads, loop->end - loop->first, compute_sample,
                      loop);
  if (loop->failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&loop->failure));
  return FALSE;
}

/* Fills loop->info, the numbers about the whole batch, from the samples of all
 * ranks. */
static void
count_batch (TrainLoop *loop)
{
  loop->info = (TrainBatchInfo) { .share = 1.0 / loop->run->n_samples };
  if (loop->objective->count == NULL)
    return;
  for (int i = 0; i < loop->end - loop->first; i++)
    loop->objective->count (loop->samples[i], loop->info.counts);
  train_ranks_sum (loop->ranks, 2, loop->info.counts);
}

/* Copies the terms of the loss, for each rank's samples, to all ranks. */
static void
share_terms (TrainLoop *loop)
{
  for (int rank = 0; rank < train_ranks_get_count (loop->ranks); rank++)
    {
      const int n_terms = loop->objective->n_terms;
      int first, end;

      train_ranks_get_range (loop->ranks, rank, loop->run->n_samples, &first,
                             &end);
      train_ranks_share_doubles (loop->ranks, rank, (end - first) * n_terms,
                                 loop->terms + first * n_terms);
    }
}

static gboolean
make_step (TrainLoop *loop, GError **error)
{
  const TrainReal *gradient;
  double norm;

  count_batch (loop);
  if (!train_ranks_agree (loop->ranks, compute_batch (loop, error), error))
    return FALSE;
  share_terms (loop);
  gradient = train_reduction_run (loop->reduction, loop->threads);
  norm = train_optimiser_step (&loop->run->schedule, loop->progress, gradient,
                               loop->threads);
  loop->objective->set_values (loop->objective, loop->progress->values,
                               loop->threads);
  if (is_first (loop))
    train_loop_write_row (loop, norm,
                          (double) (g_get_monotonic_time () - loop->begun_at)
                            / G_USEC_PER_SEC);
  loop->n_broken = isfinite (norm) ? 0 : loop->n_broken + 1;
  if (loop->n_broken < MAX_BROKEN)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "training %s: the gradient was not finite in %d steps, the "
               "last is %ld; take a lower --rate",
               loop->objective->name, MAX_BROKEN,
               (long) loop->progress->n_done);
  return FALSE;
}

/* Returns whether any rank was asked to stop, or the run has made the pause_at
 * steps after which it is to stop. */
static gboolean
is_stop_wanted (TrainLoop *loop)
{
  guint64 n_wanted = train_stop_is_wanted ();

  train_ranks_sum (loop->ranks, 1, &n_wanted);
  return n_wanted > 0
         || (loop->run->pause_at > 0
             && loop->progress->n_done >= loop->run->pause_at);
}

static TrainEnd
run_steps (TrainLoop *loop, TrainPrefetcher *prefetcher, GError **error)
{
  TrainRanks *ranks = loop->ranks;

  loop->objective->set_values (loop->objective, loop->progress->values,
                               loop->threads);
  for (;;)
    {
      loop->begun_at = g_get_monotonic_time ();
      if (!train_ranks_agree (
            ranks, train_prefetcher_next (prefetcher, &loop->samples, error),
            error))
        return TRAIN_FAILED;
      if (loop->samples == NULL)
        break;
      if (!make_step (loop, error))
        return TRAIN_FAILED;
      if (is_stop_wanted (loop)
          && loop->progress->n_done < loop->run->schedule.n_steps)
        return train_ranks_agree (
                 ranks, !is_first (loop) || train_loop_save (loop, error),
                 error)
                 ? TRAIN_STOPPED
                 : TRAIN_FAILED;
      if (is_first (loop))
        train_loop_write_due (loop);
    }
  return train_ranks_agree (
           ranks, !is_first (loop) || train_loop_end_files (loop, error), error)
           ? TRAIN_DONE
           : TRAIN_FAILED;
}

/* Makes all steps that are still to be made. */
static TrainEnd
feed_steps (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  TrainPrefetchPlan plan = {
    .seed = run->seed,
    .first_step = loop->progress->n_done,
    .end_step = run->schedule.n_steps,
    .first_sample = loop->first,
    .end_sample = loop->end,
    .n_crops = run->n_crops,
  };
  g_autoptr (TrainPrefetcher) prefetcher = NULL;
  TrainEnd end;

  memcpy (plan.crops, run->crops, sizeof plan.crops);
  prefetcher = train_prefetcher_new (loop->objective, &plan);
  end = run_steps (loop, prefetcher, error);
  /* The log is written because it shows what led to the failure. If it cannot
   * be written, the failure remains the error to report. */
  if (end == TRAIN_FAILED && is_first (loop))
    train_csv_log_flush (loop->log, NULL);
  if (end != TRAIN_FAILED && is_first (loop))
    train_loop_draw_charts (loop, TRUE);
  return end;
}

TrainEnd
train_run (TrainObjective *objective,
           const TrainRun *run,
           SmoothThreads *threads,
           TrainRanks *ranks,
           GError **error)
{
  TrainLoop loop = {
    .objective = objective, .run = run, .threads = threads, .ranks = ranks
  };
  GError *failure = NULL;
  TrainEnd end;

  end = train_ranks_agree (ranks, init_loop (&loop, &failure), &failure)
            && begin (&loop, &failure)
          ? feed_steps (&loop, &failure)
          : TRAIN_FAILED;
  if (failure != NULL)
    g_propagate_error (error, failure);
  clear_loop (&loop);
  return end;
}
