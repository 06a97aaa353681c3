/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Builds the data set from which the main interpreter (MI) learns, see
 * dataset-build.h. First a list of jobs is made: one job for each photo, and
 * one for each input folder or archive of drawings or textures. Threads take
 * the jobs in turn. Jobs of drawings and textures come first, because one of
 * them may take as long as many photos. */
#include "train/data/dataset-build.h"

#include <errno.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "train/base/random.h"
#include "train/base/stop.h"
#include "train/data/dataset-job.h"
#include "train/data/dataset-settings.h"
#include "train/data/disjoint-paths.h"
#include "train/data/manifest-tally.h"

#define FOLDER_MODE 0777

/* The number of photos of an archive that one job handles. Every job reads the
 * archive from its start, so with fewer photos per job it would be read too
 * often. */
#define ARCHIVE_PHOTOS 16

/* The data that all jobs share. */
typedef struct
{
  const TrainDatasetOptions *options;
  GPtrArray *jobs; /* elements are TrainDatasetJob */
  TrainDatasetFiles *files;
  GMutex lock; /* guards the fields below */
  int n_done, n_total;
  GError *error; /* the first error that a job had; NULL if there is none */
} Build;

static void
job_free (gpointer data)
{
  TrainDatasetJob *job = data;

  g_hash_table_unref (job->names);
  g_free (job);
}

static gboolean
make_folder (const char *out, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (out, name, NULL);

  if (g_mkdir_with_parents (path, FOLDER_MODE) == 0)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "folder '%s' cannot be made: %s", path, g_strerror (errno));
  return FALSE;
}

static TrainDatasetJob *
add_job (Build *build, TrainManifestKind kind, const char *input)
{
  TrainDatasetJob *job = g_new0 (TrainDatasetJob, 1);

  job->kind = kind;
  job->input = input;
  job->eme = build->options->eme;
  job->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (build->jobs, job);
  return job;
}

/* Adds jobs for the photos. BSDS500 keeps photos and annotations in different
 * folders, and its photos of images/test are left out, as they are for testing.
 */
static gboolean
add_photos (Build *build, GError **error)
{
  const TrainDatasetOptions *options = build->options;
  const char *input = options->photos;
  g_autofree char *images = g_build_filename (input, "images", NULL);
  g_autofree char *split = g_build_filename (images, "train", NULL);
  gboolean is_bsds = g_file_test (split, G_FILE_TEST_IS_DIR);
  guint n_each = g_file_test (input, G_FILE_TEST_IS_DIR) ? 1 : ARCHIVE_PHOTOS;
  TrainDatasetJob *job = NULL;
  g_autoptr (GPtrArray) names = train_picture_files_list (
    is_bsds ? images : input, options->held_out, options->tally, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (is_bsds && !g_str_has_prefix (name, "train/")
          && !g_str_has_prefix (name, "val/"))
        {
          g_autofree char *path = g_build_filename (images, name, NULL);

          train_tally_leave (options->tally, TRAIN_LEFT_HELD_OUT, path, NULL);
          continue;
        }
      if (job == NULL || g_hash_table_size (job->names) >= n_each)
        job = add_job (build, TRAIN_MANIFEST_PHOTOS, input);
      g_hash_table_add (job->names, is_bsds
                                      ? g_build_filename ("images", name, NULL)
                                      : g_strdup (name));
    }
  return TRUE;
}

/* A picture that may be chosen for the data set. */
typedef struct
{
  /* The hash of name; the pictures with the smallest hashes are chosen. */
  guint64 order;
  const char *name;
  int input; /* index of the folder or archive that has the picture */
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;

  return first->order < second->order ? -1 : first->order > second->order;
}

/* Returns a hash of name. Pictures are chosen by the smallest hashes, so
 * whether one is chosen hardly depends on which others there are. */
static guint64
hash_name (const char *name)
{
  TrainRandom random;
  guint64 order = 0;

  for (; *name != '\0'; name++)
    {
      train_random_init (&random, order, (guint8) *name, 0, 0);
      order = train_random_bits (&random);
    }
  return order;
}

/* Chooses n_wanted pictures of all inputs together, and adds one job for each
 * input with those of its pictures that were chosen. */
static gboolean
add_input_jobs (Build *build,
                TrainManifestKind kind,
                const char *const *inputs,
                int n_wanted,
                GError **error)
{
  g_autoptr (GPtrArray) lists =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) candidates =
    g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint first = build->jobs->len;

  for (int input = 0; inputs != NULL && inputs[input] != NULL; input++)
    {
      GPtrArray *names = train_picture_files_list (
        inputs[input], build->options->held_out, build->options->tally, error);

      if (names == NULL)
        return FALSE;
      g_ptr_array_add (lists, names);
      for (guint i = 0; i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);
          Candidate candidate = { hash_name (name), name, input };

          g_array_append_val (candidates, candidate);
        }
      add_job (build, kind, inputs[input]);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      TrainDatasetJob *job =
        g_ptr_array_index (build->jobs, first + (guint) candidate->input);
      g_autofree char *path =
        g_build_filename (job->input, candidate->name, NULL);

      if (i < (guint) n_wanted)
        g_hash_table_add (job->names, g_strdup (candidate->name));
      else
        train_tally_leave (build->options->tally, TRAIN_LEFT_BEYOND, path,
                           NULL);
    }
  return TRUE;
}

/* Called by the jobs after each picture: counts it, and returns whether the job
 * is to continue. */
static gboolean
count_picture (gpointer data)
{
  Build *build = data;
  gboolean go_on;

  g_mutex_lock (&build->lock);
  build->n_done++;
  if (build->options->progress != NULL)
    build->options->progress (build->options->progress_data, build->n_done,
                              build->n_total);
  go_on = build->error == NULL && !train_stop_is_wanted ();
  g_mutex_unlock (&build->lock);
  return go_on;
}

static void
run_job (gpointer data, int task, int thread)
{
  Build *build = data;
  const TrainDatasetOptions *options = build->options;
  const TrainDatasetJob *job = g_ptr_array_index (build->jobs, task);
  g_autoptr (GError) error = NULL;
  gboolean is_over;

  (void) thread;
  g_mutex_lock (&build->lock);
  is_over = build->error != NULL || train_stop_is_wanted ();
  g_mutex_unlock (&build->lock);
  if (is_over
      || train_dataset_job_run (job, options->out, build->files, options->tally,
                                count_picture, build, &error))
    return;
  g_mutex_lock (&build->lock);
  if (build->error == NULL)
    build->error = g_steal_pointer (&error);
  g_mutex_unlock (&build->lock);
}

/* Checks that the output folder overlaps with no input. */
static gboolean
check_disjoint (const TrainDatasetOptions *options, GError **error)
{
  const char *const *lists[] = { options->clip_art, options->textures };

  if (!train_paths_are_disjoint (options->out, options->photos, error))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    for (int i = 0; lists[k] != NULL && lists[k][i] != NULL; i++)
      if (!train_paths_are_disjoint (options->out, lists[k][i], error))
        return FALSE;
  return TRUE;
}

/* Checks that no other version of the program made the data set in the output
 * folder. */
static gboolean
check_version (const TrainDatasetOptions *options, GError **error)
{
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (GError) reason = NULL;

  if (train_manifest_load (&manifest, options->out, &reason)
      || !g_error_matches (reason, SMOOTH_ERROR, SMOOTH_ERROR_VERSION))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
prepare (Build *build, GError **error)
{
  const TrainDatasetOptions *options = build->options;

  if (!check_disjoint (options, error) || !check_version (options, error)
      || !add_input_jobs (build, TRAIN_MANIFEST_CLIP_ART, options->clip_art,
                          options->n_clip_art, error)
      || !add_input_jobs (build, TRAIN_MANIFEST_TEXTURES, options->textures,
                          options->n_textures, error)
      || !add_photos (build, error)
      || (options->held_out != NULL
          && !train_held_out_check (options->held_out, options->tally, error))
      || !train_dataset_settings_ensure (options, error))
    return FALSE;
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    if (!make_folder (options->out, train_manifest_get_folder (kind), error))
      return FALSE;
  for (guint i = 0; i < build->jobs->len; i++)
    {
      const TrainDatasetJob *job = g_ptr_array_index (build->jobs, i);

      build->n_total += (int) g_hash_table_size (job->names);
    }
  return TRUE;
}

/* Checks that the data set has at least one photo, which training needs. */
static gboolean
check_has_photo (const TrainDatasetOptions *options,
                 const TrainManifest *manifest,
                 GError **error)
{
  g_autofree char *first = NULL;

  if (manifest->entries[TRAIN_MANIFEST_PHOTOS]->len > 0)
    return TRUE;
  if (options->tally != NULL)
    first = train_tally_dup_first (options->tally);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "'%s': none of its photos can be used (%s)", options->photos,
               first != NULL ? first : "");
  return FALSE;
}

/* Writes the manifest of all files that were made. */
static gboolean
finish (Build *build, GError **error)
{
  const TrainDatasetOptions *options = build->options;
  g_auto (TrainManifest) manifest = { 0 };

  train_manifest_init (&manifest);
  train_dataset_files_finish (build->files, &manifest, options->tally);
  train_manifest_sort (&manifest);
  if (!check_has_photo (options, &manifest, error)
      || !train_manifest_save (&manifest, options->out, error))
    return FALSE;
  train_manifest_note_others (&manifest, options->out, options->tally);
  return TRUE;
}

gboolean
train_dataset_build (const TrainDatasetOptions *options,
                     SmoothThreads *threads,
                     GError **error)
{
  Build build = { .options = options };
  gboolean is_done = FALSE;

  build.jobs = g_ptr_array_new_with_free_func (job_free);
  build.files = train_dataset_files_new ();
  g_mutex_init (&build.lock);
  if (prepare (&build, error))
    {
      smooth_threads_run (threads, (int) build.jobs->len, run_job, &build);
      if (build.error != NULL)
        g_propagate_error (error, build.error);
      else if (train_stop_is_wanted ())
        g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                             "stopped; the same command goes on");
      else
        is_done = finish (&build, error);
    }
  g_mutex_clear (&build.lock);
  train_dataset_files_free (build.files);
  g_ptr_array_unref (build.jobs);
  return is_done;
}
