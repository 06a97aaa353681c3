/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "failure.h"

#include <smooth/smooth.h>

#include "i18n.h"

void
failure_complete (GError **error)
{
  if (*error && (*error)->message && *(*error)->message)
    return;

  g_clear_error (error);
  failure_set_refused (error);
}

void
failure_set_refused (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("GIMP could not take up the result; its error "
                          "console may say why."));
}

void
failure_set_gone (GError **error)
{
  g_set_error_literal (error, SMOOTH_ERROR, SMOOTH_ERROR_UNSUPPORTED,
                       _ ("The layer is no longer there."));
}
