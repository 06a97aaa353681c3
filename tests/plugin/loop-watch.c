/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watches the main loop of the plug-in's dialog. This is a module for tests,
 * which GTK loads into the plug-in by the variable GTK_MODULES. A timer is due
 * every TICK_MS. Each time the main loop runs it, it appends a line of four
 * numbers, in microseconds, to the file that the variable SMOOTH_TEST_LOOP
 * names:
 *
 * the time, by the clock that Python calls monotonic
 *    the time since the previous line
 *    for how much of that time the main thread computed
 *    for how much of it the main thread was ready but had no processor
 *
 * It does nothing in other programs than the plug-in.
 */
#define _POSIX_C_SOURCE 200809L /* for pread */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <glib.h>
#include <gmodule.h>

#define PROGRAM "structure-smooth"
#define TICK_MS 5

/* The time at a moment, by the clock, and for how long the main thread had
 * computed and had waited for a processor until then; in microseconds. */
typedef struct
{
  gint64 clock, computed, waited;
} Times;

typedef struct
{
  int schedstat; /* descriptor of the main thread's file in /proc */
  FILE *out;
  Times last;
} Watch;

G_MODULE_EXPORT void gtk_module_init (int *argc, char ***argv);

static void
look (const Watch *watch, Times *times)
{
  char text[64] = "";
  struct timespec computed;
  long long n_ns_waited = 0;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &computed);
  if (pread (watch->schedstat, text, sizeof text - 1, 0) > 0)
    sscanf (text, "%*s %lld", &n_ns_waited);
  *times = (Times) {
    .clock = g_get_monotonic_time (),
    .computed = computed.tv_sec * G_USEC_PER_SEC + computed.tv_nsec / 1000,
    .waited = n_ns_waited / 1000,
  };
}

static gboolean
tick (gpointer data)
{
  Watch *watch = data;
  Times now;

  look (watch, &now);
  if (watch->last.clock != 0)
    fprintf (watch->out,
             "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
             " %" G_GINT64_FORMAT "\n",
             now.clock, now.clock - watch->last.clock,
             now.computed - watch->last.computed,
             now.waited - watch->last.waited);
  watch->last = now;
  return G_SOURCE_CONTINUE;
}

void
gtk_module_init (int *argc, char ***argv)
{
  const char *file = g_getenv ("SMOOTH_TEST_LOOP");
  Watch *watch;

  (void) argc;
  (void) argv;
  if (file == NULL || g_strcmp0 (g_get_prgname (), PROGRAM) != 0)
    return;
  watch = g_new0 (Watch, 1);
  watch->out = fopen (file, "a");
  watch->schedstat = open ("/proc/thread-self/schedstat", O_RDONLY);
  g_assert (watch->out != NULL && watch->schedstat >= 0);
  /* Each line is written to the file at once, since GIMP may kill the
   * program. */
  setvbuf (watch->out, NULL, _IOLBF, 0);
  g_timeout_add (TICK_MS, tick, watch);
}
