/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "installed-weights.h"

#include <string.h>

#define SUM_DIGITS 16
#define MAX_NAME 64

static const char *const FILES[] = { "eme.safetensors", "mi.safetensors" };

static gboolean
has_weights (const char *folder)
{
  for (gsize i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = g_build_filename (folder, FILES[i], NULL);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }
  return TRUE;
}

char *
installed_weights_sum (const char *folder)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = g_build_filename (folder, FILES[i], NULL);
      g_autofree char *bytes = NULL;
      gsize n;

      if (!g_file_get_contents (path, &bytes, &n, NULL))
        return NULL;
      g_checksum_update (sum, (const guchar *) bytes, (gssize) n);
    }
  return g_strndup (g_checksum_get_string (sum), SUM_DIGITS);
}

/* Whether weights may be a name or a checksum: it has small letters, digits and
 * hyphens alone, so that it cannot lead out of a folder. */
static gboolean
is_name (const char *weights)
{
  const gsize n = strlen (weights);

  return n <= MAX_NAME
         && strspn (weights, "abcdefghijklmnopqrstuvwxyz0123456789-") == n;
}

static gboolean
has_sum (const char *folder, const char *weights)
{
  g_autofree char *sum = installed_weights_sum (folder);

  return g_strcmp0 (sum, weights) == 0;
}

/* Returns the folder inside folder whose weights have the name or the checksum
 * weights; NULL: there is none. */
static char *
find_inside (const char *folder, const char *weights)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (has_weights (path)
          && (strcmp (name, weights) == 0 || has_sum (path, weights)))
        return g_steal_pointer (&path);
    }
  return NULL;
}

char *
installed_weights_find (const char *const *folders, const char *weights)
{
  if (!is_name (weights))
    return NULL;
  for (; *folders != NULL; folders++)
    if (has_weights (*folders))
      {
        char *inside;

        if (*weights == '\0' || has_sum (*folders, weights))
          return g_strdup (*folders);
        inside = find_inside (*folders, weights);
        if (inside != NULL)
          return inside;
      }
  return NULL;
}
