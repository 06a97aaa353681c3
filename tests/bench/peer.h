/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Peers: other libraries that compute the same two networks, EME and then MI,
 * at a fixed strength, on one picture in memory.
 */
#pragma once

#include <glib.h>

#include <smooth/model.h>

typedef struct _BenchPeer BenchPeer;

/* What a peer is made for. */
typedef struct
{
  int height, width; /* multiples of 8 */
  double strength;
  int n_threads;
  SmoothModel *model;    /* borrowed while the peer is made */
  const char *onnx_path; /* the same networks by make-onnx.py */
} BenchPeerSpec;

struct _BenchPeer
{
  const char *name;
  char *version;
  char *details;      /* one line a layer, or NULL */
  gboolean is_planar; /* picture and smoothed are 3 planes, or RGB pixels */
  /* Owned by the peer: to be filled, and filled by run (). */
  float *picture, *smoothed, *edges;

  gboolean (*run) (BenchPeer *peer, GError **error);
  void (*free) (BenchPeer *peer);
};

static inline void
bench_peer_free (BenchPeer *peer)
{
  if (peer != NULL)
    peer->free (peer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchPeer, bench_peer_free)

/* ONNX Runtime; its C API. */
BenchPeer *bench_peer_onnx_new (const BenchPeerSpec *spec, GError **error);

/* oneDNN; layer by layer. */
BenchPeer *bench_peer_dnnl_new (const BenchPeerSpec *spec, GError **error);
