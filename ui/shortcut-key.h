/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Recognises the keys of shortcuts in any keyboard layout. */
#pragma once

#include <gtk/gtk.h>

/* Returns the key of a press or release (borrowed) as a GDK_KEY_ constant,
 * letters in lower case. If the key gives no Latin character in the present
 * layout (Cyrillic, Greek, Hebrew...), the character that it gives in the
 * keyboard's first Latin layout is returned. For a cursor key of the keypad the
 * ordinary cursor key is returned. To be called in the main loop. */
guint smooth_key_get_value (const GdkEventKey *event);
