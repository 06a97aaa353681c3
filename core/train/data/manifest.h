/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* manifest.json: the list of a data set's files, each with the picture that it
 * was made of. File names are relative to the data set's folder.
 *   {"format": 2, "levels": 4,
 *    "photos": [{"file": "photos/NAME", "source": "..."}, ...],
 *    "clip-art": [{"file": "clip-art/NAME.png", "source": "..."}, ...],
 *    "textures": [{"file": "textures/NAME.png", "source": "..."}, ...]}
 * The files of a photo are NAME-0.png, the photo itself, and NAME-1.png to
 * NAME-4.png, the teacher's results at strengths 1 / 4 to 1; "levels" is the
 * number of these results. NAME consists of ASCII letters, digits, - and _, and
 * is the checksum of the picture's bytes (dataset-files.h), so that two
 * pictures never share a file. (In format 1 it was made of the picture's name,
 * and two could.) "source" is a path as text, see train_name_to_text ().
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

/* Every twelfth photo, drawing and texture is held back from training, so that
 * different ways of training can be compared on pictures that no weights were
 * trained on. */
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
  GPtrArray *entries[TRAIN_MANIFEST_N_KINDS]; /* elements are
                                                 TrainManifestEntry; owned */
} TrainManifest;

/* Returns whether file number i of a sorted list of files is held back from
 * training; every twelfth is. */
gboolean train_manifest_is_held_back (guint i);

/* Makes manifest empty. Clear with train_manifest_clear (). */
void train_manifest_init (TrainManifest *manifest);

/* Appends an entry to the files of this kind; both texts are copied. */
void train_manifest_add (TrainManifest *manifest,
                         TrainManifestKind kind,
                         const char *file,
                         const char *source);

/* Returns the subfolder of the data set that holds the files of this kind, a
 * static string. */
const char *train_manifest_get_folder (TrainManifestKind kind);

/* Sorts the files of each kind by the names of their sources. */
void train_manifest_sort (TrainManifest *manifest);

/* Removes from manifest all files that do not belong to the given part of the
 * data set. TRAIN_PART_VALIDATE is the twelfth, 24th, 36th ... file of each
 * kind in the order of train_manifest_sort (), TRAIN_PART_LEARN all others. */
void train_manifest_keep (TrainManifest *manifest, TrainDatasetPart part);

/* Reads manifest.json in folder into manifest; clear with train_manifest_clear
 * (). Returns FALSE and an error that names the file: SMOOTH_ERROR_IO,
 * SMOOTH_ERROR_FORMAT (also if a file is listed twice or lies outside the data
 * set) or SMOOTH_ERROR_VERSION (another format number). */
gboolean train_manifest_load (TrainManifest *manifest,
                              const char *folder,
                              GError **error);

/* Writes manifest.json in folder, completely or not at all. Returns FALSE and
 * SMOOTH_ERROR_IO, naming the file. */
gboolean train_manifest_save (const TrainManifest *manifest,
                              const char *folder,
                              GError **error);

/* Returns the path in folder of file number k of photo: 0 is the photo itself,
 * k > 0 the teacher's result at strength k / 4. Free with g_free (). */
char *train_manifest_get_photo (const TrainManifestEntry *photo,
                                const char *folder,
                                int k);

void train_manifest_clear (TrainManifest *manifest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainManifest, train_manifest_clear)
