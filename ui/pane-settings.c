/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "divider.h"
#include "pane-private.h"

static gboolean
is_active (GtkWidget *button)
{
  return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button));
}

gboolean
smooth_pane_is_on (const SmoothPane *pane)
{
  return is_active (pane->is_on);
}

void
smooth_pane_read_view_settings (SmoothPane *pane, SmoothViewSettings *settings)
{
  *settings = (SmoothViewSettings) {
    .view = SMOOTH_VIEW_RESULT,
    .is_split = is_active (pane->is_split),
    .split = *smooth_divider_get_split (SMOOTH_DIVIDER (pane->divider)),
    .is_on = smooth_pane_is_on (pane),
  };
  for (int i = 0; i < SMOOTH_N_VIEWS; i++)
    if (is_active (pane->views[i]))
      settings->view = i;
}

gboolean
smooth_pane_is_current (SmoothPane *pane)
{
  const SmoothFrameUpdate *result =
    smooth_canvas_get_result (SMOOTH_CANVAS (pane->canvas));

  return result != NULL && result->number == pane->frame_number;
}

gboolean
smooth_pane_has_exact_result (const SmoothPane *pane)
{
  return pane->exact_revision == pane->revision;
}
