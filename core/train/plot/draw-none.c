/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the place of draw.c in a build without cairo. */
#include "train/plot/plot-private.h"

#include "i18n.h"

gboolean
train_plot_can_save (void)
{
  return FALSE;
}

gboolean
train_plot_save (const TrainPlot *plot, const char *path, GError **error)
{
  (void) plot;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("plot '%s': this build cannot draw, it lacks cairo"), path);
  return FALSE;
}
