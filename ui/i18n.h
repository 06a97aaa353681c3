/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _() for what the widgets say: looked up in the project's own domain, which
 * the program binds.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
