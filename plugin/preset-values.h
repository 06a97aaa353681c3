/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The values of a preset: all arguments of the procedure but the weights, in a
 * group of the settings file. To be called on the main thread.
 */
#pragma once

#include <libgimp/gimp.h>

/* Gives config the values that the group has. An argument that the group lacks,
 * because an older version has saved it, or whose value cannot be read, gets
 * its default; a number out of range is clamped. */
void preset_values_apply (GimpProcedureConfig *config,
                          GKeyFile *file,
                          const char *group);

/* Writes the values of config into the group. */
void preset_values_save (GimpProcedureConfig *config,
                         GKeyFile *file,
                         const char *group);
