/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality goals: in marked areas of a picture, they measure what a smoothing
 * filter has to keep (eyes, letters, lines) and what it has to remove (skin
 * texture, halftone screens, cloth). A filter that changes nothing reaches only
 * the goals for what has to be kept, and one that blurs everything only those
 * for what has to be removed.
 *
 * The pictures come from goal-areas-faces.h, goal-areas-letters.h,
 * goal-areas-screens.h and goal-areas-rims.h.
 */
#pragma once

#include "train/evaluate/grid-search.h"

/* What an area shows, which decides how the filter's result is measured there.
 * The best value is 1, but 0 for TRAIN_GOAL_CHANGE.
 *
 * Kept contrast: the result's contrast divided by the contrast of the filter's
 * input. Contrast is the difference between the 95th and the 5th percentile of
 * the area's brightness. Before that, fine detail is blurred by a Gaussian
 * whose sigma is an eighth of the area's side, and a plane that was fitted to
 * the pixels around the area is subtracted, since it is shading and not part of
 * the area.
 *
 * Energy removed: 1 - E (result) / E (input). E is the sum of squares of the
 * fine part of the area: its pixels minus a Gaussian blur of them with the
 * sigma coarse_px of the item. If the item has a structure (the picture as it
 * should be after filtering), the structure is subtracted from the pixels
 * first.
 *
 * Kept marks: marks (letters, lines) are the difference between the item's
 * structure and its ground, the background without marks. The value is the part
 * of them that the result shows: 1 if the marks are there at full contrast, 0
 * if they are gone. It is computed by projecting result - ground on the marks.
 */
typedef enum
{
  TRAIN_GOAL_EYE,           /* eyes: kept contrast */
  TRAIN_GOAL_MOUTH,         /* mouths: kept contrast */
  TRAIN_GOAL_SURFACE,       /* skin, fur or cloth: energy removed */
  TRAIN_GOAL_LETTERS,       /* one or two lines of text: kept marks */
  TRAIN_GOAL_RODS,          /* thin rods far apart: kept marks */
  TRAIN_GOAL_TILES,         /* letters as a texture: energy removed */
  TRAIN_GOAL_STRIPES,       /* narrow stripes: energy removed */
  TRAIN_GOAL_GREY_SCREEN,   /* halftone dots: energy removed */
  TRAIN_GOAL_COLOUR_SCREEN, /* CMYK dots: energy removed */
  TRAIN_GOAL_LINEN,         /* linen: energy removed */
  TRAIN_GOAL_CANVAS,        /* canvas: energy removed */
  /* lines of 3 px over a halftone screen or a cloth: kept marks */
  TRAIN_GOAL_LINES,
  /* How far the result differs from the item's structure, which is the picture
   * without grain: the 99th percentile of |result - structure|, in 1/255. Both
   * are blurred by a Gaussian of 2 px before, which leaves a seventh of the
   * grain. */
  TRAIN_GOAL_CHANGE,
  /* Whether soft rims turn into stairs. In stairs, brightness jumps along rows
   * and columns rather than diagonals. So the energy of second differences
   * along rows and columns is divided by that along diagonals; this ratio for
   * the result is divided by the ratio for the item's structure. */
  TRAIN_GOAL_AXES
} TrainGoalKind;

#define TRAIN_GOAL_N_KINDS (TRAIN_GOAL_AXES + 1)
#define TRAIN_GOAL_MOST_AREAS 12

typedef struct
{
  TrainGoalKind kind;
  int x, y, width, height;
} TrainGoalArea;

/* A picture with the areas in which results of a filter are measured. scale:
 * the texture scale at which the filter is run; at scale 2 or 4 a filter
 * removes textures that are so many times coarser. Owns its pictures. */
typedef struct
{
  char *name;
  double scale;
  TrainPicture input;
  /* The background alone, without marks and pattern; empty if no area needs it.
   */
  TrainImage ground;
  /* The picture as it should be after filtering: the background and the marks
   * that are to be kept; empty if no area needs it. */
  TrainImage structure;
  /* The sigma, in pixels, of the Gaussian that separates the fine part, whose
   * energy is measured, from coarser structure; 0 if no area measures energy.
   */
  double coarse_px;
  int n_areas;
  TrainGoalArea areas[TRAIN_GOAL_MOST_AREAS];
} TrainGoalItem;

/* All pictures of one sort, for example faces; sorted by scale. */
typedef struct
{
  const char *name;
  int n_items;
  TrainGoalItem *items;
} TrainGoalSet;

/* Appends an item with a copy of name and this texture scale; its other fields
 * are 0. The returned pointer is valid until the next item is added. */
TrainGoalItem *
train_goal_set_add (TrainGoalSet *set, const char *name, double scale);

/* Adds an area to item, which may have at most TRAIN_GOAL_MOST_AREAS. */
void train_goal_item_add (
  TrainGoalItem *item, TrainGoalKind kind, int x, int y, int width, int height);

/* Returns whether picture contains the whole ring of pixels around area from
 * which the shading is estimated when kept contrast is measured. */
gboolean train_goal_area_has_ring (const TrainGoalArea *area,
                                   const TrainPicture *picture);

void train_goal_set_sort (TrainGoalSet *set);
void train_goal_set_clear (TrainGoalSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSet, train_goal_set_clear)

/* Returns the text that stands for this kind in the report, for example
 * "lettering kept"; untranslated and static.
 */
const char *train_goal_get_name (TrainGoalKind kind);

/* Measures area number i of item in result, the filter's result for the item's
 * input picture. Returns a number as TrainGoalKind defines it: the larger the
 * better, except for TRAIN_GOAL_CHANGE and TRAIN_GOAL_AXES. */
double train_goal_measure (const TrainGoalItem *item,
                           int i,
                           const TrainPicture *result);

/* Describes all items of one texture scale to the grid search (grid-search.h),
 * with TRAIN_GOAL_MOST_AREAS numbers for each item (0 where it has fewer
 * areas). The score of a filter's setting is the mean over the kinds of areas
 * of the mean over the areas of that kind, where each number counts as 1 at
 * most. So the setting with the best score is the best compromise between
 * keeping and removing. */
typedef struct
{
  TrainSubject subject;
  const TrainGoalSet *set;
  int first; /* index in set of the subject's first item */
  TrainPicture *inputs;
  char **keys;
} TrainGoalSubject;

/* Makes a subject of the grid search from item number first of set and those
 * after it that have the same texture scale; borrows set. Returns the number of
 * the first item that is no longer part of it. Free with
 * train_goal_subject_clear (). */
int train_goal_subject_init (TrainGoalSubject *subject,
                             const TrainGoalSet *set,
                             int first);
void train_goal_subject_clear (TrainGoalSubject *subject);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSubject, train_goal_subject_clear)

/* Collects the numbers measured in all areas of one kind at one setting of a
 * filter: finds them in values, which has the numbers of all items, and appends
 * them to found (of double). */
void train_goal_subject_collect (const TrainGoalSubject *subject,
                                 const double *values,
                                 TrainGoalKind kind,
                                 GArray *found);
