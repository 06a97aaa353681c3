/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo's command line. */
#pragma once

#include <glib.h>

typedef struct
{
  /* The picture, from a file or made up, and its selection. */
  char *picture; /* a file; NULL: made up, of the following size */
  int picture_width, picture_height;
  gboolean has_alpha;     /* made up with transparency */
  gboolean has_selection; /* with a feathered selection */
  int selected; /* width and height of a square selection in the middle; 0: none
                 */

  /* Who smooths: the networks, or a fake smoother. */
  char *weights; /* a folder; NULL: the fake smoother */
  int frame_ms, band_ms;
  gboolean fails, fails_exact;
  gboolean stops; /* after 8 bands of the exact result */

  /* What is shown at first. */
  double strength;      /* negative: the default */
  double texture_scale; /* less than 1: the default */
  char *view;           /* result, edges or original; NULL: result */
  double zoom;          /* in percent; 0: the opening view */
  double divider;       /* position, [0, 1] */
  gboolean is_split, is_across, is_swapped, is_off;

  /* The window. */
  int width, height;
  gboolean is_dark, has_header_bar;

  char *screenshot; /* a file; NULL: no screenshot */
  char *until;      /* a text to wait for before the screenshot is taken */
} DemoOptions;

/* options (out): the defaults, and what argv says, of which the options known
 * to GTK and to the demo are removed. Errors: those of GOptionContext. */
gboolean demo_options_parse (DemoOptions *options,
                             int *argc,
                             char ***argv,
                             GError **error);

/* Frees the strings. */
void demo_options_clear (DemoOptions *options);
