/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Declares clock_gettime and pthread_condattr_setclock, which POSIX has and C17
 * has not. */
#define _POSIX_C_SOURCE 200112L

#include "shared-picture.h"

#include <pthread.h>
#include <time.h>

/* How long, in nanoseconds, a task waits for rows before it checks whether it
 * is cancelled. */
#define POLL_NS 20000000

struct _SmoothSharedPicture
{
  SmoothPicture picture;
  SmoothResultStore store;
  guint64 id;
  int n_refs; /* used in the main loop only */

  pthread_mutex_t mutex; /* protects n_ready */
  pthread_cond_t rows_arrived;
  int n_ready;
};

/* Timed waits use the monotonic clock, which is never set back. */
static void
init_cond (pthread_cond_t *cond)
{
  pthread_condattr_t attributes;

  pthread_condattr_init (&attributes);
  pthread_condattr_setclock (&attributes, CLOCK_MONOTONIC);
  pthread_cond_init (cond, &attributes);
  pthread_condattr_destroy (&attributes);
}

SmoothSharedPicture *
smooth_shared_picture_new (const SmoothPicture *picture, guint64 id)
{
  SmoothSharedPicture *shared = g_new0 (SmoothSharedPicture, 1);

  shared->picture = *picture;
  if (picture->store != NULL)
    {
      shared->store = *picture->store;
      shared->picture.store = &shared->store;
    }
  shared->id = id;
  shared->n_refs = 1;
  shared->n_ready = picture->n_ready;
  pthread_mutex_init (&shared->mutex, NULL);
  init_cond (&shared->rows_arrived);
  return shared;
}

SmoothSharedPicture *
smooth_shared_picture_ref (SmoothSharedPicture *shared)
{
  shared->n_refs++;
  return shared;
}

void
smooth_shared_picture_unref (SmoothSharedPicture *shared)
{
  if (shared == NULL || --shared->n_refs > 0)
    return;
  if (shared->picture.destroy != NULL)
    shared->picture.destroy (shared->picture.destroy_data);
  pthread_cond_destroy (&shared->rows_arrived);
  pthread_mutex_destroy (&shared->mutex);
  g_free (shared);
}

void
smooth_shared_picture_set_n_ready (SmoothSharedPicture *shared, int n_ready)
{
  pthread_mutex_lock (&shared->mutex);
  shared->n_ready = n_ready;
  pthread_cond_broadcast (&shared->rows_arrived);
  pthread_mutex_unlock (&shared->mutex);
}

guint64
smooth_shared_picture_get_id (const SmoothSharedPicture *shared)
{
  return shared->id;
}

const SmoothSource *
smooth_shared_picture_get_source (const SmoothSharedPicture *shared)
{
  return &shared->picture.source;
}

const SmoothResultStore *
smooth_shared_picture_get_store (const SmoothSharedPicture *shared)
{
  return shared->picture.store;
}

gboolean
smooth_shared_picture_has_mask (const SmoothSharedPicture *shared)
{
  const SmoothPicture *picture = &shared->picture;

  return picture->read_mask != NULL
         && (picture->has_mask == NULL
             || picture->has_mask (picture->mask_data));
}

gboolean
smooth_shared_picture_is_limited (const SmoothSharedPicture *shared)
{
  return shared->picture.is_limited;
}

/* Waits until rows have arrived, but no longer than POLL_NS. The mutex must be
 * locked. */
static void
wait_once (SmoothSharedPicture *shared)
{
  struct timespec until;

  clock_gettime (CLOCK_MONOTONIC, &until);
  until.tv_nsec += POLL_NS;
  if (until.tv_nsec >= 1000000000)
    {
      until.tv_sec++;
      until.tv_nsec -= 1000000000;
    }
  pthread_cond_timedwait (&shared->rows_arrived, &shared->mutex, &until);
}

/* Waits until the rows above end can be read. Returns FALSE with the error
 * CANCELLED if the task is cancelled before. */
static gboolean
wait_for_rows (SmoothPictureReader *reader, int end, GError **error)
{
  SmoothSharedPicture *shared = reader->picture;

  for (;;)
    {
      gboolean is_ready;

      if (!smooth_worker_task_check (reader->task, error))
        return FALSE;
      pthread_mutex_lock (&shared->mutex);
      if (shared->n_ready < end)
        wait_once (shared);
      is_ready = shared->n_ready >= end;
      pthread_mutex_unlock (&shared->mutex);
      if (is_ready)
        return TRUE;
    }
}

static gboolean
read_rect (gpointer data, const SmoothRect *rect, float *pixels, GError **error)
{
  SmoothPictureReader *reader = data;
  const SmoothSource *source = &reader->picture->picture.source;

  return wait_for_rows (reader, rect->y + rect->height, error)
         && source->read (source->data, rect, pixels, error);
}

void
smooth_picture_reader_init_source (SmoothPictureReader *reader,
                                   SmoothSource *source)
{
  *source = reader->picture->picture.source;
  source->read = read_rect;
  source->data = reader;
}

gboolean
smooth_picture_reader_read_mask (SmoothPictureReader *reader,
                                 const SmoothRect *rect,
                                 float *pixels,
                                 GError **error)
{
  const SmoothPicture *picture = &reader->picture->picture;

  return wait_for_rows (reader, rect->y + rect->height, error)
         && picture->read_mask (picture->mask_data, rect, pixels, error);
}

SmoothSharedDisplay *
smooth_shared_display_new (const SmoothDisplay *display, guint64 id)
{
  SmoothSharedDisplay *shared = g_new0 (SmoothSharedDisplay, 1);

  shared->display = *display;
  shared->id = id;
  shared->n_refs = 1;
  return shared;
}

SmoothSharedDisplay *
smooth_shared_display_ref (SmoothSharedDisplay *shared)
{
  shared->n_refs++;
  return shared;
}

void
smooth_shared_display_unref (SmoothSharedDisplay *shared)
{
  if (shared == NULL || --shared->n_refs > 0)
    return;
  if (shared->display.destroy != NULL)
    shared->display.destroy (shared->display.data);
  g_free (shared);
}
