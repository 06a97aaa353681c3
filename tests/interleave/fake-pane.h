/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The preview pane of ui without a display. It computes the exact result in the
 * main loop, a band in each iteration; the real one has a thread for that. This
 * file also has the few functions of GTK that dialog-apply.c and
 * dialog-picture.c call.
 */
#pragma once

#include <smooth-ui/pane.h>

SmoothPane *fake_pane_new (void);
void fake_pane_free (SmoothPane *pane);

/* Returns an object in place of the dialog's window; it has the signal
 * "response". */
GtkWidget *fake_window_new (void);
