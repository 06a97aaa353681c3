/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pair of networks' weights, as loaded from a folder. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Both networks' weights; immutable, may be shared by any threads. */
typedef struct _SmoothModel SmoothModel;

/** Which of the two networks. */
typedef enum
{
  SMOOTH_NETWORK_EME, /* edge map extractor, file eme.safetensors */
  SMOOTH_NETWORK_MI,  /* main interpreter, file mi.safetensors */
  SMOOTH_N_NETWORKS
} SmoothNetwork;

/** Loads eme.safetensors and mi.safetensors from folder (in GLib's file name
 * encoding). Every tensor's presence, shape, size and finiteness is checked.
 * Returns a new reference, or NULL. Errors: IO (missing, unreadable), FORMAT
 * (broken file, wrong dtype, not finite), VERSION (another format), SHAPE (a
 * tensor is missing or misshapen), NO_MEMORY; each names file, tensor, got
 * and wanted. Cost: about 10 ms. */
SmoothModel *smooth_model_load (const char *folder, GError **error);

SmoothModel *smooth_model_ref (SmoothModel *model);
void smooth_model_unref (SmoothModel *model);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SmoothModel, smooth_model_unref)

/** Value of a key of a file's __metadata__, borrowed, or NULL. Thread-safe. */
const char *smooth_model_get_metadata (const SmoothModel *model,
                                       SmoothNetwork network,
                                       const char *key);

G_END_DECLS
