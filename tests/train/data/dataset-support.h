/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small artificial data set laid out as BSDS500, with drawings and textures,
 * and the data set that is built from it, for tests.
 */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "support/folder.h"
#include "train/data/manifest.h"
#include "train/data/pair-synthesis.h"
#include "train/data/tally.h"

/* The side of the drawings and textures, in pixels. */
#define DATASET_SIDE 64

/* Returns a picture of noise, always the same. Free with g_object_unref (). */
GdkPixbuf *dataset_new_noise (int height, int width, gboolean has_alpha);

/* Returns the path folder/name, whose parent folder is made. Free with g_free
 * (). */
char *dataset_get_path (const TestFolder *folder, const char *name);

/* Writes a picture of noise as name, a PNG or JPEG. */
void dataset_write_picture (const TestFolder *folder,
                            const char *name,
                            int height,
                            int width,
                            gboolean has_alpha);

/* Writes data/ (one photo each of train, val and test), art/ (two drawings, and
 * one that is too small) and textures.zip (two textures). */
void dataset_write_data (const TestFolder *folder);

/* Returns the path of the file that the data set in out (within folder) made of
 * the source whose name ends with source: for a photo its file number k
 * (manifest.h), for others the file (k = 0). Free with g_free (). */
char *dataset_get_file (const TestFolder *folder,
                        const char *out,
                        const char *source,
                        int k);

/* Builds a data set of the photos in data in out/, with the drawing wren and
 * the texture b held out. */
gboolean
dataset_build (const TestFolder *folder, const char *data, GError **error);

/* Builds the same data set as dataset_build, and counts in tally what was left
 * out. */
gboolean dataset_build_counted (const TestFolder *folder,
                                const char *data,
                                TrainTally *tally,
                                GError **error);

/* Returns an EME with random weights, always the same. */
TrainEme *dataset_new_eme (void);

/* Loads the data set in out/. */
TrainPairSynthesis *dataset_load_pairs (const TestFolder *folder,
                                        GError **error);
