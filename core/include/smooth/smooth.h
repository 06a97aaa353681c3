/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Includes all public headers of core, which smooths pictures and preserves
 * their structure by two pre-trained networks: EME, the edge map extractor, and
 * MI, the main interpreter.
 *
 * The library keeps no global state, prints nothing and never exits. A failure
 * is a GError of the domain SMOOTH_ERROR; its text is translated through the
 * gettext domain SMOOTH_GETTEXT_DOMAIN, which the program binds.
 */
#pragma once

#include <smooth/engine.h>
#include <smooth/error.h>
#include <smooth/image.h>
#include <smooth/model.h>
#include <smooth/params.h>
#include <smooth/step-run.h>
#include <smooth/tileable-source.h>

/** The gettext domain of all texts for users. */
#define SMOOTH_GETTEXT_DOMAIN "structure-smooth"
