/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests that are run once for each SIMD variant that this CPU can run. */
#pragma once

#include "kernel/simd.h"

/* The type of a test. simd: a SmoothSimd, as GINT_TO_POINTER makes it. */
typedef void (*TestSimdFunc) (gconstpointer simd);

/* Adds func to GLib's tests once for each variant, as /FOLDER/NAME-VARIANT. */
void test_add_for_each_simd (const char *folder,
                             const char *name,
                             TestSimdFunc func);
