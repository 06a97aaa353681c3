/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers for tests of the operation as GEGL loads it: GEGL with the weights
 * where the operation looks for them, and graphs with the operation. The
 * environment variable GEGL_PATH has the folder of the module.
 */
#pragma once

#include "gegl-support.h"

#define NAME "structure-smooth:smooth"

/* Starts GLib's tests and GEGL, and installs the weights in a folder that
 * GIMP3_DIRECTORY then names. */
void operation_start (int *argc, char ***argv);

/* Runs the tests, and undoes what operation_start has done. Returns the
 * program's status. */
int operation_finish (void);

/* buffer -> operation -> a buffer that is made when it is rendered. */
typedef struct
{
  GeglNode *graph, *operation, *sink;
  GeglBuffer *output;
} Graph;

/* The graph writes into graph->output, so graph must not move. */
void graph_init (Graph *graph, GeglBuffer *input);
void graph_clear (Graph *graph);

/* Sets the operation's properties. */
void graph_set (Graph *graph, const SmoothParams *params);

/* Saves the operation as XML, and loads it into a graph of its own on input, as
 * an image is closed and opened again. */
void graph_reload (Graph *graph, GeglBuffer *input);

/* Renders, and asserts that the result is wanted. */
void graph_check (Graph *graph, const float *wanted);
