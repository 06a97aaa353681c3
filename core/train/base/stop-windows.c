/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stopping by the events of Windows' console, see stop.h. The system calls the
 * handler on a thread of its own. */
#include "train/base/stop.h"

#include <stdatomic.h>

#include <windows.h>

/* When the first of the events came, in milliseconds of a clock that wraps
 * around; 0: none came. A handler is given nothing but the kind of the event,
 * so this has to be a global variable. */
static atomic_ulong first_ms;

/* Handles an event. Returns FALSE if the system shall end the process. */
static BOOL WINAPI
on_event (DWORD kind)
{
  const unsigned long now = MAX (GetTickCount (), 1UL);
  unsigned long first = 0;

  if (!atomic_compare_exchange_strong (&first_ms, &first, now)
      && now - first >= TRAIN_STOP_AGAIN_MS)
    return FALSE;
  /* When the console is closed, the system ends the process as soon as the
   * handler returns, or after some seconds. The other threads have that time to
   * save their work; when they are done, the process ends. */
  if (kind != CTRL_C_EVENT && kind != CTRL_BREAK_EVENT)
    Sleep (INFINITE);
  return TRUE;
}

void
train_stop_init (void)
{
  SetConsoleCtrlHandler (on_event, TRUE);
}

gboolean
train_stop_is_wanted (void)
{
  return atomic_load (&first_ms) != 0;
}
