/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rank 0 writes all files. Every rank holds the same values and makes the same
 * steps; only the samples are shared out.
 */
#include "train/run/trainer.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include <glib/gstdio.h>

#include <smooth/error.h>

#include "i18n.h"
#include "model/safetensors.h"
#include "train/run/bar.h"
#include "train/run/checkpoint.h"
#include "train/plot/charts.h"
#include "train/run/log.h"
#include "train/run/reduce.h"
#include "train/run/stop.h"

#define CHECKPOINT "checkpoint.safetensors"
#define FLUSH_STEPS 20

/* A file that could not be written is tried again so often. */
#define RETRY_US (60 * (gint64) G_USEC_PER_SEC)

/* Steps in a row whose gradient was not finite, at most. */
#define MAX_BROKEN 10

typedef struct
{
  TrainTask *task;
  const TrainRun *run;
  SmoothThreads *threads;
  TrainRanks *ranks;
  int first, end; /* own samples */

  TrainProgress *progress;
  TrainReduction *reduction;
  gpointer *workers;
  double *terms; /* n_terms for each sample of the batch */
  char *checkpoint;
  TrainLog *log; /* rank 0 */
  TrainBar *bar; /* rank 0 */
  gint64 save_at;
  int n_broken;

  /* the step */
  gint64 begun_at; /* it began to wait for its samples */
  gpointer const *samples;
  TrainBatchInfo info;
} Loop;

static gboolean
is_first (const Loop *loop)
{
  return train_ranks_get_index (loop->ranks) == 0;
}

static gint64
get_save_time (const Loop *loop)
{
  return g_get_monotonic_time ()
         + (gint64) (loop->run->save_minutes * 60 * G_USEC_PER_SEC);
}

static void
clear_loop (Loop *loop)
{
  for (int i = 0; i < smooth_threads_get_count (loop->threads); i++)
    loop->task->worker_free (loop->workers[i]);
  g_free (loop->workers);
  g_free (loop->terms);
  g_free (loop->checkpoint);
  train_progress_free (loop->progress);
  train_reduction_free (loop->reduction);
  train_log_free (loop->log);
  train_bar_free (loop->bar);
}

static void
init_loop (Loop *loop)
{
  const TrainRun *run = loop->run;
  const gsize n_values = train_layout_get_n_values (loop->task->layout);
  const int n_threads = smooth_threads_get_count (loop->threads);

  train_ranks_get_range (loop->ranks, train_ranks_get_index (loop->ranks),
                         run->n_samples, &loop->first, &loop->end);
  loop->progress = train_progress_new (n_values);
  loop->reduction = train_reduction_new (loop->ranks, run->n_samples, n_values);
  loop->workers = g_new0 (gpointer, n_threads);
  for (int i = 0; i < n_threads; i++)
    loop->workers[i] = loop->task->worker_new (loop->task);
  loop->terms = g_new0 (double, run->n_samples * loop->task->n_terms);
  loop->checkpoint = g_build_filename (run->folder, CHECKPOINT, NULL);
}

/* Makes the folder and says in it what the run is. */
static gboolean
begin_folder (Loop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  g_autofree char *path = g_build_filename (run->folder, "settings.txt", NULL);
  g_autofree char *text =
    g_strdup_printf ("%scommit=%s\n", run->settings, run->export.commit);
  g_autoptr (GError) reason = NULL;

  if (g_file_test (loop->checkpoint, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("folder '%s': holds a run already; go on with it by "
                      "--resume, or take another folder"),
                   run->folder);
      return FALSE;
    }
  if (g_mkdir_with_parents (run->folder, 0755) != 0)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("folder '%s': cannot be made: %s"), run->folder,
                   g_strerror (errno));
      return FALSE;
    }
  if (g_file_set_contents (path, text, -1, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               _ ("file '%s': cannot be written: %s"), path, reason->message);
  return FALSE;
}

static gboolean
open_log (Loop *loop, GError **error)
{
  g_autofree char *path = g_build_filename (loop->run->folder, "log.csv", NULL);
  g_autoptr (GString) header = g_string_new ("step,rate,norm");

  for (int i = 0; i < loop->task->n_terms; i++)
    g_string_append_printf (header, ",%s", loop->task->term_names[i]);
  g_string_append (header, ",seconds");
  loop->log = train_log_new (path, header->str, loop->progress->n_done, error);
  return loop->log != NULL;
}

static gboolean
set_first_values (Loop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  g_autoptr (SmoothTensorSet) set = NULL;

  if (run->from == NULL)
    {
      loop->task->draw_values (loop->task, run->seed, loop->progress->values);
      return TRUE;
    }
  set = smooth_safetensors_load (run->from, error);
  return set != NULL
         && train_layout_read (loop->task->layout, set, loop->progress->values,
                               error);
}

/* The state that the first step begins with. */
static gboolean
begin (Loop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  TrainProgress *progress = loop->progress;
  g_autofree char *what = g_strdup_printf ("train %s", loop->task->name);

  if (run->resume)
    {
      if (!train_checkpoint_load (loop->checkpoint, loop->task->name,
                                  run->settings, progress, error))
        return FALSE;
    }
  else
    {
      if (is_first (loop) && !begin_folder (loop, error))
        return FALSE;
      if (!set_first_values (loop, error))
        return FALSE;
      memcpy (progress->average, progress->values,
              progress->n_values * sizeof (TrainReal));
    }
  loop->save_at = get_save_time (loop);
  if (!is_first (loop))
    return TRUE;
  loop->bar = train_bar_new (what, progress->n_done, run->schedule.n_steps);
  return open_log (loop, error);
}

static void
compute_sample (gpointer data, int task, int thread)
{
  Loop *loop = data;
  const int sample = loop->first + task;
  TrainReal *gradient = train_reduction_get (loop->reduction, sample);

  memset (gradient, 0, loop->progress->n_values * sizeof (TrainReal));
  loop->task->compute (loop->task, loop->workers[thread], loop->samples[task],
                       &loop->info, gradient,
                       loop->terms + sample * loop->task->n_terms);
}

/* Counts over the samples of all ranks. */
static void
count_batch (Loop *loop)
{
  loop->info = (TrainBatchInfo) { .share = 1.0 / loop->run->n_samples };
  if (loop->task->count == NULL)
    return;
  for (int i = 0; i < loop->end - loop->first; i++)
    loop->task->count (loop->samples[i], loop->info.counts);
  train_ranks_sum (loop->ranks, 2, loop->info.counts);
}

static void
share_terms (Loop *loop)
{
  for (int rank = 0; rank < train_ranks_get_count (loop->ranks); rank++)
    {
      const int n_terms = loop->task->n_terms;
      int first, end;

      train_ranks_get_range (loop->ranks, rank, loop->run->n_samples, &first,
                             &end);
      train_ranks_share_doubles (loop->ranks, rank, (end - first) * n_terms,
                                 loop->terms + first * n_terms);
    }
}

static void
write_row (Loop *loop, double norm, double seconds)
{
  const TrainTask *task = loop->task;
  const guint64 t = loop->progress->n_done;
  g_autoptr (GString) row = g_string_new (NULL);
  g_autofree char *text = NULL;
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (row, "%" G_GUINT64_FORMAT, t);
  g_string_append_printf (
    row, ",%s",
    g_ascii_formatd (number, sizeof number, "%.6g",
                     train_schedule_get_rate (&loop->run->schedule, t)));
  g_string_append_printf (
    row, ",%s", g_ascii_formatd (number, sizeof number, "%.6g", norm));
  for (int i = 0; i < task->n_terms; i++)
    {
      double sum = 0;

      for (int k = 0; k < loop->run->n_samples; k++)
        sum += loop->terms[k * task->n_terms + i];
      sum /= loop->run->n_samples;
      if (i == 0)
        text = g_strdup_printf ("%s %.4f", task->term_names[0], sum);
      g_string_append_printf (
        row, ",%s", g_ascii_formatd (number, sizeof number, "%.6g", sum));
    }
  g_string_append_printf (
    row, ",%s", g_ascii_formatd (number, sizeof number, "%.4f", seconds));
  train_log_add (loop->log, row->str);
  train_bar_set (loop->bar, t, text);
}

static gboolean
make_step (Loop *loop, GError **error)
{
  const TrainReal *gradient;
  double norm;

  count_batch (loop);
  smooth_threads_run (loop->threads, loop->end - loop->first, compute_sample,
                      loop);
  share_terms (loop);
  gradient = train_reduction_run (loop->reduction, loop->threads);
  norm = train_optimiser_step (&loop->run->schedule, loop->progress, gradient,
                               loop->threads);
  loop->task->set_values (loop->task, loop->progress->values, loop->threads);
  if (is_first (loop))
    write_row (loop, norm,
               (double) (g_get_monotonic_time () - loop->begun_at)
                 / G_USEC_PER_SEC);
  loop->n_broken = isfinite (norm) ? 0 : loop->n_broken + 1;
  if (loop->n_broken < MAX_BROKEN)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               _ ("training %s: the gradient was not finite in %d steps, the "
                  "last is %ld; take a lower --rate"),
               loop->task->name, MAX_BROKEN, (long) loop->progress->n_done);
  return FALSE;
}

/* Log, then checkpoint: the log may know more than the checkpoint, not less. */
static gboolean
save (Loop *loop, GError **error)
{
  return train_log_flush (loop->log, error)
         && train_checkpoint_save (loop->checkpoint, loop->task->name,
                                   loop->run->settings, loop->progress, error);
}

/* The run does not depend on its charts: what cannot be drawn is said. */
static void
draw_charts (const Loop *loop)
{
  g_autoptr (GError) error = NULL;

  if (!train_chart_save_training (loop->run->folder, &error))
    g_printerr ("\n%s\n", error->message);
}

/* Between steps: what is due, on rank 0. What cannot be written is said and
 * tried again; the run goes on. */
static void
write_files (Loop *loop)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_due = g_get_monotonic_time () >= loop->save_at;

  if (is_due)
    {
      if (save (loop, &error))
        draw_charts (loop);
      loop->save_at = error == NULL ? get_save_time (loop)
                                    : g_get_monotonic_time () + RETRY_US;
    }
  else if (loop->progress->n_done % FLUSH_STEPS == 0)
    train_log_flush (loop->log, &error);
  if (error != NULL && is_due)
    g_printerr (_ ("\n%s (training goes on, and tries again)\n"),
                error->message);
}

/* Whether any rank was asked to stop. */
static gboolean
is_stop_wanted (Loop *loop)
{
  guint64 n_wanted = train_stop_is_wanted ();

  train_ranks_sum (loop->ranks, 1, &n_wanted);
  return n_wanted > 0
         || (loop->run->pause_at > 0
             && loop->progress->n_done >= loop->run->pause_at);
}

static gboolean
export_average (Loop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  g_autofree char *name = g_strdup_printf ("%s.safetensors", loop->task->name);
  g_autofree char *path = g_build_filename (run->folder, name, NULL);
  TrainExport export = run->export;

  export.network = loop->task->name;
  export.settings = run->settings;
  export.n_steps = loop->progress->n_done;
  return train_export (&export, loop->task->layout, loop->progress->average,
                       path, error);
}

static TrainEnd
run_steps (Loop *loop, TrainFeed *feed, GError **error)
{
  loop->task->set_values (loop->task, loop->progress->values, loop->threads);
  while (loop->begun_at = g_get_monotonic_time (),
         (loop->samples = train_feed_next (feed)) != NULL)
    {
      if (!make_step (loop, error))
        return TRAIN_FAILED;
      if (is_stop_wanted (loop)
          && loop->progress->n_done < loop->run->schedule.n_steps)
        return is_first (loop) && !save (loop, error) ? TRAIN_FAILED
                                                      : TRAIN_STOPPED;
      if (is_first (loop))
        write_files (loop);
    }
  if (is_first (loop) && (!save (loop, error) || !export_average (loop, error)))
    return TRAIN_FAILED;
  return TRAIN_DONE;
}

TrainEnd
train_run (TrainTask *task,
           const TrainRun *run,
           SmoothThreads *threads,
           TrainRanks *ranks,
           GError **error)
{
  Loop loop = { .task = task, .run = run, .threads = threads, .ranks = ranks };
  TrainEnd end = TRAIN_FAILED;

  init_loop (&loop);
  if (begin (&loop, error))
    {
      TrainFeedPlan plan = {
        .seed = run->seed,
        .first_step = loop.progress->n_done,
        .end_step = run->schedule.n_steps,
        .first_sample = loop.first,
        .end_sample = loop.end,
        .n_crops = run->n_crops,
      };
      g_autoptr (TrainFeed) feed = NULL;

      memcpy (plan.crops, run->crops, sizeof plan.crops);
      feed = train_feed_new (task, &plan);
      end = run_steps (&loop, feed, error);
      if (end != TRAIN_FAILED && is_first (&loop))
        draw_charts (&loop);
    }
  clear_loop (&loop);
  return end;
}
