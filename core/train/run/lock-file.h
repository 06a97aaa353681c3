/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file of a folder lock: what folder-lock.c asks of the operating system.
 * lock-file.c has these functions for POSIX systems, lock-file-windows.c for
 * Windows.
 */
#pragma once

#include <glib.h>

typedef enum
{
  TRAIN_LOCK_TAKEN,
  TRAIN_LOCK_HELD, /* another process, or another open file, has the lock */
  TRAIN_LOCK_NONE  /* the file system does not support locks */
} TrainLockResult;

/* Opens the file at path, which is created if it does not exist, and is not
 * inherited by child processes. Returns its descriptor, or -1 and sets errno.
 */
int train_lock_file_open (const char *path);

/* Tries to lock the open file, without waiting. The lock ends with the process,
 * for whatever reason, or when the file is closed. */
TrainLockResult train_lock_file_take (int file);

/* Returns whether path still is the name of the open file, which another
 * process may have removed. */
gboolean train_lock_file_has_name (int file, const char *path);

/* Reads at most n bytes from the beginning of the file, also while another
 * process holds its lock. Returns how many were read, -1 on errors. */
gssize train_lock_file_read (int file, char *text, gsize n);

/* Replaces what the file contains by text. A full disk is no error, since only
 * people read the text. */
void train_lock_file_write (int file, const char *text);

/* Closes the open file. */
void train_lock_file_close (int file);

/* Closes the file, which this process has locked, and removes it. */
void train_lock_file_remove (int file, const char *path);

/* Returns the number of this process. */
gint64 train_lock_file_get_process (void);

/* Returns whether a process of this computer has that number. */
gboolean train_lock_file_is_running (gint64 process);
