/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets GKeyFile decide which lines are valid: it parses each line alone, and in
 * the end all valid lines together.
 */
#include "lenient-key-file.h"

#include <string.h>

#define UTF_8_MARK "\xef\xbb\xbf"

/* Returns the name of the encoding, UTF-16LE or UTF-16BE, if the bytes are
 * UTF-16; NULL if they are not. It is recognised by the byte order mark, or by
 * the zero byte in the first character. */
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

/* Converts the bytes to UTF-8 without a byte order mark. Bytes that are invalid
 * stay as they are. is_whole (out): whether the bytes were UTF-8 without zeros.
 * Free the text with g_free. */
static char *
decode (const char *bytes, gsize n_bytes, gboolean *is_whole)
{
  const char *encoding = find_utf_16 (bytes, n_bytes);
  g_autofree char *text = NULL;

  if (encoding != NULL)
    text = g_convert (bytes, (gssize) (n_bytes - n_bytes % 2), "UTF-8",
                      encoding, NULL, NULL, NULL);
  *is_whole = encoding == NULL && memchr (bytes, 0, n_bytes) == NULL;
  if (text == NULL)
    {
      text = g_strndup (bytes, n_bytes);
      /* A zero byte must not end the text. It is replaced by a byte that is
       * never valid in UTF-8, so that its line is left out. */
      for (gsize i = 0; i < n_bytes; i++)
        text[i] = bytes[i] ? bytes[i] : '\xff';
    }
  return g_strdup (
    g_str_has_prefix (text, UTF_8_MARK) ? text + strlen (UTF_8_MARK) : text);
}

/* Returns whether GKeyFile can parse text. */
static gboolean
is_valid (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  return g_utf8_validate (text, -1, NULL)
         && g_key_file_load_from_data (file, text, strlen (text),
                                       G_KEY_FILE_KEEP_COMMENTS, NULL);
}

static gboolean
is_valid_key (const char *line)
{
  g_autofree char *text = g_strconcat ("[group]\n", line, NULL);

  return is_valid (text);
}

/* Returns whether line is a group name, or may have been one before it was
 * damaged. The keys below a damaged group name must not become those of the
 * group before it. */
static gboolean
is_like_group (const char *line)
{
  return *line == '['
         || (g_str_has_suffix (line, "]") && strchr (line, '=') == NULL);
}

gboolean
lenient_key_file_parse (const char *bytes, gsize n_bytes, GKeyFile *file)
{
  gboolean is_whole;
  g_autofree char *text = decode (bytes, n_bytes, &is_whole);
  g_autoptr (GString) kept = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gboolean is_in_group = FALSE;

  /* Lines may end as on Linux, Windows or old Macs. */
  g_strdelimit (text, "\r", '\n');
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      gboolean is_group = is_like_group (g_strchomp (*line));
      gboolean is_free = **line == '\0' || **line == '#';
      gboolean is_kept = is_group                 ? is_valid (*line)
                         : is_in_group || is_free ? is_valid_key (*line)
                                                  : FALSE;

      if (is_group)
        is_in_group = is_kept;
      if (is_kept && **line != '\0')
        g_string_append_printf (kept, "%s\n", *line);
      is_whole = is_whole && is_kept;
    }
  return g_key_file_load_from_data (file, kept->str, kept->len,
                                    G_KEY_FILE_KEEP_COMMENTS, NULL)
         && is_whole;
}
