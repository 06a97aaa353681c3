/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fuzz target for weights files, under the name that libFuzzer calls. */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Gives n_bytes of anything to the reader of weights files and to the checks of
 * the networks; aborts if they do not do what they promise. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *bytes, size_t n_bytes);
