/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells which files are pictures by their names, and makes new names; see
 * file-name-text.h. */
#include "train/data/file-name-text.h"

#include <string.h>

#define MAX_BYTES 60

static const char *const ENDINGS[] = { ".png",  ".jpg", ".jpeg", ".jpe",
                                       ".jfif", ".tif", ".tiff", ".webp",
                                       ".bmp",  ".gif", ".svg",  ".svgz" };

static gboolean
has_ending (const char *name, const char *ending)
{
  gsize n = strlen (name), n_ending = strlen (ending);

  return n > n_ending && g_ascii_strcasecmp (name + n - n_ending, ending) == 0;
}

/* Returns the ending of a picture format (".png") that name has; NULL if it has
 * none. */
static const char *
find_ending (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ENDINGS); i++)
    if (has_ending (name, ENDINGS[i]))
      return ENDINGS[i];
  return NULL;
}

gboolean
train_name_is_picture (const char *name)
{
  return find_ending (name) != NULL;
}

gboolean
train_name_is_svg (const char *name)
{
  return has_ending (name, ".svg") || has_ending (name, ".svgz");
}

char *
train_name_dup_stem (const char *name)
{
  const char *ending = find_ending (name);

  return g_strndup (name,
                    strlen (name) - (ending != NULL ? strlen (ending) : 0));
}

gboolean
train_name_is_hidden (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);

  for (char **part = parts; *part != NULL; part++)
    if ((**part == '.' && strcmp (*part, ".") != 0 && strcmp (*part, "..") != 0)
        || strcmp (*part, "__MACOSX") == 0 || strcmp (*part, "@eaDir") == 0)
      return TRUE;
  return FALSE;
}

char *
train_name_to_text (const char *name)
{
  GString *text = g_string_new (NULL);

  while (*name != '\0')
    {
      gunichar letter = g_utf8_get_char_validated (name, -1);
      const char *next = name + 1;

      if (letter < (gunichar) -2)
        next = g_utf8_next_char (name);
      if (letter < (gunichar) -2 && letter != '%'
          && !g_unichar_iscntrl (letter))
        g_string_append_len (text, name, next - name);
      else
        for (; name < next; name++)
          g_string_append_printf (text, "%%%02X", (guint8) *name);
      name = next;
    }
  return g_string_free (text, FALSE);
}

char *
train_name_make_unique (GHashTable *taken, const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *stem = train_name_dup_stem (base);
  char *unique;

  g_strcanon (stem, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_", '-');
  if (strlen (stem) > MAX_BYTES)
    stem[MAX_BYTES] = '\0';
  unique = g_strdup (stem);
  for (int k = 2;; k++)
    {
      g_autofree char *lower = g_ascii_strdown (unique, -1);

      if (!g_hash_table_contains (taken, lower))
        {
          g_hash_table_add (taken, g_steal_pointer (&lower));
          return unique;
        }
      g_free (unique);
      unique = g_strdup_printf ("%s-%d", stem, k);
    }
}
