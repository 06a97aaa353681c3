/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "progress.h"

#include <libgimp/gimp.h>

#include "i18n.h"
#include "test-points.h"

void
progress_start (Progress *progress, int n_parts)
{
  *progress = (Progress) { .n_parts = n_parts };
  gimp_progress_init (_ ("Structure-preserving smooth"));
}

gboolean
progress_update (gpointer data, double fraction)
{
  const Progress *progress = data;

  /* libgimp drops updates that come too soon after another. */
  gimp_progress_update ((progress->part + fraction) / progress->n_parts);
  test_point (TEST_POINT_BAND);
  return TRUE;
}

void
progress_end (void)
{
  gimp_progress_end ();
}
