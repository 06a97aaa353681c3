/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the report of a timed pass (see engine-times.h): the pass as a whole,
 * then the layers of the run's graph and of that of its highlights.
 */
#include "engine/engine-times.h"

#include "net/graph-times.h"

#define US_PER_MS 1000.0

void
smooth_engine_times_report (const SmoothEngineRun *run, gint64 us)
{
  const SmoothEngineRunSetup *setup = run->setup;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (
    text,
    "structure-smooth: %d x %d pixels, texture scale %g, strength %g, "
    "%d threads, %s: %.1f ms\n",
    run->region.width, run->region.height, run->params.texture_scale,
    run->params.strength, setup->n_threads, smooth_simd_get_name (setup->simd),
    (double) us / US_PER_MS);
  if (run->graph != NULL)
    smooth_graph_append_times (run->graph, text);
  g_string_append_printf (text, "  %-20s %9.1f ms\n", "writing the result",
                          (double) run->write_us / US_PER_MS);
  if (run->highlights != NULL)
    {
      g_string_append (text, " samples outside [0, 1], as exposed:\n");
      smooth_highlights_append_times (run->highlights, text);
    }
  setup->report (setup->report_data, text->str);
}
