/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compares the image that a trial has left with the images that it may have
 * left. */
#pragma once

#include "runs.h"

/* Returns the first difference between the images got and wanted, in words;
 * NULL: there is none. Free with g_free. first_new_id: items that the plug-in
 * has made have this id or a higher one. any_name: these items may have any
 * name. */
char *compare_images (const FakeImage *got,
                      const FakeImage *wanted,
                      int first_new_id,
                      gboolean any_name);

/* Returns whether each pixel of the user's items in got is harmless. It is if
 * it is as in by_user, as in wanted (may be NULL) or as in start. It also is if
 * it was smoothed: it then belongs to one of targets, lies within the selection
 * of by_user or of start, and is not zero. */
gboolean compare_is_harmless (const FakeImage *got,
                              const FakeImage *by_user,
                              const FakeImage *wanted,
                              const FakeImage *start,
                              const UserTargets *targets);
