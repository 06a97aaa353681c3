/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peers: other libraries that the engine is compared with. Each of them
 * computes the same two networks, EME and then MI, at a fixed strength on one
 * picture in memory.
 */
#pragma once

#include <glib.h>

#include <smooth/model.h>

typedef struct _BenchPeer BenchPeer;

/* What a peer is asked to compute. */
typedef struct
{
  int height, width; /* both are multiples of 8 */
  double strength;
  int n_threads;
  SmoothModel *model; /* has the weights; borrowed while the peer is made */
  /* The file with the networks' graph, which make-onnx.py has written. */
  const char *onnx_path;
} BenchPeerSpec;

struct _BenchPeer
{
  const char *name;
  char *version;
  char *details; /* a text with one line for each layer; may be NULL */
  /* TRUE: each colour of picture and smoothed is a plane of its own; FALSE: the
   * three colours of a pixel lie next to each other. */
  gboolean is_planar;

  /* Owned by the peer. The caller fills picture; the function run fills
   * smoothed and edges. */
  float *picture, *smoothed, *edges;

  gboolean (*run) (BenchPeer *peer, GError **error);
  void (*free) (BenchPeer *peer);
};

/* Frees peer, which may be NULL. */
static inline void
bench_peer_free (BenchPeer *peer)
{
  if (peer != NULL)
    peer->free (peer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

/* Returns ONNX Runtime as a peer, through its C API. Free with
 * bench_peer_free. */
BenchPeer *bench_peer_onnx_new (const BenchPeerSpec *spec, GError **error);

/* Returns oneDNN as a peer, which runs layer by layer. Free with
 * bench_peer_free. */
BenchPeer *bench_peer_dnnl_new (const BenchPeerSpec *spec, GError **error);
