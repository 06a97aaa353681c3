/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of a training run, which rank 0 reads and writes; trainer.h lists
 * them.
 */
#include <math.h>
#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "train/plot/charts.h"
#include "train/run/checkpoint.h"
#include "train/run/run-folder.h"
#include "train/run/trainer-private.h"

#define LOG_FILE "log.csv"
#define FLUSH_STEPS 20

/* After a file could not be written, the trainer tries again after this time.
 */
#define RETRY_US (60 * (gint64) G_USEC_PER_SEC)

static gint64
get_save_time (const TrainLoop *loop)
{
  return g_get_monotonic_time ()
         + (gint64) (loop->run->save_minutes * 60 * G_USEC_PER_SEC);
}

static void
note (const TrainLoop *loop, const char *text)
{
  const TrainListener *listener = &loop->run->listener;

  if (listener->note != NULL)
    listener->note (listener->data, text);
}

static void
tell_progress (const TrainLoop *loop, const char *text)
{
  const TrainListener *listener = &loop->run->listener;

  if (listener->progress != NULL)
    listener->progress (listener->data, loop->objective->name,
                        loop->progress->n_done, loop->run->schedule.n_steps,
                        text);
}

static gboolean
open_log (TrainLoop *loop, GError **error)
{
  g_autofree char *path = g_build_filename (loop->run->folder, LOG_FILE, NULL);
  g_autoptr (GString) header = g_string_new ("step,rate,norm");

  for (int i = 0; i < loop->objective->n_terms; i++)
    g_string_append_printf (header, ",%s", loop->objective->term_names[i]);
  g_string_append (header, ",seconds");
  loop->log =
    train_csv_log_new (path, header->str, loop->progress->n_done, error);
  return loop->log != NULL;
}

/* Fills the progress of a new run: with random weights, with the weights of a
 * file, or with the weights, the moments and the average of a checkpoint. */
static gboolean
set_first_values (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  TrainProgress *progress = loop->progress;
  g_autoptr (SmoothTensorSet) set = NULL;

  if (run->from != NULL)
    {
      set = smooth_safetensors_load (run->from, error);
      if (set == NULL)
        return FALSE;
      if (train_checkpoint_is (set))
        return train_checkpoint_begin (run->from, set, loop->objective->name,
                                       progress, error);
      if (!train_layout_read (loop->objective->layout, set, progress->values,
                              error))
        return FALSE;
    }
  else
    loop->objective->draw_values (loop->objective, run->seed, progress->values);
  memcpy (progress->average, progress->values,
          progress->n_values * sizeof (TrainReal));
  return TRUE;
}

/* Tells the run's listener (TrainListener) what has changed since the run was
 * interrupted: the commit, and whether the log is missing. */
static void
note_changes (const TrainLoop *loop)
{
  const TrainRun *run = loop->run;
  const guint64 n_done = loop->progress->n_done;
  g_autofree char *path = g_build_filename (run->folder, LOG_FILE, NULL);
  g_autofree char *sentence = train_run_folder_resume (
    run->folder, run->settings, run->export.commit, n_done);

  if (sentence != NULL)
    note (loop, sentence);
  if (n_done > 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autofree char *lost = g_strdup_printf (
        "log '%s': the file is gone; its rows begin after step %ld", path,
        (long) n_done);

      note (loop, lost);
    }
}

static gboolean
resume (TrainLoop *loop, GError **error)
{
  if (!train_checkpoint_load (loop->checkpoint, loop->objective->name,
                              loop->run->settings, loop->progress, error))
    return FALSE;
  note_changes (loop);
  return TRUE;
}

static gboolean
begin_afresh (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;

  return set_first_values (loop, error)
         && train_run_folder_begin (run->folder, run->settings,
                                    run->export.commit, error);
}

gboolean
train_loop_begin_files (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  const char *network = loop->objective->name;

  if (run->lock == NULL)
    loop->lock = train_folder_lock_new (run->folder, network, error);
  if ((run->lock == NULL && loop->lock == NULL)
      || !train_run_folder_check (run->folder, network, run->resume, error)
      || !(run->resume ? resume (loop, error) : begin_afresh (loop, error)))
    return FALSE;
  loop->save_at = get_save_time (loop);
  tell_progress (loop, NULL);
  return open_log (loop, error);
}

void
train_loop_write_row (TrainLoop *loop, double norm, double seconds)
{
  const TrainObjective *objective = loop->objective;
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
  for (int i = 0; i < objective->n_terms; i++)
    {
      double sum = 0;

      for (int k = 0; k < loop->run->n_samples; k++)
        sum += loop->terms[k * objective->n_terms + i];
      sum /= loop->run->n_samples;
      if (i == 0)
        text = g_strdup_printf ("%s %.4f", objective->term_names[0], sum);
      g_string_append_printf (
        row, ",%s", g_ascii_formatd (number, sizeof number, "%.6g", sum));
    }
  g_string_append_printf (
    row, ",%s", g_ascii_formatd (number, sizeof number, "%.4f", seconds));
  train_csv_log_add (loop->log, row->str);
  tell_progress (loop, text);
}

gboolean
train_loop_save (TrainLoop *loop, GError **error)
{
  return train_csv_log_flush (loop->log, error)
         && train_checkpoint_save (loop->checkpoint, loop->objective->name,
                                   loop->run->settings, loop->progress, error);
}

void
train_loop_draw_charts (const TrainLoop *loop, gboolean is_last)
{
  g_autoptr (GError) error = NULL;

  if (!train_chart_save_training (loop->run->folder, &error)
      && (is_last
          || !g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED)))
    note (loop, error->message);
}

void
train_loop_write_due (TrainLoop *loop)
{
  g_autoptr (GError) error = NULL;
  const gboolean is_due =
    g_get_monotonic_time () >= loop->save_at && loop->n_broken == 0;

  if (is_due)
    {
      if (train_loop_save (loop, &error))
        train_loop_draw_charts (loop, FALSE);
      loop->save_at = error == NULL ? get_save_time (loop)
                                    : g_get_monotonic_time () + RETRY_US;
    }
  else if (loop->progress->n_done % FLUSH_STEPS == 0)
    train_csv_log_flush (loop->log, &error);
  if (error != NULL && is_due)
    {
      g_autofree char *sentence = g_strdup_printf (
        "%s (training continues; the file is tried again later)",
        error->message);

      note (loop, sentence);
    }
}

static gboolean
export_average (TrainLoop *loop, GError **error)
{
  const TrainRun *run = loop->run;
  g_autofree char *name =
    g_strdup_printf ("%s.safetensors", loop->objective->name);
  g_autofree char *path = g_build_filename (run->folder, name, NULL);
  TrainExport export = run->export;

  export.network = loop->objective->name;
  export.settings = run->settings;
  export.n_steps = loop->progress->n_done;
  return train_export (&export, loop->objective->layout,
                       loop->progress->average, path, error);
}

/* Returns FALSE if the last steps, at least half of all, had a gradient that
 * was not finite. Such steps do not change the weights, which would then not be
 * those of a run of as many steps. */
static gboolean
check_learned (const TrainLoop *loop, GError **error)
{
  if (loop->n_broken == 0 || 2 * loop->n_broken < loop->progress->n_done)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               "training %s: the gradient was not finite in the last %d "
               "steps; take a lower --rate",
               loop->objective->name, (int) loop->n_broken);
  return FALSE;
}

gboolean
train_loop_end_files (TrainLoop *loop, GError **error)
{
  return check_learned (loop, error) && train_loop_save (loop, error)
         && export_average (loop, error);
}
