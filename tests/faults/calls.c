/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the C library and of GLib that may fail, as the shim lets
 * them: each asks shim_fails, and does by a system call or by the real function
 * what it would do without the shim.
 */
#define _GNU_SOURCE
/* Both names of each function are defined here, so neither may be the other's.
 */
#undef _FILE_OFFSET_BITS
#include "shim.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define LARGE_BYTES ((size_t) 64 << 10)
#define EXPORT __attribute__ ((visibility ("default")))

/* The allocator itself, which the C library exports by these names. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *old, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

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
    if (shim_fails (CALL_OPEN))                                                \
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
    if (shim_fails (CALL_OPEN))                                                \
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

  if (shim_fails (CALL_OPEN))
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
  if (shim_fails (CALL_WRITE))
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
  if (shim_fails (CALL_WRITE))
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
    if (shim_fails (CALL_WRITE))                                               \
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
    if (shim_fails (CALL_TRUNCATE))                                            \
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
    if (shim_fails (CALL_MAP))                                                 \
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

  if (shim_fails (CALL_THREAD))
    return EAGAIN;
  find_next ("pthread_create", &next);
  return next (thread, attributes, function, data);
}

/* Whether an allocation of this size is refused. */
static bool
refuses (size_t size)
{
  if (size < LARGE_BYTES || !shim_fails (CALL_ALLOCATE))
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
  return shim_fails (CALL_TRY) || refuses (size)
           ? NULL
           : __libc_memalign (alignment, size);
}

EXPORT int posix_memalign (void **memory, size_t alignment, size_t size);
int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  void *made = aligned_alloc (alignment, size);

  if (made == NULL)
    return ENOMEM;
  *memory = made;
  return 0;
}

/* GLib's allocations that may be refused, of any size. */
#define DEFINE_TRY(name, parameters, arguments)                                \
  EXPORT void *name parameters;                                                \
  void *name parameters                                                        \
  {                                                                            \
    void *(*next) parameters;                                                  \
                                                                               \
    if (shim_fails (CALL_TRY))                                                 \
      return NULL;                                                             \
    find_next (#name, &next);                                                  \
    return next arguments;                                                     \
  }
DEFINE_TRY (g_try_malloc, (size_t size), (size))
DEFINE_TRY (g_try_malloc0, (size_t size), (size))
DEFINE_TRY (g_try_malloc_n, (size_t n, size_t size), (n, size))
DEFINE_TRY (g_try_malloc0_n, (size_t n, size_t size), (n, size))
DEFINE_TRY (g_try_realloc, (void *old, size_t size), (old, size))
DEFINE_TRY (g_try_realloc_n, (void *old, size_t n, size_t size), (old, n, size))
