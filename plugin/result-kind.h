/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kinds of results, which the argument "result" chooses from. */
#pragma once

#include <smooth/smooth.h>

typedef enum
{
  RESULT_REPLACE,      /* the smoothed pixels replace the drawable's */
  RESULT_NEW_LAYER,    /* a smoothed copy of the layer, above it */
  RESULT_EDGE_MAP,     /* the edge map as a layer above the layer */
  RESULT_EDGE_CHANNEL, /* the edge map as a channel of the image */
  RESULT_SEPARATE,     /* a group of a smoothed layer and a detail layer */
  RESULT_N_KINDS
} ResultKind;

/* The argument "result", whose values are indexed by ResultKind; borrowed,
 * static. Any thread. */
const SmoothParamChoice *result_kind_get_choice (void);

/* Whether the result shows the edge map and not smoothed pixels. */
gboolean result_kind_is_edge_map (ResultKind kind);

/* Whether the result holds a copy of the layer's mask. */
gboolean result_kind_copies_mask (ResultKind kind);
