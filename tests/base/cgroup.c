/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of base/cgroup.h, on folders with copies of the system's files, as they
 * are in containers, services, and outside of both. */
#include "base/base.h"

#include "base/cgroup.h"
#include "support/folder.h"

#define V2                                                                     \
  "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsd\n"
#define V1                                                                     \
  "33 32 0:29 / /sys/fs/cgroup/cpu rw shared:9 - cgroup cgroup "               \
  "rw,cpu,cpuacct\n"
#define V1_MEMORY                                                              \
  "34 32 0:30 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"
#define OTHERS "22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw\nno such line\n\n"

/* A file of a case: its name below the root, and its text. */
typedef struct
{
  const char *name, *text;
} File;

typedef struct
{
  const char *what;
  int limit;
  File files[6];
} Case;

static const Case cases[] = {
  { "no files", G_MAXINT, { { 0 } } },
  { "no limit",
    G_MAXINT,
    { { "proc/self/mountinfo", OTHERS V2 },
      { "proc/self/cgroup", "0::/user.slice/x.scope\n" },
      { "sys/fs/cgroup/user.slice/x.scope/cpu.max", "max 100000\n" } } },
  { "one and a half CPUs",
    2,
    { { "proc/self/mountinfo", OTHERS V2 },
      { "proc/self/cgroup", "0::/x.scope\n" },
      { "sys/fs/cgroup/x.scope/cpu.max", "150000 100000\n" } } },
  { "a tenth of a CPU",
    1,
    { { "proc/self/mountinfo", V2 },
      { "proc/self/cgroup", "0::/x.scope\n" },
      { "sys/fs/cgroup/x.scope/cpu.max", "10000 100000\n" } } },
  { "the group around it has less",
    3,
    { { "proc/self/mountinfo", V2 },
      { "proc/self/cgroup", "0::/a.slice/b.slice/c.scope\n" },
      { "sys/fs/cgroup/a.slice/cpu.max", "300000 100000\n" },
      { "sys/fs/cgroup/a.slice/b.slice/cpu.max", "max 100000\n" },
      { "sys/fs/cgroup/a.slice/b.slice/c.scope/cpu.max",
        "800000 100000\n" } } },
  { "a container with a name space of its own",
    4,
    { { "proc/self/mountinfo", OTHERS V2 },
      { "proc/self/cgroup", "0::/\n" },
      { "sys/fs/cgroup/cpu.max", "200000 50000\n" } } },
  { "a container that sees the outer group's path",
    2,
    { { "proc/self/mountinfo", "40 39 0:29 /docker/123 /sys/fs/cgroup/cpu ro - "
                               "cgroup cgroup rw,cpu\n" },
      { "proc/self/cgroup", "5:cpu:/docker/123\n4:memory:/docker/123\n" },
      { "sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n" },
      { "sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n" } } },
  { "a mount of a group whose name begins alike",
    2,
    { { "proc/self/mountinfo",
        "40 39 0:29 /a /sys/fs/cgroup/cpu ro - cgroup cgroup rw,cpu\n" },
      { "proc/self/cgroup", "5:cpu:/ab\n" },
      { "sys/fs/cgroup/cpu/cpu.cfs_quota_us", "200000\n" },
      { "sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n" },
      { "sys/fs/cgroup/cpu/b/cpu.cfs_quota_us", "100000\n" },
      { "sys/fs/cgroup/cpu/b/cpu.cfs_period_us", "100000\n" } } },
  { "version 1",
    5,
    { { "proc/self/mountinfo", V1_MEMORY V1 },
      { "proc/self/cgroup", "4:memory:/m\n3:cpu,cpuacct:/x\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_quota_us", "500000\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_period_us", "100000\n" } } },
  { "version 1 without a limit",
    G_MAXINT,
    { { "proc/self/mountinfo", V1 },
      { "proc/self/cgroup", "3:cpu,cpuacct:/x\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_quota_us", "-1\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_period_us", "100000\n" } } },
  { "cpuset is no limit of CPU time",
    G_MAXINT,
    { { "proc/self/mountinfo",
        "33 32 0:29 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset\n" },
      { "proc/self/cgroup", "3:cpuset:/x\n" },
      { "sys/fs/cgroup/cpuset/x/cpu.cfs_quota_us", "100000\n" },
      { "sys/fs/cgroup/cpuset/x/cpu.cfs_period_us", "100000\n" } } },
  { "both versions",
    2,
    { { "proc/self/mountinfo", V1 V2 },
      { "proc/self/cgroup", "3:cpu:/x\n0::/y\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_quota_us", "200000\n" },
      { "sys/fs/cgroup/cpu/x/cpu.cfs_period_us", "100000\n" },
      { "sys/fs/cgroup/y/cpu.max", "900000 100000\n" } } },
  { "numbers that are none",
    G_MAXINT,
    { { "proc/self/mountinfo", V2 },
      { "proc/self/cgroup", "0::/x\n:\n\n" },
      { "sys/fs/cgroup/x/cpu.max", "many 0\n" } } },
};

static void
test_case (TestFolder *folder, gconstpointer data)
{
  const Case *test = data;
  int limit;

  for (int i = 0; i < (int) G_N_ELEMENTS (test->files); i++)
    {
      g_autofree char *path = NULL, *parent = NULL;

      if (test->files[i].name == NULL)
        break;
      path = test_folder_get_file (folder, test->files[i].name);
      parent = g_path_get_dirname (path);
      g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
      g_assert_true (g_file_set_contents (path, test->files[i].text, -1, NULL));
    }
  limit = smooth_cgroup_get_n_cpus (folder->path);
  g_assert_cmpint (limit, ==, test->limit);
}

void
test_cgroup_add (void)
{
  for (int i = 0; i < (int) G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/cgroup/%s", cases[i].what);

      g_test_add (path, TestFolder, &cases[i], test_folder_set_up, test_case,
                  test_folder_tear_down);
    }
}
