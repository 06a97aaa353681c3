/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A made-up BSDS500 with drawings and textures, and the extended data set made
 * of it, for the tests of extend.
 */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "support/folder.h"
#include "train/data/manifest.h"
#include "train/data/pair-source.h"
#include "train/data/tally.h"

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

/* Path of the file that the set in out (within folder) made of the source whose
 * name ends so: of a photo its level, of others the file (level 0). Free with
 * g_free. */
char *extend_get_made (const TestFolder *folder,
                       const char *out,
                       const char *source,
                       int level);

/* Makes the set of the photos in data as out/, with the drawing wren and the
 * texture b held out. */
gboolean
extend_run (const TestFolder *folder, const char *data, GError **error);

/* The same, counting in tally. */
gboolean extend_run_counted (const TestFolder *folder,
                             const char *data,
                             TrainTally *tally,
                             GError **error);

/* An extractor of edges with first weights, the same each time. */
TrainEme *extend_new_eme (void);

/* Of the set in out/. */
TrainPairSource *extend_load_pairs (const TestFolder *folder, GError **error);
