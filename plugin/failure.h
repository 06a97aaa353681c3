/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said where nothing better is known. */
#pragma once

#include <glib.h>

/* Makes sure that error, of something that failed, is set and has a text: a
 * failure without one would look like success. */
void failure_complete (GError **error);

/* Sets error: GIMP refused to make or change something. */
void failure_set_refused (GError **error);

/* Sets error: a drawable has been deleted, or its image was closed. */
void failure_set_gone (GError **error);
