/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of core. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The GError domain of all of core's errors. */
#define SMOOTH_ERROR (smooth_error_quark ())

/** Error codes: what a caller can act on. Messages are translated, for people.
 */
typedef enum
{
  SMOOTH_ERROR_IO,          /* a file could not be read or written */
  SMOOTH_ERROR_FORMAT,      /* a file's contents are broken */
  SMOOTH_ERROR_VERSION,     /* a weights file of another format */
  SMOOTH_ERROR_SHAPE,       /* a tensor or a picture of a wrong shape */
  SMOOTH_ERROR_NO_MEMORY,   /* the system refused memory */
  SMOOTH_ERROR_CANCELLED,   /* the caller's progress function returned FALSE */
  SMOOTH_ERROR_UNSUPPORTED, /* out of range, or not in this build */
} SmoothError;

/** The quark of SMOOTH_ERROR. Thread-safe. */
GQuark smooth_error_quark (void);

G_END_DECLS
