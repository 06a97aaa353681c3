/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goals: what a smoothing has to keep and what it has to take in one and the
 * same picture, measured in marked areas. Keeping everything reaches the goals
 * for what is to be kept and misses the others, and the other way round.
 *
 * Pictures come from goal-faces.h, goal-letters.h, goal-screens.h and
 * goal-rims.h.
 */
#pragma once

#include "train/evaluate/grid-search.h"

/* What is in an area and how it is measured. 1 is what is wanted of all but
 * TRAIN_GOAL_CHANGE, which should be 0.
 *
 * Kept contrast: P95 - P5 in the area, the result against the input, both as
 * grey under a Gaussian of an eighth of the area's side (the mean of both) and
 * less the light that falls on a ring around it, a plane through the ring's
 * pixels.
 * Energy taken: 1 - sum of squares in the result / in the input, less what a
 * Gaussian leaves of them (the item's coarse_px) and less the item's structure,
 * where it has one.
 * Kept marks: how much is left of the difference between the item's structure
 * and its ground: the result's difference to the ground, projected on it. */
typedef enum
{
  TRAIN_GOAL_EYE,           /* kept contrast */
  TRAIN_GOAL_MOUTH,         /* likewise */
  TRAIN_GOAL_SURFACE,       /* skin, fur, cloth: energy taken */
  TRAIN_GOAL_LETTERS,       /* kept marks: one or two lines of text */
  TRAIN_GOAL_RODS,          /* kept marks: thin rods far apart */
  TRAIN_GOAL_TILES,         /* letters tiled as a texture: energy taken */
  TRAIN_GOAL_STRIPES,       /* energy taken */
  TRAIN_GOAL_GREY_SCREEN,   /* energy taken */
  TRAIN_GOAL_COLOUR_SCREEN, /* likewise */
  TRAIN_GOAL_LINEN,         /* likewise */
  TRAIN_GOAL_CANVAS,        /* likewise */
  TRAIN_GOAL_LINES,  /* kept marks: lines of 3 px over a screen or a cloth */
  TRAIN_GOAL_CHANGE, /* 99th percentile of |result - structure| under a Gaussian
                        of 2 px, which leaves a seventh of grain, in 1/255 */
  TRAIN_GOAL_AXES    /* energy of second differences along the axes against that
                        at 45 degrees, in units of the structure's */
} TrainGoalKind;

#define TRAIN_GOAL_N_KINDS (TRAIN_GOAL_AXES + 1)
#define TRAIN_GOAL_MOST_AREAS 12

typedef struct
{
  TrainGoalKind kind;
  int x, y, width, height;
} TrainGoalArea;

/* One picture at one texture scale. Owns its pictures. */
typedef struct
{
  char *name;
  double scale;
  TrainPicture input;
  TrainImage ground;    /* without marks and pattern; empty: none */
  TrainImage structure; /* with the marks that are to be kept; empty: none */
  double coarse_px;     /* of energy; 0: none of the areas measures it */
  int n_areas;
  TrainGoalArea areas[TRAIN_GOAL_MOST_AREAS];
} TrainGoalItem;

/* n_items pictures of one kind, sorted by scale. */
typedef struct
{
  const char *name;
  int n_items;
  TrainGoalItem *items;
} TrainGoalSet;

/* Adds an item: zeros, but for a copy of name, and the scale. It stays where it
 * is until the next one is added. */
TrainGoalItem *
train_goal_set_add (TrainGoalSet *set, const char *name, double scale);

/* Adds an area; at most TRAIN_GOAL_MOST_AREAS. */
void train_goal_item_add (
  TrainGoalItem *item, TrainGoalKind kind, int x, int y, int width, int height);

/* Whether the ring that kept contrast needs lies within picture. */
gboolean train_goal_area_has_ring (const TrainGoalArea *area,
                                   const TrainPicture *picture);

void train_goal_set_sort (TrainGoalSet *set);
void train_goal_set_clear (TrainGoalSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSet, train_goal_set_clear)

/* For people, untranslated, static: what is measured. */
const char *train_goal_get_name (TrainGoalKind kind);

/* What area number i of item measures on result, a picture of its size. Rises
 * with how good the result is, but for CHANGE and AXES. */
double train_goal_measure (const TrainGoalItem *item,
                           int i,
                           const TrainPicture *result);

/* The items of one scale as a subject, with TRAIN_GOAL_MOST_AREAS numbers each
 * (0 where there are fewer areas). Its score is the mean over the kinds of the
 * mean over their areas, at most 1 each: a filter's best setting by it keeps
 * and takes as well as it can. */
typedef struct
{
  TrainSubject subject;
  const TrainGoalSet *set;
  int first; /* its first item in set */
  TrainPicture *inputs;
  char **keys;
} TrainGoalSubject;

/* Makes subject of the items from first on that have its scale; borrows set.
 * Returns the item behind them. Free with train_goal_subject_clear (). */
int train_goal_subject_init (TrainGoalSubject *subject,
                             const TrainGoalSet *set,
                             int first);
void train_goal_subject_clear (TrainGoalSubject *subject);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainGoalSubject, train_goal_subject_clear)

/* The numbers of all areas of one kind, of a point's values, appended to found
 * (of double). */
void train_goal_subject_collect (const TrainGoalSubject *subject,
                                 const double *values,
                                 TrainGoalKind kind,
                                 GArray *found);
