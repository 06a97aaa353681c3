/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a data set is made stands in its folder, in settings.txt
 * (base/settings.h): the teacher's constants, the sizes, and EME's checksum.
 * `extend` goes on with what it finds there only if it would make the same.
 */
#pragma once

#include "train/data/dataset.h"

/* Makes extend->out and says there how it is made, or sees whether what is
 * there was made so. Errors: IO; UNSUPPORTED, naming what differs, or where a
 * data set of an earlier version does not say. */
gboolean train_dataset_claim (const TrainDataset *extend, GError **error);
