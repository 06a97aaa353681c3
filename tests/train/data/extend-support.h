/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up BSDS500 with drawings and textures, and the extended data set made
 * of it, for the tests of extend.
 */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "support/folder.h"
#include "train/data/pair.h"

/* Of the drawings and textures. */
#define EXTEND_SIDE 64

/* A picture of noise, the same each time. */
GdkPixbuf *extend_new_noise (int height, int width, gboolean has_alpha);

/* folder/name, whose folder is made. Free with g_free. */
char *extend_get_path (const TestFolder *folder, const char *name);

/* Writes noise as name, a PNG or JPEG. */
void extend_write_picture (const TestFolder *folder,
                           const char *name,
                           int height,
                           int width,
                           gboolean has_alpha);

/* data/ (a photo each of train, val and test), art/ (two drawings, and one too
 * small), textures.zip (two textures). */
void extend_write_data (const TestFolder *folder);

/* Makes the set of the photos in data as out/, with the drawing wren and the
 * texture b held out. */
gboolean
extend_run (const TestFolder *folder, const char *data, GError **error);

/* An extractor of edges with first weights, the same each time. */
TrainEme *extend_new_eme (void);

/* Of the set in out/. */
TrainPairs *extend_load_pairs (const TestFolder *folder, GError **error);
