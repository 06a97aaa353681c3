/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The functions of GNU gettext that GLib and the plug-in call, for libraries
 * that only tests on Windows use. They translate nothing, as gettext's own do
 * where there is no catalogue. GIMP for Windows brings the real ones.
 */
#pragma once

char *gettext (const char *text);
char *dgettext (const char *domain, const char *text);
char *dcgettext (const char *domain, const char *text, int category);
char *ngettext (const char *one, const char *many, unsigned long n);
char *dngettext (const char *domain,
                 const char *one,
                 const char *many,
                 unsigned long n);
char *textdomain (const char *domain);
char *bindtextdomain (const char *domain, const char *folder);
char *bind_textdomain_codeset (const char *domain, const char *codeset);
