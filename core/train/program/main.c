/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program structure-smooth-train: finds the sub-command and runs it. */
#include <locale.h>
#include <string.h>

#include <glib.h>

#include "train/program/commands.h"

typedef struct
{
  const char *name;
  const char *summary;
  int (*run) (int argc, char **argv);
} Command;

static const Command COMMANDS[] = {
  { "demo", "train both networks for a few minutes, to see that all works",
    command_demo },
  { "eme", "train the edge map extractor", command_eme },
  { "evaluate", "measure the networks beside classical filters",
    command_evaluate },
  { "export", "write the weights that a run has reached", command_export },
  { "extend", "make the extended data set from photos", command_extend },
  { "fine-pairs", "write pairs with the fine part of their textures",
    command_fine_pairs },
  { "info", "say what is in a file of weights", command_info },
  { "mi", "train the main interpreter", command_mi },
  { "pairs", "write pairs to choose strengths and recipes on", command_pairs },
};

static void
print_usage (const char *program)
{
  g_print ("Usage: %s COMMAND [--help] [ARGUMENTS]\n\n", program);
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    g_print ("  %-12s%s\n", COMMANDS[i].name, COMMANDS[i].summary);
}

int
main (int argc, char **argv)
{
  /* The locale decides how file names are encoded, but not the language: the
   * trainer speaks English only. */
  setlocale (LC_CTYPE, "");
  if (argc >= 2)
    for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
      if (strcmp (argv[1], COMMANDS[i].name) == 0)
        return COMMANDS[i].run (argc - 1, argv + 1);
  print_usage (argv[0]);
  if (argc >= 2 && strcmp (argv[1], "--help") == 0)
    return 0;
  if (argc >= 2)
    g_printerr ("%s: there is no command '%s'\n", argv[0], argv[1]);
  return 2;
}
