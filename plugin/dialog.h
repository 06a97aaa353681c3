/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog that an interactive call opens. */
#pragma once

#include <libgimp/gimp.h>

/* Lets a person edit config; FALSE if they left it by Cancel. */
gboolean dialog_run (GimpProcedure *procedure, GimpProcedureConfig *config);
