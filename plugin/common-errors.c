/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "common-errors.h"

#include "i18n.h"

void
common_error_set_gone (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer is no longer there."));
}

void
common_error_set_changed (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer or the selection was changed while "
                          "it was being smoothed, so nothing was written. "
                          "Apply the filter again."));
}

gboolean
common_error_refuse (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("GIMP could not take up the result; its error "
                          "console may say why."));
  return FALSE;
}

void
common_error_set_stopped (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_CANCELLED,
                       _ ("the run was stopped"));
}

void
common_error_set_no_memory (int width, GError **error)
{
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
               _ ("no memory for rows of %d pixels"), width);
}

void
common_error_complete (GError **error)
{
  if (*error != NULL && (*error)->message != NULL && *(*error)->message != '\0')
    return;
  g_clear_error (error);
  common_error_refuse (error);
}
