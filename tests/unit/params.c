/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that the table of parameters is complete and consistent, and that
 * smooth_params_check () refuses values out of range. */
#include <smooth/params.h>

#include <math.h>
#include <string.h>

#include <smooth/error.h>

/* The letters that the dialog's own controls use as mnemonics (Alt and the
 * letter), so that no parameter may use them. */
#define TAKEN_MNEMONICS "oslrch"

static void
test_numbers (void)
{
  for (int i = 0; i < SMOOTH_N_PARAM_NUMBERS; i++)
    {
      const SmoothParamNumber *row = smooth_param_get_number (i);

      g_assert_cmpfloat (row->min, <, row->max);
      g_assert_cmpfloat (row->min, <=, row->def);
      g_assert_cmpfloat (row->def, <=, row->max);
      g_assert_cmpfloat (row->person_factor, >, 0.0);
      g_assert_cmpfloat (row->gamma, >, 0.0);
      g_assert_cmpfloat (row->min, <, row->slider_max);
      g_assert_cmpfloat (row->slider_max, <=, row->max);
      g_assert_cmpint (row->digits, >=, 0);
      g_assert_nonnull (row->tooltip);
      g_assert_cmpuint (strlen (row->tooltip), >, 20);
    }
}

/* Other programs and saved settings use these names, so they must not change.
 */
static void
test_public_signature (void)
{
  const SmoothParamNumber *strength =
    smooth_param_get_number (SMOOTH_PARAM_STRENGTH);
  const SmoothParamNumber *scale =
    smooth_param_get_number (SMOOTH_PARAM_TEXTURE_SCALE);
  const SmoothParamNumber *detail =
    smooth_param_get_number (SMOOTH_PARAM_DETAIL);
  const SmoothParamChoice *channels = smooth_param_get_channels ();
  const SmoothParamInteger *layers = smooth_param_get_detail_layers ();

  g_assert_cmpstr (strength->name, ==, "strength");
  g_assert_cmpfloat (strength->min * strength->person_factor, ==, 0.0);
  g_assert_cmpfloat (strength->max * strength->person_factor, ==, 100.0);
  g_assert_cmpfloat (strength->def * strength->person_factor, ==, 50.0);
  g_assert_cmpstr (scale->name, ==, "texture-scale");
  g_assert_cmpfloat (scale->min, ==, 1.0);
  g_assert_cmpfloat (scale->max, ==, 16.0);
  g_assert_cmpfloat (scale->def, ==, 2.0);
  g_assert_cmpstr (detail->name, ==, "detail");
  g_assert_cmpfloat (detail->min * detail->person_factor, ==, -100);
  g_assert_cmpfloat (detail->max * detail->person_factor, ==, 300);
  g_assert_cmpfloat (detail->def * detail->person_factor, ==, -100);
  g_assert_cmpfloat (detail->slider_max * detail->person_factor, ==, 100);
  g_assert_cmpstr (channels->name, ==, "channels");
  g_assert_cmpint (channels->n_values, ==, 3);
  g_assert_cmpint (channels->def, ==, SMOOTH_CHANNELS_ALL);
  g_assert_cmpstr (channels->values[SMOOTH_CHANNELS_ALL].nick, ==, "all");
  g_assert_cmpstr (channels->values[SMOOTH_CHANNELS_LUMINANCE].nick, ==,
                   "luminance");
  g_assert_cmpstr (channels->values[SMOOTH_CHANNELS_COLOUR].nick, ==, "colour");
  g_assert_cmpstr (smooth_param_get_tileable ()->name, ==, "tileable");
  g_assert_false (smooth_param_get_tileable ()->def);
  g_assert_cmpstr (layers->name, ==, "detail-layers");
  g_assert_cmpint (layers->min, ==, 1);
  g_assert_cmpint (layers->max, ==, 4);
  g_assert_cmpint (layers->def, ==, 1);
}

/* There are at most as many detail layers as octaves. */
static void
test_detail_layers (void)
{
  static const struct
  {
    double scale;
    int n_wanted, n;
  } CASES[] = {
    { 1, 1, 1 }, { 1, 4, 1 },   { 1.01, 4, 2 }, { 2, 4, 2 },  { 2.1, 4, 3 },
    { 4, 3, 3 }, { 4.5, 4, 4 }, { 16, 4, 4 },   { 16, 2, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      const SmoothParams params = { .texture_scale = CASES[i].scale,
                                    .n_details = CASES[i].n_wanted };

      g_assert_cmpint (smooth_params_count_details (&params), ==, CASES[i].n);
    }
}

static void
test_mnemonics (void)
{
  g_autoptr (GString) taken = g_string_new (TAKEN_MNEMONICS);

  for (int i = 0; i < SMOOTH_N_PARAM_NUMBERS; i++)
    {
      const char *mark = strchr (smooth_param_get_number (i)->label, '_');
      char letter;

      g_assert_nonnull (mark);
      letter = g_ascii_tolower (mark[1]);
      g_assert_true (g_ascii_isalpha (letter));
      g_assert_null (strchr (taken->str, letter));
      g_string_append_c (taken, letter);
    }
}

/* In its middle, the slider of the texture scale is at a scale of 4, within a
 * tenth of an octave: half of the octaves from 1 to 16. */
static void
test_slider_of_texture_scale (void)
{
  const SmoothParamNumber *row =
    smooth_param_get_number (SMOOTH_PARAM_TEXTURE_SCALE);
  double middle = row->min + (row->max - row->min) * pow (0.5, row->gamma);

  g_assert_cmpfloat_with_epsilon (log2 (middle), 2.0, 0.1);
}

static void
test_defaults_pass (void)
{
  g_autoptr (GError) error = NULL;
  SmoothParams params;

  smooth_params_init (&params);
  g_assert_cmpfloat (params.strength, ==, 0.5);
  g_assert_cmpfloat (params.texture_scale, ==, 2.0);
  g_assert_cmpint (params.channels, ==, SMOOTH_CHANNELS_ALL);
  g_assert_cmpfloat (params.detail, ==, -1);
  g_assert_true (smooth_params_check (&params, &error));
  g_assert_no_error (error);
}

static void
test_ends_pass (void)
{
  const SmoothParams ends[] = {
    { 0.0, 1.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 1.0, 16.0, SMOOTH_CHANNELS_COLOUR, 3, TRUE, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    g_assert_true (smooth_params_check (&ends[i], NULL));
}

static void
test_refusals (void)
{
  const struct
  {
    SmoothParams params;
    const char *message;
  } cases[] = {
    { { -0.01, 2.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
      "parameter 'strength' is -0.01, it must lie between 0 and 1" },
    { { 50.0, 2.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
      "parameter 'strength' is 50, it must lie between 0 and 1" },
    { { (double) NAN, 2.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
      "parameter 'strength' is nan, it must lie between 0 and 1" },
    { { 0.5, 0.99, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
      "parameter 'texture-scale' is 0.99, it must lie between 1 and 16" },
    { { 0.5, (double) INFINITY, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
      "parameter 'texture-scale' is inf, it must lie between 1 and 16" },
    { { 0.5, 2.0, (SmoothChannels) 3, -1, FALSE, 1 },
      "parameter 'channels' is 3, it must be one of 0 (all), 1 (luminance), "
      "2 (colour)" },
    { { 0.5, 2.0, (SmoothChannels) -1, -1, FALSE, 1 },
      "parameter 'channels' is -1, it must be one of 0 (all), 1 (luminance), "
      "2 (colour)" },
    { { 0.5, 2.0, SMOOTH_CHANNELS_ALL, -1.01, FALSE, 1 },
      "parameter 'detail' is -1.01, it must lie between -1 and 3" },
    { { 0.5, 2.0, SMOOTH_CHANNELS_ALL, 300, FALSE, 1 },
      "parameter 'detail' is 300, it must lie between -1 and 3" },
    { { 0.5, 2.0, SMOOTH_CHANNELS_ALL, (double) NAN, FALSE, 1 },
      "parameter 'detail' is nan, it must lie between -1 and 3" },
    { { 0.5, 2.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 0 },
      "parameter 'detail-layers' is 0, it must lie between 1 and 4" },
    { { 0.5, 2.0, SMOOTH_CHANNELS_ALL, -1, FALSE, 5 },
      "parameter 'detail-layers' is 5, it must lie between 1 and 4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (smooth_params_check (&cases[i].params, &error));
      g_assert_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

static void
test_equal (void)
{
  const SmoothParams params = {
    0.25, 3, SMOOTH_CHANNELS_LUMINANCE, -1, FALSE, 1
  };
  const SmoothParams others[] = {
    { 0.26, 3, SMOOTH_CHANNELS_LUMINANCE, -1, FALSE, 1 },
    { 0.25, 4, SMOOTH_CHANNELS_LUMINANCE, -1, FALSE, 1 },
    { 0.25, 3, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 0.25, 3, SMOOTH_CHANNELS_LUMINANCE, 0, FALSE, 1 },
    { 0.25, 3, SMOOTH_CHANNELS_LUMINANCE, -1, TRUE, 1 },
    { 0.25, 3, SMOOTH_CHANNELS_LUMINANCE, -1, FALSE, 2 },
  };
  const SmoothParams copy = params;

  g_assert_true (smooth_params_equal (&params, &copy));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (smooth_params_equal (&params, &others[i]));
}

static void
test_change_nothing (void)
{
  const SmoothParams changing[] = {
    { 0.01, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 1, 1, SMOOTH_CHANNELS_ALL, 0.01, FALSE, 1 },
  };
  const SmoothParams unchanging[] = {
    { 0, 1, SMOOTH_CHANNELS_ALL, -1, FALSE, 1 },
    { 0, 1, SMOOTH_CHANNELS_ALL, 3, FALSE, 1 },
    { 1, 1, SMOOTH_CHANNELS_ALL, 0, FALSE, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (changing); i++)
    g_assert_false (smooth_params_change_nothing (&changing[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unchanging); i++)
    g_assert_true (smooth_params_change_nothing (&unchanging[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/params/numbers", test_numbers);
  g_test_add_func ("/params/public-signature", test_public_signature);
  g_test_add_func ("/params/mnemonics", test_mnemonics);
  g_test_add_func ("/params/slider-of-texture-scale",
                   test_slider_of_texture_scale);
  g_test_add_func ("/params/defaults-pass", test_defaults_pass);
  g_test_add_func ("/params/ends-pass", test_ends_pass);
  g_test_add_func ("/params/refusals", test_refusals);
  g_test_add_func ("/params/detail-layers", test_detail_layers);
  g_test_add_func ("/params/equal", test_equal);
  g_test_add_func ("/params/change-nothing", test_change_nothing);
  return g_test_run ();
}
