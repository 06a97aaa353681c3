/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads boxes in pictures of faces, see goal-areas-faces.h. */
#include "train/evaluate/goal-areas-faces.h"

#include <stdio.h>
#include <string.h>

#include <smooth/error.h>

#define BOXES_FILE "boxes.txt"
#define FIELD_LENGTH 128
#define LEAST_SIDE 8
/* The sigma, in pixels, of the Gaussian that separates texture from coarser
 * structure at texture scale 1, at which waves up to 14 px count as texture
 * (fine-pairs.h). It grows in proportion to the texture scale. */
#define COARSE_PX 2.6

static const struct
{
  const char *name;
  TrainGoalKind kind;
} KINDS[] = {
  { "eye", TRAIN_GOAL_EYE },       { "mouth", TRAIN_GOAL_MOUTH },
  { "skin", TRAIN_GOAL_SURFACE },  { "fur", TRAIN_GOAL_SURFACE },
  { "cloth", TRAIN_GOAL_SURFACE },
};

/* The texture scales, and which of them an eye or mouth is measured at: the
 * first one whose side_px is greater than the longer side of its box. */
static const struct
{
  int scale, side_px;
} SCALES[] = { { 1, 14 }, { 2, 24 }, { 4, G_MAXINT } };

typedef struct
{
  char file[FIELD_LENGTH];
  TrainGoalArea area;
} Box;

/* Reads a line of the file with the boxes. Returns FALSE if the line does not
 * describe a box. */
static gboolean
parse_box (const char *line, Box *box)
{
  char kind[FIELD_LENGTH];
  TrainGoalArea *area = &box->area;
  int end = 0;

  if (sscanf (line, "%127s %127s %d %d %d %d %n", box->file, kind, &area->x,
              &area->y, &area->width, &area->height, &end)
        != 6
      || line[end] != '\0')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (strcmp (kind, KINDS[i].name) == 0)
      {
        area->kind = KINDS[i].kind;
        return MAX (area->width, area->height) >= LEAST_SIDE;
      }
  return FALSE;
}

/* Returns all boxes of the file, elements of type Box. */
static GArray *
read_boxes (const char *folder, GError **error)
{
  g_autofree char *file = g_build_filename (folder, BOXES_FILE, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GArray) boxes = g_array_new (FALSE, FALSE, sizeof (Box));
  g_autoptr (GError) reason = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (file, &contents, NULL, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO, "faces: %s",
                   reason->message);
      return NULL;
    }
  lines = g_strsplit (contents, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      Box box;

      if ((*line)[0] == '\0' || (*line)[0] == '#')
        continue;
      if (!parse_box (*line, &box))
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       "faces '%s': line '%s' is not FILE KIND X Y WIDTH "
                       "HEIGHT with a side of at least %d",
                       file, *line, LEAST_SIDE);
          return NULL;
        }
      g_array_append_val (boxes, box);
    }
  return g_steal_pointer (&boxes);
}

static gboolean
is_face (TrainGoalKind kind)
{
  return kind == TRAIN_GOAL_EYE || kind == TRAIN_GOAL_MOUTH;
}

/* Returns the index in SCALES of the texture scale at which an eye or mouth of
 * this size is measured. */
static gsize
get_scale (const TrainGoalArea *area)
{
  gsize i = 0;

  while (MAX (area->width, area->height) >= SCALES[i].side_px)
    i++;
  return i;
}

static gboolean
has_scale (const GArray *boxes, const char *file, gsize scale)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      if (strcmp (box->file, file) == 0 && is_face (box->area.kind)
          && get_scale (&box->area) == scale)
        return TRUE;
    }
  return FALSE;
}

/* Adds to item, the picture file at texture scale number scale, all its boxes
 * that are measured at that scale. */
static gboolean
add_boxes (TrainGoalItem *item,
           const GArray *boxes,
           const char *file,
           gsize scale,
           GError **error)
{
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);
      const TrainGoalArea *area = &box->area;

      if (strcmp (box->file, file) != 0
          || (is_face (area->kind) && get_scale (area) != scale))
        continue;
      if (area->x < 0 || area->y < 0 || area->width < 1 || area->height < 1
          || area->x + area->width > item->input.width
          || area->y + area->height > item->input.height
          || (is_face (area->kind)
              && !train_goal_area_has_ring (area, &item->input))
          || item->n_areas == TRAIN_GOAL_MOST_AREAS)
        {
          g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                       "faces: box %d x %d at (%d, %d) of '%s' is too near "
                       "to its picture's border, or there are more than %d",
                       area->width, area->height, area->x, area->y, file,
                       TRAIN_GOAL_MOST_AREAS);
          return FALSE;
        }
      train_goal_item_add (item, area->kind, area->x, area->y, area->width,
                           area->height);
    }
  return TRUE;
}

static gboolean
add_item (TrainGoalSet *set,
          const char *folder,
          const GArray *boxes,
          const char *file,
          gsize scale,
          GError **error)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  TrainGoalItem *item = train_goal_set_add (set, file, SCALES[scale].scale);

  item->coarse_px = COARSE_PX * SCALES[scale].scale;
  return train_picture_load (path, &item->input, error)
         && add_boxes (item, boxes, file, scale, error);
}

gboolean
train_goal_faces_add (TrainGoalSet *set, const char *folder, GError **error)
{
  g_autoptr (GArray) boxes = read_boxes (folder, error);
  const char *file = "";

  if (boxes == NULL)
    return FALSE;
  /* All boxes of a picture stand next to one another in the file. */
  for (guint i = 0; i < boxes->len; i++)
    {
      const Box *box = &g_array_index (boxes, Box, i);

      if (strcmp (box->file, file) == 0)
        continue;
      file = box->file;
      for (gsize scale = 0; scale < G_N_ELEMENTS (SCALES); scale++)
        if (has_scale (boxes, file, scale)
            && !add_item (set, folder, boxes, file, scale, error))
          return FALSE;
    }
  return TRUE;
}
