/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-options.h"

#include <gtk/gtk.h>

static void
add_picture_entries (GOptionContext *context, DemoOptions *options)
{
  const GOptionEntry entries[] = {
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &options->picture, "file", "F" },
    { "width", 0, 0, G_OPTION_ARG_INT, &options->picture_width,
      "of a made-up picture", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &options->picture_height,
      "of a made-up picture", "N" },
    { "alpha", 0, 0, G_OPTION_ARG_NONE, &options->has_alpha,
      "make it up with transparency", NULL },
    { "selection", 0, 0, G_OPTION_ARG_NONE, &options->has_selection,
      "select a feathered ellipse", NULL },
    { "selected", 0, 0, G_OPTION_ARG_INT, &options->selected,
      "select a square of N x N pixels in the middle", "N" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_smoother_entries (GOptionContext *context, DemoOptions *options)
{
  const GOptionEntry entries[] = {
    { "weights", 0, 0, G_OPTION_ARG_FILENAME, &options->weights,
      "folder of the networks' weights; without it a fake smoother is used",
      "D" },
    { "frame-ms", 0, 0, G_OPTION_ARG_INT, &options->frame_ms,
      "time that the fake smoother takes for a frame", "N" },
    { "band-ms", 0, 0, G_OPTION_ARG_INT, &options->band_ms,
      "time that it takes for a band of the exact result", "N" },
    { "fail", 0, 0, G_OPTION_ARG_NONE, &options->fails, "let it fail", NULL },
    { "fail-exact", 0, 0, G_OPTION_ARG_NONE, &options->fails_exact,
      "let it fail at the exact result", NULL },
    { "stop", 0, 0, G_OPTION_ARG_NONE, &options->stops,
      "let it stop after 8 bands of the exact result", NULL },
    { "strength", 0, 0, G_OPTION_ARG_DOUBLE, &options->strength, "0 to 1",
      "S" },
    { "texture-scale", 0, 0, G_OPTION_ARG_DOUBLE, &options->texture_scale,
      "1 to 16", "S" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

static void
add_window_entries (GOptionContext *context, DemoOptions *options)
{
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options->view,
      "result, edges or original", "V" },
    { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &options->zoom, "in percent", "Z" },
    { "split", 0, 0, G_OPTION_ARG_NONE, &options->is_split, "split view",
      NULL },
    { "across", 0, 0, G_OPTION_ARG_NONE, &options->is_across,
      "with a horizontal divider", NULL },
    { "swapped", 0, 0, G_OPTION_ARG_NONE, &options->is_swapped,
      "with the sides swapped", NULL },
    { "divider", 0, 0, G_OPTION_ARG_DOUBLE, &options->divider,
      "with the divider at P, 0 to 1", "P" },
    { "off", 0, 0, G_OPTION_ARG_NONE, &options->is_off, "no preview", NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &options->is_dark, "dark theme", NULL },
    { "header-bar", 0, 0, G_OPTION_ARG_NONE, &options->has_header_bar,
      "buttons in a header bar", NULL },
    { "window-width", 0, 0, G_OPTION_ARG_INT, &options->width, "in pixels",
      "N" },
    { "window-height", 0, 0, G_OPTION_ARG_INT, &options->height, "in pixels",
      "N" },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &options->screenshot,
      "save the window to F (.png, .jpg) and end", "F" },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options->until,
      "text that --screenshot waits for", "T" },
    { NULL, 0, 0, 0, NULL, NULL, NULL },
  };

  g_option_context_add_main_entries (context, entries, NULL);
}

gboolean
demo_options_parse (DemoOptions *options,
                    int *argc,
                    char ***argv,
                    GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  *options = (DemoOptions) {
    .picture_width = 1600,
    .picture_height = 1200,
    .frame_ms = 50,
    .band_ms = 50,
    .strength = -1,
    .divider = 0.5,
    .width = 960,
    .height = 680,
  };
  add_picture_entries (context, options);
  add_smoother_entries (context, options);
  add_window_entries (context, options);
  g_option_context_add_group (context, gtk_get_option_group (TRUE));
  return g_option_context_parse (context, argc, argv, error);
}

void
demo_options_clear (DemoOptions *options)
{
  g_free (options->picture);
  g_free (options->weights);
  g_free (options->view);
  g_free (options->screenshot);
  g_free (options->until);
}
