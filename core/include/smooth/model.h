/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model: the weights of both networks, as loaded from a folder. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** The weights of both networks. They never change, so any number of threads
 * may use them. Freed by a reference count. */
typedef struct _SmoothModel SmoothModel;

/** The two networks of a model. */
typedef enum
{
  SMOOTH_NETWORK_EME, /* the edge map extractor, file eme.safetensors */
  SMOOTH_NETWORK_MI,  /* the main interpreter, file mi.safetensors */
  SMOOTH_N_NETWORKS
} SmoothNetwork;

/** Loads eme.safetensors and mi.safetensors from folder (in GLib's file name
 * encoding). Checks that every tensor is there, has the shape that the network
 * needs, and is finite. Returns a new reference, or NULL. Errors: IO (a file is
 * missing or unreadable), FORMAT (a broken file, a wrong data type, a value
 * that is not finite), VERSION (another format), SHAPE (a tensor is missing or
 * has another shape), NO_MEMORY; each names the file, the tensor, and what was
 * found and wanted. Thread-safe. Cost: about 10 ms. */
SmoothModel *smooth_model_load (const char *folder, GError **error);

/** Adds a reference and returns model. Thread-safe. */
SmoothModel *smooth_model_ref (SmoothModel *model);
/** Drops a reference; the last one frees the model, which may be NULL.
 * Thread-safe. */
void smooth_model_unref (SmoothModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothModel, smooth_model_unref)

/** Returns the value of key in the __metadata__ of network's file, borrowed
 * from the model; NULL if the file does not have the key. Thread-safe. */
const char *smooth_model_get_metadata (const SmoothModel *model,
                                       SmoothNetwork network,
                                       const char *key);

G_END_DECLS
