/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one call of the procedure asks for: the values of its arguments, read
 * and checked. All functions are called on the main thread.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth/smooth.h>

#include "result-kind.h"

typedef struct
{
  SmoothParams params; /* the values of core's parameters, in core's units */
  ResultKind result;
  /* The argument "detail-layers". Only with the result "separate" it is that
   * of params, too. */
  int n_details;
  /* The folder of the weights, in file name encoding; owned. NULL until
   * request_find_weights. */
  char *weights;
} Request;

/* Reads all arguments but the weights from config, without touching the disk.
 * If the result does not use the argument "detail", the request has its
 * default.
 * Errors: SMOOTH_ERROR_UNSUPPORTED for a number out of range, and for an
 * unknown choice, which GIMP lets pass. Clear request with request_clear. */
gboolean
request_init (Request *request, GimpProcedureConfig *config, GError **error);
void request_clear (Request *request);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* Sets request->weights to the folder that config names, or, if it names none,
 * to the folder of the weights that come with the plug-in. Errors:
 * SMOOTH_ERROR_IO if the named folder is not on this machine. */
gboolean request_find_weights (Request *request,
                               GimpProcedureConfig *config,
                               GError **error);

/* Returns whether the request changes no pixel and makes no item. */
gboolean request_changes_nothing (const Request *request);

/* Returns whether the argument "detail" makes a difference. */
gboolean request_uses_detail (const Request *request);
