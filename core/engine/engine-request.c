/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/engine-request.h"

#include <smooth/error.h>

#include "i18n.h"

/* A tileable picture has a margin on the plane on which it is repeated, and the
 * plane's sides are int, too. */
#define MAX_SIDE_PX (G_MAXINT / 2)

static gboolean
check_source (const SmoothSource *source, GError **error)
{
  if (source->width >= 1 && source->width <= MAX_SIDE_PX && source->height >= 1
      && source->height <= MAX_SIDE_PX && source->n_channels >= 1
      && source->n_channels <= 4)
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("the picture is %d x %d with %d channels, wanted at least "
                  "1 x 1 with 1 to 4 channels"),
               source->width, source->height, source->n_channels);
  return FALSE;
}

static gboolean
check_region (const SmoothSource *source,
              const SmoothRect *region,
              GError **error)
{
  const SmoothRect whole = { 0, 0, source->width, source->height };

  if (region->width >= 1 && region->height >= 1
      && smooth_rect_contains (&whole, region))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
               _ ("the region %d x %d at (%d, %d) does not lie in the picture "
                  "of %d x %d"),
               region->width, region->height, region->x, region->y,
               source->width, source->height);
  return FALSE;
}

gboolean
smooth_engine_request_check (const SmoothEngineRequest *request,
                             SmoothRect *region,
                             GError **error)
{
  const SmoothSource *source = request->source;

  *region = request->region != NULL
              ? *request->region
              : (SmoothRect) { 0, 0, source->width, source->height };
  return smooth_params_check (&request->params, error)
         && check_source (source, error)
         && check_region (source, region, error);
}
