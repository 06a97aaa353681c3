/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Describes settings as text, and has the method that returns its input; see
 * smoothing-method.h. */
#include "train/filter/smoothing-method.h"

#include <string.h>

char *
train_method_describe (const TrainMethod *method,
                       const TrainMethodSettings *settings)
{
  GString *text = g_string_new (NULL);
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  for (int i = 0; i < TRAIN_N_AXES; i++)
    if (method->axes[i].name != NULL)
      g_string_append_printf (
        text, "%s%s %s", text->len > 0 ? ", " : "", method->axes[i].name,
        g_ascii_formatd (number, sizeof number, "%.4g", settings->values[i]));
  return g_string_free (text, FALSE);
}

static gboolean
copy_input (const TrainMethod *method,
            int thread,
            const TrainPicture *input,
            int n_settings,
            const TrainMethodSettings *settings,
            TrainPicture *smooth,
            GError **error)
{
  (void) method;
  (void) thread;
  (void) settings;
  for (int i = 0; i < n_settings; i++)
    {
      if (!train_picture_init (&smooth[i], input->height, input->width, error))
        {
          while (i-- > 0)
            train_picture_clear (&smooth[i]);
          return FALSE;
        }
      memcpy (smooth[i].rgb, input->rgb,
              (gsize) input->height * input->width * 3);
    }
  return TRUE;
}

const TrainMethod TRAIN_METHOD_INPUT = {
  .name = "input",
  .id = "input",
  .axes = { { .n_values = 1, .fixed = TRUE },
            { .n_values = 1, .fixed = TRUE } },
  .run = copy_input,
};
