/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of CSV logs, see table.h. */
#include "train/plot/table.h"

#include <math.h>
#include <string.h>

#include "i18n.h"

struct _TrainTable
{
  char **names;
  GPtrArray *columns; /* GArray of double */
};

void
train_table_free (TrainTable *table)
{
  if (table == NULL)
    return;
  g_strfreev (table->names);
  g_ptr_array_unref (table->columns);
  g_free (table);
}

static TrainTable *
table_new (const char *first_line)
{
  TrainTable *table = g_new0 (TrainTable, 1);

  table->names = g_strsplit (first_line, ",", -1);
  table->columns =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  for (int i = 0; table->names[i] != NULL; i++)
    {
      g_strstrip (table->names[i]);
      g_ptr_array_add (table->columns,
                       g_array_new (FALSE, FALSE, sizeof (double)));
    }
  return table;
}

static double
read_number (const char *field)
{
  char *end;
  double number = g_ascii_strtod (field, &end);

  while (g_ascii_isspace (*end))
    end++;
  return end == field || *end != '\0' ? NAN : number;
}

/* FALSE: another number of fields than columns. */
static gboolean
add_line (TrainTable *table, const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", -1);

  if (g_strv_length (fields) != table->columns->len)
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      double number = read_number (fields[i]);

      g_array_append_val ((GArray *) table->columns->pdata[i], number);
    }
  return TRUE;
}

TrainTable *
train_table_read (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (TrainTable) table = NULL;
  g_autoptr (GError) reason = NULL;

  if (!g_file_get_contents (path, &text, NULL, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   _ ("table '%s' cannot be read: %s"), path, reason->message);
      return NULL;
    }
  lines = g_strsplit (text, "\n", -1);
  if (lines[0] == NULL || lines[1] == NULL || *g_strstrip (lines[0]) == '\0')
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("table '%s': no line that names columns"), path);
      return NULL;
    }
  table = table_new (lines[0]);
  /* what follows the last line feed is empty, or cut short */
  for (int i = 1; lines[i + 1] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0' && !add_line (table, lines[i]))
      {
        g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                     _ ("table '%s': line %d has not %u fields as the first"),
                     path, i + 1, table->columns->len);
        return NULL;
      }
  return g_steal_pointer (&table);
}

gsize
train_table_get_n_rows (const TrainTable *table)
{
  return ((GArray *) table->columns->pdata[0])->len;
}

const char *const *
train_table_get_names (const TrainTable *table)
{
  return (const char *const *) table->names;
}

const double *
train_table_get_column (const TrainTable *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    if (strcmp (table->names[i], name) == 0)
      return (const double *) (gpointer) ((GArray *) table->columns->pdata[i])
        ->data;
  return NULL;
}
