/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of pictures with quality goals, see goal-areas.h. What is measured in
 * them is computed in goal-measure.c.
 */
#include "train/evaluate/goal-areas.h"

#include <stdlib.h>
#include <string.h>

static const char *const NAMES[TRAIN_GOAL_N_KINDS] = {
  [TRAIN_GOAL_EYE] = "eyes: contrast kept",
  [TRAIN_GOAL_MOUTH] = "mouths: contrast kept",
  [TRAIN_GOAL_SURFACE] = "skin, fur, cloth: energy taken",
  [TRAIN_GOAL_LETTERS] = "lettering kept",
  [TRAIN_GOAL_RODS] = "rods kept",
  [TRAIN_GOAL_TILES] = "tiled letters: energy taken",
  [TRAIN_GOAL_STRIPES] = "stripes: energy taken",
  [TRAIN_GOAL_GREY_SCREEN] = "grey screen: energy taken",
  [TRAIN_GOAL_COLOUR_SCREEN] = "CMYK screen: energy taken",
  [TRAIN_GOAL_LINEN] = "linen: energy taken",
  [TRAIN_GOAL_CANVAS] = "canvas: energy taken",
  [TRAIN_GOAL_LINES] = "3-px lines kept",
  [TRAIN_GOAL_CHANGE] = "soft rims: change, /255",
  [TRAIN_GOAL_AXES] = "soft rims: axes / diagonals",
};

TrainGoalItem *
train_goal_set_add (TrainGoalSet *set, const char *name, double scale)
{
  TrainGoalItem *item;

  set->items = g_renew (TrainGoalItem, set->items, set->n_items + 1);
  item = &set->items[set->n_items++];
  *item = (TrainGoalItem) { .name = g_strdup (name), .scale = scale };
  return item;
}

void
train_goal_item_add (
  TrainGoalItem *item, TrainGoalKind kind, int x, int y, int width, int height)
{
  g_return_if_fail (item->n_areas < TRAIN_GOAL_MOST_AREAS);
  item->areas[item->n_areas++] = (TrainGoalArea) { kind, x, y, width, height };
}

static int
compare (const void *a, const void *b)
{
  const TrainGoalItem *first = a, *second = b;

  if (first->scale != second->scale)
    return first->scale < second->scale ? -1 : 1;
  return strcmp (first->name, second->name);
}

void
train_goal_set_sort (TrainGoalSet *set)
{
  if (set->n_items > 0)
    qsort (set->items, set->n_items, sizeof *set->items, compare);
}

void
train_goal_set_clear (TrainGoalSet *set)
{
  for (int i = 0; i < set->n_items; i++)
    {
      TrainGoalItem *item = &set->items[i];

      g_free (item->name);
      train_picture_clear (&item->input);
      train_image_clear (&item->ground);
      train_image_clear (&item->structure);
    }
  g_free (set->items);
  *set = (TrainGoalSet) { 0 };
}

const char *
train_goal_get_name (TrainGoalKind kind)
{
  return NAMES[kind];
}

/* Makes the key under which the cache stores the numbers measured for item: a
 * checksum of the item's input picture, ground, structure, coarse_px and areas.
 * What the filter and its settings are is not part of it, since the grid search
 * adds that to the key. */
static char *
make_key (const TrainGoalItem *item)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const TrainImage *const images[] = { &item->ground, &item->structure };

  g_checksum_update (checksum, item->input.rgb,
                     (gssize) item->input.height * item->input.width * 3);
  for (gsize i = 0; i < G_N_ELEMENTS (images); i++)
    if (images[i]->data != NULL)
      g_checksum_update (
        checksum, (const guchar *) images[i]->data,
        (gssize) (train_image_size (images[i]) * sizeof (TrainReal)));
  g_checksum_update (checksum, (const guchar *) &item->coarse_px,
                     sizeof item->coarse_px);
  g_checksum_update (checksum, (const guchar *) item->areas,
                     sizeof item->areas[0] * item->n_areas);
  return g_strdup_printf ("goals 1|%s", g_checksum_get_string (checksum));
}

static void
measure (gpointer data, int i, const TrainPicture *result, double *values)
{
  const TrainGoalSubject *subject = data;
  const TrainGoalItem *item = &subject->set->items[subject->first + i];

  memset (values, 0, TRAIN_GOAL_MOST_AREAS * sizeof *values);
  for (int k = 0; k < item->n_areas; k++)
    values[k] = train_goal_measure (item, k, result);
}

void
train_goal_subject_collect (const TrainGoalSubject *subject,
                            const double *values,
                            TrainGoalKind kind,
                            GArray *found)
{
  for (int i = 0; i < subject->subject.n_items; i++)
    {
      const TrainGoalItem *item = &subject->set->items[subject->first + i];

      for (int k = 0; k < item->n_areas; k++)
        if (item->areas[k].kind == kind)
          g_array_append_val (found, values[i * TRAIN_GOAL_MOST_AREAS + k]);
    }
}

static double
score (gpointer data, const double *values)
{
  double sum = 0;
  int n_kinds = 0;

  for (int kind = 0; kind < TRAIN_GOAL_CHANGE; kind++)
    {
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (double));
      double mean = 0;

      train_goal_subject_collect (data, values, kind, found);
      for (guint i = 0; i < found->len; i++)
        mean += MIN (g_array_index (found, double, i), 1) / found->len;
      sum += mean;
      n_kinds += found->len > 0;
    }
  return sum / MAX (n_kinds, 1);
}

int
train_goal_subject_init (TrainGoalSubject *subject,
                         const TrainGoalSet *set,
                         int first)
{
  int n_items = 1;

  while (first + n_items < set->n_items
         && set->items[first + n_items].scale == set->items[first].scale)
    n_items++;
  *subject = (TrainGoalSubject) { .set = set,
                                  .first = first,
                                  .inputs = g_new (TrainPicture, n_items),
                                  .keys = g_new0 (char *, n_items + 1) };
  for (int i = 0; i < n_items; i++)
    {
      subject->inputs[i] = set->items[first + i].input;
      subject->keys[i] = make_key (&set->items[first + i]);
    }
  subject->subject =
    (TrainSubject) { .n_items = n_items,
                     .inputs = subject->inputs,
                     .keys = (const char *const *) subject->keys,
                     .n_values = TRAIN_GOAL_MOST_AREAS,
                     .measure = measure,
                     .score = score,
                     .data = subject };
  return first + n_items;
}

void
train_goal_subject_clear (TrainGoalSubject *subject)
{
  g_free (subject->inputs);
  g_strfreev (subject->keys);
  *subject = (TrainGoalSubject) { 0 };
}
