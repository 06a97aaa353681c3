/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "result-kind.h"

#include "i18n.h"

static const SmoothParamChoice CHOICES[RESULT_N_KINDS] = {
  [RESULT_REPLACE] = { "replace", N_ ("Replace the layer") },
  [RESULT_NEW_LAYER] = { "new-layer", N_ ("New layer") },
  [RESULT_EDGE_MAP] = { "edge-map", N_ ("Edge map as a new layer") },
  [RESULT_EDGE_CHANNEL] = { "edge-channel", N_ ("Edge map as a channel") },
  [RESULT_SEPARATE] = { "separate", N_ ("Separate structure and detail") },
};

const SmoothParamChoice *
result_kind_get_choices (void)
{
  return CHOICES;
}

gboolean
result_kind_is_edge_map (ResultKind kind)
{
  return kind == RESULT_EDGE_MAP || kind == RESULT_EDGE_CHANNEL;
}

gboolean
result_kind_copies_mask (ResultKind kind)
{
  return kind == RESULT_NEW_LAYER || kind == RESULT_SEPARATE;
}
