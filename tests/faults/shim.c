/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library for LD_PRELOAD that lets one call to the system fail. It can be the
 * n-th open, write, ftruncate, mmap, pthread_create, allocation of at least 64
 * KiB, or call of a function that may refuse memory (g_try_malloc and its like,
 * aligned_alloc). Only calls that the program itself makes count. The stack
 * tells whose call it is: the innermost frame outside of the C library, GLib
 * and this library must be the program's. What GEGL, GTK or libgimp do for
 * themselves never fails here.
 *
 * Only the program whose file is named by the variable SMOOTH_FAULT_PROGRAM is
 * touched. Others that inherit the environment (GIMP, its other plug-ins) run
 * as always. When the program starts, the library reads "NAME N" from the file
 * that SMOOTH_FAULT_ORDER names. NAME is that of a kind of call, as in the
 * table below, or "none". The library counts the program's calls. When it lets
 * a call fail, or when the program ends, it writes the file that
 * SMOOTH_FAULT_REPORT names: a line "NAME COUNT" for each kind of call, and a
 * line "failed NAME OFFSET" with the place in the program's file from which the
 * failed call was made.
 *
 * This file decides which call fails. shim-files.c and shim-memory.c have the
 * functions that take the place of the C library's. Any thread may call them.
 */
#define _GNU_SOURCE
#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MAX_FRAMES 48

static const char *const NAMES[N_SHIM_CALLS] = { "open", "write",  "ftruncate",
                                                 "mmap", "thread", "allocate",
                                                 "try" };

static struct
{
  bool is_on;
  uintptr_t base; /* the address at which the program's file is mapped */
  const char *report;
  int wanted; /* the kind of call that is to fail, a ShimCall; -1: none */
  long wanted_number;
  atomic_long counts[N_SHIM_CALLS];
} shim;

/* Whether this thread is inside the library, whose own calls are not
 * counted.
 */
static _Thread_local bool is_inside;

/* ---- The start and the end of the program ------------------------------ */

static int
find_program (struct dl_phdr_info *info, size_t size, void *data)
{
  (void) size;
  *(uintptr_t *) data = info->dlpi_addr;
  return 1; /* the first object is the program, so the search ends here */
}

static void
write_text (int file, const char *text)
{
  syscall (SYS_write, file, text, strlen (text));
}

static void
write_report (const char *failed)
{
  char part[PATH_MAX];
  char line[128];
  int file;

  /* The report gets its own name only when it is complete. */
  snprintf (part, sizeof part, "%s.part", shim.report);
  file = (int) syscall (SYS_openat, AT_FDCWD, part,
                        O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0)
    return;
  for (int call = 0; call < N_SHIM_CALLS; call++)
    {
      snprintf (line, sizeof line, "%s %ld\n", NAMES[call],
                atomic_load (&shim.counts[call]));
      write_text (file, line);
    }
  if (failed != NULL)
    write_text (file, failed);
  syscall (SYS_close, file);
  rename (part, shim.report);
}

static void
read_order (const char *name)
{
  char text[64] = "", kind[32] = "";
  int file = (int) syscall (SYS_openat, AT_FDCWD, name, O_RDONLY, 0);

  shim.wanted = -1;
  if (file < 0)
    return;
  if (syscall (SYS_read, file, text, sizeof text - 1) > 0
      && sscanf (text, "%31s %ld", kind, &shim.wanted_number) == 2)
    for (int call = 0; call < N_SHIM_CALLS; call++)
      if (strcmp (kind, NAMES[call]) == 0)
        shim.wanted = call;
  syscall (SYS_close, file);
}

__attribute__ ((constructor)) static void
start (void)
{
  const char *program = getenv ("SMOOTH_FAULT_PROGRAM");
  const char *order = getenv ("SMOOTH_FAULT_ORDER");
  char path[PATH_MAX];
  ssize_t length = readlink ("/proc/self/exe", path, sizeof path - 1);
  void *frames[2];

  shim.report = getenv ("SMOOTH_FAULT_REPORT");
  if (program == NULL || order == NULL || shim.report == NULL || length <= 0)
    return;
  path[length] = '\0';
  if (strcmp (program, strrchr (path, '/') + 1) != 0)
    return;
  dl_iterate_phdr (find_program, &shim.base);
  backtrace (frames, 2); /* the first call of backtrace loads a library */
  read_order (order);
  shim.is_on = true;
}

__attribute__ ((destructor)) static void
end (void)
{
  if (shim.is_on && access (shim.report, F_OK) != 0)
    write_report (NULL);
}

/* ---- Which call fails -------------------------------------------------- */

/* Returns whether the search for the caller goes on behind a frame of this
 * library: the C library and GLib make calls on behalf of their callers. */
static bool
is_helper (const char *library)
{
  static const char *const HELPERS[] = { "/libc.so",    "/libglib-2.0",
                                         "/libgio-2.0", "/libjson-glib-1.0",
                                         "/ld-linux",   "fault-shim" };

  for (size_t i = 0; i < sizeof HELPERS / sizeof HELPERS[0]; i++)
    if (strstr (library, HELPERS[i]) != NULL)
      return true;
  return false;
}

/* Returns the place in the program's file from which the call was made; 0: the
 * program has not made it. */
static uintptr_t
find_caller (void)
{
  void *frames[MAX_FRAMES];
  int n_frames = backtrace (frames, MAX_FRAMES);

  for (int i = 0; i < n_frames; i++)
    {
      Dl_info info;

      if (dladdr (frames[i], &info) == 0 || info.dli_fname == NULL)
        continue;
      if ((uintptr_t) info.dli_fbase == shim.base)
        return (uintptr_t) frames[i] - shim.base;
      if (!is_helper (info.dli_fname))
        return 0;
    }
  return 0;
}

bool
shim_fails (ShimCall call)
{
  uintptr_t caller;
  char line[64];
  bool is_it = false;
  int error = errno;

  if (!shim.is_on || is_inside)
    return false;
  is_inside = true;
  caller = find_caller ();
  if (caller != 0)
    {
      long number = atomic_fetch_add (&shim.counts[call], 1) + 1;

      is_it = shim.wanted == (int) call && number == shim.wanted_number;
    }
  if (is_it)
    {
      snprintf (line, sizeof line, "failed %s 0x%lx\n", NAMES[call],
                (unsigned long) caller);
      write_report (line);
    }
  is_inside = false;
  errno = error;
  return is_it;
}

void
shim_find_next (const char *name, void *function)
{
  void *found = dlsym (RTLD_NEXT, name);

  memcpy (function, &found, sizeof found);
}
