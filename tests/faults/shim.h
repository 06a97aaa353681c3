/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files of the library; see shim.c. */
#pragma once

#include <stdbool.h>

/* A function that takes the place of one of the C library's. */
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

/* Counts a call that is made now, and reports it if it is to fail. Returns
 * whether it is. Any thread. */
bool shim_fails (ShimCall call);

/* Stores in function, a pointer to a function pointer, the function called name
 * of the next library: the one that runs without the shim. */
void shim_find_next (const char *name, void *function);
