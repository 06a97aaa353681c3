/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of the C library that open, write, cut and reserve files, each
 * of which may be made to fail. */
#define _GNU_SOURCE
/* open and open64 are both defined here. With this macro the headers would give
 * both the same name. */
#undef _FILE_OFFSET_BITS
#include "shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static mode_t
get_mode (int flags, va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                                      \
  SHIM_EXPORT int name (const char *path, int flags, ...);                     \
  int name (const char *path, int flags, ...)                                  \
  {                                                                            \
    va_list arguments;                                                         \
    mode_t mode;                                                               \
                                                                               \
    va_start (arguments, flags);                                               \
    mode = get_mode (flags, arguments);                                        \
    va_end (arguments);                                                        \
    if (shim_fails (SHIM_OPEN))                                                \
      {                                                                        \
        errno = EMFILE;                                                        \
        return -1;                                                             \
      }                                                                        \
    return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);            \
  }
DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_OPENAT(name)                                                    \
  SHIM_EXPORT int name (int folder, const char *path, int flags, ...);         \
  int name (int folder, const char *path, int flags, ...)                      \
  {                                                                            \
    va_list arguments;                                                         \
    mode_t mode;                                                               \
                                                                               \
    va_start (arguments, flags);                                               \
    mode = get_mode (flags, arguments);                                        \
    va_end (arguments);                                                        \
    if (shim_fails (SHIM_OPEN))                                                \
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

  if (shim_fails (SHIM_OPEN))
    {
      errno = EMFILE;
      return NULL;
    }
  shim_find_next (function, &next);
  return next (path, mode);
}

SHIM_EXPORT FILE *fopen (const char *path, const char *mode);
FILE *
fopen (const char *path, const char *mode)
{
  return open_stream ("fopen", path, mode);
}

SHIM_EXPORT FILE *fopen64 (const char *path, const char *mode);
FILE *
fopen64 (const char *path, const char *mode)
{
  return open_stream ("fopen64", path, mode);
}

SHIM_EXPORT ssize_t write (int file, const void *bytes, size_t size);
ssize_t
write (int file, const void *bytes, size_t size)
{
  if (shim_fails (SHIM_WRITE))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_write, file, bytes, size);
}

SHIM_EXPORT ssize_t writev (int file, const struct iovec *parts, int n);
ssize_t
writev (int file, const struct iovec *parts, int n)
{
  if (shim_fails (SHIM_WRITE))
    {
      errno = ENOSPC;
      return -1;
    }
  return syscall (SYS_writev, file, parts, n);
}

#define DEFINE_PWRITE(name)                                                    \
  SHIM_EXPORT ssize_t name (int file, const void *bytes, size_t size,          \
                            off_t at);                                         \
  ssize_t name (int file, const void *bytes, size_t size, off_t at)            \
  {                                                                            \
    if (shim_fails (SHIM_WRITE))                                               \
      {                                                                        \
        errno = ENOSPC;                                                        \
        return -1;                                                             \
      }                                                                        \
    return syscall (SYS_pwrite64, file, bytes, size, at);                      \
  }
DEFINE_PWRITE (pwrite)
DEFINE_PWRITE (pwrite64)

#define DEFINE_TRUNCATE(name, number, ...)                                     \
  SHIM_EXPORT int name (int file, __VA_ARGS__);                                \
  int name (int file, __VA_ARGS__)                                             \
  {                                                                            \
    if (shim_fails (SHIM_TRUNCATE))                                            \
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
