/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* CPU quotas of Linux's control groups, by which containers and services are
 * limited to a share of the machine's CPU time. More threads than the quota has
 * CPUs would be stopped in the middle of their work, while the others wait for
 * them. See cgroups(7) and, in the kernel's documentation, "Control Group v2"
 * (cpu.max) and "CFS Bandwidth Control" (cpu.cfs_quota_us, version 1).
 */
#pragma once

/* Returns to how many CPUs the control groups of this process limit its CPU
 * time, rounded up, at least 1; G_MAXINT if there is no limit, or none that can
 * be read. The smallest limit of a group and of those around it counts. root:
 * the folder that has the system's files, "" for the system itself. Any thread
 * may call it. */
int smooth_cgroup_get_n_cpus (const char *root);
