/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-kind.h"

#include "i18n.h"

static const SmoothParamValue VALUES[RESULT_N_KINDS] = {
  [RESULT_REPLACE] = { "replace", N_ ("Replace the layer") },
  [RESULT_NEW_LAYER] = { "new-layer", N_ ("New layer") },
  [RESULT_EDGE_MAP] = { "edge-map", N_ ("Edge map as a new layer") },
  [RESULT_EDGE_CHANNEL] = { "edge-channel", N_ ("Edge map as a channel") },
  [RESULT_SEPARATE] = { "separate", N_ ("Separate structure and detail") },
  [RESULT_FILTER] = { "filter", N_ ("As a filter, can be edited later") },
};

static const SmoothParamChoice CHOICE = {
  .name = "result",
  .label = N_ ("O_utput"),
  .tooltip = N_ ("Where the result goes"),
  .values = VALUES,
  .n_values = RESULT_N_KINDS,
  .def = RESULT_REPLACE,
};

const SmoothParamChoice *
result_kind_get_choice (void)
{
  return &CHOICE;
}

gboolean
result_kind_is_edge_map (ResultKind kind)
{
  return kind == RESULT_EDGE_MAP || kind == RESULT_EDGE_CHANNEL;
}

gboolean
result_kind_uses_detail (ResultKind kind)
{
  return kind == RESULT_REPLACE || kind == RESULT_NEW_LAYER
         || kind == RESULT_FILTER;
}

gboolean
result_kind_copies_mask (ResultKind kind)
{
  return kind == RESULT_NEW_LAYER || kind == RESULT_SEPARATE;
}
