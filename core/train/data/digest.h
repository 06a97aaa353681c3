/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Digest: what a run learns from, as one checksum of the names and bytes of the
 * files that are read. A run is resumed on the same data only, wherever they
 * lie and whatever else lies beside them.
 */
#pragma once

#include "base/threads.h"
#include "train/data/manifest.h"

/* SHA-256, in hexadecimal, over a part of what the manifest of folder names.
 * Free with g_free (). Errors:
 * train_manifest_load's. A second for each 300 MB and thread. */
char *train_digest_pairs (const char *folder,
                          TrainPart part,
                          SmoothThreads *threads,
                          GError **error);

/* The same of the photos and annotations of train and val in a folder laid out
 * as BSDS500. Errors: train_annotated_list_train ()'s. */
char *
train_digest_edges (const char *folder, SmoothThreads *threads, GError **error);
