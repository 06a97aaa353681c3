/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long each layer of a graph took in a pass that was timed (is_timed of
 * SmoothGraphPass). On the driving thread.
 */
#pragma once

#include "net/graph.h"

/* Sets the times of all nodes to 0. */
void smooth_graph_reset_times (SmoothGraph *graph);

/* Appends a table to text: for each octave a line and under it one for each
 * layer that computed something in the last pass, with the milliseconds that
 * all threads together have worked on it and its share of all layers' time; and
 * at the end a line for reading the source, which the driving thread does. */
void smooth_graph_append_times (const SmoothGraph *graph, GString *text);
