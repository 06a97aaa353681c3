/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named moments of a run, at which a test can change the image as a user
 * would. The plug-in's own test_point, in test-points.c, does nothing; a test
 * build links another object file in its place.
 */
#pragma once

typedef enum
{
  /* The pixels of a drawable have been copied. */
  TEST_POINT_COPIED,
  /* The engine has finished a band of rows; in the dialog: OK waits for the
   * engine, and the main loop has run once. */
  TEST_POINT_BAND,
  /* Everything is computed, no item of GIMP's has been made yet. */
  TEST_POINT_COMPUTED,
  /* The results lie in shadow buffers or in new items; the last check comes
   * next. */
  TEST_POINT_PREPARED,
  /* Before the check of each drawable that directly precedes its merge. */
  TEST_POINT_BEFORE_MERGE,
  /* A part of the drawable has been compared with its copy. What happens here
   * in parts that were compared before goes unnoticed. */
  TEST_POINT_COMPARING,
  /* Between the last check and the merge: nothing can notice what happens
   * here, so a test can only ask that it does no harm. */
  TEST_POINT_UNGUARDED,
  TEST_N_POINTS
} TestPoint;

/* Called on the main thread. */
void test_point (TestPoint point);
