/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lists how much time each layer of a graph took (see graph-times.h).
 * graph-pass.c measures the times.
 */
#include "net/graph-times.h"

#include "net/graph-private.h"

#define US_PER_MS 1000.0

static SmoothNode *
get_node (const SmoothGraph *graph, guint i)
{
  return g_ptr_array_index (graph->nodes, i);
}

void
smooth_graph_reset_times (SmoothGraph *graph)
{
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = get_node (graph, i);

      atomic_store (&node->compute_us, 0);
      node->fetch_us = 0;
    }
}

/* The time in which the nodes of an octave, or of all of them if it is
 * negative, were computed. */
static double
sum_up (const SmoothGraph *graph, int octave)
{
  double us = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = get_node (graph, i);

      if (octave < 0 || node->octave == octave)
        us += (double) atomic_load (&node->compute_us);
    }
  return us;
}

static void
append_line (GString *text, const char *name, double us, double all_us)
{
  g_string_append_printf (text, "  %-20s %9.1f ms %5.1f %%\n", name,
                          us / US_PER_MS, all_us > 0 ? 100 * us / all_us : 0);
}

static void
append_octave (const SmoothGraph *graph,
               int octave,
               double all_us,
               GString *text)
{
  g_autofree char *title =
    g_strdup_printf ("octave %d (1/%d)", octave, 1 << octave);

  append_line (text, title, sum_up (graph, octave), all_us);
  for (guint i = 0; i < graph->nodes->len; i++)
    {
      SmoothNode *node = get_node (graph, i);
      const double us = (double) atomic_load (&node->compute_us);
      g_autofree char *name = g_strconcat ("  ", node->name, NULL);

      if (node->octave == octave && us > 0)
        append_line (text, name, us, all_us);
    }
}

void
smooth_graph_append_times (const SmoothGraph *graph, GString *text)
{
  const double all_us = sum_up (graph, -1);
  double fetch_us = 0;
  int last = 0;

  for (guint i = 0; i < graph->nodes->len; i++)
    {
      last = MAX (last, get_node (graph, i)->octave);
      fetch_us += (double) get_node (graph, i)->fetch_us;
    }
  for (int octave = 0; octave <= last; octave++)
    append_octave (graph, octave, all_us, text);
  g_string_append_printf (text, "  %-20s %9.1f ms\n", "reading the source",
                          fetch_us / US_PER_MS);
}
