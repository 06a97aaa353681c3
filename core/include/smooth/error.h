/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of core: the codes of its GErrors. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The GError domain of all of core's errors. */
#define SMOOTH_ERROR (smooth_error_quark ())

/** Error codes, by which callers can decide what to do. Messages are
 * translated, for users.
 */
typedef enum
{
  SMOOTH_ERROR_IO,          /* a file could not be read or written */
  SMOOTH_ERROR_FORMAT,      /* a file's contents are broken */
  SMOOTH_ERROR_VERSION,     /* a file of weights has another format */
  SMOOTH_ERROR_SHAPE,       /* a tensor or a picture has a wrong shape */
  SMOOTH_ERROR_NO_MEMORY,   /* there is not enough memory */
  SMOOTH_ERROR_CANCELLED,   /* the caller's progress function returned FALSE */
  SMOOTH_ERROR_UNSUPPORTED, /* a value is out of range, or a feature is not in
                               this build */
} SmoothError;

/** Returns the quark of SMOOTH_ERROR. Thread-safe. */
GQuark smooth_error_quark (void);

G_END_DECLS
