/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faces: pictures with marked boxes round eyes and mouths, which are to be
 * kept, and on skin, fur and cloth, whose texture is to go.
 */
#pragma once

#include "train/evaluate/goal.h"

/* Reads folder/boxes.txt, lines "FILE KIND X Y WIDTH HEIGHT" (KIND: eye, mouth,
 * skin, fur or cloth; # begins a comment), and the pictures it names, and adds
 * an item for each picture and texture scale: scale 1 has the eyes and mouths
 * whose longer side is 8 to 13 px, 2 those of 14 to 23, 4 the larger ones;
 * skin, fur and cloth are measured at each scale of their picture. Errors: IO,
 * FORMAT (a line, a box outside its picture, smaller than 8 px or nothing in
 * it), those of train_picture_load. */
gboolean
train_goal_faces_add (TrainGoalSet *set, const char *folder, GError **error);
