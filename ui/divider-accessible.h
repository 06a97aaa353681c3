/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The accessible object of the divider: to screen readers it is a slider whose
 * value is the position in percent. It serves any widget that has a property
 * "position" of type double in [0, 1]. Main loop.
 */
#pragma once

#include <glib-object.h>

/* Returns the type to set in the widget's class. */
GType smooth_divider_accessible_get_type (void);
