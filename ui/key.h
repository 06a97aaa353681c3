/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keys: what a key means whatever keyboard layout is switched on. */
#pragma once

#include <gtk/gtk.h>

/* The key value of a press or release by which it is compared with GDK_KEY_
 * names. Letters are in lower case. A key that gives no Latin character in the
 * layout of now (Cyrillic, Greek, Hebrew...) counts as what it gives in the
 * first of the keyboard's layouts that is Latin; keys of the keypad that move
 * something count as those beside it. Main loop. */
guint smooth_key_get_value (const GdkEventKey *event);
