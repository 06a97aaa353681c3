/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells textures from other pictures, for the textures of the data set. */
#pragma once

#include "train/data/picture-rgba.h"

/* The version of the test for fine textures, which data sets record. To be
 * raised with each change by which other pictures pass the test. */
#define TRAIN_FINE_TEXTURE_VERSION 2

/* Returns whether picture is a fine texture all over: its brightness varies
 * enough, at a small scale, too (a soft glow does not), in most places (an
 * object on a plain background does not), and about equally (a door, a sign or
 * lettering on a textured wall does not). Pictures of less than 48 px, or more
 * than four times as long as wide, are not. Alpha is ignored. Thread-safe. */
gboolean train_is_fine_texture (const TrainPictureRgba *picture);
