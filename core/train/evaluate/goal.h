/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Quality goals: in marked areas of a picture, they measure what a smoothing
 * filter has to keep (eyes, letters, lines) and what it has to remove (skin
 * texture, halftone screens, cloth). A filter that changes nothing reaches only
 * the goals of the first sort, one that blurs everything only those of the
 * second.
 *
 * The pictures come from goal-faces.h, goal-letters.h, goal-screens.h and
 * goal-rims.h.
 */
#pragma once

#include "train/evaluate/grid-search.h"

/* What an area shows, and so how it is measured. The best value is 1, but 0 for
 * TRAIN_GOAL_CHANGE.
 *
 * Kept contrast: the result's contrast divided by the input's. Contrast is the
 * difference between the 95th and the 5th percentile of the area's brightness.
 * Before, fine detail is blurred by a Gaussian whose sigma is an eighth of the
 * area's side, and a plane that was fitted to the pixels around the area is
 * subtracted, since it is shading and not part of the area.
 *
 * Energy removed: 1 - the result's sum of squares divided by the input's.
 * Squared is the fine part of the area: its pixels minus a Gaussian blur of
 * them with the sigma coarse_px of the item. If the item has a structure, that
 * is subtracted before.
 *
 * Kept marks: marks (letters, lines) are the difference between the item's
 * structure and its ground. The difference between the result and the ground is
 * projected on it: 1 if the marks are there at full contrast, 0 if they are
 * gone. */
typedef enum
{
  TRAIN_GOAL_EYE,           /* kept contrast */
  TRAIN_GOAL_MOUTH,         /* kept contrast */
  TRAIN_GOAL_SURFACE,       /* skin, fur or cloth: energy removed */
  TRAIN_GOAL_LETTERS,       /* kept marks: one or two lines of text */
  TRAIN_GOAL_RODS,          /* kept marks: thin rods far apart */
  TRAIN_GOAL_TILES,         /* letters repeated everywhere as a texture: energy
                               removed */
  TRAIN_GOAL_STRIPES,       /* energy removed */
  TRAIN_GOAL_GREY_SCREEN,   /* energy removed */
  TRAIN_GOAL_COLOUR_SCREEN, /* energy removed */
  TRAIN_GOAL_LINEN,         /* energy removed */
  TRAIN_GOAL_CANVAS,        /* energy removed */
  /* Kept marks: lines of 3 px over a screen or a cloth. */
  TRAIN_GOAL_LINES,
  /* How far the result differs from the structure: the 99th percentile of
   * |result - structure|, in 1/255. Both are blurred by a Gaussian of 2 px
   * before, which leaves a seventh of the added grain. */
  TRAIN_GOAL_CHANGE,
  /* Whether soft rims turn into stairs: the energy of second differences along
   * rows and columns divided by that along diagonals; then divided by the same
   * ratio for the structure. */
  TRAIN_GOAL_AXES
} TrainGoalKind;

#define TRAIN_GOAL_N_KINDS (TRAIN_GOAL_AXES + 1)
#define TRAIN_GOAL_MOST_AREAS 12

typedef struct
{
  TrainGoalKind kind;
  int x, y, width, height;
} TrainGoalArea;

/* A picture that is measured at one texture scale, a setting of the filter: at
 * scale 2 or 4 it removes textures that are so many times coarser. Owns its
 * pictures. */
typedef struct
{
  char *name;
  double scale;
  TrainPicture input;
  /* The picture without marks and pattern; empty if not needed. */
  TrainImage ground;
  /* The picture with the marks that are to be kept; empty if not needed. */
  TrainImage structure;
  /* The sigma of the Gaussian by which energy is measured; 0 if none of the
   * areas measures it. */
  double coarse_px;
  int n_areas;
  TrainGoalArea areas[TRAIN_GOAL_MOST_AREAS];
} TrainGoalItem;

/* The n_items pictures of one kind, sorted by scale. */
typedef struct
{
  const char *name;
  int n_items;
  TrainGoalItem *items;
} TrainGoalSet;

/* Adds an item with a copy of name and the scale; all else is 0. The returned
 * pointer is valid until the next item is added. */
TrainGoalItem *
train_goal_set_add (TrainGoalSet *set, const char *name, double scale);

/* Adds an area to item, which may have at most TRAIN_GOAL_MOST_AREAS. */
void train_goal_item_add (
  TrainGoalItem *item, TrainGoalKind kind, int x, int y, int width, int height);

/* Whether the ring of pixels around the area, from which kept contrast takes
 * the shading, lies within picture. */
gboolean train_goal_area_has_ring (const TrainGoalArea *area,
                                   const TrainPicture *picture);

void train_goal_set_sort (TrainGoalSet *set);
void train_goal_set_clear (TrainGoalSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSet, train_goal_set_clear)

/* Returns what kind measures, as text for the report: untranslated and static.
 */
const char *train_goal_get_name (TrainGoalKind kind);

/* Measures area number i of item on result, a picture of the item's size. A
 * larger number means a better result, except for CHANGE and AXES. */
double train_goal_measure (const TrainGoalItem *item,
                           int i,
                           const TrainPicture *result);

/* The items of one scale as a subject of the grid search (grid-search.h), with
 * TRAIN_GOAL_MOST_AREAS numbers for each item (0 where it has fewer areas). The
 * score is the mean over the kinds of the mean over their areas, where each
 * number counts as 1 at most. So the setting of a filter with the best score is
 * the best compromise between keeping and removing. */
typedef struct
{
  TrainSubject subject;
  const TrainGoalSet *set;
  int first; /* index in set of the subject's first item */
  TrainPicture *inputs;
  char **keys;
} TrainGoalSubject;

/* Makes a subject of those items from number first on that have the same scale
 * as that item; borrows set. Returns the number of the item after them. Free
 * with train_goal_subject_clear (). */
int train_goal_subject_init (TrainGoalSubject *subject,
                             const TrainGoalSet *set,
                             int first);
void train_goal_subject_clear (TrainGoalSubject *subject);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSubject, train_goal_subject_clear)

/* Takes the numbers of all areas of one kind out of values, what was measured
 * at one setting, and appends them to found (of double). */
void train_goal_subject_collect (const TrainGoalSubject *subject,
                                 const double *values,
                                 TrainGoalKind kind,
                                 GArray *found);
