/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What GIMP has only since a version after 3.0. One build of the plug-in runs
 * in 3.0 and in later versions, so libgimp's newer functions are looked up
 * while it runs; a function whose declaration the build has not seen is not
 * called. No other file asks for GIMP's version. Main thread.
 */
#pragma once

#include <libgimp/gimp.h>

/* Returns whether no plug-in can draw on item before it is rasterized, since
 * GIMP draws it from something else than pixels. So it is with link and vector
 * layers of GIMP 3.2, but not with text layers: GIMP rasterizes a text layer
 * when its pixels change. */
gboolean newer_gimp_needs_rasterizing (GimpItem *item);

/* Tells GIMP the address of the procedure's help page. GIMP takes it from 3.4
 * on, where it shows help without a plug-in. In a build for older versions the
 * function does nothing, and GIMP finds the page by the plug-in's help domain.
 */
void newer_gimp_set_help_uri (GimpProcedure *procedure, const char *uri);
