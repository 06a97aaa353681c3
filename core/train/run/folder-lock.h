/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folder lock: makes sure that only one process at a time writes into an output
 * folder.
 *
 * It is a lock of the operating system on the file .lock in the folder. So it
 * ends when its process does, for whatever reason, and with NFS other computers
 * see it, too. The file contains a text for people, which says who holds the
 * lock. On a file system without locks that text decides; a process of another
 * computer then counts as running.
 */
#pragma once

#include <glib.h>

typedef struct _TrainFolderLock TrainFolderLock;

/* Locks folder, which is created if it does not exist. command: the name of the
 * command ("eme"), for the messages of other processes. Errors: IO if the
 * folder cannot be created or written to; UNSUPPORTED if another process holds
 * the lock, naming its command, process number, computer and start. Free with
 * train_folder_lock_free (). */
TrainFolderLock *
train_folder_lock_new (const char *folder, const char *command, GError **error);

/* Unlocks the folder and removes the file. Removes the folder, too, if
 * train_folder_lock_new () created it and it is empty. The lock may be NULL. */
void train_folder_lock_free (TrainFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainFolderLock, train_folder_lock_free)
