/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A menu that is scrolled where it is too high for the window. */
#pragma once

#include <gtk/gtk.h>

/* Limits the height of the menu that a GtkMenuButton has just been given, as a
 * popover, to the room above the button. A longer menu can be scrolled. */
void scrolled_menu_limit (GtkWidget *button);
