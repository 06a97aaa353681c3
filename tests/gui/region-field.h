/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A large picture that takes no memory: its samples are made up as they are
 * read, and its store has room for a selected rectangle only. Whatever is
 * written or read of the store outside of the selection ends the test.
 */
#pragma once

#include <smooth-ui/picture.h>

#define FIELD_WIDTH 6000
#define FIELD_HEIGHT 4000
#define FIELD_ROOM_WIDTH 400
#define FIELD_ROOM_HEIGHT 700

/* A picture of one channel. */
typedef struct
{
  SmoothRect selected;
  SmoothRect room; /* of the store */
  float smoothed[FIELD_ROOM_WIDTH * FIELD_ROOM_HEIGHT];
  float edges[FIELD_ROOM_WIDTH * FIELD_ROOM_HEIGHT];
  SmoothResultStore store;
} RegionField;

/* field is filled and must outlive the pane; the store's room begins at the
 * upper left of selected. */
void region_field_describe (RegionField *field,
                            const SmoothRect *selected,
                            SmoothPicture *described);

float region_field_get_sample (int x, int y);
gboolean region_field_selects (const RegionField *field, int x, int y);
