/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory that Windows has left, see available-memory.h. Nobody has run this
 * in GIMP yet. */
#include "available-memory.h"

#include <windows.h>

#define FALLBACK_BYTES ((gint64) 512 << 20)

gint64
available_memory_get (void)
{
  MEMORYSTATUSEX status = { .dwLength = sizeof status };

  if (!GlobalMemoryStatusEx (&status))
    return FALLBACK_BYTES;
  /* Windows promises no memory that it does not have: what is allocated must
   * find a place in the page file, too. */
  return (gint64) MIN (status.ullAvailPhys, status.ullAvailPageFile);
}
