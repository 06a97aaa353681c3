/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selection of a job, where a result is not merged by GIMP itself. */
#pragma once

#include "drawable-job.h"

/* Mixes before into after by the selection's values over the job's region, as
 * GIMP mixes when it merges: after = before + (after - before) * value, the
 * samples read and written as format (linear light for colours). before may
 * be NULL, for zeros. The values are those of the job's start. Errors: those of
 * bands_walk and of the stores. */
gboolean selection_mix (const DrawableJob *job,
                        const Babl *format,
                        PixelStore *before,
                        PixelStore *after,
                        GError **error);
