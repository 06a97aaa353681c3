/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Faces: pictures with boxes around eyes and mouths, which are to be kept, and
 * on skin, fur and cloth, whose texture is to be removed.
 */
#pragma once

#include "train/evaluate/goal-areas.h"

/* Reads folder/boxes.txt and the pictures that it names, and adds an item for
 * each picture and texture scale. Lines of the file have the form "FILE KIND X
 * Y WIDTH HEIGHT" (KIND: eye, mouth, skin, fur or cloth; # begins a comment).
 * An eye or mouth is measured at scale 1 if its longer side is 8 to 13 px, at
 * scale 2 if 14 to 23, at scale 4 if larger; skin, fur and cloth are measured
 * at each scale of their picture. Errors: IO; FORMAT (a line that cannot be
 * read, a box outside its picture or smaller than 8 px, no box at all); those
 * of train_picture_load (). */
gboolean
train_goal_faces_add (TrainGoalSet *set, const char *folder, GError **error);
