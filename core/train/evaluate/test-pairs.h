/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of test pairs: input pictures with the results that a smoothing should
 * give (the truth), from a folder with NAME-input.png and NAME-truth.png, or
 * other picture formats (see train_name_is_picture ()).
 */
#pragma once

#include "train/data/tally.h"
#include "train/evaluate/grid-search.h"

/* n_pairs pairs, held in memory. Owns all arrays and pictures. */
typedef struct
{
  char *name; /* the folder's name, for reports */
  int n_pairs;
  char **names, **keys;
  TrainPicture *inputs, *truths;
} TrainTestPairs;

/* The highest PSNR, in dB, that counts for a single pair; higher ones are
 * replaced by it. Otherwise one exact result, whose PSNR is infinite, would
 * make the mean over all pairs infinite. */
#define TRAIN_PAIR_MAX_PSNR 100.0

/* The numbers that are measured for each pair, as indices into an array. */
enum
{
  TRAIN_PAIR_PSNR,
  TRAIN_PAIR_SSIM,
  TRAIN_PAIR_N_VALUES
};

/* Loads the pairs of folder in order of their names, at most limit of them (0:
 * all), enlarged by the factor enlarge (bilinearly). Left out and reported to
 * tally (NULL for none) are: pictures that cannot be read; inputs without a
 * truth, with a truth of another size, or of less than 11 px; inputs that equal
 * their truth, which say nothing about a smoother; pairs with two inputs or two
 * truths (a-input.png, a-input.jpg). Returns FALSE and an error if no pair is
 * left: SMOOTH_ERROR_IO naming the folder, or SMOOTH_ERROR_FORMAT with the
 * first that was left out. Free with train_test_pairs_clear (). */
gboolean train_test_pairs_load (const char *folder,
                                int limit,
                                int enlarge,
                                TrainTally *tally,
                                TrainTestPairs *set,
                                GError **error);

/* Makes set of n_pairs (>= 1) inputs and their truths, of equal sizes, all
 * copied. Returns FALSE and SMOOTH_ERROR_NO_MEMORY. Free with
 * train_test_pairs_clear (). */
gboolean train_test_pairs_make (const char *name,
                                int n_pairs,
                                const TrainPicture *inputs,
                                const TrainPicture *truths,
                                TrainTestPairs *set,
                                GError **error);
void train_test_pairs_clear (TrainTestPairs *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TrainTestPairs, train_test_pairs_clear)

/* Makes a subject of the grid search from set: PSNR and SSIM are measured, the
 * score is the mean PSNR. Borrows set. */
void train_test_pairs_get_subject (TrainTestPairs *set, TrainSubject *subject);

/* Returns the mean over all pairs of the PSNR or SSIM; which is TRAIN_PAIR_PSNR
 * or TRAIN_PAIR_SSIM. values: the numbers of all pairs, n_pairs x
 * TRAIN_PAIR_N_VALUES. */
double train_test_pairs_get_mean (const TrainTestPairs *set,
                                  const double *values,
                                  int which);
