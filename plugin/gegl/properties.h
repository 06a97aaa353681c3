/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The operation's properties. Their ranges, defaults and texts are those of
 * core's table (smooth/params.h). On any thread, for an operation that no other
 * thread changes.
 */
#pragma once

#include <gegl-plugin.h>

#include <smooth/smooth.h>

typedef struct
{
  GeglOperationFilter parent_instance;
  SmoothParams params;
  char *weights;
} Operation;

/* Registers the type of the property "channels", before the properties are
 * installed. */
void properties_register (GTypeModule *module);

/* Installs the properties, and the functions that set and get them. */
void properties_install (GObjectClass *klass);
