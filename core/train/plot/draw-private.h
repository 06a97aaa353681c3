/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What draw.c and draw-frame.c share: the picture while it is drawn.
 *
 *   title
 *   |            |  legend
 *   | the field  |
 *   |____________|
 *     x label
 */
#pragma once

#include <cairo.h>

#include "train/plot/plot-private.h"

#define TRAIN_DRAW_TEXT_PX 13
#define TRAIN_DRAW_GAP_PX 8

/* The plot, its axes, and its field in pixels. */
typedef struct
{
  const TrainPlot *plot;
  cairo_t *cairo;
  TrainPlotAxis x, y;
  double left, top, right, bottom;
} TrainDrawing;

/* Colours by their place in the palette, or grey: 0 black, 1 white. */
void train_draw_use_colour (cairo_t *cairo, int colour, double opacity);
void train_draw_use_grey (cairo_t *cairo, double level);

/* Pixels across; NULL: 0. */
double train_draw_text_width (cairo_t *cairo, const char *text);

/* Draws text, unless it is NULL, so that the point at this share of its width
 * is at (x, y), turned by angle. */
void train_draw_text (cairo_t *cairo,
                      const char *text,
                      double x,
                      double y,
                      double share,
                      double angle);

/* Pixels of a value. */
double train_draw_place_x (const TrainDrawing *drawing, double x);
double train_draw_place_y (const TrainDrawing *drawing, double y);

/* Pixels that a group of bars has. */
double train_draw_group_width (const TrainDrawing *drawing);

/* Finds axes and field of drawing from its plot. */
void train_draw_lay_out (TrainDrawing *drawing);

/* What lies under the data: lines and numbers of the axes; what lies around:
 * frame, texts, legend. */
void train_draw_axes (const TrainDrawing *drawing);
void train_draw_frame (const TrainDrawing *drawing);
