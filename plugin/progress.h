/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's progress bar, over all drawables of a call. If the user presses its
 * Cancel button GIMP kills the process, so nothing needs to be reported back:
 * the image is changed only when everything has been computed. To be called on
 * the main thread.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int n_parts; /* the number of drawables; each has an equal part of the bar */
  int part;    /* the index of the drawable that is computed */
} Progress;

void progress_start (Progress *progress, int n_parts);

/* A SmoothProgressFunc. fraction: the done fraction of the drawable that is
 * computed; data: a Progress. */
gboolean progress_update (gpointer data, double fraction);

void progress_end (void);
