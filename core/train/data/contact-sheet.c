/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws contact sheets of training pairs, see contact-sheet.h. */
#include "train/data/contact-sheet.h"

#include "train/data/picture.h"

#define CROP 144
#define N_COLUMNS 3
#define N_ROWS 8
#define N_BATCH 8
#define GAP 4
#define BAR 4
#define CELL_WIDTH (3 * CROP + 3 * GAP)
#define CELL_HEIGHT (CROP + BAR + 2 * GAP)
#define PAPER 255

static void
put (TrainPicture *sheet, int y, int x, const TrainReal *rgb)
{
  guint8 *to = sheet->rgb + ((gsize) y * sheet->width + x) * 3;

  for (int c = 0; c < 3; c++)
    to[c] = (guint8) (CLAMP (rgb[c], 0, 1) * 255 + (TrainReal) 0.5);
}

/* The colour of the bar below a pair, for each kind of pair (see
 * pair-synthesis.h). */
static const TrainReal COLOURS[TRAIN_PAIR_N_KINDS][3] = {
  [TRAIN_PAIR_TEACHER] = { 0, 0, 1 },  [TRAIN_PAIR_TEXTURED] = { 0, 1, 0 },
  [TRAIN_PAIR_IDENTITY] = { 1, 0, 0 }, [TRAIN_PAIR_SOFT] = { 1, 0, 1 },
  [TRAIN_PAIR_PRINT] = { 0, 0, 0 },
};

/* Draws a pair's input, truth and their difference side by side, with the upper
 * left corner at (x0, y0). Below lies a bar as long as the pair's strength,
 * whose colour shows the kind of pair (see pair-synthesis.h): blue for a
 * teacher pair, green for a textured one, red for an identity pair, magenta for
 * a soft one, black for a print. */
static void
put_pair (TrainPicture *sheet, int y0, int x0, const TrainPairSample *pair)
{
  int length = (int) (pair->strength * (3 * CROP + 2 * GAP) + 0.5);

  for (int y = 0; y < CROP; y++)
    for (int x = 0; x < CROP; x++)
      {
        const TrainReal *input = train_image_at (&pair->input, y, x);
        const TrainReal *truth = train_image_at (&pair->truth, y, x);
        TrainReal difference[3];

        for (int c = 0; c < 3; c++)
          difference[c] = (TrainReal) 0.5 + 2 * (input[c] - truth[c]);
        put (sheet, y0 + y, x0 + x, input);
        put (sheet, y0 + y, x0 + CROP + GAP + x, truth);
        put (sheet, y0 + y, x0 + 2 * (CROP + GAP) + x, difference);
      }
  for (int y = 0; y < BAR; y++)
    for (int x = 0; x < length; x++)
      put (sheet, y0 + CROP + 1 + y, x0 + x, COLOURS[pair->kind]);
}

gboolean
train_contact_sheet_save (const TrainPairSynthesis *pairs,
                          guint64 seed,
                          const char *file,
                          GError **error)
{
  g_auto (TrainPicture) sheet = { 0 };
  TrainPairSample pair = { 0 };

  if (!train_picture_init (&sheet, N_ROWS * CELL_HEIGHT + GAP,
                           N_COLUMNS * CELL_WIDTH + GAP, error))
    return FALSE;
  for (gsize i = 0; i < (gsize) sheet.height * sheet.width * 3; i++)
    sheet.rgb[i] = PAPER;
  for (int k = 0; k < N_ROWS * N_COLUMNS; k++)
    {
      train_pair_synthesis_draw (pairs, seed, (guint64) (k / N_BATCH),
                                 k % N_BATCH, CROP, &pair);
      put_pair (&sheet, GAP + k / N_COLUMNS * CELL_HEIGHT,
                GAP + k % N_COLUMNS * CELL_WIDTH, &pair);
    }
  train_pair_sample_clear (&pair);
  return train_picture_save (&sheet, file, error);
}
