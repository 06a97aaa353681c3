/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The options of the demo's command line. */
#pragma once

#include <glib.h>

typedef struct
{
  /* Options for the picture and its selection. */
  char *picture; /* path of a file; NULL: a made-up picture is used */
  int picture_width, picture_height;
  gboolean has_alpha;     /* the made-up picture has transparent pixels */
  gboolean has_selection; /* a feathered ellipse is selected */
  /* Width and height of a square selection in the picture's middle; 0: there is
   * none. */
  int selected;

  /* Options for the smoother that computes. */
  /* The folder of the weights; NULL: the fake smoother computes. */
  char *weights;
  int frame_ms, band_ms;
  gboolean fails, fails_exact;
  /* TRUE: the fake smoother computes 8 bands of the exact result, and then
   * waits until it is cancelled. */
  gboolean stops;

  /* What the window shows when it opens. */
  double strength;      /* negative: the default strength */
  double texture_scale; /* less than 1: the default scale */
  char *view;           /* "result", "edges" or "original"; NULL: "result" */
  double zoom;          /* the zoom in percent; 0: the pane's opening view */
  double divider;       /* the divider's position, in [0, 1] */
  gboolean is_split, is_across, is_swapped, is_off;

  /* The window's size and look. */
  int width, height;
  gboolean is_dark, has_header_bar;

  char *screenshot; /* path of the file to write; NULL: no screenshot */
  /* The text that must be on the screen before the screenshot is taken. */
  char *until;
} DemoOptions;

/* Parses the command line. options (out): the options of argv, and defaults for
 * the others. The options that GTK or the demo knows are removed from argv.
 * Errors: those of GOptionContext. */
gboolean demo_options_parse (DemoOptions *options,
                             int *argc,
                             char ***argv,
                             GError **error);

/* Frees the strings that options owns. */
void demo_options_clear (DemoOptions *options);
