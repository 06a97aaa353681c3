/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory between canary bytes, which show when something was written before or
 * after it. */
#pragma once

#include <glib.h>

/* n_bytes of memory, aligned to 64, between canary bytes. All bytes are 0xff,
 * which is NaN as a float, so that a number that is used before it was written
 * shows. Free with test_guarded_free. */
void *test_guarded_new (gsize n_bytes);

/* Aborts the test if a canary byte of memory has changed. */
void test_guarded_check (const void *memory);

/* Checks the canary bytes and frees memory; NULL is ignored. */
void test_guarded_free (void *memory);
