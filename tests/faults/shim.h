/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the library share; shim.c describes the library. */
#pragma once

#include <stdbool.h>

/* Marks a function that takes the place of one of the C library's. */
#define SHIM_EXPORT __attribute__ ((visibility ("default")))

typedef enum
{
  SHIM_OPEN,
  SHIM_WRITE,
  SHIM_TRUNCATE,
  SHIM_MAP,
  SHIM_THREAD,
  SHIM_ALLOCATE,
  SHIM_TRY,
  N_SHIM_CALLS
} ShimCall;

/* Counts a call that is being made, and writes the report if it is to fail.
 * Returns whether it is to fail. Any thread. */
bool shim_fails (ShimCall call);

/* Finds the function called name that would be called without this library.
 * function (out): points to a pointer to that function. */
void shim_find_next (const char *name, void *function);
