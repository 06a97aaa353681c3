/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one error domain of core. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** GError domain of core. */
#define SMOOTH_ERROR (smooth_error_quark ())

/** What a caller can act on. */
typedef enum
{
  SMOOTH_ERROR_IO,          /* a file cannot be read or written */
  SMOOTH_ERROR_FORMAT,      /* a file's contents are broken */
  SMOOTH_ERROR_VERSION,     /* a weights file of another format */
  SMOOTH_ERROR_SHAPE,       /* a tensor or a picture of a wrong shape */
  SMOOTH_ERROR_NO_MEMORY,   /* an allocation was refused */
  SMOOTH_ERROR_CANCELLED,   /* the caller asked to stop */
  SMOOTH_ERROR_UNSUPPORTED, /* a request that this build cannot meet */
} SmoothError;

/** The quark behind SMOOTH_ERROR. Thread-safe. */
GQuark smooth_error_quark (void);

G_END_DECLS
