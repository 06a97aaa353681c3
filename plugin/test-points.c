/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "test-points.h"

void
test_point (TestPoint point)
{
  (void) point;
}
