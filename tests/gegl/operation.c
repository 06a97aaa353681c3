/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests the operation as GEGL loads it: its properties, its bounding box, the
 * engine's bits, two of them on one picture, and that it can be saved, loaded
 * and merged many times. The environment variable GEGL_PATH has the folder of
 * the module.
 */
#include <malloc.h>
#include <string.h>

#include "operation-graph.h"
#include "support/measure.h"

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

/* Two operations with different settings, one on the other, from which parts
 * are asked for in turn. */
static void
test_two (void)
{
  const GeglRectangle extent = { 7, -3, 280, 330 };
  const SmoothParams first = {
    .strength = 0.8, .texture_scale = 1, .detail = -1, .n_details = 1
  };
  const SmoothParams second = {
    .strength = 0.4, .texture_scale = 2, .detail = 0.5, .n_details = 1
  };
  const Babl *format = babl_format ("R'G'B'A float");
  g_autoptr (GRand) rand = test_rand_new ();
  g_autoptr (GeglBuffer) input =
    buffer_new_random (rand, "R'G'B'A float", &extent, 1);
  g_autoptr (GeglBuffer) between = gegl_buffer_new (&extent, format);
  g_autofree float *wanted_first = buffer_smooth (input, format, &first);
  g_autofree float *wanted = NULL;
  Graph graph;
  GeglNode *below;

  gegl_buffer_set (between, &extent, 0, format, wanted_first,
                   GEGL_AUTO_ROWSTRIDE);
  wanted = buffer_smooth (between, format, &second);
  graph_init (&graph, input);
  graph_set (&graph, &second);
  below = gegl_node_new_child (graph.graph, "operation", NAME, "strength", 80.0,
                               "texture-scale", 1.0, "detail", -100.0, NULL);
  gegl_node_link (gegl_node_get_producer (graph.operation, "input", NULL),
                  below);
  gegl_node_link (below, graph.operation);
  for (int y = 0; y < extent.height; y += 110)
    {
      const GeglRectangle part = { extent.x, extent.y + y, extent.width, 110 };
      const gsize n = 4 * (gsize) extent.width * 110;
      g_autofree float *got = g_new (float, n);

      gegl_node_blit (graph.operation, 1, &part, format, got,
                      GEGL_AUTO_ROWSTRIDE, GEGL_BLIT_DEFAULT);
      g_assert_cmpmem (got, n * sizeof (float),
                       wanted + 4 * (gsize) y * extent.width,
                       n * sizeof (float));
      gegl_node_blit (below, 1, &part, format, got, GEGL_AUTO_ROWSTRIDE,
                      GEGL_BLIT_DEFAULT);
      g_assert_cmpmem (got, n * sizeof (float),
                       wanted_first + 4 * (gsize) y * extent.width,
                       n * sizeof (float));
    }
  graph_check (&graph, wanted);
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

int
main (int argc, char **argv)
{
  operation_start (&argc, &argv);
  g_test_add_func ("/operation/properties", test_properties);
  g_test_add_func ("/operation/same-bits", test_same_bits);
  g_test_add_func ("/operation/parts", test_parts);
  g_test_add_func ("/operation/two", test_two);
  g_test_add_func ("/operation/repeats", test_repeats);
  return operation_finish ();
}
