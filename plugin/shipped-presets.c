/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values were chosen by looking at five pictures or more for each preset,
 * at 100 %. Where the presets are described, their values are said too:
 * plugin/help/en/gallery.html and README.md. A test compares both with this
 * table.
 */
#include "shipped-presets.h"

#include "i18n.h"

/* The values of a row stand in the order of ArgumentId: strength,
 * texture-scale, channels, result, weights, detail, detail-layers, tileable. */
static const ShippedPreset PRESETS[] = {
  /* The defaults of the arguments. */
  { N_ ("Remove texture"),
    { "50", "2", "all", "replace", NULL, "-100", "1", "false" } },
  /* Luminance alone, since amplified noise of colours is ugly; beyond a detail
   * of 50 skin and rock become harsh. */
  { N_ ("Boost texture"),
    { "50", "2", "luminance", "replace", NULL, "50", "1", "false" } },
  /* Three detail layers need a texture scale above 2. At this strength eyes and
   * mouths stay in the smooth layer. */
  { N_ ("Frequency separation (3 layers)"),
    { "30", "4", "all", "separate", NULL, "-100", "3", "false" } },
  { N_ ("Flatten for tracing or engraving"),
    { "80", "2", "all", "replace", NULL, "-100", "1", "false" } },
  /* A lower strength leaves dots of a sharp scan, a larger scale takes faces
   * along. */
  { N_ ("Descreen a print"),
    { "100", "1.5", "all", "replace", NULL, "-100", "1", "false" } },
  /* With the luminance alone, the weave would stay visible in strong colours.
   */
  { N_ ("Remove paper or linen"),
    { "60", "1.5", "all", "replace", NULL, "-100", "1", "false" } },
  { N_ ("Clean up an upscaled picture"),
    { "20", "1.5", "all", "replace", NULL, "-100", "1", "false" } },
};

const ShippedPreset *
shipped_presets_get (int *n)
{
  *n = G_N_ELEMENTS (PRESETS);
  return PRESETS;
}

void
shipped_preset_write (const ShippedPreset *preset,
                      GKeyFile *file,
                      const char *group)
{
  for (int id = 0; id < N_ARGUMENTS; id++)
    if (preset->values[id] != NULL)
      g_key_file_set_value (file, group, argument_get ((ArgumentId) id).name,
                            preset->values[id]);
}
