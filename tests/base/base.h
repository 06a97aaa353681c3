/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the program "base": the tests of one file of core/base each. */
#pragma once

/* Each adds its tests to GLib's. */
void test_arena_add (void);
void test_round_add (void);
void test_system_add (void);
void test_threads_add (void);
