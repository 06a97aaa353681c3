/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _() looks a text up in the catalogues of the user's language, which have
 * core's and ui's texts as well; N_() only marks a text for them. set_i18n in
 * structure-smooth.c tells GIMP where they are.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
#define N_(text) (text)
