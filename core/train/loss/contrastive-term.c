/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/contrastive-term.h"

const TrainContrast train_contrast_default = { TRAIN_CONTRAST_RATIO, 0.01,
                                               1.0 };

static TrainContrastValue
ratio (const TrainContrast *contrast, const TrainDistances *distances)
{
  double below = distances->anchor_negative + contrast->offset;
  double value = distances->anchor_positive / below;

  return (TrainContrastValue) { value, 1 / below, -value / below };
}

static TrainContrastValue
margin (const TrainContrast *contrast, const TrainDistances *distances)
{
  double unit = distances->positive_negative;
  double value = distances->anchor_positive - distances->anchor_negative
                 + contrast->margin * unit;

  if (value <= 0)
    return (TrainContrastValue) { 0 };
  return (TrainContrastValue) { value / unit, 1 / unit, -1 / unit };
}

TrainContrastValue
train_contrast (const TrainContrast *contrast, const TrainDistances *distances)
{
  if (!(distances->positive_negative >= TRAIN_CONTRAST_MIN_DISTANCE))
    return (TrainContrastValue) { 0 };
  return contrast->form == TRAIN_CONTRAST_RATIO ? ratio (contrast, distances)
                                                : margin (contrast, distances);
}
