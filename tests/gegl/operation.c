/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the operation as GEGL loads it: its properties, its bounding box, the
 * engine's bits, and that the input is passed on, with one message, where the
 * weights are missing. The environment variable GEGL_PATH has the folder of the
 * module, GIMP3_DIRECTORY a folder that this program fills with the weights.
 */
#include <malloc.h>
#include <string.h>

#include <gio/gio.h>

#include "gegl-support.h"
#include "support/measure.h"

#define NAME "structure-smooth:smooth"

/* buffer -> operation -> a buffer that is made when it is rendered. */
typedef struct
{
  GeglNode *graph, *operation, *sink;
  GeglBuffer *output;
} Graph;

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

/* The graph writes into graph->output, so graph must not move. */
static void
graph_init (Graph *graph, GeglBuffer *input)
{
  *graph = (Graph) { .graph = gegl_node_new () };
  graph->operation =
    gegl_node_new_child (graph->graph, "operation", NAME, NULL);
  graph_complete (graph, input);
}

static void
graph_clear (Graph *graph)
{
  g_object_unref (graph->graph);
  g_clear_object (&graph->output);
}

static void
graph_set (Graph *graph, const SmoothParams *params)
{
  gegl_node_set (graph->operation, "strength", params->strength * 100,
                 "texture-scale", params->texture_scale, "detail",
                 params->detail * 100, "channels", (int) params->channels,
                 "tileable", params->is_tileable, NULL);
}

static void
check_picture (GRand *rand, const char *name, double scale, int n_threads)
{
  const GeglRectangle extent = { -11, 5, 333, 257 };
  const SmoothParams params = { .strength = 0.8,
                                .texture_scale = scale,
                                .detail = -0.7,
                                .is_tileable = scale == 1,
                                .channels = SMOOTH_CHANNELS_LUMINANCE,
                                .n_details = 1 };
  const Babl *format = get_float_format (name);
  g_autoptr (GeglBuffer) input = buffer_new_random (rand, name, &extent, 1);
  g_autofree float *wanted = buffer_smooth (input, format, &params);
  g_autofree float *got = NULL;
  const gsize n = sizeof (float) * buffer_count_floats (input, format);
  Graph graph;

  graph_init (&graph, input);
  g_object_set (gegl_config (), "threads", n_threads, NULL);
  graph_set (&graph, &params);
  gegl_node_process (graph.sink);
  g_assert_true (
    gegl_rectangle_equal (gegl_buffer_get_extent (graph.output), &extent));
  g_assert_true (gegl_buffer_get_format (graph.output) == format);
  got = buffer_read (graph.output, format);
  g_assert_cmpmem (got, n, wanted, n);
  graph_clear (&graph);
}

static void
test_same_bits (void)
{
  g_autoptr (GRand) rand = test_rand_new ();

  check_picture (rand, "R'G'B'A float", 1, 1);
  check_picture (rand, "R'G'B' u8", 2, 4);
  check_picture (rand, "Y'A u16", 2, 2);
  check_picture (rand, "Y' float", 3, 3);
}

/* The parts come in an order of their own. */
static void
test_parts (void)
{
  const GeglRectangle extent = { 0, 0, 400, 300 };
  const SmoothParams params = {
    .strength = 0.5, .texture_scale = 2, .detail = -1, .n_details = 1
  };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) input =
    buffer_new_random (rand, "R'G'B'A float", &extent, 1);
  g_autofree float *wanted = buffer_smooth (input, format, &params);
  Graph graph;

  graph_init (&graph, input);
  graph_set (&graph, &params);
  for (int i = 0; i < 30; i++)
    {
      const GeglRectangle part = draw_part (rand, &extent);
      const gsize n_row = 4 * (gsize) part.width;
      g_autofree float *got = g_new (float, n_row *part.height);

      gegl_node_blit (graph.operation, 1, &part, format, got,
                      GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
      for (int y = 0; y < part.height; y++)
        g_assert_cmpmem (got + y * n_row, n_row * sizeof (float),
                         wanted
                           + 4 * ((gsize) (part.y + y) * extent.width + part.x),
                         n_row * sizeof (float));
    }
  graph_clear (&graph);
}

static const GParamSpec *
find_property (const char *name)
{
  const GParamSpec *spec = gegl_operation_find_property (NAME, name);

  g_assert_nonnull (spec);
  return spec;
}

static void
test_properties (void)
{
  static const char *const NAMES[] = { "strength", "texture-scale", "detail" };
  const char *weights =
    ((const GParamSpecString *) find_property ("weights"))->default_value;

  for (int id = 0; id < SMOOTH_N_PARAM_NUMBERS; id++)
    {
      const SmoothParamNumber *number =
        smooth_param_get_number ((SmoothParamNumberId) id);
      const GParamSpecDouble *spec =
        (const GParamSpecDouble *) find_property (NAMES[id]);
      const double factor = number->person_factor;

      g_assert_cmpstr (number->name, ==, NAMES[id]);
      g_assert_cmpfloat (spec->minimum, ==, number->min * factor);
      g_assert_cmpfloat (spec->maximum, ==, number->max * factor);
      g_assert_cmpfloat (spec->default_value, ==, number->def * factor);
    }
  g_assert_nonnull (gegl_operation_find_property (NAME, "channels"));
  g_assert_nonnull (gegl_operation_find_property (NAME, "tileable"));
  g_assert_cmpuint (strlen (weights), ==, 16);
  g_assert_cmpstr (gegl_operation_get_key (NAME, "op-version"), ==, "1:0");
}

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

/* Returns how many bytes the program has allocated; 0 where that is not known,
 * as under a sanitizer, which finds leaks itself. */
static gsize
count_bytes (void)
{
#ifdef __GLIBC__
  const struct mallinfo2 info = mallinfo2 ();

  return info.uordblks + info.hblkhd;
#else
  return 0;
#endif
}

/* Saves the operation as XML, and loads it into a graph of its own on input, as
 * an image is closed and opened again. */
static void
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

/* Renders, and asserts that the result is wanted. */
static void
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

/* An operation is saved, loaded, rendered, merged into the picture, which is
 * undone, and rendered once more, 20 times: each time with the same bits, and
 * without taking more memory. */
static void
test_repeats (void)
{
  const GeglRectangle extent = { 0, 0, 300, 200 };
  const SmoothParams params = {
    .strength = 0.7, .texture_scale = 2, .detail = -1, .n_details = 1
  };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) input =
    buffer_new_random (rand, "R'G'B'A float", &extent, 1);
  g_autoptr (GeglBuffer) original = gegl_buffer_dup (input);
  g_autofree float *wanted = buffer_smooth (input, format, &params);
  g_autofree float *twice = NULL;
  const gsize n_bytes = sizeof (float) * buffer_count_floats (input, format);
  gsize n_first = 0;
  Graph graph;

  graph_init (&graph, input);
  graph_set (&graph, &params);
  for (int i = 0; i < 20; i++)
    {
      graph_reload (&graph, input);
      graph_check (&graph, wanted);
      gegl_buffer_copy (graph.output, &extent, GEGL_ABYSS_NONE, input, &extent);
      if (twice == NULL)
        twice = buffer_smooth (input, format, &params);
      graph_check (&graph, twice);
      gegl_buffer_copy (original, &extent, GEGL_ABYSS_NONE, input, &extent);
      graph_check (&graph, wanted);
      /* GEGL's own caches and the store fill in the first repeats. */
      if (i == 4)
        n_first = count_bytes ();
    }
  g_test_message ("%" G_GSIZE_FORMAT " bytes after 5 repeats, %" G_GSIZE_FORMAT
                  " after 20",
                  n_first, count_bytes ());
  /* A result that leaks in each repeat would take 15 times as much. */
  g_assert_cmpuint (count_bytes (), <, n_first + n_bytes);
  graph_clear (&graph);
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

int
main (int argc, char **argv)
{
  GLogLevelFlags fatal;
  int status;

  g_test_init (&argc, &argv, NULL);
  install_weights ();
  /* Two of GEGL's own modules register the same operation, which GLib reports
   * as critical. */
  fatal = g_log_set_always_fatal (G_LOG_FATAL_MASK);
  gegl_init (NULL, NULL);
  /* GEGL offers operations under the GPL to programs under the GPL alone. */
  g_object_set (gegl_config (), "application-license", "GPL3", NULL);
  g_assert_true (gegl_has_operation (NAME));
  g_log_set_always_fatal (fatal);
  g_test_add_func ("/operation/properties", test_properties);
  g_test_add_func ("/operation/same-bits", test_same_bits);
  g_test_add_func ("/operation/parts", test_parts);
  g_test_add_func ("/operation/repeats", test_repeats);
  g_test_add_func ("/operation/unknown-weights", test_unknown_weights);
  status = g_test_run ();
  gegl_exit ();
  uninstall_weights ();
  return status;
}
