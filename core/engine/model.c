/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A model: loads the files of both networks and checks them. This file decides
 * which file has which network, and what its metadata must say; net-eme.c and
 * net-mi.c decide which tensors a network needs.
 */
#include "engine/model.h"

#include <string.h>

#include <smooth/error.h>

#include "file/safetensors.h"
#include "i18n.h"
#include "net/net-eme.h"
#include "net/net-mi.h"

/* The format of weights, which is raised when the architecture changes. Format
 * 1 was that of networks with zero padding, format 2 is that of networks with
 * replicate padding. */
#define FORMAT_VERSION "2"

/* A message shows at most this many characters of a wrong value in the
 * metadata. */
#define MAX_SHOWN_CHARS 32

/* The file of one network. */
typedef struct
{
  const char *file_name;
  const char *name; /* what the metadata must say under the key "network" */
  gboolean (*check) (const SmoothTensorSet *set, GError **error);
} Kind;

static const Kind KINDS[SMOOTH_N_NETWORKS] = {
  [SMOOTH_NETWORK_EME] = { "eme.safetensors", "eme", smooth_eme_check },
  [SMOOTH_NETWORK_MI] = { "mi.safetensors", "mi", smooth_mi_check },
};

struct _SmoothModel
{
  gatomicrefcount n_refs;
  SmoothTensorSet *sets[SMOOTH_N_NETWORKS];
};

/* Checks that the value that set's metadata have under key equals the text
 * wanted. code: the error's code if it does not. */
static gboolean
check_metadata (const SmoothTensorSet *set,
                const char *key,
                const char *wanted,
                int code,
                GError **error)
{
  const char *got = smooth_tensor_set_get_metadata (set, key);
  g_autofree char *shown = NULL;

  if (got != NULL && strcmp (got, wanted) == 0)
    return TRUE;
  if (got == NULL)
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   _ ("weights '%s': the metadata have no '%s', '%s' is "
                      "wanted"),
                   smooth_tensor_set_get_label (set), key, wanted);
      return FALSE;
    }
  shown =
    g_utf8_substring (got, 0, MIN (g_utf8_strlen (got, -1), MAX_SHOWN_CHARS));
  g_set_error (error, SMOOTH_ERROR, code,
               _ ("weights '%s': the metadata give '%s' as '%s', this version "
                  "reads '%s'"),
               smooth_tensor_set_get_label (set), key, shown, wanted);
  return FALSE;
}

gboolean
smooth_model_check_set (const SmoothTensorSet *set,
                        SmoothNetwork network,
                        GError **error)
{
  const Kind *kind = &KINDS[network];

  return check_metadata (set, "network", kind->name, SMOOTH_ERROR_FORMAT, error)
         && check_metadata (set, "format", FORMAT_VERSION, SMOOTH_ERROR_VERSION,
                            error)
         && kind->check (set, error);
}

/* Loads and checks the file of network. */
static gboolean
load (SmoothModel *model,
      SmoothNetwork network,
      const char *folder,
      GError **error)
{
  g_autofree char *path =
    g_build_filename (folder, KINDS[network].file_name, NULL);

  model->sets[network] = smooth_safetensors_load (path, error);
  return model->sets[network] != NULL
         && smooth_model_check_set (model->sets[network], network, error);
}

SmoothModel *
smooth_model_load (const char *folder, GError **error)
{
  g_autoptr (SmoothModel) model = g_new0 (SmoothModel, 1);

  g_atomic_ref_count_init (&model->n_refs);
  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    if (!load (model, i, folder, error))
      return NULL;
  return g_steal_pointer (&model);
}

SmoothModel *
smooth_model_ref (SmoothModel *model)
{
  g_atomic_ref_count_inc (&model->n_refs);
  return model;
}

void
smooth_model_unref (SmoothModel *model)
{
  if (model == NULL || !g_atomic_ref_count_dec (&model->n_refs))
    return;
  for (int i = 0; i < SMOOTH_N_NETWORKS; i++)
    smooth_tensor_set_free (model->sets[i]);
  g_free (model);
}

const char *
smooth_model_get_metadata (const SmoothModel *model,
                           SmoothNetwork network,
                           const char *key)
{
  return smooth_tensor_set_get_metadata (model->sets[network], key);
}

const SmoothTensorSet *
smooth_model_get_tensors (const SmoothModel *model, SmoothNetwork network)
{
  return model->sets[network];
}
