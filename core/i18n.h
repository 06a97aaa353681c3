/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _() for core's messages: looked up in the project's own domain, which the
 * program that links core binds.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
#define N_(text) (text)
