/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions that map memory, allocate memory and start threads, each of
 * which may be made to fail. */
#define _GNU_SOURCE
/* mmap and mmap64 are both defined here. With this macro the headers would give
 * both the same name. */
#undef _FILE_OFFSET_BITS
#include "shim.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#define LARGE_BYTES ((size_t) 64 << 10)

/* The C library's own allocator, which it exports by these names. */
extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *old, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);

#define DEFINE_MMAP(name)                                                      \
  SHIM_EXPORT void *name (void *at, size_t size, int protection, int flags,    \
                          int file, off_t offset);                             \
  void *name (void *at, size_t size, int protection, int flags, int file,      \
              off_t offset)                                                    \
  {                                                                            \
    if (shim_fails (SHIM_MAP))                                                 \
      {                                                                        \
        errno = ENOMEM;                                                        \
        return MAP_FAILED;                                                     \
      }                                                                        \
    return (void *) syscall (SYS_mmap, at, size, protection, flags, file,      \
                             offset);                                          \
  }
DEFINE_MMAP (mmap)
DEFINE_MMAP (mmap64)

SHIM_EXPORT int pthread_create (pthread_t *thread,
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

  if (shim_fails (SHIM_THREAD))
    return EAGAIN;
  shim_find_next ("pthread_create", &next);
  return next (thread, attributes, function, data);
}

/* Returns whether an allocation of size bytes is to fail. */
static bool
refuses (size_t size)
{
  if (size < LARGE_BYTES || !shim_fails (SHIM_ALLOCATE))
    return false;
  errno = ENOMEM;
  return true;
}

SHIM_EXPORT void *malloc (size_t size);
void *
malloc (size_t size)
{
  return refuses (size) ? NULL : __libc_malloc (size);
}

SHIM_EXPORT void *calloc (size_t n, size_t size);
void *
calloc (size_t n, size_t size)
{
  size_t whole;

  return !__builtin_mul_overflow (n, size, &whole) && refuses (whole)
           ? NULL
           : __libc_calloc (n, size);
}

SHIM_EXPORT void *realloc (void *old, size_t size);
void *
realloc (void *old, size_t size)
{
  return refuses (size) ? NULL : __libc_realloc (old, size);
}

SHIM_EXPORT void *aligned_alloc (size_t alignment, size_t size);
void *
aligned_alloc (size_t alignment, size_t size)
{
  return shim_fails (SHIM_TRY) || refuses (size)
           ? NULL
           : __libc_memalign (alignment, size);
}

SHIM_EXPORT int posix_memalign (void **memory, size_t alignment, size_t size);
int
posix_memalign (void **memory, size_t alignment, size_t size)
{
  void *made = aligned_alloc (alignment, size);

  if (made == NULL)
    return ENOMEM;
  *memory = made;
  return 0;
}

/* The functions of GLib that return NULL if there is no memory (g_try_malloc
 * and its like). They may be made to fail at any size. */
#define DEFINE_TRY(name, parameters, arguments)                                \
  SHIM_EXPORT void *name parameters;                                           \
  void *name parameters                                                        \
  {                                                                            \
    void *(*next) parameters;                                                  \
                                                                               \
    if (shim_fails (SHIM_TRY))                                                 \
      return NULL;                                                             \
    shim_find_next (#name, &next);                                             \
    return next arguments;                                                     \
  }
DEFINE_TRY (g_try_malloc, (size_t size), (size))
DEFINE_TRY (g_try_malloc0, (size_t size), (size))
DEFINE_TRY (g_try_malloc_n, (size_t n, size_t size), (n, size))
DEFINE_TRY (g_try_malloc0_n, (size_t n, size_t size), (n, size))
DEFINE_TRY (g_try_realloc, (void *old, size_t size), (old, size))
DEFINE_TRY (g_try_realloc_n, (void *old, size_t n, size_t size), (old, n, size))
