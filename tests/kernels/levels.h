/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that are run once for each CPU level that this machine has. */
#pragma once

#include "kernel/simd.h"

typedef void (*TestLevelFunc) (gconstpointer level); /* GINT_TO_POINTER */

/* Adds func as /FOLDER/NAME-LEVEL for each level. */
void
test_add_for_levels (const char *folder, const char *name, TestLevelFunc func);
