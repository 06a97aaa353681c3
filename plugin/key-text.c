/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether a line is good is for GKeyFile to say: it is asked about each line by
 * itself, and then reads all the good ones at once.
 */
#include "key-text.h"

#include <string.h>

#define UTF_8_MARK "\xef\xbb\xbf"

/* The encoding of UTF-16 by its byte order mark, or by the zero that is a half
 * of its first character; NULL: it is none. */
static const char *
find_utf_16 (const char *bytes, gsize n_bytes)
{
  if (n_bytes < 2)
    return NULL;
  if (memcmp (bytes, "\xff\xfe", 2) == 0 || (bytes[0] && !bytes[1]))
    return "UTF-16LE";
  if (memcmp (bytes, "\xfe\xff", 2) == 0 || (!bytes[0] && bytes[1]))
    return "UTF-16BE";

  return NULL;
}

/* The text as UTF-8, which may be invalid, without a byte order mark, with zero
 * at its end. is_whole (out): whether the bytes were UTF-8 without zeros. Free
 * with g_free. */
static char *
decode (const char *bytes, gsize n_bytes, gboolean *is_whole)
{
  const char *encoding = find_utf_16 (bytes, n_bytes);
  g_autofree char *text = NULL;

  if (encoding)
    text = g_convert (bytes, (gssize) (n_bytes - n_bytes % 2), "UTF-8",
                      encoding, NULL, NULL, NULL);
  *is_whole = !encoding && memchr (bytes, 0, n_bytes) == NULL;
  if (!text)
    {
      text = g_strndup (bytes, n_bytes);
      /* a zero ends no text; the line that it stands in is no good */
      for (gsize i = 0; i < n_bytes; i++)
        text[i] = bytes[i] ? bytes[i] : '\xff';
    }

  return g_strdup (
    g_str_has_prefix (text, UTF_8_MARK) ? text + strlen (UTF_8_MARK) : text);
}

/* Whether GKeyFile takes text. */
static gboolean
is_good (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  return g_utf8_validate (text, -1, NULL)
         && g_key_file_load_from_data (file, text, strlen (text),
                                       G_KEY_FILE_KEEP_COMMENTS, NULL);
}

static gboolean
is_good_key (const char *line)
{
  g_autofree char *text = g_strconcat ("[group]\n", line, NULL);

  return is_good (text);
}

/* A group's name that was damaged: its keys must not become those of the group
 * before it. */
static gboolean
is_like_group (const char *line)
{
  return *line == '[' || (g_str_has_suffix (line, "]") && !strchr (line, '='));
}

gboolean
key_text_parse (const char *bytes, gsize n_bytes, GKeyFile *file)
{
  gboolean is_whole;
  g_autofree char *text = decode (bytes, n_bytes, &is_whole);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gboolean is_in_group = FALSE;

  /* line ends of all systems */
  g_strdelimit (text, "\r", '\n');
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++)
    {
      gboolean is_group = is_like_group (g_strchomp (*line));
      gboolean is_free = **line == '\0' || **line == '#';
      gboolean is_kept = is_group                 ? is_good (*line)
                         : is_in_group || is_free ? is_good_key (*line)
                                                  : FALSE;

      if (is_group)
        is_in_group = is_kept;
      if (is_kept && **line)
        g_string_append_printf (kept, "%s\n", *line);
      is_whole = is_whole && is_kept;
    }

  return g_key_file_load_from_data (file, kept->str, kept->len,
                                    G_KEY_FILE_KEEP_COMMENTS, NULL)
         && is_whole;
}
