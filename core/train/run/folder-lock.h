/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folder lock: lets one process at a time write into an output folder.
 *
 * It is a lock of the kernel's on the file .lock in the folder: it ends with
 * its process, however that ends, and over NFS other hosts see it too. The text
 * in the file says for people who holds it. On a file system without locks that
 * text decides, and a process of another host is taken to be alive.
 */
#pragma once

#include <glib.h>

typedef struct _TrainFolderLock TrainFolderLock;

/* Locks folder, which is made if it is not there. command: the holder's name
 * for others ("eme"). Errors: IO if folder cannot be made or written;
 * UNSUPPORTED if another process holds the lock, naming its command, number,
 * host and start. Free with train_folder_lock_free (). */
TrainFolderLock *
train_folder_lock_new (const char *folder, const char *command, GError **error);

/* Unlocks, and removes the file; also the folder, if train_folder_lock_new ()
 * made it and it is empty. The lock may be NULL. */
void train_folder_lock_free (TrainFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainFolderLock, train_folder_lock_free)
