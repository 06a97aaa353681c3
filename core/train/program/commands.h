/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sub-commands of structure-smooth-train: each parses its own arguments,
 * argv[0] being its name, prints its own errors and returns the exit status.
 */
#pragma once

int command_evaluate (int argc, char **argv);
int command_extend (int argc, char **argv);
