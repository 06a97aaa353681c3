/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Comparison of images. */
#pragma once

#include "runs.h"

/* Where got is not the image wanted, in words, or NULL. Items that a plug-in
 * made may be called otherwise where any_name. Free with g_free. */
char *truth_difference (const FakeState *got,
                        const FakeState *wanted,
                        int first_new_id,
                        gboolean any_name);

/* Whether every pixel of the user's items is that of one of the two images, or
 * lies where it may be changed (the items in targets, within the selection of
 * either time) and has not become zeros. */
gboolean truth_is_harmless (const FakeState *got,
                            const FakeState *by_user,
                            const FakeState *wanted,
                            const FakeState *start,
                            const UserTargets *targets);
