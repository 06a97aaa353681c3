/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sub-commands of structure-smooth-train: each parses its own arguments,
 * argv[0] being its name, prints its own errors and returns the exit status.
 */
#pragma once

int command_demo (int argc, char **argv);
int command_eme (int argc, char **argv);
int command_export (int argc, char **argv);
int command_evaluate (int argc, char **argv);
int command_extend (int argc, char **argv);
int command_info (int argc, char **argv);
int command_mi (int argc, char **argv);
int command_pairs (int argc, char **argv);
