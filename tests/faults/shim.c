/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library for LD_PRELOAD that lets one call to the system fail: the n-th
 * open, write, ftruncate, mmap, pthread_create or allocation of 64 KiB and
 * more that is made by the program itself. A call counts as the program's own
 * if the innermost frame on the stack outside of the C library, GLib and this
 * shim is the program's; what GEGL, GTK or libgimp do for themselves never
 * fails here.
 *
 * Only the program whose file is named SMOOTH_FAULT_PROGRAM is touched; others
 * that inherit the environment (GIMP, its other plug-ins) run as ever. At its
 * start the program reads "NAME N" from the file SMOOTH_FAULT_ORDER, where NAME
 * is one of the calls below or "none". Its calls of all kinds are counted, and
 * at its end, or when a call was failed, the counts are written to the file
 * SMOOTH_FAULT_REPORT: a line "NAME COUNT" for each kind, and a line "failed
 * NAME OFFSET" with the place in the program's file that the call came from.
 *
 * Threads: all calls may come from any thread at the same time.
 */
#define _GNU_SOURCE
/* Both names of each function are defined here, so neither may be the other's.
 */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <link.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define LARGE_BYTES ((size_t) 64 << 10)
#define MAX_FRAMES 48
#define EXPORT __attribute__ ((visibility ("default")))

typedef enum
{
  CALL_OPEN,
  CALL_WRITE,
  CALL_TRUNCATE,
  CALL_MAP,
  CALL_THREAD,
  CALL_ALLOCATE,
  N_CALLS
} Call;

static const char *const NAMES[N_CALLS] = { "open", "write",  "ftruncate",
                                            "mmap", "thread", "allocate" };

static struct
{
  bool is_on;
  uintptr_t base; /* where the program's file is mapped */
  const char *report;
  int wanted; /* a Call, or -1 */
  long wanted_number;
  atomic_long counts[N_CALLS];
} shim;

/* Whether this thread is inside the shim, whose own calls count as nobody's. */
static _Thread_local bool is_inside;

/* The allocator itself, which the C library exports by these names. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *old, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

/* ---- start and end ------------------------------------------------------ */

static int
find_program (struct dl_phdr_info *info, size_t size, void *data)
{
  (void) size;
  *(uintptr_t *) data = info->dlpi_addr;
  return 1; /* the first is the program */
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

  /* Who finds the report under its name finds a whole one. */
  snprintf (part, sizeof part, "%s.part", shim.report);
  file = (int) syscall (SYS_openat, AT_FDCWD, part,
                        O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0)
    return;
  for (int call = 0; call < N_CALLS; call++)
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
    for (int call = 0; call < N_CALLS; call++)
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
  backtrace (frames, 2); /* it loads a library when it is first called */
  read_order (order);
  shim.is_on = true;
}

__attribute__ ((destructor)) static void
end (void)
{
  if (shim.is_on && access (shim.report, F_OK) != 0)
    write_report (NULL);
}

/* ---- whose call it is, and whether it fails ------------------------------ */

/* Whether a frame in this library is passed over in the search for the caller:
 * the C library and GLib only do what they are called for. */
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

/* The place in the program's file that a call came from; 0: not its own. */
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

/* Counts a call; whether it is the one that fails. */
static bool
fails (Call call)
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

/* ---- files --------------------------------------------------------------- */

/* Stores the function of a name that would be called without this shim. */
static void
find_next (const char *name, void *function)
{
  void *found = dlsym (RTLD_NEXT, name);

  memcpy (function, &found, sizeof found);
}

static mode_t
get_mode (int flags, va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                                      \
  EXPORT int name (const char *path, int flags, ...);                          \
  int name (const char *path, int flags, ...)                                  \
  {                                                                            \
    va_list arguments;                                                         \
    mode_t mode;                                                               \
                                                                               \
    va_start (arguments, flags);                                               \
    mode = get_mode (flags, arguments);                                        \
    va_end (arguments);                                                        \
    if (fails (CALL_OPEN))                                                     \
      {                                                                        \
        errno = EMFILE;                                                        \
        return -1;                                                             \
      }                                                                        \
    return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);            \
  }
DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_OPENAT(name)                                                    \
  EXPORT int name (int folder, const char *path, int flags, ...);              \
  int name (int folder, const char *path, int flags, ...)                      \
  {                                                                            \
    va_list arguments;                                                         \
    mode_t mode;                                                               \
                                                                               \
    va_start (arguments, flags);                                               \
    mode = get_mode (flags, arguments);                                        \
    va_end (arguments);                                                        \
    if (fails (CALL_OPEN))                                                     \
      {                                                                        \
        errno = EMFILE;                                                        \
        return -1;                                                             \
      }                                                                        \
    return (int) syscall (SYS_openat, folder, path, flags, mode);              \
  }
DEFINE_OPENAT (openat)
DEFINE_OPENAT (openat64)

static FILE *
open_stream (const char *function, const char *path, const char *mode)
{
  FILE *(*next) (const char *, const char *);

  if (fails (CALL_OPEN))
    {
      errno = EMFILE;
      return NULL;
    }
  find_next (function, &next);
  return next (path, mode);
}

EXPORT FILE *fopen (const char *path, const char *mode);
FILE *
fopen (const char *path, const char *mode)
{
  return open_stream ("fopen", path, mode);
}

EXPORT FILE *fopen64 (const char *path, const char *mode);
FILE *
fopen64 (const char *path, const char *mode)
{
  return open_stream ("fopen64", path, mode);
}

EXPORT ssize_t write (int file, const void *bytes, size_t size);
ssize_t
write (int file, const void *bytes, size_t size)
{
  if (fails (CALL_WRITE))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_write, file, bytes, size);
}

EXPORT ssize_t writev (int file, const struct iovec *parts, int n);
ssize_t
writev (int file, const struct iovec *parts, int n)
{
  if (fails (CALL_WRITE))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_writev, file, parts, n);
}

#define DEFINE_PWRITE(name)                                                    \
  EXPORT ssize_t name (int file, const void *bytes, size_t size, off_t at);    \
  ssize_t name (int file, const void *bytes, size_t size, off_t at)            \
  {                                                                            \
    if (fails (CALL_WRITE))                                                    \
      {                                                                        \
        errno = ENOSPC;                                                        \
        return -1;                                                             \
      }                                                                        \
    return syscall (SYS_pwrite64, file, bytes, size, at);                      \
  }
DEFINE_PWRITE (pwrite)
DEFINE_PWRITE (pwrite64)

#define DEFINE_TRUNCATE(name, number, ...)                                     \
  EXPORT int name (int file, __VA_ARGS__);                                     \
  int name (int file, __VA_ARGS__)                                             \
  {                                                                            \
    if (fails (CALL_TRUNCATE))                                                 \
      {                                                                        \
        errno = ENOSPC;                                                        \
        return -1;                                                             \
      }                                                                        \
    return number;                                                             \
  }
DEFINE_TRUNCATE (ftruncate,
                 (int) syscall (SYS_ftruncate, file, size),
                 off_t size)
DEFINE_TRUNCATE (ftruncate64,
                 (int) syscall (SYS_ftruncate, file, size),
                 off_t size)
DEFINE_TRUNCATE (fallocate,
                 (int) syscall (SYS_fallocate, file, mode, at, size),
                 int mode,
                 off_t at,
                 off_t size)
DEFINE_TRUNCATE (fallocate64,
                 (int) syscall (SYS_fallocate, file, mode, at, size),
                 int mode,
                 off_t at,
                 off_t size)

/* ---- memory and threads ------------------------------------------------- */

#define DEFINE_MMAP(name)                                                      \
  EXPORT void *name (void *at, size_t size, int protection, int flags,         \
                     int file, off_t offset);                                  \
  void *name (void *at, size_t size, int protection, int flags, int file,      \
              off_t offset)                                                    \
  {                                                                            \
    if (fails (CALL_MAP))                                                      \
      {                                                                        \
        errno = ENOMEM;                                                        \
        return MAP_FAILED;                                                     \
      }                                                                        \
    return (void *) syscall (SYS_mmap, at, size, protection, flags, file,      \
                             offset);                                          \
  }
DEFINE_MMAP (mmap)
DEFINE_MMAP (mmap64)

EXPORT int pthread_create (pthread_t *thread,
                           const pthread_attr_t *attributes,
                           void *(*function) (void *),
                           void *data);
int
pthread_create (pthread_t *thread,
                const pthread_attr_t *attributes,
                void *(*function) (void *),
                void *data)
{
  int (*next) (pthread_t *, const pthread_attr_t *, void *(*) (void *), void *);

  if (fails (CALL_THREAD))
    return EAGAIN;
  find_next ("pthread_create", &next);
  return next (thread, attributes, function, data);
}

/* Whether an allocation of this size is refused. */
static bool
refuses (size_t size)
{
  if (size < LARGE_BYTES || !fails (CALL_ALLOCATE))
    return false;
  errno = ENOMEM;
  return true;
}

EXPORT void *malloc (size_t size);
void *
malloc (size_t size)
{
  return refuses (size) ? NULL : __libc_malloc (size);
}

EXPORT void *calloc (size_t n, size_t size);
void *
calloc (size_t n, size_t size)
{
  size_t whole;

  return !__builtin_mul_overflow (n, size, &whole) && refuses (whole)
           ? NULL
           : __libc_calloc (n, size);
}

EXPORT void *realloc (void *old, size_t size);
void *
realloc (void *old, size_t size)
{
  return refuses (size) ? NULL : __libc_realloc (old, size);
}

EXPORT void *aligned_alloc (size_t alignment, size_t size);
void *
aligned_alloc (size_t alignment, size_t size)
{
  return refuses (size) ? NULL : __libc_memalign (alignment, size);
}

EXPORT int posix_memalign (void **memory, size_t alignment, size_t size);
int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  void *made = refuses (size) ? NULL : __libc_memalign (alignment, size);

  if (made == NULL)
    return ENOMEM;
  *memory = made;
  return 0;
}
