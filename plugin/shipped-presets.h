/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The presets that come with the plug-in, in one table. They are no part of the
 * settings file, so the user can neither change nor delete them. All functions
 * may be called on any thread.
 */
#pragma once

#include "arguments.h"

typedef struct
{
  const char *name; /* untranslated */
  /* The value of each argument, written as in a settings file. The argument
   * "weights", which presets leave alone, has NULL. */
  const char *values[N_ARGUMENTS];
} ShippedPreset;

/* Returns the presets, in the order of the menu; borrowed and static. n (out):
 * how many there are. */
const ShippedPreset *shipped_presets_get (int *n);

/* Writes the values of a preset into a group of file, from which
 * preset_values_apply () reads them. */
void shipped_preset_write (const ShippedPreset *preset,
                           GKeyFile *file,
                           const char *group);
