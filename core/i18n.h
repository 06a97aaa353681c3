/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Translation of core's messages. _() looks a text up in the project's gettext
 * domain, which the program that links core binds; N_() only marks a text for
 * the catalogues.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
#define N_(text) (text)
