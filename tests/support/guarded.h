/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory between canary bytes, which show whether something was written before
 * or after the memory. */
#pragma once

#include <glib.h>

/* Returns n_bytes of memory, aligned to 64, between canary bytes. All its bytes
 * are 0xff, which is NaN as a float, so a test notices when a number is used
 * before it was written. Free with test_guarded_free. */
void *test_guarded_new (gsize n_bytes);

/* Aborts the test if a canary byte of memory has changed. */
void test_guarded_check (const void *memory);

/* Checks the canary bytes as test_guarded_check does, and frees memory, which
 * may be NULL. */
void test_guarded_free (void *memory);
