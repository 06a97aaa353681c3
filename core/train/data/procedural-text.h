/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of random letters, a structure that smoothing has to keep. The letters
 * are strokes of a small built-in alphabet, so that training does not depend on
 * the fonts of the system.
 */
#pragma once

#include "train/base/image.h"
#include "train/base/random.h"

/* Draws lines of text over picture (height x width x 3, values in [0, 1]):
 * letters 7 to 40 px tall, all of one colour, upright or slanted, antialiased.
 * Thread-safe if each thread has its own random. */
void train_procedural_text_draw (TrainRandom *random, TrainImage *picture);

/* Adds letters to cover (height x width x 1, initialised), the part of each
 * pixel that is covered: n_lines lines of random letters, which are tall pixels
 * high. The first line's upper left corner is at (left, top), and all lines end
 * at the right border. Thread-safe if each thread has its own random. */
void train_procedural_text_cover (TrainRandom *random,
                                  float tall,
                                  float left,
                                  float top,
                                  int n_lines,
                                  TrainImage *cover);
