/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shim's two halves: shim.c knows whose call it is and whether it fails,
 * calls.c has the functions that stand before those of the C library and GLib.
 */
#pragma once

#include <stdbool.h>

typedef enum
{
  CALL_OPEN,
  CALL_WRITE,
  CALL_TRUNCATE,
  CALL_MAP,
  CALL_THREAD,
  CALL_ALLOCATE,
  CALL_TRY,
  N_CALLS
} ShimCall;

/* Counts a call if it is the program's own; whether it is the one that fails.
 * From any thread. */
bool shim_fails (ShimCall call);
