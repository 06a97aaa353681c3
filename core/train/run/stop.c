/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sigpending () is POSIX, not C17. */
#define _POSIX_C_SOURCE 200809L

#include "train/run/stop.h"

#ifdef G_OS_UNIX
#include <signal.h>
#include <time.h>

static void
fill (sigset_t *set)
{
  sigemptyset (set);
  sigaddset (set, SIGINT);
  sigaddset (set, SIGTERM);
}

void
train_stop_init (void)
{
  sigset_t set;

  fill (&set);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
}

gboolean
train_stop_is_wanted (void)
{
  const struct timespec at_once = { 0, 0 };
  sigset_t set;

  fill (&set);
  if (sigtimedwait (&set, NULL, &at_once) < 0)
    return FALSE;
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
  return TRUE;
}

#else

void
train_stop_init (void)
{
}

gboolean
train_stop_is_wanted (void)
{
  return FALSE;
}

#endif
