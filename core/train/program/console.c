/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/console.h"

static void
show_progress (gpointer data,
               const char *network,
               guint64 n_done,
               guint64 n_steps,
               const char *text)
{
  TrainConsole *console = data;
  g_autofree char *what = g_strdup_printf ("train %s", network);

  if (console->bar == NULL)
    console->bar = train_progress_bar_new (what, n_done, n_steps);
  if (text != NULL)
    train_progress_bar_set (console->bar, n_done, text);
}

static void
show_note (gpointer data, const char *text)
{
  const TrainConsole *console = data;

  g_printerr (console->bar != NULL ? "\n%s\n" : "%s\n", text);
}

TrainListener
train_console_listen (TrainConsole *console)
{
  return (TrainListener) { show_progress, show_note, console };
}

void
train_console_clear (TrainConsole *console)
{
  g_clear_pointer (&console->bar, train_progress_bar_free);
}
