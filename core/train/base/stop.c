/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stopping by the signals of POSIX systems, see stop.h. */
/* sigaction () and clock_gettime () are POSIX, not C17. */
#define _POSIX_C_SOURCE 200809L

#include "train/base/stop.h"

#include <signal.h>
#include <stdatomic.h>
#include <time.h>

static const int SIGNALS[] = { SIGINT, SIGTERM, SIGHUP, SIGUSR1 };

/* When the first of the signals came, in milliseconds of a clock that wraps
 * around; 0: none came. A signal handler is given nothing but the signal's
 * number, so this has to be a global variable. */
static atomic_ulong first_ms;

_Static_assert (ATOMIC_LONG_LOCK_FREE == 2, "a handler must not take a lock");

/* Whether the parent process had SIGHUP ignored, as nohup does. UCX, a library
 * that Open MPI loads, installs a handler of its own for SIGHUP before main ()
 * begins. So this is looked up earlier, where the linker can do that: functions
 * in .preinit_array are called before libraries initialise themselves. */
static gboolean is_hang_up_ignored;

static void
look_for_nohup (void)
{
  struct sigaction before;

  if (sigaction (SIGHUP, NULL, &before) == 0 && before.sa_handler == SIG_IGN)
    is_hang_up_ignored = TRUE;
}

#if defined(__ELF__) && defined(__GLIBC__)
__attribute__ ((section (".preinit_array"),
                used)) static void (*const LOOK_FIRST) (void) = look_for_nohup;
#endif

static unsigned long
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (unsigned long) now.tv_sec * 1000UL
         + (unsigned long) (now.tv_nsec / 1000000);
}

/* Handles the signals. It may be called on any thread, and calls only what
 * POSIX allows in a handler. */
static void
on_signal (int number)
{
  const struct sigaction by_default = { .sa_handler = SIG_DFL };
  const unsigned long now = MAX (get_ms (), 1UL);
  unsigned long first = 0;

  if (atomic_compare_exchange_strong (&first_ms, &first, now)
      || now - first < TRAIN_STOP_AGAIN_MS)
    return;
  sigaction (number, &by_default, NULL);
  /* raise () sends the signal again, now with its default action, which ends
   * the process. The signal is blocked while its handler runs, so it is
   * delivered after the handler's return. */
  raise (number);
}

void
train_stop_init (void)
{
  struct sigaction action = { .sa_handler = on_signal, .sa_flags = SA_RESTART };
  const struct sigaction ignore = { .sa_handler = SIG_IGN };
  sigset_t set;

  look_for_nohup ();
  sigemptyset (&set);
  sigemptyset (&action.sa_mask);
  for (gsize i = 0; i < G_N_ELEMENTS (SIGNALS); i++)
    {
      sigaddset (&set, SIGNALS[i]);
      sigaction (SIGNALS[i],
                 SIGNALS[i] == SIGHUP && is_hang_up_ignored ? &ignore : &action,
                 NULL);
    }
  /* Unblocks the signals, since the parent process may have blocked them. */
  pthread_sigmask (SIG_UNBLOCK, &set, NULL);
}

gboolean
train_stop_is_wanted (void)
{
  return atomic_load (&first_ms) != 0;
}
