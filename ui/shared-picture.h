/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture that the main loop and the worker share: counted by references in
 * the main loop, read by the worker, which waits for rows that are not there
 * yet. Likewise how it is shown.
 */
#pragma once

#include <smooth-ui/picture.h>
#include <smooth-ui/render-job.h>

typedef struct _SmoothSharedPicture SmoothSharedPicture;

/* picture is copied; its destroy is called by the last unref. id: never 0, of
 * no other picture of the pane. Main loop. */
SmoothSharedPicture *smooth_shared_picture_new (const SmoothPicture *picture,
                                                guint64 id);
SmoothSharedPicture *smooth_shared_picture_ref (SmoothSharedPicture *shared);
void smooth_shared_picture_unref (SmoothSharedPicture *shared);

/* Main loop: rows above n_ready can be read. */
void smooth_shared_picture_set_n_ready (SmoothSharedPicture *shared,
                                        int n_ready);

/* Any thread. */
guint64 smooth_shared_picture_get_id (const SmoothSharedPicture *shared);
const SmoothSource *
smooth_shared_picture_get_source (const SmoothSharedPicture *shared);
const SmoothResultStore *
smooth_shared_picture_get_store (const SmoothSharedPicture *shared);
gboolean smooth_shared_picture_has_mask (const SmoothSharedPicture *shared);
gboolean smooth_shared_picture_is_limited (const SmoothSharedPicture *shared);

/* The worker's way to the pixels, for the run that it is in: a source for
 * whoever smooths, which may be kept (it stays at its place), and masks. */
typedef struct
{
  SmoothSharedPicture *shared;
  SmoothRenderTask *run;
} SmoothPictureReader;

/* gate must outlive the source. Reading waits for rows to come, and ends with
 * CANCELLED when the run does. */
void smooth_picture_reader_init_source (SmoothPictureReader *gate, SmoothSource *source);
gboolean smooth_picture_reader_read_mask (SmoothPictureReader *gate,
                                const SmoothRect *rect,
                                float *pixels,
                                GError **error);

/* How pictures are shown; immutable. */
typedef struct
{
  SmoothDisplay display;
  guint64 id;
  int n_refs;
} SmoothSharedDisplay;

SmoothSharedDisplay *smooth_shared_display_new (const SmoothDisplay *display,
                                                guint64 id);
SmoothSharedDisplay *smooth_shared_display_ref (SmoothSharedDisplay *shared);
void smooth_shared_display_unref (SmoothSharedDisplay *shared);
