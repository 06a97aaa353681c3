/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _() translates a text by the catalogue of the user's language, which has the
 * texts of plug-in, core and ui. N_() only marks a text for the catalogues.
 * set_i18n in structure-smooth.c tells GIMP where the catalogues are.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
#define N_(text) (text)
