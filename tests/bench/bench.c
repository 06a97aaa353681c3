/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The benchmark of whole networks: parses options, prints what machine it runs
 * on, and runs the sections.
 */
#include "bench.h"

#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "base/system.h"

typedef struct
{
  const char *name;
  gboolean (*run) (Bench *bench, GError **error);
} Section;

static const Section sections[] = {
  { "pair", bench_pair },       { "sizes", bench_sizes },
  { "preview", bench_preview }, { "cold", bench_cold },
  { "memory", bench_memory },   { "threads", bench_threads },
};

/* Returns the text behind "field :" in a file of /proc, or "unknown". Free with
 * g_free.
 */
static char *
read_proc (const char *path, const char *field)
{
  g_autofree char *text = NULL;
  const char *found;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_strdup ("unknown");
  found = strstr (text, field);
  if (found == NULL)
    return g_strdup ("unknown");
  found += strlen (field);
  found += strspn (found, "\t :");
  return g_strndup (found, strcspn (found, "\n"));
}

static void
print_machine (const Bench *bench)
{
  g_autofree char *cpu = read_proc ("/proc/cpuinfo", "model name");
  g_autofree char *load = read_proc ("/proc/loadavg", "");

  printf ("CPU: %s, %d to be used; SIMD variant %s; %d threads; "
          "medians of %d rounds\nload before: %s\n",
          cpu, smooth_system_get_n_cpus (),
          smooth_simd_get_name (smooth_simd_best ()), bench->n_threads,
          bench->n_rounds, load);
  if (g_getenv ("OPENBLAS_CORETYPE") != NULL)
    printf ("WARNING: OPENBLAS_CORETYPE is set to '%s': OpenBLAS does not use "
            "what this CPU has, and the figures of blas are not this CPU's\n",
            g_getenv ("OPENBLAS_CORETYPE"));
  if (g_getenv ("SMOOTH_CPU") != NULL)
    printf ("WARNING: SMOOTH_CPU is set to '%s'\n", g_getenv ("SMOOTH_CPU"));
}

static gboolean
is_wanted (const char *name, char **wanted)
{
  return wanted[0] == NULL
         || g_strv_contains ((const char *const *) wanted, name);
}

static gboolean
run_sections (Bench *bench, char **wanted, GError **error)
{
  g_autofree char *load = NULL;

  bench->model = smooth_model_load (bench->weights, error);
  if (bench->model == NULL)
    return FALSE;
  bench_picture_init (&bench->picture);
  print_machine (bench);
  if (bench->choose && !bench_choose (bench, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (sections) && !bench->choose; i++)
    if (is_wanted (sections[i].name, wanted))
      {
        if (!sections[i].run (bench, error))
          return FALSE;
        fflush (stdout);
      }
  load = read_proc ("/proc/loadavg", "");
  printf ("\nload after: %s\n", load);
  return TRUE;
}

static gboolean
parse (Bench *bench, int *argc, char ***argv, GError **error)
{
  const GOptionEntry entries[] = {
    { "weights", 0, 0, G_OPTION_ARG_FILENAME, &bench->weights,
      "Folder of the networks' weights", "FOLDER" },
    { "onnx", 0, 0, G_OPTION_ARG_FILENAME, &bench->onnx_path,
      "The same networks for ONNX Runtime, by make-onnx.py", "FILE" },
    { "rounds", 0, 0, G_OPTION_ARG_INT, &bench->n_rounds,
      "Times that each case is run (15)", "N" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &bench->n_threads, "Threads (2)",
      "N" },
    { "layers", 0, 0, G_OPTION_ARG_NONE, &bench->show_layers,
      "Print which implementations oneDNN takes", NULL },
    { "choose", 0, 0, G_OPTION_ARG_NONE, &bench->choose,
      "Only compare the SIMD variants, the BLAS among them", NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr (GOptionContext) context =
    g_option_context_new ("[pair|sizes|preview|cold|memory|threads...]");

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  if (bench->n_rounds >= 1 && bench->n_threads >= 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "--rounds and --threads must be at least 1");
  return FALSE;
}

int
main (int argc, char **argv)
{
  Bench bench = {
    .program = argv[0],
    .weights = "weights",
    .n_rounds = 15,
    .n_threads = 2,
  };
  g_autoptr (GError) error = NULL;
  gboolean done = parse (&bench, &argc, &argv, &error);

  if (done)
    done = run_sections (&bench, argv + 1, &error);
  bench_picture_clear (&bench.picture);
  g_clear_pointer (&bench.model, smooth_model_unref);
  if (!done)
    fprintf (stderr, "bench: %s\n", error->message);
  return done ? 0 : 1;
}
