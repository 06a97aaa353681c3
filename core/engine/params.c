/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of parameters. Names are part of the procedure's signature in the
 * PDB: new ones may be added, old ones never changed. Texts are marked for
 * translation here, and translated where they are shown. The dialog's own
 * controls use the mnemonics O, S, L, R, C and H, so no label here does.
 */
#include <smooth/params.h>

#include <math.h>

#include <smooth/error.h>

#include "i18n.h"

static const SmoothParamNumber NUMBERS[SMOOTH_N_PARAM_NUMBERS] = {
  [SMOOTH_PARAM_STRENGTH] = {
    .name = "strength",
    .label = N_ ("Stren_gth"),
    .tooltip = N_ ("How much counts as texture; 0 leaves the picture as it "
                   "is"),
    .min = 0.0,
    .max = 1.0,
    .def = 0.5,
    .person_factor = 100.0,
    .digits = 1,
    .gamma = 1.0,
    .slider_max = 1.0,
  },
  [SMOOTH_PARAM_TEXTURE_SCALE] = {
    .name = "texture-scale",
    .label = N_ ("Te_xture scale"),
    .tooltip = N_ ("How large a pattern may be and still be smoothed away as "
                   "texture; large photos need more"),
    .min = 1.0,
    .max = 16.0,
    .def = 2.0,
    .person_factor = 1.0,
    .digits = 1,
    /* This exponent gives the middle of the slider the value 1 + 15 * 0.5^2.3 =
     * 4.0, which is the middle of 1 to 16 in octaves. */
    .gamma = 2.3,
    .slider_max = 16.0,
  },
  [SMOOTH_PARAM_DETAIL] = {
    .name = "detail",
    .label = N_ ("_Texture"),
    .tooltip = N_ ("What becomes of the texture: -100 takes it away, 0 leaves "
                   "the picture as it is, 100 doubles the texture"),
    .min = -1.0,
    .max = 3.0,
    .def = -1.0,
    .person_factor = 100.0,
    .digits = 1,
    .gamma = 1.0,
    .slider_max = 1.0,
    .marks = { N_ ("remove"), N_ ("keep"), N_ ("double") },
  },
};

static const SmoothParamValue CHANNELS[] = {
  [SMOOTH_CHANNELS_ALL] = { "all", N_ ("All") },
  [SMOOTH_CHANNELS_LUMINANCE] = { "luminance", N_ ("Luminance only") },
  [SMOOTH_CHANNELS_COLOUR] = { "colour", N_ ("Colour only") },
};

static const SmoothParamChoice CHANNELS_CHOICE = {
  .name = "channels",
  .label = N_ ("Ch_annels"),
  .tooltip = N_ ("Which part of the colours is smoothed"),
  .values = CHANNELS,
  .n_values = G_N_ELEMENTS (CHANNELS),
  .def = SMOOTH_CHANNELS_ALL,
};

static const SmoothParamSwitch TILEABLE = {
  .name = "tileable",
  .label = N_ ("Tilea_ble"),
  .tooltip = N_ ("Beyond its border the layer goes on with its opposite side, "
                 "so that a seamless texture stays seamless"),
  .def = FALSE,
};

static const SmoothParamInteger DETAIL_LAYERS = {
  .name = "detail-layers",
  .label = N_ ("_Detail layers"),
  .tooltip = N_ ("Into how many layers, by its size, the detail is separated; "
                 "each doubling of the texture scale allows one more"),
  .min = 1,
  .max = SMOOTH_MAX_DETAILS,
  .def = 1,
};

const SmoothParamNumber *
smooth_param_get_number (SmoothParamNumberId id)
{
  g_return_val_if_fail ((guint) id < SMOOTH_N_PARAM_NUMBERS, NULL);

  return &NUMBERS[id];
}

const SmoothParamChoice *
smooth_param_get_channels (void)
{
  return &CHANNELS_CHOICE;
}

const SmoothParamSwitch *
smooth_param_get_tileable (void)
{
  return &TILEABLE;
}

const SmoothParamInteger *
smooth_param_get_detail_layers (void)
{
  return &DETAIL_LAYERS;
}

int
smooth_params_count_details (const SmoothParams *params)
{
  return MIN (params->n_details, 1 + (int) ceil (log2 (params->texture_scale)));
}

void
smooth_params_init (SmoothParams *params)
{
  params->strength = NUMBERS[SMOOTH_PARAM_STRENGTH].def;
  params->texture_scale = NUMBERS[SMOOTH_PARAM_TEXTURE_SCALE].def;
  params->channels = (SmoothChannels) CHANNELS_CHOICE.def;
  params->detail = NUMBERS[SMOOTH_PARAM_DETAIL].def;
  params->is_tileable = TILEABLE.def;
  params->n_details = DETAIL_LAYERS.def;
}

static gboolean
check_number (SmoothParamNumberId id, double value, GError **error)
{
  const SmoothParamNumber *number = &NUMBERS[id];

  /* NaN is refused, because both comparisons are false for it. */
  if (value >= number->min && value <= number->max)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("parameter '%s' is %g, it must lie between %g and %g"),
               number->name, value, number->min, number->max);
  return FALSE;
}

static gboolean
check_channels (SmoothChannels channels, GError **error)
{
  g_autoptr (GString) nicks = NULL;

  if ((guint) channels < G_N_ELEMENTS (CHANNELS))
    return TRUE;
  nicks = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (CHANNELS); i++)
    g_string_append_printf (nicks, "%s%d (%s)", i == 0 ? "" : ", ", (int) i,
                            CHANNELS[i].nick);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("parameter 'channels' is %d, it must be one of %s"),
               (int) channels, nicks->str);
  return FALSE;
}

static gboolean
check_details (int n, GError **error)
{
  if (n >= DETAIL_LAYERS.min && n <= DETAIL_LAYERS.max)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
               _ ("parameter '%s' is %g, it must lie between %g and %g"),
               DETAIL_LAYERS.name, (double) n, (double) DETAIL_LAYERS.min,
               (double) DETAIL_LAYERS.max);
  return FALSE;
}

gboolean
smooth_params_check (const SmoothParams *params, GError **error)
{
  return check_number (SMOOTH_PARAM_STRENGTH, params->strength, error)
         && check_number (SMOOTH_PARAM_TEXTURE_SCALE, params->texture_scale,
                          error)
         && check_channels (params->channels, error)
         && check_number (SMOOTH_PARAM_DETAIL, params->detail, error)
         && check_details (params->n_details, error);
}

gboolean
smooth_params_equal (const SmoothParams *a, const SmoothParams *b)
{
  return a->strength == b->strength && a->texture_scale == b->texture_scale
         && a->channels == b->channels && a->detail == b->detail
         && a->is_tileable == b->is_tileable && a->n_details == b->n_details;
}

gboolean
smooth_params_change_nothing (const SmoothParams *params)
{
  return params->strength == 0 || params->detail == 0;
}
