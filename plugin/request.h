/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one call of the procedure asks for, and the arguments by which it is
 * asked: they are declared and read here and nowhere else.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth/smooth.h>

#include "result-kind.h"

typedef struct
{
  SmoothParams params; /* in core's units, checked */
  ResultKind result;
  char *weights; /* folder in file name encoding; owned, never NULL */
} Request;

/* Declares the arguments and the return value on procedure. */
void request_declare (GimpProcedure *procedure);

/* Reads config into request; FALSE with error for a value out of range, an
 * unknown choice (GIMP lets any string pass) or a weights folder that is not
 * on this machine. Clear with request_clear. */
gboolean
request_init (Request *request, GimpProcedureConfig *config, GError **error);
void request_clear (Request *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)
