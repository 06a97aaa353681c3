/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The section "pair": EME and MI on a megapixel in memory. It times the engine
 * with each SIMD variant and with one thread, and the peers.
 */
#include "bench.h"

#include <gio/gio.h>
#include <math.h>
#include <stdio.h>

#include "peak.h"
#include "peer.h"
#include "support/tolerances.h"

/* Pixels that are less than this far from the border are not compared, since
 * there the peers' zero padding shows: no input farther away has an effect on
 * an output. */
#define PEER_BORDER_PX 156

#define MAX_CASES 10
#define MAX_PEERS 2

/* The engine runs and peers that are timed in turn, and the picture and results
 * that they share. */
typedef struct
{
  Bench *bench;
  BenchCase cases[MAX_CASES];
  int n_cases;
  BenchJob jobs[MAX_CASES]; /* what the first n_jobs cases run */
  int n_jobs;
  BenchPeer *peers[MAX_PEERS];
  int n_peers;
  SmoothArray picture, smoothed, edges;
  SmoothArraySink arrays;
} Pair;

static gboolean
run_peer (gpointer data, GError **error)
{
  BenchPeer *peer = data;

  return peer->run (peer, error);
}

static gboolean
run_peak (gpointer data, GError **error)
{
  const Bench *bench = data;

  (void) error;
  bench_peak_run (smooth_simd_best (), bench->n_threads);
  return TRUE;
}

static gboolean
run_peak_alone (gpointer data, GError **error)
{
  (void) data;
  (void) error;
  bench_peak_run (smooth_simd_best (), 1);
  return TRUE;
}

static void
add_case (Pair *pair,
          const char *name,
          gboolean (*run) (gpointer data, GError **error),
          gpointer data)
{
  BenchCase added = { .name = name, .run = run, .data = data };

  pair->cases[pair->n_cases++] = added;
}

static gboolean
add_engine (
  Pair *pair, const char *name, int n_threads, const char *simd, GError **error)
{
  BenchJob *job = &pair->jobs[pair->n_jobs++];

  if (!bench_job_init (job, pair->bench, BENCH_SIDE_PX, BENCH_SIDE_PX, 1, error)
      || !bench_job_set_engine (job, pair->bench, n_threads, 0, simd, error))
    return FALSE;
  job->source = smooth_array_source (&pair->picture);
  job->sink = smooth_array_sink (&pair->arrays);
  add_case (pair, name, bench_job_run, job);
  return TRUE;
}

static SmoothArray
make_array (int n_channels)
{
  return (SmoothArray) {
    BENCH_SIDE_PX, BENCH_SIDE_PX, n_channels,
    g_new0 (float, (gsize) BENCH_SIDE_PX *BENCH_SIDE_PX *n_channels)
  };
}

static gboolean
add_engines (Pair *pair, GError **error)
{
  const SmoothRect whole = { 0, 0, BENCH_SIDE_PX, BENCH_SIDE_PX };
  SmoothSource source =
    bench_picture_source (&pair->bench->picture, whole.width, whole.height);
  SmoothSimd best = smooth_simd_best ();

  pair->picture = make_array (3);
  pair->smoothed = make_array (3);
  pair->edges = make_array (1);
  pair->arrays = (SmoothArraySink) { &pair->smoothed, &pair->edges };
  if (!source.read (source.data, &whole, pair->picture.pixels, error)
      || !add_engine (pair, "structure-smooth", pair->bench->n_threads, NULL,
                      error))
    return FALSE;
  for (SmoothSimd simd = best; simd-- > SMOOTH_SIMD_BASELINE;)
    if (smooth_simd_is_available (simd)
        && !add_engine (pair, smooth_simd_get_name (simd),
                        pair->bench->n_threads, smooth_simd_get_name (simd),
                        error))
      return FALSE;
  return add_engine (pair, "1 thread", 1, NULL, error);
}

/* Returns channel c of pixel i of values, which are laid out as the peer lays
 * them out. */
static float
get_value (const BenchPeer *peer, const float *values, gsize i, int c)
{
  const gsize n = (gsize) BENCH_SIDE_PX * BENCH_SIDE_PX;

  return values[peer->is_planar ? c * n + i : 3 * i + c];
}

static gboolean
is_compared (gsize pixel)
{
  const int x = pixel % BENCH_SIDE_PX;
  const int y = pixel / BENCH_SIDE_PX;

  return MIN (x, y) >= PEER_BORDER_PX
         && MAX (x, y) < BENCH_SIDE_PX - PEER_BORDER_PX;
}

/* Gives the picture to peer, runs the peer, and compares its result with the
 * engine's. */
static gboolean
check_peer (Pair *pair, BenchPeer *peer, GError **error)
{
  const gsize n = (gsize) BENCH_SIDE_PX * BENCH_SIDE_PX;
  double worst = 0;

  for (gsize i = 0; i < n; i++)
    for (int c = 0; c < 3; c++)
      peer->picture[peer->is_planar ? c * n + i : 3 * i + c] =
        pair->picture.pixels[3 * i + c];
  if (!peer->run (peer, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      if (!is_compared (i))
        continue;
      worst = fmax (worst, fabs (peer->edges[i] - pair->edges.pixels[i]));
      for (int c = 0; c < 3; c++)
        worst = fmax (worst, fabs (get_value (peer, peer->smoothed, i, c)
                                   - pair->smoothed.pixels[3 * i + c]));
    }
  printf ("peer: %s %s, differs from ours by at most %.1e\n", peer->name,
          peer->version, worst);
  if (pair->bench->show_layers && peer->details != NULL)
    printf ("%s", peer->details);
  if (worst <= TEST_TOLERANCE_PEER)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s computes something else: it differs by %g", peer->name,
               worst);
  return FALSE;
}

/* Compares a peer with the engine, and adds it to the cases. Takes over peer;
 * NULL: error has been set already. Not used in a build without peers. */
G_GNUC_UNUSED static gboolean
add_peer (Pair *pair, BenchPeer *peer, GError **error)
{
  if (peer == NULL)
    return FALSE;
  pair->peers[pair->n_peers++] = peer;
  if (!check_peer (pair, peer, error))
    return FALSE;
  add_case (pair, peer->name, run_peer, peer);
  return TRUE;
}

static gboolean
add_peers (Pair *pair, GError **error)
{
  G_GNUC_UNUSED BenchPeerSpec spec = {
    .height = BENCH_SIDE_PX,
    .width = BENCH_SIDE_PX,
    .strength = BENCH_STRENGTH,
    .n_threads = pair->bench->n_threads,
    .model = pair->bench->model,
    .onnx_path = pair->bench->onnx_path,
  };

  /* This run writes the engine's result, with which add_peer compares the
   * result of each peer. */
  if (!bench_job_run (&pair->jobs[0], error))
    return FALSE;
#ifdef BENCH_HAVE_ONNX
  if (spec.onnx_path != NULL
      && !add_peer (pair, bench_peer_onnx_new (&spec, error), error))
    return FALSE;
#endif
#ifdef BENCH_HAVE_DNNL
  if (!add_peer (pair, bench_peer_dnnl_new (&spec, error), error))
    return FALSE;
#endif
  if (pair->n_peers == 0)
    printf ("no peers in this build (README.md says what they need)\n");
  return TRUE;
}

static void
print_table (const Pair *pair)
{
  const BenchCase *ours = &pair->cases[0];
  const BenchCase *peak = &pair->cases[pair->n_cases - 2];
  const double gflop = pair->jobs[0].gflop;
  const int n_threads = pair->bench->n_threads;
  const double limit = 1e-6 * bench_peak_count (smooth_simd_best (), n_threads)
                       / bench_median (peak);

  printf ("%-18s %9s %9s %9s %9s %12s %8s\n", "", "median", "fastest",
          "CPU time", "GFLOP/s", "of the peak", "to ours");
  for (int i = 0; i < pair->n_cases - 2; i++)
    {
      const BenchCase *timed = &pair->cases[i];
      const double speed = 1e3 * gflop / bench_median (timed);

      printf ("%-18s %6.1f ms %6.1f ms %6.1f ms %9.0f %10.0f %% %6.2f x\n",
              timed->name, bench_median (timed), bench_fastest (timed),
              bench_median_cpu (timed), speed, 100 * speed / limit,
              bench_ratio (timed, ours));
    }
  printf ("peak: %.0f GFLOP/s with %d threads, %.0f with one (multiply-adds in "
          "registers, %s)\n",
          limit, n_threads,
          1e-6 * bench_peak_count (smooth_simd_best (), 1)
            / bench_median (peak + 1),
          smooth_simd_get_name (smooth_simd_best ()));
}

static gboolean
measure (Pair *pair, GError **error)
{
  if (!add_engines (pair, error) || !add_peers (pair, error))
    return FALSE;
  add_case (pair, "peak", run_peak, pair->bench);
  add_case (pair, "peak, 1 thread", run_peak_alone, pair->bench);
  if (!bench_time (pair->cases, pair->n_cases, pair->bench->n_rounds, error))
    return FALSE;
  print_table (pair);
  return TRUE;
}

gboolean
bench_pair (Bench *bench, GError **error)
{
  Pair pair = { .bench = bench };
  gboolean done;

  printf ("\n== EME + MI, %d x %d in memory, strength %.1f\n", BENCH_SIDE_PX,
          BENCH_SIDE_PX, BENCH_STRENGTH);
  done = measure (&pair, error);
  bench_clear (pair.cases, pair.n_cases);
  for (int i = 0; i < pair.n_jobs; i++)
    bench_job_clear (&pair.jobs[i]);
  for (int i = 0; i < pair.n_peers; i++)
    bench_peer_free (pair.peers[i]);
  g_free (pair.picture.pixels);
  g_free (pair.smoothed.pixels);
  g_free (pair.edges.pixels);
  return done;
}
