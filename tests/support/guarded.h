/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory between canaries: what writes before or behind it is found out. */
#pragma once

#include <glib.h>

/* n_bytes aligned to 64, filled with bytes 0xff (floats: NaN, so that what is
 * used without having been written shows), canaries on both sides. */
void *test_guarded_new (gsize n_bytes);

/* Aborts the test if a canary of memory is gone. */
void test_guarded_check (const void *memory);

/* Checks and frees; NULL is ignored. */
void test_guarded_free (void *memory);
