/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the image that a trial has left with others. */
#pragma once

#include "runs.h"

/* The first difference between the images got and wanted, in words; NULL: there
 * is none. Free with g_free. first_new_id: see FakeGimp. any_name: items of the
 * plug-in's may have any name. */
char *compare_images (const FakeImage *got,
                      const FakeImage *wanted,
                      int first_new_id,
                      gboolean any_name);

/* Whether each pixel of the user's items in got is as in by_user, as in wanted
 * (may be NULL) or as in start, or was smoothed: it belongs to one of targets,
 * lies within the selection of by_user or of start, and is not zero. */
gboolean compare_is_harmless (const FakeImage *got,
                              const FakeImage *by_user,
                              const FakeImage *wanted,
                              const FakeImage *start,
                              const UserTargets *targets);
