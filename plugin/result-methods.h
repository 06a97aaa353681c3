/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of methods of the kinds of results. Each kind's table is in the
 * file result-*.c of the same name. */
#pragma once

#include "result.h"

extern const ResultMethods result_replace;
extern const ResultMethods result_new_layer;
extern const ResultMethods result_edge_layer;
extern const ResultMethods result_edge_channel;
extern const ResultMethods result_separate;
