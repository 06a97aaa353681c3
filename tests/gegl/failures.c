/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests what the operation does where it cannot smooth: the input is passed on,
 * with one message for each reason, and the result is not transparent.
 */
#include <stdlib.h>
#include <string.h>

#include <sys/resource.h>

#include "operation-graph.h"
#include "support/measure.h"

/* Implements GLogFunc: counts the messages. */
static void
count_message (const char *domain,
               GLogLevelFlags level,
               const char *message,
               gpointer data)
{
  (void) domain;
  (void) level;
  g_test_message ("%s", message);
  ++*(int *) data;
}

/* Weights that are not installed: the input is passed on, with one message. */
static void
test_unknown_weights (void)
{
  const GeglRectangle extent = { 0, 0, 40, 30 };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) input =
    buffer_new_random (rand, "R'G'B'A float", &extent, 1);
  g_autofree float *wanted = buffer_read (input, format);
  const gsize n = sizeof (float) * buffer_count_floats (input, format);
  int n_messages = 0;
  const guint handler =
    g_log_set_handler ("GEGL", G_LOG_LEVEL_MESSAGE, count_message, &n_messages);

  for (int i = 0; i < 3; i++)
    {
      g_autofree float *got = NULL;
      Graph graph;

      graph_init (&graph, input);
      gegl_node_set (graph.operation, "weights", "0123456789abcdef", NULL);
      gegl_node_process (graph.sink);
      got = buffer_read (graph.output, format);
      g_assert_cmpmem (got, n, wanted, n);
      graph_clear (&graph);
    }
  g_assert_cmpint (n_messages, ==, 1);
  g_log_remove_handler ("GEGL", handler);
}

/* Returns how many bytes of address space the program uses; 0 if the system
 * does not say that. */
static rlim_t
count_address_space (void)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL))
    return 0;
  found = strstr (text, "VmSize:");
  return found == NULL ? 0
                       : 1024 * strtoull (found + strlen ("VmSize:"), NULL, 10);
}

/* Renders input while the system gives the program no more than n_bytes, which
 * are too few: the input is passed on. */
static void
check_within (GeglBuffer *input, const SmoothParams *params, rlim_t n_bytes)
{
  g_autofree float *passed = buffer_read (input, babl_format ("R'G'B'A float"));
  struct rlimit before, limit;
  Graph graph;

  graph_init (&graph, input);
  graph_set (&graph, params);
  g_assert_cmpint (getrlimit (RLIMIT_AS, &before), ==, 0);
  limit = before;
  limit.rlim_cur = count_address_space () + n_bytes;
  g_assert_cmpint (setrlimit (RLIMIT_AS, &limit), ==, 0);
  graph_check (&graph, passed);
  g_assert_cmpint (setrlimit (RLIMIT_AS, &before), ==, 0);
  graph_clear (&graph);
}

/* Pictures of several widths, for whose runs the system refuses memory. When
 * there is memory again, they are smoothed. */
static void
check_refused (GRand *rand)
{
  const SmoothParams params = {
    .strength = 0.5, .texture_scale = 2, .detail = -1, .n_details = 1
  };
  g_autoptr (GeglBuffer) input = NULL;
  g_autofree float *smoothed = NULL;
  Graph graph;

  for (int width = 2500; width <= 2700; width += 100)
    {
      g_clear_object (&input);
      input = buffer_new_random (rand, "R'G'B'A float",
                                 GEGL_RECTANGLE (0, 0, width, 40), 1);
      check_within (input, &params, 8 << 20);
    }
  smoothed = buffer_smooth (input, babl_format ("R'G'B'A float"), &params);
  graph_init (&graph, input);
  graph_set (&graph, &params);
  graph_check (&graph, smoothed);
  graph_clear (&graph);
}

static void
test_no_memory (void)
{
  const GeglRectangle extent = { 0, 0, 40, 30 };
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) small =
    buffer_new_random (rand, "R'G'B'A float", &extent, 1);
  int n_messages = 0;
  guint handler;
  Graph graph;

  if (g_getenv ("SMOOTH_SANITIZED") != NULL || count_address_space () == 0)
    {
      g_test_skip ("a sanitizer needs address space, or its size is not known");
      return;
    }
  /* Makes the engine and its threads. */
  graph_init (&graph, small);
  gegl_node_process (graph.sink);
  graph_clear (&graph);

  handler =
    g_log_set_handler ("GEGL", G_LOG_LEVEL_MESSAGE, count_message, &n_messages);
  check_refused (rand);
  g_assert_cmpint (n_messages, ==, 1);
  g_log_remove_handler ("GEGL", handler);
}

int
main (int argc, char **argv)
{
  operation_start (&argc, &argv);
  g_test_add_func ("/failures/unknown-weights", test_unknown_weights);
  g_test_add_func ("/failures/no-memory", test_no_memory);
  return operation_finish ();
}
