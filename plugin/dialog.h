/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that an interactive call opens. */
#pragma once

#include <libgimp/gimp.h>

/* Lets a person edit config, shows them what it does to drawables (which have
 * passed the checks), and applies it. TRUE if it was applied, n_unheld being
 * what run_request says; FALSE with SMOOTH_ERROR_CANCELLED if they left, or
 * with another error if there can be no dialog. Errors of a run are shown in
 * the dialog, which stays open. */
gboolean dialog_run (GimpProcedure *procedure,
                     GimpProcedureConfig *config,
                     GimpImage *image,
                     GimpDrawable **drawables,
                     guint64 *n_unheld,
                     GError **error);
