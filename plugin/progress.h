/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's progress bar, over all drawables of a run. Where the user cancels it,
 * GIMP kills the process, so nothing is reported back; the image is changed
 * only when everything is computed. Main thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int n_parts; /* the drawables; each has the same share of the bar */
  int part;    /* index of the one that is computed */
} Progress;

void progress_start (Progress *progress, int n_parts);

/* A SmoothProgressFunc. fraction: of the part; data: a Progress. */
gboolean progress_update (gpointer data, double fraction);

void progress_end (void);
