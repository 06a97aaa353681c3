/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixes pixels by the selection, for results that become new items. GIMP's
 * merge could do so only with items that are in the image, where nothing may be
 * before everything is computed.
 */
#pragma once

#include "drawable-job.h"

/* Over the job's region, as GIMP's merge does:
 *
 *   after = before + (after - before) * value
 *
 * with the value of the selection when the job began, which had one. The
 * samples are mixed in format: linear light for colours. before may be NULL,
 * for zeros. Errors: those of for_each_band and of the stores. */
gboolean selection_mix (const DrawableJob *job,
                        const Babl *format,
                        PixelStore *before,
                        PixelStore *after,
                        GError **error);
