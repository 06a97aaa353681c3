/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arguments of the procedure, in one table: names, labels, types and
 * values. For the arguments that are parameters of core, the table takes them
 * from core's own table (smooth/params.h); the arguments "result" and "weights"
 * belong to the plug-in.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth/smooth.h>

/* The arguments, in the order of the procedure's signature. Scripts pass
 * arguments by position, so a new one may only be appended. */
typedef enum
{
  ARGUMENT_STRENGTH,
  ARGUMENT_TEXTURE_SCALE,
  ARGUMENT_CHANNELS,
  ARGUMENT_RESULT,
  ARGUMENT_WEIGHTS,
  ARGUMENT_DETAIL,
  ARGUMENT_DETAIL_LAYERS,
  ARGUMENT_TILEABLE,
  N_ARGUMENTS
} ArgumentId;

typedef struct
{
  /* The argument's name in GIMP's PDB, and its key in presets. */
  const char *name;
  const char *label;   /* untranslated; an underscore marks the mnemonic */
  const char *tooltip; /* untranslated */
  /* An argument is a number, a choice, an integer or a switch; if these
   * pointers are all NULL, it is a folder. */
  const SmoothParamNumber *number;
  const SmoothParamChoice *choice;
  const SmoothParamInteger *integer;
  const SmoothParamSwitch *toggle;
} Argument;

/* Returns the table's row id. All its pointers are borrowed and static. Any
 * thread. */
Argument argument_get (ArgumentId id);

/* Adds the arguments and the return value to procedure. To be called on the
 * main thread. */
void arguments_declare (GimpProcedure *procedure);
