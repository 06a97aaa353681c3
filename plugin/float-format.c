/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "float-format.h"

#include <string.h>

static const char *
get_name (gboolean is_grey, Encoding encoding, gboolean with_alpha)
{
  /* Names of babl's formats, indexed by [encoding][is_grey][with_alpha]. */
  static const char *const NAMES[3][2][2] = {
    { { "R~G~B~ float", "R~G~B~A float" }, { "Y~ float", "Y~A float" } },
    { { "RGB float", "RGBA float" }, { "Y float", "YA float" } },
    { { "R'G'B' float", "R'G'B'A float" }, { "Y' float", "Y'A float" } },
  };
  return NAMES[encoding][is_grey ? 1 : 0][with_alpha ? 1 : 0];
}

/* Returns whether the tone curve of the profile behind space is sRGB's. */
static gboolean
has_perceptual_curve (const Babl *space)
{
  const Babl *srgb = babl_trc ("sRGB");
  const Babl *red, *green, *blue;
  double white_x, white_y, red_x, red_y, green_x, green_y, blue_x, blue_y;

  babl_space_get (space, &white_x, &white_y, &red_x, &red_y, &green_x, &green_y,
                  &blue_x, &blue_y, &red, &green, &blue);
  return red == srgb && green == srgb && blue == srgb;
}

static Encoding
get_encoding (const Babl *format)
{
  const char *name = babl_format_get_encoding (format);

  if (strchr (name, '~') != NULL)
    return ENCODING_PERCEPTUAL;
  return strchr (name, '\'') != NULL ? ENCODING_PROFILE : ENCODING_LINEAR;
}

static gboolean
is_grey (const Babl *format)
{
  return *babl_format_get_encoding (format) == 'Y';
}

const Babl *
float_format_get (const Babl *stored, Encoding encoding, gboolean with_alpha)
{
  const Babl *space = babl_format_get_space (stored);

  /* If the profile's tone curve is sRGB's, its encoding and the perceptual
   * encoding have the same numbers. But babl converts from one to the other by
   * way of linear light, which takes 95 to 105 ns per pixel of 8 bits instead
   * of 11 to 15, and is 5e-7 off each time. So the profile's encoding is taken,
   * unless the pixels are stored in the perceptual one. */
  if (encoding == ENCODING_PERCEPTUAL && has_perceptual_curve (space)
      && get_encoding (stored) != ENCODING_PERCEPTUAL)
    encoding = ENCODING_PROFILE;
  else if (encoding == ENCODING_STORED)
    encoding = get_encoding (stored);
  return babl_format_with_space (
    get_name (is_grey (stored), encoding, with_alpha), space);
}
