/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sub-commands of structure-smooth-train: each parses its own arguments,
 * argv[0] being its name, prints its own errors and returns the exit status.
 */
#pragma once

#include "train/data/tally.h"

/* The exit status of a command that was asked to stop and can go on. */
#define COMMAND_STOPPED 3

/* Prints error, if a command has failed with one, and gives its exit status: 0,
 * 1, or COMMAND_STOPPED where error says CANCELLED. */
int
command_get_status (const char *name, gboolean is_done, const GError *error);

/* Writes tally's summary to stderr, behind "name: ". All that was left out goes
 * into file; if that is NULL, all to stderr but those files left out by their
 * names, of which there may be thousands. FALSE and IO if file cannot be
 * written. */
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
