/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folder lock: one process at a time writes into an output folder.
 *
 * The lock is the kernel's, on the file .lock in the folder, so it goes with
 * the process that holds it however that ends, and other hosts see it over NFS.
 * What stands in the file is for people: who holds it. On a file system without
 * locks the text itself decides, and a process of another host counts as alive.
 */
#pragma once

#include <glib.h>

typedef struct _TrainFolderLock TrainFolderLock;

/* Makes folder if it is not there and locks it; command: what the holder is
 * called, "eme". NULL and an error where it cannot be made or written (IO), and
 * where another process holds it (UNSUPPORTED), which is named by its command,
 * number, host and start. Free with train_folder_lock_free (). */
TrainFolderLock *
train_folder_lock_new (const char *folder, const char *command, GError **error);

/* Unlocks, and removes what train_folder_lock_new () made: the file, and the
 * folder if it was made there and is empty. NULL is allowed. */
void train_folder_lock_free (TrainFolderLock *lock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainFolderLock, train_folder_lock_free)
