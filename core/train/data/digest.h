/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checksums of training data: one number over the names and the bytes of all
 * files that a training run reads. A run may only be resumed with the same
 * data. Where the files lie, and which other files lie beside them, makes no
 * difference.
 */
#pragma once

#include "base/threads.h"
#include "train/data/manifest.h"

/* Returns the SHA-256, in hexadecimal, of the files that the manifest of folder
 * lists for one part of the data set; free with g_free (). NULL and an error as
 * from train_manifest_load (). Reads about 300 MB per second and thread. */
char *train_digest_pairs (const char *folder,
                          TrainDatasetPart part,
                          SmoothThreads *threads,
                          GError **error);

/* Returns the SHA-256, in hexadecimal, of the photos and annotations that EME,
 * the edge map network, learns from (TRAIN_PART_LEARN) in a folder laid out as
 * BSDS500; free with g_free (). NULL and an error as from
 * train_annotated_list_train (). */
char *
train_digest_edges (const char *folder, SmoothThreads *threads, GError **error);
