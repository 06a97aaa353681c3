/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/program/commands.h"

#include <smooth/error.h>

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
