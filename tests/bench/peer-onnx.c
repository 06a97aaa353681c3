/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ONNX Runtime as a peer: one session with all optimisations, whose inputs and
 * outputs are bound to memory once.
 */
#define _POSIX_C_SOURCE 200809L /* for dup */

#include "peer.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <gio/gio.h>
#include <onnxruntime_c_api.h>

typedef struct
{
  BenchPeer peer;
  const OrtApi *api;
  OrtEnv *env;
  OrtSessionOptions *options;
  OrtSession *session;
  OrtMemoryInfo *memory;
  OrtIoBinding *binding;
  OrtValue *values[3];
} OnnxPeer;

/* Returns whether status is that of a success; otherwise sets error. Frees
 * status. */
static gboolean
check (const OnnxPeer *self, OrtStatus *status, GError **error)
{
  if (status == NULL)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "ONNX Runtime: %s",
               self->api->GetErrorMessage (status));
  self->api->ReleaseStatus (status);
  return FALSE;
}

static gboolean
run (BenchPeer *peer, GError **error)
{
  OnnxPeer *self = (OnnxPeer *) peer;

  return check (self,
                self->api->RunWithBinding (self->session, NULL, self->binding),
                error);
}

static void
free_peer (BenchPeer *peer)
{
  OnnxPeer *self = (OnnxPeer *) peer;
  const OrtApi *api = self->api;

  if (self->binding != NULL)
    api->ReleaseIoBinding (self->binding);
  for (gsize i = 0; i < G_N_ELEMENTS (self->values); i++)
    if (self->values[i] != NULL)
      api->ReleaseValue (self->values[i]);
  if (self->memory != NULL)
    api->ReleaseMemoryInfo (self->memory);
  if (self->session != NULL)
    api->ReleaseSession (self->session);
  if (self->options != NULL)
    api->ReleaseSessionOptions (self->options);
  if (self->env != NULL)
    api->ReleaseEnv (self->env);
  g_free (peer->picture);
  g_free (peer->smoothed);
  g_free (peer->edges);
  g_free (peer->version);
  g_free (peer->details);
  g_free (self);
}

/* Sends stderr to /dev/null, and returns a descriptor of what it was, which
 * end_silence needs. Debian's build of ONNX Runtime writes a thousand lines to
 * stderr when a session is opened, since two of its libraries register the same
 * operators. */
static int
begin_silence (void)
{
  int kept = dup (STDERR_FILENO);
  int nowhere = open ("/dev/null", O_WRONLY);

  fflush (stderr);
  if (nowhere >= 0)
    {
      dup2 (nowhere, STDERR_FILENO);
      close (nowhere);
    }
  return kept;
}

static void
end_silence (int kept)
{
  fflush (stderr);
  dup2 (kept, STDERR_FILENO);
  close (kept);
}

static gboolean
open_session (OnnxPeer *self, const BenchPeerSpec *spec, GError **error)
{
  const OrtApi *api = self->api;

  return check (self,
                api->CreateEnv (ORT_LOGGING_LEVEL_ERROR, "bench", &self->env),
                error)
         && check (self, api->CreateSessionOptions (&self->options), error)
         && check (self,
                   api->SetIntraOpNumThreads (self->options, spec->n_threads),
                   error)
         && check (self, api->SetInterOpNumThreads (self->options, 1), error)
         && check (self,
                   api->SetSessionGraphOptimizationLevel (self->options,
                                                          ORT_ENABLE_ALL),
                   error)
         && check (self,
                   api->CreateSession (self->env, spec->onnx_path,
                                       self->options, &self->session),
                   error)
         && check (self,
                   api->CreateCpuMemoryInfo (OrtArenaAllocator,
                                             OrtMemTypeDefault, &self->memory),
                   error)
         && check (self, api->CreateIoBinding (self->session, &self->binding),
                   error);
}

/* Allocates the input or output of this number, with its channels, and binds it
 * to the session. */
static gboolean
bind (OnnxPeer *self,
      const BenchPeerSpec *spec,
      int i,
      int channels,
      float **values,
      GError **error)
{
  static const char *const names[] = { "picture", "smoothed", "edges" };
  const OrtApi *api = self->api;
  gint64 shape[] = { 1, channels, spec->height, spec->width };
  gsize n = (gsize) channels * spec->height * spec->width;

  *values = g_new0 (float, n);
  if (!check (self,
              api->CreateTensorWithDataAsOrtValue (
                self->memory, *values, n * sizeof (float), shape, 4,
                ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT, &self->values[i]),
              error))
    return FALSE;
  return check (self,
                i == 0
                  ? api->BindInput (self->binding, names[i], self->values[i])
                  : api->BindOutput (self->binding, names[i], self->values[i]),
                error);
}

BenchPeer *
bench_peer_onnx_new (const BenchPeerSpec *spec, GError **error)
{
  OnnxPeer *self = g_new0 (OnnxPeer, 1);
  BenchPeer *peer = &self->peer;
  int kept = begin_silence ();
  gboolean is_open;

  self->api = OrtGetApiBase ()->GetApi (ORT_API_VERSION);
  peer->name = "ONNX Runtime";
  peer->version = g_strdup (OrtGetApiBase ()->GetVersionString ());
  peer->is_planar = TRUE;
  peer->run = run;
  peer->free = free_peer;
  is_open = open_session (self, spec, error);
  end_silence (kept);
  if (is_open && bind (self, spec, 0, 3, &peer->picture, error)
      && bind (self, spec, 1, 3, &peer->smoothed, error)
      && bind (self, spec, 2, 1, &peer->edges, error))
    return peer;
  free_peer (peer);
  return NULL;
}
