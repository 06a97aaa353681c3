/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "train/loss/mi-loss.h"

#include "train/loss/charbonnier.h"
#include "train/loss/contrastive-background.h"
#include "train/loss/edge-tv.h"
#include "train/loss/gradient-difference.h"
#include "train/loss/mean-difference.h"
#include "train/loss/ms-ssim.h"

const TrainMiLossWeights train_mi_loss_weights_default = {
  .weight = {
    [TRAIN_TERM_CHARBONNIER] = 1,
    [TRAIN_TERM_GRADIENT] = 0.5,
    [TRAIN_TERM_MS_SSIM] = 0.1,
    [TRAIN_TERM_MEAN] = 0.25,
    [TRAIN_TERM_EDGE_TV] = 0.02,
    [TRAIN_TERM_STRUCTURE] = 0.02,
    [TRAIN_TERM_BACKGROUND] = 0.02,
  },
  .contrast = { TRAIN_CONTRAST_RATIO, 0.01, 1 },
};

const char *
train_term_name (TrainTerm term)
{
  static const char *const name[TRAIN_N_TERMS] = {
    [TRAIN_TERM_CHARBONNIER] = "charbonnier",
    [TRAIN_TERM_GRADIENT] = "gradient",
    [TRAIN_TERM_MS_SSIM] = "ms-ssim",
    [TRAIN_TERM_MEAN] = "mean",
    [TRAIN_TERM_EDGE_TV] = "edge-tv",
    [TRAIN_TERM_STRUCTURE] = "structure",
    [TRAIN_TERM_BACKGROUND] = "background",
  };

  g_return_val_if_fail (term < TRAIN_N_TERMS, NULL);
  return name[term];
}

gboolean
train_mi_loss_weights_need_features (const TrainMiLossWeights *weights)
{
  return weights->weight[TRAIN_TERM_STRUCTURE] != 0;
}

gboolean
train_mi_loss_weights_need_negative (const TrainMiLossWeights *weights)
{
  return weights->weight[TRAIN_TERM_STRUCTURE] != 0
         || weights->weight[TRAIN_TERM_BACKGROUND] != 0;
}

/* Returns weight times the loss of this term, and adds weight times its
 * derivatives to the gradients that result points to. */
static double
add_term (TrainTerm term,
          const TrainMiLossInput *sample,
          const TrainContrast *contrast,
          double weight,
          TrainScratch *scratch,
          const TrainMiLossResult *result)
{
  TrainImage *gradient = result->gradient;

  switch (term)
    {
    case TRAIN_TERM_CHARBONNIER:
      return train_loss_charbonnier (sample->output, sample->truth, weight,
                                     gradient);
    case TRAIN_TERM_GRADIENT:
      return train_loss_gradient_difference (sample->output, sample->truth,
                                             weight, gradient);
    case TRAIN_TERM_MS_SSIM:
      return train_loss_ms_ssim (sample->output, sample->truth, scratch, weight,
                                 gradient);
    case TRAIN_TERM_MEAN:
      return train_loss_mean_difference (sample->output, sample->truth, weight,
                                         gradient);
    case TRAIN_TERM_EDGE_TV:
      return train_loss_edge_tv (sample->output, sample->edges, weight,
                                 gradient);
    case TRAIN_TERM_STRUCTURE:
      return train_loss_contrastive_structure (
        sample->output_features, sample->truth_features,
        sample->negative_features, contrast, weight, result->feature_gradients);
    case TRAIN_TERM_BACKGROUND:
      return train_loss_contrastive_background (sample->output, sample->truth,
                                                sample->negative, contrast,
                                                scratch, weight, gradient);
    case TRAIN_N_TERMS:
      break;
    }
  g_return_val_if_reached (0);
}

void
train_mi_loss (const TrainMiLossWeights *weights,
               const TrainMiLossInput *sample,
               double share,
               TrainScratch *scratch,
               TrainMiLossResult *result)
{
  result->total = 0;
  for (int i = 0; i < TRAIN_N_TERMS; i++)
    {
      double weight = weights->weight[i] * share;

      result->term[i] = 0;
      if (weight == 0)
        continue;
      result->term[i] =
        add_term (i, sample, &weights->contrast, weight, scratch, result)
        / weight;
      result->total += weights->weight[i] * result->term[i];
    }
}
