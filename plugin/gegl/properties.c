/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "properties.h"

#include "../i18n.h"
#include "weights-folders.h"

#define CHANNELS_TYPE "StructureSmoothChannels"

enum
{
  PROP_0,
  PROP_STRENGTH,
  PROP_TEXTURE_SCALE,
  PROP_DETAIL,
  PROP_CHANNELS,
  PROP_TILEABLE,
  PROP_WEIGHTS,
};

static const SmoothParamNumber *
get_number (guint id)
{
  switch (id)
    {
    case PROP_STRENGTH:
      return smooth_param_get_number (SMOOTH_PARAM_STRENGTH);
    case PROP_TEXTURE_SCALE:
      return smooth_param_get_number (SMOOTH_PARAM_TEXTURE_SCALE);
    default:
      return smooth_param_get_number (SMOOTH_PARAM_DETAIL);
    }
}

static double *
find_number (Operation *operation, guint id)
{
  switch (id)
    {
    case PROP_STRENGTH:
      return &operation->params.strength;
    case PROP_TEXTURE_SCALE:
      return &operation->params.texture_scale;
    default:
      return &operation->params.detail;
    }
}

static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  Operation *operation = (Operation *) object;

  switch (id)
    {
    case PROP_STRENGTH:
    case PROP_TEXTURE_SCALE:
    case PROP_DETAIL:
      *find_number (operation, id) =
        g_value_get_double (value) / get_number (id)->person_factor;
      break;
    case PROP_CHANNELS:
      operation->params.channels = (SmoothChannels) g_value_get_enum (value);
      break;
    case PROP_TILEABLE:
      operation->params.is_tileable = g_value_get_boolean (value);
      break;
    case PROP_WEIGHTS:
      g_free (operation->weights);
      operation->weights = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  Operation *operation = (Operation *) object;

  switch (id)
    {
    case PROP_STRENGTH:
    case PROP_TEXTURE_SCALE:
    case PROP_DETAIL:
      g_value_set_double (value, *find_number (operation, id)
                                   * get_number (id)->person_factor);
      break;
    case PROP_CHANNELS:
      g_value_set_enum (value, (int) operation->params.channels);
      break;
    case PROP_TILEABLE:
      g_value_set_boolean (value, operation->params.is_tileable);
      break;
    case PROP_WEIGHTS:
      g_value_set_string (value, operation->weights);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

/* Returns label in the user's language, without its mnemonic; free with g_free.
 */
static char *
dup_label (const char *label)
{
  g_auto (GStrv) parts = g_strsplit (_ (label), "_", -1);

  return g_strjoinv ("", parts);
}

static const GParamFlags FLAGS = G_PARAM_READWRITE | G_PARAM_CONSTRUCT;

static void
install_number (GObjectClass *klass, guint id)
{
  const SmoothParamNumber *number = get_number (id);
  const double factor = number->person_factor;
  g_autofree char *label = dup_label (number->label);
  GParamSpec *spec = gegl_param_spec_double (
    number->name, label, _ (number->tooltip), number->min * factor,
    number->max * factor, number->def * factor, number->min * factor,
    number->slider_max * factor, number->gamma, FLAGS);

  gegl_param_spec_double_set_digits (GEGL_PARAM_SPEC_DOUBLE (spec),
                                     number->digits);
  g_object_class_install_property (klass, id, spec);
}

/* Registers the type of the choice's values. */
void
properties_register (GTypeModule *module)
{
  const SmoothParamChoice *choice = smooth_param_get_channels ();
  GEnumValue *values = g_new0 (GEnumValue, (gsize) choice->n_values + 1);

  for (int i = 0; i < choice->n_values; i++)
    values[i] =
      (GEnumValue) { i, _ (choice->values[i].label), choice->values[i].nick };
  g_type_module_register_enum (module, CHANNELS_TYPE, values);
}

static void
install_others (GObjectClass *klass)
{
  const SmoothParamChoice *choice = smooth_param_get_channels ();
  const SmoothParamSwitch *toggle = smooth_param_get_tileable ();
  g_autofree char *channels = dup_label (choice->label);
  g_autofree char *tileable = dup_label (toggle->label);
  g_autofree char *weights = dup_label (N_ ("_Weights"));
  g_autofree char *sum = weights_folders_sum ();

  g_object_class_install_property (
    klass, PROP_CHANNELS,
    gegl_param_spec_enum (choice->name, channels, _ (choice->tooltip),
                          g_type_from_name (CHANNELS_TYPE), choice->def,
                          FLAGS));
  g_object_class_install_property (klass, PROP_TILEABLE,
                                   g_param_spec_boolean (toggle->name, tileable,
                                                         _ (toggle->tooltip),
                                                         toggle->def, FLAGS));
  g_object_class_install_property (
    klass, PROP_WEIGHTS,
    g_param_spec_string ("weights", weights,
                         _ ("Name or checksum of installed weights"),
                         sum != NULL ? sum : "", FLAGS));
}

void
properties_install (GObjectClass *klass)
{
  klass->set_property = set_property;
  klass->get_property = get_property;
  for (guint id = PROP_STRENGTH; id <= PROP_DETAIL; id++)
    install_number (klass, id);
  install_others (klass);
}
