/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lineage: what a file of weights or a data set was made from, directly or
 * indirectly. It is a sorted set of lines,
 *
 *   parent ROLE SHA256 NAME   a file of weights or a checkpoint; ROLE: "from"
 *                             (the first weights), "eme" (edge maps for MI),
 *                             "teacher" (EME that guided the teacher),
 *                             "filter" (chose or changed pictures)
 *   source KIND NAME          pictures; KIND: "photos", "edges", "clip-art",
 *                             "textures", "named" (by --source), "procedural"
 *   source unknown NAME       a file or a folder that does not say what it was
 *                             made from
 *
 * where NAME is a file's or a folder's, without its path. Files of weights have
 * the lines as metadata "lineage", checkpoints in their settings, data sets in
 * the file lineage.txt. For one thread. */
#pragma once

#include <glib.h>

/* The name of the file in a data set's folder that holds the data set's
 * lineage. */
#define TRAIN_LINEAGE_FILE "lineage.txt"
/* The text between the lines of a lineage where they stand in a single line of
 * settings. */
#define TRAIN_LINEAGE_SEPARATOR "; "

typedef struct _TrainLineage TrainLineage;

/* Returns a lineage without any line. Free with train_lineage_free (). */
TrainLineage *train_lineage_new (void);
void train_lineage_free (TrainLineage *lineage);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TrainLineage, train_lineage_free)

/* Adds the line "source kind NAME", where NAME is the last part of path; a
 * folder with a TRAIN_LINEAGE_FILE adds the lines of that file instead. path
 * may be any text. */
void train_lineage_add_source (TrainLineage *lineage,
                               const char *kind,
                               const char *path);

/* Adds the lines of the data set in folder; "source unknown" if it has none. */
void train_lineage_add_dataset (TrainLineage *lineage, const char *folder);

/* Adds file, weights or a checkpoint, as a parent in this role, and its own
 * lineage. A file without one adds "source unknown" and, if its metadata say on
 * which data it was trained, "source named DATA". Errors: those of reading the
 * file. */
gboolean train_lineage_add_parent (TrainLineage *lineage,
                                   const char *role,
                                   const char *file,
                                   GError **error);

/* Adds text's lines, which are separated by newlines or by
 * TRAIN_LINEAGE_SEPARATOR. */
void train_lineage_add_text (TrainLineage *lineage, const char *text);

/* Returns all lines in sorted order, with separator between them. Free with
 * g_free (). */
char *train_lineage_to_text (const TrainLineage *lineage,
                             const char *separator);

/* Adds to lineage the lines of the file TRAIN_LINEAGE_FILE in folder, if there
 * is one, and writes all lines into this file. Errors: IO. */
gboolean
train_lineage_save (TrainLineage *lineage, const char *folder, GError **error);
