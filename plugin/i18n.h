/* SPDX-License-Identifier: GPL-3.0-or-later */
/* _() for the plug-in's texts, in the domain that core uses too; GIMP binds
 * it to the folder "locale" beside the executable (set_i18n).
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
#define N_(text) (text)
