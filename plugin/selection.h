/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The image's selection, where a result is not merged by GIMP itself. */
#pragma once

#include "job.h"

gboolean selection_exists (const Job *job);

/* Mixes before into after by the selection's values over the job's region, as
 * GIMP mixes when it merges: after = before + (after - before) * value, the
 * samples read and written as format (linear light for colours). before may
 * be NULL, for zeros. FALSE with SMOOTH_ERROR_NO_MEMORY. */
gboolean selection_mix (const Job *job,
                        const Babl *format,
                        GeglBuffer *before,
                        GeglBuffer *after,
                        GError **error);
