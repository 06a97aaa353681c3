/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <smooth/smooth.h>

/* Smooths the rectangle band of source, and writes the result into sink. */
gboolean fake_engine_band (const SmoothSource *source,
                           double strength,
                           const SmoothRect *band,
                           const SmoothSink *sink,
                           GError **error);
