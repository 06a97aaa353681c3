/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of results, which are the choices of the argument "result". */
#pragma once

#include <smooth/smooth.h>

typedef enum
{
  RESULT_REPLACE,      /* the smoothed pixels replace the drawable's own */
  RESULT_NEW_LAYER,    /* a smoothed copy of the layer is put above it */
  RESULT_EDGE_MAP,     /* the edge map is put as a layer above the drawable */
  RESULT_EDGE_CHANNEL, /* the edge map is added as a channel of the image */
  RESULT_SEPARATE,     /* a smoothed layer and a detail layer in a new group */
  RESULT_FILTER, /* a filter of the layer or group, see filter-operation.h */
  RESULT_N_KINDS
} ResultKind;

/* Returns the choice that the argument "result" is. Its values are indexed by
 * ResultKind; borrowed and static. Any thread. */
const SmoothParamChoice *result_kind_get_choice (void);

/* Returns whether the result shows the edge map and not smoothed pixels. */
gboolean result_kind_is_edge_map (ResultKind kind);

/* Returns whether the result shows texture taken away or amplified, as the
 * argument "detail" says; the other results ignore that argument. */
gboolean result_kind_uses_detail (ResultKind kind);

/* Returns whether the result holds a copy of the layer's mask. */
gboolean result_kind_copies_mask (ResultKind kind);
