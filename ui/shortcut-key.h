/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognises keys of shortcuts in any keyboard layout. */
#pragma once

#include <gtk/gtk.h>

/* Returns the key of a press or release (borrowed) as a GDK_KEY_ constant,
 * letters in lower case. If the key gives no Latin character in the present
 * layout (Cyrillic, Greek, Hebrew...), it counts as what it gives in the first
 * Latin layout of the keyboard. Cursor keys of the keypad count as the ordinary
 * ones. Main loop. */
guint smooth_key_get_value (const GdkEventKey *event);
