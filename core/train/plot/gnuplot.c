/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs gnuplot as a child process, see gnuplot.h. */
#include "train/plot/gnuplot.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <smooth/error.h>

/* An output format of gnuplot. */
typedef struct
{
  const char *ending, *terminal;
} Format;

static const Format FORMATS[] = {
  { "svg", "svg noenhanced background 'white' size" },
  { "png", "pngcairo noenhanced size" },
};

void
train_gnuplot_append_quoted (GString *script, const char *text)
{
  g_string_append_c (script, '\'');
  for (; *text != '\0'; text++)
    {
      /* A line feed would end gnuplot's command. */
      g_string_append_c (script, *text == '\n' ? ' ' : *text);
      if (*text == '\'')
        g_string_append_c (script, '\'');
    }
  g_string_append_c (script, '\'');
}

/* Runs gnuplot in folder, and gives it commands on its standard input. */
static gboolean
run_gnuplot (const char *folder, const char *commands, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
    G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE
    | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *said = NULL;

  g_subprocess_launcher_set_cwd (launcher, folder);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawn (launcher, error, "gnuplot", "-", NULL);
  if (process == NULL
      || !g_subprocess_communicate_utf8 (process, commands, NULL, NULL, &said,
                                         error))
    return FALSE;
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "gnuplot: %s",
               g_strstrip (said));
  return FALSE;
}

/* Draws one file under a temporary name, and renames it when it is complete. */
static gboolean
draw (const char *folder,
      const char *name,
      const Format *format,
      const char *size_and_script,
      GError **error)
{
  g_autofree char *file = g_strdup_printf ("%s.%s", name, format->ending);
  g_autofree char *part = g_strconcat (file, ".part", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *part_path = g_build_filename (folder, part, NULL);
  g_autoptr (GString) commands = g_string_new ("set output ");
  g_autoptr (GError) reason = NULL;
  gboolean is_drawn;

  train_gnuplot_append_quoted (commands, part);
  g_string_append_printf (commands, "\nset terminal %s %s", format->terminal,
                          size_and_script);
  is_drawn = run_gnuplot (folder, commands->str, &reason);
  if (is_drawn && g_rename (part_path, path) == 0)
    return TRUE;
  if (is_drawn)
    g_set_error_literal (&reason, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                         g_strerror (errno));
  g_unlink (part_path);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "chart '%s' was not drawn: %s", path, reason->message);
  return FALSE;
}

gboolean
train_gnuplot_draw (const char *folder,
                    const char *name,
                    const char *data,
                    int width,
                    int height,
                    const char *script,
                    GError **error)
{
  g_autofree char *program = g_find_program_in_path ("gnuplot");
  g_autofree char *text = g_strdup_printf (
    "%d,%d\nset datafile separator ','\n%s\n", width, height, script);

  if (program == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                   "chart '%s' is not drawn, as gnuplot is not installed; "
                   "its numbers are in '%s' of '%s'",
                   name, data, folder);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (!draw (folder, name, &FORMATS[i], text, error))
      return FALSE;
  return TRUE;
}
