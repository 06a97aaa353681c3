/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GIMP's progress bar over a run of several drawables. Cancelling it makes
 * GIMP end the process, so there is nothing to be told back: the image is
 * only touched when all is computed.
 */
#pragma once

#include <glib.h>

typedef struct
{
  int n_parts; /* of equal weight */
  int part;    /* the one that runs */
} Progress;

void progress_start (Progress *progress, int n_parts);

/* SmoothProgressFunc: fraction of the running part; data is the Progress. */
gboolean progress_update (gpointer data, double fraction);

void progress_end (void);
