/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes tables in three formats, see report.h. */
#include "train/evaluate/report.h"

#include <math.h>
#include <string.h>

struct _TrainReport
{
  char *title;
  int n_columns;
  /* elements are GPtrArray of char *; the first row has the column heads */
  GPtrArray *rows;
};

static void
free_row (gpointer row)
{
  g_ptr_array_unref (row);
}

TrainReport *
train_report_new (const char *title, int n_columns, const char *const *columns)
{
  TrainReport *table = g_new (TrainReport, 1);

  table->title = g_strdup (title);
  table->n_columns = n_columns;
  table->rows = g_ptr_array_new_with_free_func (free_row);
  train_report_add_row (table, columns[0]);
  for (int i = 1; i < n_columns; i++)
    train_report_add_text (table, columns[i]);
  return table;
}

void
train_report_free (TrainReport *table)
{
  if (table == NULL)
    return;
  g_free (table->title);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

void
train_report_add_row (TrainReport *table, const char *first)
{
  g_ptr_array_add (table->rows, g_ptr_array_new_with_free_func (g_free));
  train_report_add_text (table, first);
}

void
train_report_add_text (TrainReport *table, const char *text)
{
  GPtrArray *row = g_ptr_array_index (table->rows, table->rows->len - 1);

  g_return_if_fail ((int) row->len < table->n_columns);
  g_ptr_array_add (row, g_strdup (text));
}

void
train_report_add_number (TrainReport *table, double number, int digits)
{
  char format[16];
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_snprintf (format, sizeof format, "%%.%df", digits);
  if (isnan (number))
    g_strlcpy (text, "", sizeof text);
  else
    g_ascii_formatd (text, sizeof text, format, number);
  train_report_add_text (table, text);
}

static const char *
get_cell (const TrainReport *table, guint row, int column)
{
  const GPtrArray *cells = g_ptr_array_index (table->rows, row);

  return column < (int) cells->len ? g_ptr_array_index (cells, column) : "";
}

/* Returns the width of a column's widest cell, in characters. */
static int
get_width (const TrainReport *table, int column)
{
  glong width = 0;

  for (guint row = 0; row < table->rows->len; row++)
    width = MAX (width, g_utf8_strlen (get_cell (table, row, column), -1));
  return width;
}

static void
append_spaces (GString *text, glong n)
{
  for (glong i = 0; i < n; i++)
    g_string_append_c (text, ' ');
}

char *
train_report_to_text (const TrainReport *table)
{
  GString *text = g_string_new (table->title);

  g_string_append_c (text, '\n');
  for (guint row = 0; row < table->rows->len; row++)
    {
      g_string_append (text, "  ");
      for (int column = 0; column < table->n_columns; column++)
        {
          const char *cell = get_cell (table, row, column);
          glong space = get_width (table, column) - g_utf8_strlen (cell, -1);

          if (column > 0)
            append_spaces (text, space + 2);
          g_string_append (text, cell);
          if (column == 0)
            append_spaces (text, space);
        }
      while (text->str[text->len - 1] == ' ')
        g_string_truncate (text, text->len - 1);
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

static void
append_quoted (GString *text, const char *cell)
{
  if (!strpbrk (cell, ",\"\n"))
    {
      g_string_append (text, cell);
      return;
    }
  g_string_append_c (text, '"');
  for (; *cell; cell++)
    {
      if (*cell == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *cell);
    }
  g_string_append_c (text, '"');
}

char *
train_report_to_csv (const TrainReport *table)
{
  GString *text = g_string_new (NULL);

  for (guint row = 0; row < table->rows->len; row++)
    {
      append_quoted (text, row == 0 ? "table" : table->title);
      for (int column = 0; column < table->n_columns; column++)
        {
          g_string_append_c (text, ',');
          append_quoted (text, get_cell (table, row, column));
        }
      g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

char *
train_report_to_markdown (const TrainReport *table)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n\n", table->title);
  for (guint row = 0; row < table->rows->len; row++)
    {
      for (int column = 0; column < table->n_columns; column++)
        g_string_append_printf (text, "| %s ", get_cell (table, row, column));
      g_string_append (text, "|\n");
      if (row > 0)
        continue;
      for (int column = 0; column < table->n_columns; column++)
        g_string_append (text, column == 0 ? "|---" : "|---:");
      g_string_append (text, "|\n");
    }
  return g_string_free (text, FALSE);
}
