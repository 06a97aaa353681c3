/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Defines _(), which translates the widgets' texts by the project's own gettext
 * domain. The program has to bind that domain.
 */
#pragma once

#include <glib.h>

#include <smooth/smooth.h>

#define _(text) g_dgettext (SMOOTH_GETTEXT_DOMAIN, text)
