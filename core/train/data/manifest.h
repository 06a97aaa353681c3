/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.json: what the folder holds that `extend` made, and from where it
 * came. Names are relative to that folder.
 *   {"format": 2, "levels": 4,
 *    "photos": [{"file": "photos/NAME", "source": "..."}, ...],
 *    "clip-art": [{"file": "clip-art/NAME.png", "source": "..."}, ...],
 *    "textures": [{"file": "textures/NAME.png", "source": "..."}, ...]}
 * A photo's files are NAME-0.png, the photo, and NAME-1.png ... NAME-4.png, the
 * teacher's results. NAME (letters and digits of ASCII, - and _) is that of the
 * source's bytes (dataset-files.h), so no two sources share files; in format 1 it was
 * made of the source's name, and they could. source is text, see
 * train_name_to_text ().
 */
#pragma once

#include <glib.h>

typedef enum
{
  TRAIN_MANIFEST_PHOTOS,
  TRAIN_MANIFEST_CLIP_ART,
  TRAIN_MANIFEST_TEXTURES,
  TRAIN_MANIFEST_N_KINDS,
} TrainManifestKind;

/* Every twelfth photo, drawing and texture is left out of training, so that
 * strengths and recipes can be chosen on pictures that no weights have seen. */
typedef enum
{
  TRAIN_PART_LEARN,
  TRAIN_PART_VALIDATE,
} TrainDatasetPart;

typedef struct
{
  char *file;
  char *source;
} TrainManifestEntry;

typedef struct
{
  GPtrArray *entries[TRAIN_MANIFEST_N_KINDS]; /* of TrainManifestEntry */
} TrainManifest;

/* An empty manifest. */
void train_manifest_init (TrainManifest *manifest);

/* Adds a file; both texts are copied. */
void train_manifest_add (TrainManifest *manifest,
                         TrainManifestKind kind,
                         const char *file,
                         const char *source);

/* The folder of a kind's files within the data set. */
const char *train_manifest_get_folder (TrainManifestKind kind);

/* Sorts each kind's files by their sources' names. */
void train_manifest_sort (TrainManifest *manifest);

/* Leaves in manifest, of each kind, its twelfth, 24th ... file
 * (TRAIN_PART_VALIDATE) or all others (TRAIN_PART_LEARN). */
void train_manifest_keep (TrainManifest *manifest, TrainDatasetPart part);

/* Reads folder's manifest.json into manifest, which is initialised here. IO,
 * FORMAT (also: files that are named twice, or are not in folder) or VERSION
 * (of another format), naming the file. */
gboolean train_manifest_load (TrainManifest *manifest,
                              const char *folder,
                              GError **error);

/* Writes folder's manifest.json, whole or not at all. IO, naming the file. */
gboolean train_manifest_save (const TrainManifest *manifest,
                              const char *folder,
                              GError **error);

/* Path of a photo's level (0: the photo) in folder. Free with g_free. */
char *train_manifest_get_photo (const TrainManifestEntry *photo,
                                const char *folder,
                                int level);

void train_manifest_clear (TrainManifest *manifest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainManifest, train_manifest_clear)
