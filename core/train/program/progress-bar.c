/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/progress-bar.h"

#include <stdio.h>

#define STDERR 2
#define N_CELLS 24
#define TERMINAL_PERIOD_US (G_USEC_PER_SEC / 5)
#define FILE_PERIOD_US (30 * (gint64) G_USEC_PER_SEC)

struct _TrainProgressBar
{
  char *what;
  guint64 n_before, n_steps;
  gint64 start; /* when the bar was made, in monotonic microseconds */
  /* When the line was written last, in monotonic microseconds; 0: never. */
  gint64 written;
  gboolean is_terminal;
};

TrainProgressBar *
train_progress_bar_new (const char *what, guint64 n_done, guint64 n_steps)
{
  TrainProgressBar *bar = g_new0 (TrainProgressBar, 1);

  bar->what = g_strdup (what);
  bar->n_before = n_done;
  bar->n_steps = n_steps;
  bar->start = g_get_monotonic_time ();
  bar->is_terminal = g_log_writer_supports_color (STDERR);
  return bar;
}

void
train_progress_bar_free (TrainProgressBar *bar)
{
  if (bar == NULL)
    return;
  if (bar->is_terminal && bar->written != 0)
    fputc ('\n', stderr);
  g_free (bar->what);
  g_free (bar);
}

/* Formats a time, for example "1:02:03" for 3723 seconds. Free with g_free ().
 */
static char *
format_time (double seconds)
{
  const gint64 whole = (gint64) (seconds + 0.5);

  return g_strdup_printf ("%d:%02d:%02d", (int) (whole / 3600),
                          (int) (whole / 60 % 60), (int) (whole % 60));
}

void
train_progress_bar_set (TrainProgressBar *bar, guint64 n_done, const char *text)
{
  const gint64 now = g_get_monotonic_time ();
  const double seconds = (double) (now - bar->start) / G_USEC_PER_SEC;
  const gint64 period = bar->is_terminal ? TERMINAL_PERIOD_US : FILE_PERIOD_US;
  const guint64 n_here = n_done - MIN (bar->n_before, n_done);
  const double step_seconds = n_here > 0 ? seconds / n_here : 0;
  g_autofree char *left = format_time (step_seconds * (bar->n_steps - n_done));
  char cells[N_CELLS + 1];

  if (n_done < bar->n_steps && bar->written != 0 && now - bar->written < period)
    return;
  bar->written = now;
  for (int i = 0; i < N_CELLS; i++)
    cells[i] = (guint64) i * bar->n_steps < n_done * N_CELLS ? '#' : '.';
  cells[N_CELLS] = '\0';
  fprintf (stderr,
           "%s%s [%s] %" G_GUINT64_FORMAT "/%" G_GUINT64_FORMAT
           "  %.0f ms a step, %s left  %s%s",
           bar->is_terminal ? "\r" : "", bar->what, cells, n_done, bar->n_steps,
           step_seconds * 1000, left, text != NULL ? text : "",
           bar->is_terminal ? "\033[K" : "\n");
  fflush (stderr);
}
