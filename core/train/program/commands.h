/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sub-commands of structure-smooth-train. Each parses its own arguments,
 * argv[0] being its name, prints its own errors on stderr and returns the exit
 * status.
 */
#pragma once

#include "train/data/tally.h"

/* The exit status of a command that was asked to stop and can be continued. */
#define COMMAND_STOPPED 3

/* Returns the exit status of the command with this name: 0 if is_done;
 * otherwise 1, or COMMAND_STOPPED if error is CANCELLED. Prints error unless
 * is_done. */
int
command_get_status (const char *name, gboolean is_done, const GError *error);

/* Prints text on stderr. Serves as the engine's SmoothReportFunc. */
void command_print_report (gpointer data, const char *text);

/* Prints a summary on stderr, with "name: " before it: how many files were
 * used, and which were left out for which reasons. If file is not NULL, the
 * names of all left-out files are written into it, and the summary lists only
 * some of them. Otherwise the summary lists all, but only some of those left
 * out because of their names alone, of which there may be thousands. Errors:
 * IO. */
gboolean command_report_tally (const char *name,
                               TrainTally *tally,
                               const char *file,
                               GError **error);

int command_demo (int argc, char **argv);
int command_eme (int argc, char **argv);
int command_export (int argc, char **argv);
int command_evaluate (int argc, char **argv);
int command_extend (int argc, char **argv);
int command_fine_pairs (int argc, char **argv);
int command_info (int argc, char **argv);
int command_mi (int argc, char **argv);
int command_pairs (int argc, char **argv);
