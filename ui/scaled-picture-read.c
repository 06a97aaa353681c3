/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scaled-picture-read.h"

#include <smooth/error.h>

#include "i18n.h"
#include "pixel-memory.h"
#include "scaler.h"

/* How many pixels a chunk has, at most, unless one row has more. */
#define CHUNK_PIXELS (1 << 20)

/* A SmoothWorkerPredicate: returns whether the pixels that are being read are
 * useless, since the request waiting needs others. They are of use if only the
 * visible part differs: while the user pans, the frames in between are shown,
 * too. */
static gboolean
is_superseded (gpointer data, gpointer waiting)
{
  const SmoothScaledRead *read = data;
  const SmoothFrameRequest *request = read->request, *next = waiting;

  return next->picture != request->picture
         || !smooth_grid_equal (&next->grid, &request->grid)
         || (read->depends_on_params
             && !smooth_params_equal (&next->params, &request->params));
}

static gboolean
check_goes_on (const SmoothScaledRead *read, GError **error)
{
  if (read->task == NULL)
    return TRUE;
  if (!smooth_worker_task_check_waiting (read->task, is_superseded,
                                         (gpointer) read))
    return smooth_worker_task_check (read->task, error);
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the preview was cancelled"));
  return FALSE;
}

gboolean
smooth_scaled_read_run (const SmoothScaledRead *read,
                        float *pixels,
                        GError **error)
{
  const SmoothSource *source = read->source;
  g_autoptr (SmoothScaler) scaler =
    smooth_scaler_new (source, &read->grid, &read->area, pixels, error);
  g_autofree float *rows = NULL;
  SmoothRect chunk;
  int end, step;

  if (scaler == NULL)
    return FALSE;
  smooth_scaler_get_needed (scaler, &chunk);
  end = chunk.y + chunk.height;
  step = CLAMP (CHUNK_PIXELS / chunk.width, 1, chunk.height);
  chunk.height = step;
  rows = smooth_pixels_new (&chunk, source->n_channels, error);
  if (rows == NULL)
    return FALSE;
  for (; chunk.y < end; chunk.y += step)
    {
      chunk.height = MIN (step, end - chunk.y);
      if (!check_goes_on (read, error)
          || !source->read (source->data, &chunk, rows, error))
        return FALSE;
      smooth_scaler_push (scaler, &chunk, rows);
    }
  return TRUE;
}
