/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the test program "base". Each part tests one file of
 * core/base. */
#pragma once

/* Each function adds its file's tests to GLib's list. */
void test_arena_add (void);
void test_cgroup_add (void);
void test_round_add (void);
void test_system_add (void);
void test_task_queue_add (void);
void test_threads_add (void);
