/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one call of the procedure asks for: the values of its arguments, read
 * and checked.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth/smooth.h>

#include "result-kind.h"

typedef struct
{
  SmoothParams params; /* in core's units */
  ResultKind result;
  char *weights; /* folder in file name encoding, owned; NULL until
                    request_find_weights */
} Request;

/* Reads all but the weights from config, without touching the disk.
 * Errors: SMOOTH_ERROR_UNSUPPORTED for a number out of range, and for an
 * unknown choice, which GIMP lets pass. Clear with request_clear. */
gboolean
request_init (Request *request, GimpProcedureConfig *config, GError **error);
void request_clear (Request *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* Finds the folder of weights that config names, or that of the shipped ones.
 * Errors: SMOOTH_ERROR_IO where the folder is not on this machine. */
gboolean request_find_weights (Request *request,
                               GimpProcedureConfig *config,
                               GError **error);

/* Whether the request changes no pixel and makes no item. */
gboolean request_changes_nothing (const Request *request);
