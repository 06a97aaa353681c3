/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Mixes pixels by the selection, for results that become new items. GIMP's
 * merge mixes only into items that are in the image, but a new item is put
 * there only when all of its pixels have been computed.
 */
#pragma once

#include "drawable-snapshot.h"

/* Mixes after (in/out) with before over the snapshot's region, as GIMP's merge
 * does:
 *   after = before + (after - before) * value
 * value is that of the selection when the snapshot began; the snapshot must
 * have a selection. The samples are mixed in format, which for colours is
 * linear light. before may be NULL and then counts as zeros. Errors: those of
 * for_each_band and of the stores. */
gboolean selection_mix (const DrawableSnapshot *snapshot,
                        const Babl *format,
                        PixelStore *before,
                        PixelStore *after,
                        GError **error);
