/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Defines _(), which translates the widgets' texts. It looks in the project's own
 * gettext domain, which the program has to bind.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
