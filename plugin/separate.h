/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Output "separate": a group that shows what the layer showed,
 *
 *   group   the layer's mode, opacity and mask
 *     detail    grain merge: below + detail - midpoint
 *     smoothed  normal
 *   layer   as it was, hidden
 *
 * The detail is computed from the smoothed layer's stored pixels, so that
 * rounding cancels out.
 */
#pragma once

#include "results.h"

/* As result_init, result_apply and result_take_back. */
gboolean separate_init (Result *result, GError **error);
gboolean separate_apply (Result *result);
void separate_take_back (Result *result);
