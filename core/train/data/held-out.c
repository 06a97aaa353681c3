/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads lists of pictures that are held out, see held-out.h. */
#include "train/data/held-out.h"

#include <string.h>

#include <smooth/error.h>

#include "train/data/file-name-text.h"
#include "train/data/regular-file.h"

/* A message names at most this many of the lines that match no picture. */
#define MAX_NAMED 20

typedef struct
{
  char *file;
  /* Maps each path of the list, in the form of dup_comparable (), to a
   * gboolean: whether it has matched a picture. */
  GHashTable *lines;
} List;

struct _TrainHeldOut
{
  GPtrArray *lists; /* elements are List */
};

static void
list_free (gpointer data)
{
  List *list = data;

  g_free (list->file);
  g_hash_table_unref (list->lines);
  g_free (list);
}

TrainHeldOut *
train_held_out_new (void)
{
  TrainHeldOut *held_out = g_new (TrainHeldOut, 1);

  held_out->lists = g_ptr_array_new_with_free_func (list_free);
  return held_out;
}

void
train_held_out_free (TrainHeldOut *held_out)
{
  if (held_out == NULL)
    return;
  g_ptr_array_unref (held_out->lists);
  g_free (held_out);
}

/* Returns path in a form in which two spellings of a path are equal: with
 * slashes between folders, Unicode letters composed (macOS stores a letter and
 * its accent apart), and without the ending of a picture format. Free with
 * g_free (). */
static char *
dup_comparable (const char *path)
{
  char *comparable = train_name_dup_stem (path);

  g_strdelimit (comparable, "\\", '/');
  if (g_utf8_validate (comparable, -1, NULL))
    {
      char *composed =
        g_utf8_normalize (comparable, -1, G_NORMALIZE_DEFAULT_COMPOSE);

      g_free (comparable);
      comparable = composed;
    }
  return comparable;
}

/* Returns the text in bytes, converted from UTF-16 to UTF-8 if it is UTF-16,
 * otherwise unchanged; NULL if it is no text. Free with g_free (). */
static char *
decode (const guint8 *bytes, gsize n)
{
  const char *encoding = NULL;
  gsize skip = 0;

  if (n >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    skip = 3;
  else if (n >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe)
    encoding = "UTF-16LE", skip = 2;
  else if (n >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff)
    encoding = "UTF-16BE", skip = 2;
  else if (n >= 2 && bytes[0] != 0 && bytes[1] == 0)
    encoding = "UTF-16LE";
  else if (n >= 2 && bytes[0] == 0 && bytes[1] != 0)
    encoding = "UTF-16BE";
  if (encoding != NULL)
    return g_convert ((const char *) bytes + skip, (gssize) (n - skip), "UTF-8",
                      encoding, NULL, NULL, NULL);
  if (memchr (bytes, '\0', n) != NULL)
    return NULL;
  return g_strndup ((const char *) bytes + skip, n - skip);
}

static void
add_line (List *list, char *line)
{
  char *comparable;

  g_strstrip (line);
  while (g_str_has_prefix (line, "./") || g_str_has_prefix (line, ".\\"))
    line += 2;
  if (*line == '\0')
    return;
  comparable = dup_comparable (line);
  g_hash_table_insert (list->lines, comparable, GINT_TO_POINTER (FALSE));
}

gboolean
train_held_out_load (TrainHeldOut *held_out, const char *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = train_regular_file_read (file, &reason);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  const guint8 *data;
  gsize n = 0;
  List *list;

  if (bytes == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "list '%s' cannot be read: %s", file, reason->message);
      return FALSE;
    }
  data = g_bytes_get_data (bytes, &n);
  text = n > 0 ? decode (data, n) : g_strdup ("");
  if (text == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   "list '%s' cannot be read: %s", file, "it is no text");
      return FALSE;
    }
  list = g_new (List, 1);
  list->file = g_strdup (file);
  list->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (held_out->lists, list);
  lines = g_strsplit_set (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    add_line (list, *line);
  return TRUE;
}

gboolean
train_held_out_contains (TrainHeldOut *held_out, const char *path)
{
  g_autofree char *comparable = dup_comparable (path);
  gboolean is_held_out = FALSE;

  for (const char *part = comparable; part != NULL;)
    {
      for (guint i = 0; i < held_out->lists->len; i++)
        {
          List *list = g_ptr_array_index (held_out->lists, i);

          if (!g_hash_table_contains (list->lines, part))
            continue;
          is_held_out = TRUE;
          g_hash_table_insert (list->lines, g_strdup (part),
                               GINT_TO_POINTER (TRUE));
        }
      part = strchr (part, '/');
      if (part != NULL)
        part++;
    }
  return is_held_out;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns those lines of list, a list of held-out pictures, that have matched
 * no picture, sorted. */
static GPtrArray *
find_unused (const List *list)
{
  GPtrArray *unused = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer line, has_held;

  g_hash_table_iter_init (&iter, list->lines);
  while (g_hash_table_iter_next (&iter, &line, &has_held))
    if (!GPOINTER_TO_INT (has_held))
      g_ptr_array_add (unused, train_name_to_text (line));
  g_ptr_array_sort (unused, compare_texts);
  return unused;
}

static void
note_unused (const List *list, const GPtrArray *unused, TrainTally *tally)
{
  g_autofree char *file = train_name_to_text (list->file);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          "list '%s': %u of %u lines hold nothing out:", file,
                          unused->len, g_hash_table_size (list->lines));
  for (guint i = 0; i < unused->len && i < MAX_NAMED; i++)
    g_string_append_printf (text, "%s %s", i > 0 ? "," : "",
                            (char *) g_ptr_array_index (unused, i));
  if (unused->len > MAX_NAMED)
    g_string_append (text, ", ...");
  train_tally_note (tally, text->str);
}

gboolean
train_held_out_check (const TrainHeldOut *held_out,
                      TrainTally *tally,
                      GError **error)
{
  for (guint i = 0; i < held_out->lists->len; i++)
    {
      const List *list = g_ptr_array_index (held_out->lists, i);
      g_autoptr (GPtrArray) unused = find_unused (list);

      if (unused->len == 0)
        continue;
      if (unused->len == g_hash_table_size (list->lines))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       "list '%s': none of its %u lines names a picture "
                       "that is here; the first is '%s'",
                       list->file, unused->len,
                       (char *) g_ptr_array_index (unused, 0));
          return FALSE;
        }
      note_unused (list, unused, tally);
    }
  return TRUE;
}
