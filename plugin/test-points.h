/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Named moments of a call, at which a test changes the image as a user might.
 * In the plug-in test_point does nothing; a test links an object file of its
 * own in place of test-points.c.
 */
#pragma once

typedef enum
{
  /* The pixels of a drawable have just been copied. */
  TEST_POINT_COPIED,
  /* The engine has finished a band of rows. If the dialog is open, OK waits for
   * the engine, and the main loop has run once. */
  TEST_POINT_BAND,
  /* Everything has been computed, and no new layer or channel has been made. */
  TEST_POINT_COMPUTED,
  /* The results are in shadow buffers or in new layers and channels. */
  TEST_POINT_PREPARED,
  /* The last check of a drawable comes next, and then its merge. */
  TEST_POINT_BEFORE_MERGE,
  /* The last check has compared a part of the drawable with its copy. It does
   * not notice a change of a part that it has compared already. */
  TEST_POINT_COMPARING,
  /* The merge comes next. No check notices a change now, so a test can only
   * demand that the change does no harm. */
  TEST_POINT_UNGUARDED,
  TEST_N_POINTS
} TestPoint;

/* The plug-in calls this function on the main thread at each of the moments
 * above. */
void test_point (TestPoint point);
