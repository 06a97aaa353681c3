/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of a run's folder, from its log.csv. */
#pragma once

#include <glib.h>

/* Draws FOLDER/log.csv into FOLDER/loss.svg and .png: the loss and its terms by
 * step, which are all columns but those of the run itself (step, rate, norm,
 * psnr, seconds); if there is a column psnr, also into psnr.svg and .png. Does
 * nothing where plots cannot be saved, or the log has no row yet. Errors: those
 * of train_table_read () and train_plot_save (). */
gboolean train_run_charts_save (const char *folder, GError **error);
