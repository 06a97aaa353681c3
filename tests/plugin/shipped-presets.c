/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the table of presets that come with the plug-in, without GIMP: each row
 * sets each argument, and the documents give the same values.
 *
 * shipped-presets GALLERY README
 */
#include "../../plugin/shipped-presets.h"

#include <string.h>

static void
check_number (const Argument *argument, const char *text)
{
  const SmoothParamNumber *number = argument->number;
  char *end;
  double value = g_ascii_strtod (text, &end) / number->person_factor;

  g_assert_cmpstr (end, ==, "");
  g_assert_cmpfloat (value, >=, number->min);
  g_assert_cmpfloat (value, <=, number->max);
}

/* Returns the value of a choice that has this nick, or NULL. */
static const SmoothParamValue *
find_choice (const SmoothParamChoice *choice, const char *nick)
{
  for (int i = 0; i < choice->n_values; i++)
    if (strcmp (choice->values[i].nick, nick) == 0)
      return &choice->values[i];
  return NULL;
}

/* Asserts that text is a value of the argument as a settings file has it. */
static void
check_value (const Argument *argument, const char *text)
{
  gint64 integer;

  g_assert_nonnull (text);
  if (argument->number != NULL)
    check_number (argument, text);
  else if (argument->choice != NULL)
    g_assert_nonnull (find_choice (argument->choice, text));
  else if (argument->integer != NULL)
    g_assert_true (g_ascii_string_to_signed (text, 10, argument->integer->min,
                                             argument->integer->max, &integer,
                                             NULL));
  else
    g_assert_true (g_str_equal (text, "true") || g_str_equal (text, "false"));
}

/* Each preset sets each argument but the weights, so that choosing it leaves
 * nothing of the settings from before. */
static void
test_all_arguments (void)
{
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  g_assert_cmpint (n, ==, 7);
  for (int i = 0; i < n; i++)
    for (int id = 0; id < N_ARGUMENTS; id++)
      {
        const Argument argument = argument_get ((ArgumentId) id);

        g_test_message ("%s, %s", presets[i].name, argument.name);
        if (id == ARGUMENT_WEIGHTS)
          g_assert_null (presets[i].values[id]);
        else
          check_value (&argument, presets[i].values[id]);
      }
}

static void
test_names (void)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int i = 0; i < n; i++)
    {
      g_assert_cmpstr (presets[i].name, !=, "");
      g_assert_true (g_hash_table_add (names, (gpointer) presets[i].name));
    }
}

/* Asserts that text is the argument's default. */
static void
check_default (const Argument *argument, const char *text)
{
  if (argument->number != NULL)
    g_assert_cmpfloat (g_ascii_strtod (text, NULL), ==,
                       argument->number->def * argument->number->person_factor);
  else if (argument->choice != NULL)
    g_assert_cmpstr (text, ==,
                     argument->choice->values[argument->choice->def].nick);
  else if (argument->integer != NULL)
    g_assert_cmpint (g_ascii_strtoll (text, NULL, 10), ==,
                     argument->integer->def);
  else
    g_assert_cmpstr (text, ==, argument->toggle->def ? "true" : "false");
}

/* The first preset consists of the defaults. */
static void
test_defaults (void)
{
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  g_assert_cmpstr (presets[0].name, ==, "Remove texture");
  for (int id = 0; id < N_ARGUMENTS; id++)
    {
      const Argument argument = argument_get ((ArgumentId) id);

      if (id != ARGUMENT_WEIGHTS)
        check_default (&argument, presets[0].values[id]);
    }
}

/* No preset asks for more detail layers than its texture scale allows. */
static void
test_detail_layers (void)
{
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int i = 0; i < n; i++)
    {
      const char *const *values = presets[i].values;
      SmoothParams params;

      smooth_params_init (&params);
      params.texture_scale =
        g_ascii_strtod (values[ARGUMENT_TEXTURE_SCALE], NULL);
      params.n_details =
        (int) g_ascii_strtoll (values[ARGUMENT_DETAIL_LAYERS], NULL, 10);
      g_assert_cmpint (smooth_params_count_details (&params), ==,
                       params.n_details);
    }
}

static void
test_written (void)
{
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GKeyFile) file = g_key_file_new ();
      g_auto (GStrv) keys = NULL;
      gsize n_keys;

      shipped_preset_write (&presets[i], file, "values");
      keys = g_key_file_get_keys (file, "values", &n_keys, NULL);
      g_assert_cmpuint (n_keys, ==, N_ARGUMENTS - 1);
      for (int id = 0; id < N_ARGUMENTS; id++)
        {
          g_autofree char *value = g_key_file_get_value (
            file, "values", argument_get ((ArgumentId) id).name, NULL);

          g_assert_cmpstr (value, ==, presets[i].values[id]);
        }
    }
}

/* Returns a document whose white space is single spaces; free with g_free. */
static char *
read_document (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;
  g_autoptr (GString) joined = g_string_new (NULL);

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  words = g_strsplit_set (text, " \n", -1);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "",
                              *word);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Appends an argument's label and value as the dialog shows them. */
static void
append_shown (GString *text, const Argument *argument, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (argument->label, "_", -1);
  g_autofree char *label = g_strjoinv ("", parts);

  if (argument->choice != NULL)
    value = find_choice (argument->choice, value)->label;
  else if (argument->toggle != NULL)
    value = g_str_equal (value, "true") ? "on" : "off";
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "; " : "", label,
                          value);
}

/* Returns how often the text has these words. */
static int
count_words (const char *text, const char *words)
{
  int n = 0;

  for (const char *at = text; (at = strstr (at, words)) != NULL; at++)
    n++;
  return n;
}

/* The gallery has a section for each preset, and no other, which begins with
 * the preset's values. */
static void
test_gallery (gconstpointer path)
{
  g_autofree char *page = read_document (path);
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GString) values = g_string_new (NULL);
      g_autofree char *section = NULL;

      for (int id = 0; id < N_ARGUMENTS; id++)
        {
          const Argument argument = argument_get ((ArgumentId) id);

          if (id != ARGUMENT_WEIGHTS)
            append_shown (values, &argument, presets[i].values[id]);
        }
      section = g_strdup_printf ("<h2>%s</h2> <p class=\"values\">%s</p>",
                                 presets[i].name, values->str);
      g_test_message ("%s", section);
      g_assert_cmpint (count_words (page, section), ==, 1);
    }
  g_assert_cmpint (count_words (page, "<h2>"), ==, n);
}

/* The README has a table of the presets with the values that a script passes.
 */
static void
test_readme (gconstpointer path)
{
  g_autofree char *text = read_document (path);
  g_autoptr (GString) head = g_string_new ("| preset |");
  int n;
  const ShippedPreset *presets = shipped_presets_get (&n);

  for (int id = 0; id < N_ARGUMENTS; id++)
    if (id != ARGUMENT_WEIGHTS)
      g_string_append_printf (head, " `%s` |",
                              argument_get ((ArgumentId) id).name);
  g_assert_cmpint (count_words (text, head->str), ==, 1);
  for (int i = 0; i < n; i++)
    {
      g_autoptr (GString) row = g_string_new (NULL);

      g_string_printf (row, "| %s |", presets[i].name);
      for (int id = 0; id < N_ARGUMENTS; id++)
        if (id != ARGUMENT_WEIGHTS)
          g_string_append_printf (row, " %s |", presets[i].values[id]);
      g_test_message ("%s", row->str);
      g_assert_cmpint (count_words (text, row->str), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  g_test_add_func ("/shipped-presets/all-arguments", test_all_arguments);
  g_test_add_func ("/shipped-presets/names", test_names);
  g_test_add_func ("/shipped-presets/defaults", test_defaults);
  g_test_add_func ("/shipped-presets/detail-layers", test_detail_layers);
  g_test_add_func ("/shipped-presets/written", test_written);
  g_test_add_data_func ("/shipped-presets/gallery", argv[1], test_gallery);
  g_test_add_data_func ("/shipped-presets/readme", argv[2], test_readme);
  return g_test_run ();
}
