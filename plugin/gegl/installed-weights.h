/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds installed weights by their name or their checksum. A picture's file
 * says which weights it was made with; as it may come from a stranger, it can
 * only choose among installed weights, and never names a path. Any thread.
 */
#pragma once

#include <glib.h>

/* Returns the folder that has the weights called weights, in file name
 * encoding; free with g_free. folders: folders of installed weights, ended by
 * NULL; folders inside them may have other weights. weights is "" for those of
 * the first folder that has any, or the checksum of a folder's weights
 * (installed_weights_sum), or the name or the checksum of weights in a folder
 * inside one. Returns NULL if there are no such weights. */
char *installed_weights_find (const char *const *folders, const char *weights);

/* Returns the checksum of the weights in folder: the first 16 hexadecimal
 * digits of the SHA-256 of the bytes of eme.safetensors and mi.safetensors, one
 * behind the other. Free with g_free. NULL: a file cannot be read. */
char *installed_weights_sum (const char *folder);
