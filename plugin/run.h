/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole run: some drawables of one image, by one request. */
#pragma once

#include "request.h"

/* Smooths drawables (NULL at the end), which have passed the checks, in one
 * undo step. The undo group begins when all is computed: until then nothing
 * of the image is touched, and an error or the death of the process leaves it
 * as it was. n_unheld (out): see Result. */
gboolean run_request (GimpImage *image,
                      GimpDrawable **drawables,
                      const Request *request,
                      guint64 *n_unheld,
                      GError **error);
