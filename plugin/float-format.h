/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Babl's float formats in which the pixels of a drawable are computed. Any
 * thread.
 */
#pragma once

#include <babl/babl.h>
#include <glib.h>

/* The tone curve of the numbers. */
typedef enum
{
  ENCODING_PERCEPTUAL, /* sRGB's curve: core's networks expect it */
  ENCODING_LINEAR,     /* linear light: GIMP mixes by a selection in it */
  ENCODING_PROFILE,    /* the curve of the image's colour profile */
  ENCODING_STORED,     /* that in which the drawable is stored */
} Encoding;

/* The format for pixels of a drawable that are stored as stored: floats, grey
 * or RGB, in the drawable's colour space. with_alpha: alpha is the last
 * channel. */
const Babl *
float_format_get (const Babl *stored, Encoding encoding, gboolean with_alpha);
