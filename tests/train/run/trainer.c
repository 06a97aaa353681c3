/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the loop over training steps from outside, by a program (child.c; its
 * path is in SMOOTH_TEST_CHILD): whatever happens to a run, its weights are the
 * same to the bit.
 */
#include <signal.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "support/folder.h"

#define N_STEPS 20
#define TEXT(number) G_STRINGIFY (number)

/* The time by which each sample is delayed, so that a signal arrives within a
 * step. */
#define DELAY_US "8000"

#define WAIT_US 2000
#define MAX_WAITS 10000

static const char *
get_child (void)
{
  return g_getenv ("SMOOTH_TEST_CHILD");
}

/* Runs a command, waits for its end and returns its exit status; -1 if a signal
 * ended it. */
static int
run_command (const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait (process, NULL, &error));
  return g_subprocess_get_if_exited (process)
           ? g_subprocess_get_exit_status (process)
           : -1;
}

static int
run_child (const char *folder, const char *n_threads, const char *option)
{
  const char *const argv[] = { get_child (), folder, TEXT (N_STEPS),
                               n_threads,    "0",    option,
                               NULL };

  return run_command (argv);
}

static GBytes *
read_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *contents;
  gsize n;

  g_file_get_contents (path, &contents, &n, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (contents, n);
}

static void
assert_same_weights (const char *folder_a, const char *folder_b)
{
  static const char *const names[] = { "mi.safetensors",
                                       "checkpoint.safetensors" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) a = read_file (folder_a, names[i]);
      g_autoptr (GBytes) b = read_file (folder_b, names[i]);

      g_assert_true (g_bytes_equal (a, b));
    }
}

/* Returns the number of rows of the log, without its header. */
static int
count_rows (const char *folder)
{
  g_autoptr (GBytes) bytes = read_file (folder, "log.csv");
  gsize n;
  const char *text = g_bytes_get_data (bytes, &n);
  int n_lines = 0;

  for (gsize i = 0; i < n; i++)
    n_lines += text[i] == '\n';
  return n_lines - 1;
}

static void
test_threads (TestFolder *folder, gconstpointer data)
{
  g_autofree char *one = test_folder_get_file (folder, "one");
  g_autofree char *three = test_folder_get_file (folder, "three");

  (void) data;
  g_assert_cmpint (run_child (one, "1", NULL), ==, 0);
  g_assert_cmpint (run_child (three, "3", NULL), ==, 0);
  assert_same_weights (one, three);
  g_assert_cmpint (count_rows (one), ==, N_STEPS);
}

/* Sends a signal to a process. The signal 0 ends it without asking it, which is
 * SIGKILL on POSIX systems. */
static void
send_signal (GSubprocess *process, int signal)
{
#ifdef G_OS_UNIX
  if (signal != 0)
    {
      g_subprocess_send_signal (process, signal);
      return;
    }
#endif
  (void) signal;
  g_subprocess_force_exit (process);
}

/* Starts a slow run, sends it a signal once it has written a checkpoint, and
 * returns the process when it has ended. */
static GSubprocess *
start_and_send (const char *folder, int signal)
{
  const char *const argv[] = { get_child (), folder,   TEXT (N_STEPS),
                               "2",          DELAY_US, NULL };
  g_autofree char *checkpoint =
    g_build_filename (folder, "checkpoint.safetensors", NULL);
  g_autoptr (GError) error = NULL;
  GSubprocess *process =
    g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error);
  int n_waits = 0;

  g_assert_no_error (error);
  while (!g_file_test (checkpoint, G_FILE_TEST_EXISTS) && n_waits++ < MAX_WAITS)
    g_usleep (WAIT_US);
  send_signal (process, signal);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  return process;
}

static void
test_kill (TestFolder *folder, gconstpointer data)
{
  const int signal = GPOINTER_TO_INT (data);
  g_autofree char *whole = test_folder_get_file (folder, "whole");
  g_autofree char *broken = test_folder_get_file (folder, "broken");
  g_autoptr (GSubprocess) process = start_and_send (broken, signal);

  if (signal != 0)
    {
      g_assert_true (g_subprocess_get_if_exited (process));
      g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 3);
    }
  else
    {
#ifdef G_OS_UNIX
      g_assert_true (g_subprocess_get_if_signaled (process));
#else
      g_assert_false (g_subprocess_get_successful (process));
#endif
    }
  g_assert_cmpint (run_child (whole, "2", NULL), ==, 0);
  /* The folder has a run, which must not be overwritten. */
  g_assert_cmpint (run_child (broken, "2", NULL), ==, 1);
  g_assert_cmpint (run_child (broken, "1", "--resume"), ==, 0);
  assert_same_weights (whole, broken);
  g_assert_cmpint (count_rows (broken), ==, N_STEPS);
}

static void
test_ranks (TestFolder *folder, gconstpointer data)
{
  g_autofree char *mpirun = g_find_program_in_path ("mpirun");
  g_autofree char *alone = test_folder_get_file (folder, "alone");
  const char *n_ranks = data;
  g_autofree char *shared = test_folder_get_file (folder, "shared");
  const char *const argv[] = { mpirun,
                               "--allow-run-as-root",
                               "--oversubscribe",
                               "-n",
                               n_ranks,
                               get_child (),
                               shared,
                               TEXT (N_STEPS),
                               "1",
                               "0",
                               NULL };

  if (mpirun == NULL || g_getenv ("SMOOTH_TEST_MPI") == NULL)
    {
      g_test_skip ("no mpirun here, or the trainer was built without MPI");
      return;
    }
  g_assert_cmpint (run_child (alone, "2", NULL), ==, 0);
  g_assert_cmpint (run_command (argv), ==, 0);
  assert_same_weights (alone, shared);
}

/* If the weights cannot be written, the run fails, and can be resumed later. */
static void
test_full (TestFolder *folder, gconstpointer data)
{
  g_autofree char *blocked = test_folder_get_file (folder, "blocked");
  g_autofree char *weights = g_build_filename (blocked, "mi.safetensors", NULL);

  (void) data;
  /* A folder has the name of the file of weights, so that this cannot be
   * written. */
  g_assert_cmpint (g_mkdir_with_parents (weights, 0755), ==, 0);
  g_assert_cmpint (run_child (blocked, "2", NULL), ==, 1);
  /* Once the folder in the place of the file of weights is removed, resuming
   * writes the weights without any further step.
   */
  g_assert_cmpint (g_rmdir (weights), ==, 0);
  g_assert_cmpint (run_child (blocked, "2", "--resume"), ==, 0);
  g_assert_cmpint (count_rows (blocked), ==, N_STEPS);
}

/* Returns the largest difference between the weights of two runs. */
static float
get_distance (const char *folder_a, const char *folder_b)
{
  g_autoptr (GBytes) a = read_file (folder_a, "mi.safetensors");
  g_autoptr (GBytes) b = read_file (folder_b, "mi.safetensors");
  gsize n_a, n_b;
  const char *bytes_a = g_bytes_get_data (a, &n_a);
  const char *bytes_b = g_bytes_get_data (b, &n_b);
  /* A safetensors file begins with the length of its header, little-endian. */
  const gsize first_a = 8 + GUINT64_FROM_LE (*(const guint64 *) bytes_a);
  const gsize first_b = 8 + GUINT64_FROM_LE (*(const guint64 *) bytes_b);
  float most = 0;

  g_assert_cmpuint (n_a - first_a, ==, n_b - first_b);
  for (gsize i = 0; i < (n_a - first_a) / sizeof (float); i++)
    {
      float value_a, value_b;

      memcpy (&value_a, bytes_a + first_a + i * sizeof (float), sizeof (float));
      memcpy (&value_b, bytes_b + first_b + i * sizeof (float), sizeof (float));
      most = MAX (most, ABS (value_a - value_b));
    }
  return most;
}

/* A run that begins with the weights of another run changes them by one step
 * only, unlike one with random weights. If the file does not exist, the run is
 * refused. */
static void
test_from (TestFolder *folder, gconstpointer data)
{
  g_autofree char *before = test_folder_get_file (folder, "before");
  g_autofree char *weights = g_build_filename (before, "mi.safetensors", NULL);
  g_autofree char *after = test_folder_get_file (folder, "after");
  g_autofree char *fresh = test_folder_get_file (folder, "fresh");
  const char *const argv[] = {
    get_child (), after, "1", "1", "0", weights, NULL
  };
  const char *const argv_fresh[] = { get_child (), fresh, "1", "1", "0", NULL };

  (void) data;
  g_assert_cmpint (run_child (before, "2", NULL), ==, 0);
  g_assert_cmpint (run_command (argv), ==, 0);
  g_assert_cmpint (run_command (argv_fresh), ==, 0);
  g_assert_cmpfloat (get_distance (before, after), >, 0);
  g_assert_cmpfloat (get_distance (before, after), <, 2.5e-3);
  g_assert_cmpfloat (get_distance (before, fresh), >, 2.5e-3);
  g_assert_cmpint (run_child (folder->path, "1", "missing.safetensors"), ==, 1);
}

/* Does the same as test_folder_tear_down () for a folder with folders in it. */
static void
tear_down (TestFolder *folder, gconstpointer data)
{
  GDir *entries = g_dir_open (folder->path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      TestFolder inner = { test_folder_get_file (folder, name) };

      test_folder_tear_down (&inner, data);
    }
  g_dir_close (entries);
  test_folder_tear_down (folder, data);
}

#define ADD(path, data, func)                                                  \
  g_test_add (path, TestFolder, data, test_folder_set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/trainer/threads", NULL, test_threads);
  ADD ("/trainer/kill", GINT_TO_POINTER (0), test_kill);
#ifdef G_OS_UNIX
  ADD ("/trainer/terminate", GINT_TO_POINTER (SIGTERM), test_kill);
  ADD ("/trainer/interrupt", GINT_TO_POINTER (SIGINT), test_kill);
  ADD ("/trainer/hang-up", GINT_TO_POINTER (SIGHUP), test_kill);
  ADD ("/trainer/user", GINT_TO_POINTER (SIGUSR1), test_kill);
#endif
  ADD ("/trainer/two-ranks", "2", test_ranks);
  ADD ("/trainer/four-ranks", "4", test_ranks);
  ADD ("/trainer/blocked", NULL, test_full);
  ADD ("/trainer/from", NULL, test_from);
  return g_test_run ();
}
