/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "operation-graph.h"

#include <gio/gio.h>

/* Adds what is before and behind the operation. */
static void
graph_complete (Graph *graph, GeglBuffer *input)
{
  GeglNode *source = gegl_node_new_child (
    graph->graph, "operation", "gegl:buffer-source", "buffer", input, NULL);

  graph->sink =
    gegl_node_new_child (graph->graph, "operation", "gegl:buffer-sink",
                         "buffer", &graph->output, "format", NULL, NULL);
  gegl_node_link_many (source, graph->operation, graph->sink, NULL);
}

void
graph_init (Graph *graph, GeglBuffer *input)
{
  *graph = (Graph) { .graph = gegl_node_new () };
  graph->operation =
    gegl_node_new_child (graph->graph, "operation", NAME, NULL);
  graph_complete (graph, input);
}

void
graph_clear (Graph *graph)
{
  g_object_unref (graph->graph);
  g_clear_object (&graph->output);
}

void
graph_set (Graph *graph, const SmoothParams *params)
{
  gegl_node_set (graph->operation, "strength", params->strength * 100,
                 "texture-scale", params->texture_scale, "detail",
                 params->detail * 100, "channels", (int) params->channels,
                 "tileable", params->is_tileable, NULL);
}

void
graph_reload (Graph *graph, GeglBuffer *input)
{
  g_autofree char *xml = gegl_node_to_xml (graph->operation, "/");
  GeglNode *loaded = gegl_node_new_from_xml (xml, "/");
  GSList *nodes;

  graph_clear (graph);
  *graph = (Graph) { .graph = loaded };
  nodes = gegl_node_get_children (loaded);
  for (GSList *i = nodes; i != NULL; i = i->next)
    if (g_strcmp0 (gegl_node_get_operation (i->data), NAME) == 0)
      graph->operation = i->data;
  g_slist_free (nodes);
  g_assert_nonnull (graph->operation);
  graph_complete (graph, input);
}

void
graph_check (Graph *graph, const float *wanted)
{
  const Babl *format;
  g_autofree float *got = NULL;
  gsize n;

  g_clear_object (&graph->output);
  gegl_node_process (graph->sink);
  format = gegl_buffer_get_format (graph->output);
  n = sizeof (float) * buffer_count_floats (graph->output, format);
  got = buffer_read (graph->output, format);
  g_assert_cmpmem (got, n, wanted, n);
}

/* Puts the weights where the operation looks for them. Returns the folder that
 * GIMP3_DIRECTORY is set to; its files stay until the test's folder goes. */
static void
install_weights (void)
{
  g_autofree char *root = g_dir_make_tmp ("smooth-XXXXXX", NULL);
  g_autofree char *folder =
    g_build_filename (root, "plug-ins", "structure-smooth", NULL);
  g_autofree char *path = g_build_filename (folder, "weights", NULL);
  g_autoptr (GFile) link = g_file_new_for_path (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_make_symbolic_link (
    link, g_getenv ("SMOOTH_TEST_WEIGHTS"), NULL, NULL));
  g_setenv ("GIMP3_DIRECTORY", root, TRUE);
}

/* Removes what install_weights has made. */
static void
uninstall_weights (void)
{
  const char *root = g_getenv ("GIMP3_DIRECTORY");
  static const char *const PARTS[] = { "plug-ins/structure-smooth/weights",
                                       "plug-ins/structure-smooth", "plug-ins",
                                       "." };

  for (gsize i = 0; i < G_N_ELEMENTS (PARTS); i++)
    {
      g_autofree char *path = g_build_filename (root, PARTS[i], NULL);
      g_autoptr (GFile) file = g_file_new_for_path (path);

      g_file_delete (file, NULL, NULL);
    }
}

void
operation_start (int *argc, char ***argv)
{
  GLogLevelFlags fatal;

  g_test_init (argc, argv, NULL);
  install_weights ();
  /* Two of GEGL's own modules register the same operation, which GLib reports
   * as critical. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  gegl_init (NULL, NULL);
  /* GEGL offers operations under the GPL to programs under the GPL alone. */
  g_object_set (gegl_config (), "application-license", "GPL3", NULL);
  g_assert_true (gegl_has_operation (NAME));
  g_log_set_always_fatal (fatal);
}

int
operation_finish (void)
{
  const int status = g_test_run ();

  gegl_exit ();
  uninstall_weights ();
  return status;
}
