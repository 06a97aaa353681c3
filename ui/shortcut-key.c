/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shortcut-key.h"

/* The first Unicode characters after Latin-1, and after ASCII. */
#define END_LATIN_1 0x100
#define END_ASCII 0x80

/* Returns the ordinary cursor key for a cursor key of the keypad, and other
 * keys unchanged. */
static guint
get_cursor_key (guint value)
{
  switch (value)
    {
    case GDK_KEY_KP_Left:
      return GDK_KEY_Left;
    case GDK_KEY_KP_Right:
      return GDK_KEY_Right;
    case GDK_KEY_KP_Up:
      return GDK_KEY_Up;
    case GDK_KEY_KP_Down:
      return GDK_KEY_Down;
    case GDK_KEY_KP_Home:
      return GDK_KEY_Home;
    case GDK_KEY_KP_End:
      return GDK_KEY_End;
    case GDK_KEY_KP_Page_Up:
      return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down:
      return GDK_KEY_Page_Down;
    default:
      return value;
    }
}

/* Returns the character that the key gives without Shift, in the keyboard's
 * first layout in which this is an ASCII character; 0 if there is none. */
static guint
find_latin (const GdkEventKey *event)
{
  GdkDisplay *display = gdk_window_get_display (event->window);
  GdkKeymap *keymap = gdk_keymap_get_for_display (display);
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *values = NULL;
  int n_entries, best = -1;

  if (!gdk_keymap_get_entries_for_keycode (keymap, event->hardware_keycode,
                                           &keys, &values, &n_entries))
    return 0;
  for (int i = 0; i < n_entries; i++)
    if (keys[i].level == 0 && values[i] < END_ASCII
        && (best < 0 || keys[i].group < keys[best].group))
      best = i;
  return best >= 0 ? values[best] : 0;
}

guint
smooth_key_get_value (const GdkEventKey *event)
{
  guint value = event->keyval;

  /* A key that is no character, such as an arrow, has the Unicode value 0. */
  if (gdk_keyval_to_unicode (value) >= END_LATIN_1)
    {
      guint latin = find_latin (event);

      if (latin != 0)
        value = latin;
    }
  return gdk_keyval_to_lower (get_cursor_key (value));
}
