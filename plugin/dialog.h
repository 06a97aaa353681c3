/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that GIMP opens when the user chooses the filter in the menu. */
#pragma once

#include <libgimp/gimp.h>

/* Lets the user change config in a dialog that shows the result for drawables,
 * which have passed the checks of drawable-checks.h. Returns TRUE once OK has
 * applied the result. n_unheld (out): the number of pixels with more detail
 * than the detail layers can hold. Returns FALSE with SMOOTH_ERROR_CANCELLED if
 * the user has left the dialog, or with another error if it cannot open. Errors
 * of applying are shown in the dialog, which stays open. To be called on the
 * main thread. */
gboolean dialog_run (GimpProcedure *procedure,
                     GimpProcedureConfig *config,
                     GimpImage *image,
                     GimpDrawable **drawables,
                     guint64 *n_unheld,
                     GError **error);
