/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview pane without a display: it computes the exact result in the main
 * loop, a band in each iteration, where the real one has a thread. Beside it
 * the few functions of GTK that OK calls.
 */
#pragma once

#include <smooth-ui/pane.h>

SmoothPane *fake_pane_new (void);
void fake_pane_free (SmoothPane *pane);

/* An object with the signal "response", in place of the dialog's window. */
GtkWidget *fake_window_new (void);
