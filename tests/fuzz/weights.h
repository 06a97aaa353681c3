/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fuzz target for weights files, as libFuzzer calls it. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Gives the loader and the networks' checks n_bytes of anything; aborts when
 * they break a promise. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes);
