/* SPDX-License-Identifier: GPL-3.0-or-later */
/* structure-smooth core: structure-preserving image smoothing by two
 * pre-trained networks (EME, the edge map extractor, and MI, the main
 * interpreter).
 *
 * This header brings in all that the plug-in and the ui library may see.
 * The library keeps no global state, prints nothing and never exits: every
 * failure comes back as a GError of SMOOTH_ERROR, its text translated through
 * the gettext domain SMOOTH_GETTEXT_DOMAIN (bound by the program).
 */
#pragma once

#include <smooth/engine.h>
#include <smooth/error.h>
#include <smooth/image.h>
#include <smooth/model.h>
#include <smooth/params.h>

/** Gettext domain of every text that the library hands to a person. */
#define SMOOTH_GETTEXT_DOMAIN "structure-smooth"
