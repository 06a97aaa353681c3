/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The extended data set, see extend.h. A list of jobs is made first, one per
 * photo and one per place of drawings or textures; the threads take them in
 * turn. The places come first: one of them may take as long as many photos.
 */
#include "train/data/dataset.h"

#include <errno.h>

#include <glib/gstdio.h>
#include <smooth/error.h>

#include "i18n.h"
#include "train/base/random.h"
#include "train/data/dataset-claim.h"
#include "train/data/dataset-parts.h"
#include "train/data/manifest-tally.h"
#include "train/data/places.h"
#include "train/base/stop.h"

#define FOLDER_MODE 0777

/* Photos of an archive that one job reads: each job reads it from its start. */
#define ARCHIVE_PHOTOS 16

/* All that the jobs share. */
typedef struct
{
  const TrainDataset *extend;
  GPtrArray *jobs; /* of TrainDatasetJob */
  TrainClaims *claims;
  GMutex lock; /* of what follows */
  int n_done, n_total;
  GError *error; /* the first */
} Run;

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
               _ ("folder '%s' cannot be made: %s"), path, g_strerror (errno));
  return FALSE;
}

static TrainDatasetJob *
add_job (Run *run, TrainManifestKind kind, const char *place)
{
  TrainDatasetJob *job = g_new0 (TrainDatasetJob, 1);

  job->kind = kind;
  job->place = place;
  job->eme = run->extend->eme;
  job->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add (run->jobs, job);
  return job;
}

/* BSDS500 keeps its photos apart from its annotations; test is for testing. */
static gboolean
add_photos (Run *run, GError **error)
{
  const TrainDataset *extend = run->extend;
  const char *place = extend->photos;
  g_autofree char *images = g_build_filename (place, "images", NULL);
  g_autofree char *split = g_build_filename (images, "train", NULL);
  gboolean is_bsds = g_file_test (split, G_FILE_TEST_IS_DIR);
  guint n_each = g_file_test (place, G_FILE_TEST_IS_DIR) ? 1 : ARCHIVE_PHOTOS;
  TrainDatasetJob *job = NULL;
  g_autoptr (GPtrArray) names = train_sources_list (
    is_bsds ? images : place, extend->held_out, extend->tally, error);

  if (names == NULL)
    return FALSE;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (is_bsds && !g_str_has_prefix (name, "train/")
          && !g_str_has_prefix (name, "val/"))
        {
          g_autofree char *path = g_build_filename (images, name, NULL);

          train_tally_leave (extend->tally, TRAIN_LEFT_HELD_OUT, path, NULL);
          continue;
        }
      if (job == NULL || g_hash_table_size (job->names) >= n_each)
        job = add_job (run, TRAIN_MANIFEST_PHOTOS, place);
      g_hash_table_add (job->names, is_bsds
                                      ? g_build_filename ("images", name, NULL)
                                      : g_strdup (name));
    }
  return TRUE;
}

typedef struct
{
  guint64 order;
  const char *name;
  int place;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *first = a, *second = b;

  return first->order < second->order ? -1 : first->order > second->order;
}

/* A hash of name: what is taken does not depend on what else there is. */
static guint64
get_order (const char *name)
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

/* One job per place, with its share of the n_wanted names. */
static gboolean
add_places (Run *run,
            TrainManifestKind kind,
            const char *const *places,
            int n_wanted,
            GError **error)
{
  g_autoptr (GPtrArray) lists =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GArray) candidates =
    g_array_new (FALSE, FALSE, sizeof (Candidate));
  guint first = run->jobs->len;

  for (int place = 0; places != NULL && places[place] != NULL; place++)
    {
      GPtrArray *names = train_sources_list (
        places[place], run->extend->held_out, run->extend->tally, error);

      if (names == NULL)
        return FALSE;
      g_ptr_array_add (lists, names);
      for (guint i = 0; i < names->len; i++)
        {
          const char *name = g_ptr_array_index (names, i);
          Candidate candidate = { get_order (name), name, place };

          g_array_append_val (candidates, candidate);
        }
      add_job (run, kind, places[place]);
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      TrainDatasetJob *job =
        g_ptr_array_index (run->jobs, first + (guint) candidate->place);
      g_autofree char *path =
        g_build_filename (job->place, candidate->name, NULL);

      if (i < (guint) n_wanted)
        g_hash_table_add (job->names, g_strdup (candidate->name));
      else
        train_tally_leave (run->extend->tally, TRAIN_LEFT_BEYOND, path, NULL);
    }
  return TRUE;
}

/* From any job: one more is done. */
static gboolean
count_step (gpointer data)
{
  Run *run = data;
  gboolean go_on;

  g_mutex_lock (&run->lock);
  run->n_done++;
  if (run->extend->progress != NULL)
    run->extend->progress (run->extend->progress_data, run->n_done,
                           run->n_total);
  go_on = run->error == NULL && !train_stop_is_wanted ();
  g_mutex_unlock (&run->lock);
  return go_on;
}

static void
do_job (gpointer data, int task, int thread)
{
  Run *run = data;
  const TrainDataset *extend = run->extend;
  const TrainDatasetJob *job = g_ptr_array_index (run->jobs, task);
  g_autoptr (GError) error = NULL;
  gboolean is_over;

  (void) thread;
  g_mutex_lock (&run->lock);
  is_over = run->error != NULL || train_stop_is_wanted ();
  g_mutex_unlock (&run->lock);
  if (is_over
      || train_dataset_do (job, extend->out, run->claims, extend->tally,
                          count_step, run, &error))
    return;
  g_mutex_lock (&run->lock);
  if (run->error == NULL)
    run->error = g_steal_pointer (&error);
  g_mutex_unlock (&run->lock);
}

/* Does out lie apart from all that is read? */
static gboolean
check_places (const TrainDataset *extend, GError **error)
{
  const char *const *lists[] = { extend->clip_art, extend->textures };

  if (!train_places_are_apart (extend->out, extend->photos, error))
    return FALSE;
  for (gsize k = 0; k < G_N_ELEMENTS (lists); k++)
    for (int i = 0; lists[k] != NULL && lists[k][i] != NULL; i++)
      if (!train_places_are_apart (extend->out, lists[k][i], error))
        return FALSE;
  return TRUE;
}

/* Did another version make what is in out? */
static gboolean
check_version (const TrainDataset *extend, GError **error)
{
  g_auto (TrainManifest) manifest = { 0 };
  g_autoptr (GError) reason = NULL;

  if (train_manifest_load (&manifest, extend->out, &reason)
      || !g_error_matches (reason, SMOOTH_ERROR, SMOOTH_ERROR_VERSION))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

static gboolean
prepare (Run *run, GError **error)
{
  const TrainDataset *extend = run->extend;

  if (!check_places (extend, error) || !check_version (extend, error)
      || !add_places (run, TRAIN_MANIFEST_CLIP_ART, extend->clip_art,
                      extend->n_clip_art, error)
      || !add_places (run, TRAIN_MANIFEST_TEXTURES, extend->textures,
                      extend->n_textures, error)
      || !add_photos (run, error)
      || (extend->held_out != NULL
          && !train_held_out_check (extend->held_out, extend->tally, error))
      || !train_dataset_claim (extend, error))
    return FALSE;
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    if (!make_folder (extend->out, train_manifest_get_folder (kind), error))
      return FALSE;
  for (guint i = 0; i < run->jobs->len; i++)
    {
      const TrainDatasetJob *job = g_ptr_array_index (run->jobs, i);

      run->n_total += (int) g_hash_table_size (job->names);
    }
  return TRUE;
}

/* Has the set what it takes, one photo? */
static gboolean
check_enough (const TrainDataset *extend,
              const TrainManifest *manifest,
              GError **error)
{
  g_autofree char *first = NULL;

  if (manifest->entries[TRAIN_MANIFEST_PHOTOS]->len > 0)
    return TRUE;
  if (extend->tally != NULL)
    first = train_tally_dup_first (extend->tally);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               _ ("'%s': no photo in it can be taken (%s)"), extend->photos,
               first != NULL ? first : "");
  return FALSE;
}

/* Writes the list of what has been made. */
static gboolean
finish (Run *run, GError **error)
{
  const TrainDataset *extend = run->extend;
  g_auto (TrainManifest) manifest = { 0 };

  train_manifest_init (&manifest);
  train_claims_finish (run->claims, &manifest, extend->tally);
  train_manifest_sort (&manifest);
  if (!check_enough (extend, &manifest, error)
      || !train_manifest_save (&manifest, extend->out, error))
    return FALSE;
  train_manifest_note_others (&manifest, extend->out, extend->tally);
  return TRUE;
}

gboolean
train_dataset_run (const TrainDataset *extend,
                  SmoothThreads *threads,
                  GError **error)
{
  Run run = { .extend = extend };
  gboolean is_done = FALSE;

  run.jobs = g_ptr_array_new_with_free_func (job_free);
  run.claims = train_claims_new ();
  g_mutex_init (&run.lock);
  if (prepare (&run, error))
    {
      smooth_threads_run (threads, (int) run.jobs->len, do_job, &run);
      if (run.error != NULL)
        g_propagate_error (error, run.error);
      else if (train_stop_is_wanted ())
        g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                             _ ("stopped; the same command goes on"));
      else
        is_done = finish (&run, error);
    }
  g_mutex_clear (&run.lock);
  train_claims_free (run.claims);
  g_ptr_array_unref (run.jobs);
  return is_done;
}
