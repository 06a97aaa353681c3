/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named moments of a run, at which a test changes the image as a user might.
 * test_point does nothing in the plug-in; a test links another object file in
 * place of test-points.c.
 */
#pragma once

typedef enum
{
  /* The pixels of a drawable have been copied. */
  TEST_POINT_COPIED,
  /* The engine has finished a band of rows. In the dialog: OK waits for the
   * engine, and the main loop has run once. */
  TEST_POINT_BAND,
  /* Everything has been computed, and no item of GIMP's has been made. */
  TEST_POINT_COMPUTED,
  /* The results are in shadow buffers or in new items. */
  TEST_POINT_PREPARED,
  /* The last check of a drawable comes next, and then its merge. */
  TEST_POINT_BEFORE_MERGE,
  /* The last check has compared a part of the drawable with its copy. A change
   * of a part that was compared before goes unnoticed. */
  TEST_POINT_COMPARING,
  /* The merge comes next. No change is noticed, so a test can only demand that
   * it does no harm. */
  TEST_POINT_UNGUARDED,
  TEST_N_POINTS
} TestPoint;

/* Called on the main thread. */
void test_point (TestPoint point);
