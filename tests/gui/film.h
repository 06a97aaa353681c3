/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A film of the preview pane: shots of the canvas, taken by time by film.c, and
 * how film-judge.c judges them.
 */
#pragma once

#include <smooth/engine.h>

#include "pane-test.h"

#define MAX_BASES 8

typedef struct
{
  cairo_surface_t *shown; /* what the canvas showed; owned */
  SmoothViewport viewport;
  double strength;
  gboolean says_exact;
} FilmShot;

typedef struct
{
  PaneTest test;
  SmoothEngine *engine; /* NULL: the fake smoother */
  int n_shots;          /* the number of shots of each scene */
  int n_left;           /* how many of them the present scene still takes */
  double strength;      /* at the beginning; no shot has a smaller one */
  double step;          /* of the slider */
  GArray *shots;
  SmoothArray exact; /* the exact result at exact_strength */
  double exact_strength;
  /* Exact results at n_bases strengths of the film, from the first one on. */
  SmoothArray bases[MAX_BASES];
  int n_bases;
  /* The original and the bases, as the canvas shows them under viewport: of
   * visible, in pixels of the grid. */
  SmoothViewport viewport;
  SmoothRect visible;
  float *original, *results[MAX_BASES];
  int n_exact, n_judged; /* how many shots and tiles were judged */
} Film;

/* Asserts that no shot shows the original where a result should be, and that
 * each pixel of a shot that says "exact" is exact. */
void film_judge (Film *film);
