/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peers: other libraries, with which the engine is compared. Each computes the
 * same two networks, EME and then MI, at a fixed strength on one picture in
 * memory.
 */
#pragma once

#include <glib.h>

#include <smooth/model.h>

typedef struct _BenchPeer BenchPeer;

/* What a peer is to compute. */
typedef struct
{
  int height, width; /* multiples of 8 */
  double strength;
  int n_threads;
  SmoothModel *model;    /* the weights; borrowed while the peer is made */
  const char *onnx_path; /* graph of the networks, written by make-onnx.py */
} BenchPeerSpec;

struct _BenchPeer
{
  const char *name;
  char *version;
  char *details;      /* one line for each layer; may be NULL */
  gboolean is_planar; /* picture and smoothed are 3 planes, else RGB pixels */

  /* Owned by the peer. The caller fills picture; run fills the others. */
  float *picture, *smoothed, *edges;

  gboolean (*run) (BenchPeer *peer, GError **error);
  void (*free) (BenchPeer *peer);
};

/* Frees the peer; NULL is ignored. */
static inline void
bench_peer_free (BenchPeer *peer)
{
  if (peer != NULL)
    peer->free (peer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

/* ONNX Runtime, through its C API. Free with bench_peer_free. */
BenchPeer *bench_peer_onnx_new (const BenchPeerSpec *spec, GError **error);

/* oneDNN, layer by layer. Free with bench_peer_free. */
BenchPeer *bench_peer_dnnl_new (const BenchPeerSpec *spec, GError **error);
