/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arguments of the procedure, in one table: names, labels, types and
 * values. What core knows comes from its table of parameters (smooth/params.h);
 * "result" and "weights" are the plug-in's own.
 */
#pragma once

#include <libgimp/gimp.h>

#include <smooth/smooth.h>

/* In the order of the procedure's signature. Scripts rely on it: arguments are
 * only ever appended. */
typedef enum
{
  ARGUMENT_STRENGTH,
  ARGUMENT_TEXTURE_SCALE,
  ARGUMENT_CHANNELS,
  ARGUMENT_RESULT,
  ARGUMENT_WEIGHTS,
  N_ARGUMENTS
} ArgumentId;

typedef struct
{
  const char *name;    /* in the PDB, and as a key of presets */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated */
  /* An argument is a number, a choice, or (both NULL) a folder. */
  const SmoothParamNumber *number;
  const SmoothParamChoice *choice;
} Argument;

/* All pointers of the row are borrowed and static. Any thread. */
Argument argument_get (ArgumentId id);

/* Adds the arguments and the return value to procedure. */
void arguments_declare (GimpProcedure *procedure);
