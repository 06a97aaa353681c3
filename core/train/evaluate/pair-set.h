/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures with the results that are wanted of them, from a folder of
 * NAME-input.png and NAME-truth.png (or other pictures, see
 * train_name_is_picture ()).
 */
#pragma once

#include "train/data/tally.h"
#include "train/evaluate/grid-search.h"

/* n_pairs pairs, held in memory. Owns all of it. */
typedef struct
{
  char *name; /* the folder's, as text */
  int n_pairs;
  char **names, **keys;
  TrainPicture *inputs, *truths;
} TrainPairSet;

/* The PSNR of a result that is its truth, in dB; no other counts more. So one
 * exact result among many does not make their mean infinite. */
#define TRAIN_PAIR_MOST_PSNR 100.0

/* Numbers measured of a result. */
enum
{
  TRAIN_PAIR_PSNR,
  TRAIN_PAIR_SSIM,
  TRAIN_PAIR_N_VALUES
};

/* Reads the pairs of folder in order of their names, the first limit of them
 * (0: all), each enlarged so many times (bilinear). Left out in tally (NULL:
 * nobody counts) are what cannot be read, an input without a truth or of
 * another size or below 11 px, one that is its truth (it says nothing of a
 * smoother), and those of which there are two (a-input.png, a-input.jpg). FALSE
 * and an error if nothing is left: IO naming the folder, or FORMAT with the
 * first that was left out. Free with train_pair_set_clear (). */
gboolean train_pair_set_load (const char *folder,
                              int limit,
                              int enlarge,
                              TrainTally *tally,
                              TrainPairSet *set,
                              GError **error);

/* Makes set of n_pairs (>= 1) pictures and their truths, of equal sizes, all
 * copied. Errors: NO_MEMORY. */
gboolean train_pair_set_make (const char *name,
                              int n_pairs,
                              const TrainPicture *inputs,
                              const TrainPicture *truths,
                              TrainPairSet *set,
                              GError **error);
void train_pair_set_clear (TrainPairSet *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainPairSet, train_pair_set_clear)

/* set as a subject, measured by PSNR and SSIM, scored by the mean PSNR; borrows
 * set. */
void train_pair_set_get_subject (TrainPairSet *set, TrainSubject *subject);

/* Mean of one of the numbers over n_pairs x TRAIN_PAIR_N_VALUES values. */
double train_pair_set_get_mean (const TrainPairSet *set,
                                const double *values,
                                int which);
