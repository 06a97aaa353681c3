/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/commands.h"

#include <smooth/error.h>

/* The summary on stderr lists at most this many names for each reason if all of
 * them are in a file, or if files were left out because of their names alone.
 */
#define MOST_SHOWN 20

int
command_get_status (const char *name, gboolean is_done, const GError *error)
{
  if (is_done)
    return 0;
  g_printerr ("%s: %s\n", name, error->message);
  return g_error_matches (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED)
           ? COMMAND_STOPPED
           : 1;
}

void
command_print_report (gpointer data, const char *text)
{
  (void) data;
  g_printerr ("%s", text);
}

gboolean
command_report_tally (const char *name,
                      TrainTally *tally,
                      const char *file,
                      GError **error)
{
  g_autofree char *shown =
    train_tally_describe (tally, file != NULL ? MOST_SHOWN : 0, MOST_SHOWN);
  g_autofree char *all = NULL;
  g_autoptr (GError) reason = NULL;

  g_printerr ("%s: %s", name, shown);
  if (file == NULL)
    return TRUE;
  all = train_tally_describe (tally, 0, 0);
  if (g_file_set_contents (file, all, -1, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "file '%s': cannot be written: %s", file, reason->message);
  return FALSE;
}
