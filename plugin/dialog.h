/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that an interactive call opens. */
#pragma once

#include <libgimp/gimp.h>

/* Lets the user change config, shows the result for drawables, which have
 * passed the checks, and applies it. TRUE if it was applied; n_unheld (out):
 * the sum of Result.n_unheld. FALSE with SMOOTH_ERROR_CANCELLED if the user has
 * left, or with another error if the dialog cannot open. Errors of applying are
 * shown in the dialog, which stays open. Main thread. */
gboolean dialog_run (GimpProcedure *procedure,
                     GimpProcedureConfig *config,
                     GimpImage *image,
                     GimpDrawable **drawables,
                     guint64 *n_unheld,
                     GError **error);
