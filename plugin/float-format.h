/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Babl's float formats in which the pixels of a drawable are computed. Any
 * thread.
 */
#pragma once

#include <babl/babl.h>
#include <glib.h>

/* The tone curve by which the samples of a format encode light. */
typedef enum
{
  ENCODING_PERCEPTUAL, /* sRGB's curve, which core's networks expect */
  /* Linear light. In it, GIMP mixes the pixels before the smoothing with those
   * after it, by the selection. */
  ENCODING_LINEAR,
  ENCODING_PROFILE, /* the curve of the image's colour profile */
  ENCODING_STORED,  /* the curve in which the drawable is stored */
} Encoding;

/* Returns the float format, grey or RGB in the drawable's colour space, for
 * pixels of a drawable that are stored in the format stored. with_alpha: alpha
 * is the last channel. */
const Babl *
float_format_get (const Babl *stored, Encoding encoding, gboolean with_alpha);
