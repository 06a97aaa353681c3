/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accessible object of the divider: to screen readers the divider is a
 * slider whose value is the position in percent. It serves any widget that has
 * a property "position" of type double in [0, 1]. To be called in the main
 * loop.
 */
#pragma once

#include <glib-object.h>

/* Returns the type of the accessible object, for
 * gtk_widget_class_set_accessible_type. */
GType smooth_divider_accessible_get_type (void);
