/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The option --look of `evaluate`: makes a sheet for each picture, for people
 * to look at. Each row shows the middle of the picture, first unchanged, then
 * at every strength; there is a row for each texture scale.
 */
#include "train/program/evaluate-parts.h"

#include <string.h>

#include "train/evaluate/mosaic.h"

/* The number of BSDS photos if there is no --limit. */
#define N_PHOTOS 12
#define CELL_PX 224

typedef struct
{
  Evaluation *evaluation;
  int n_given; /* number of pictures of --picture */
  /* BSDS photos; tasks number them after those of --picture */
  TrainPhotoSet photos;
  char **files;      /* paths of the sheets */
  TrainTally *tally; /* which pictures of --picture were used or left out */
} Sheets;

/* Copies the middle of picture to cell, at most CELL_PX x CELL_PX pixels. */
static gboolean
cut_middle (const TrainPicture *picture, TrainPicture *cell, GError **error)
{
  const int height = MIN (picture->height, CELL_PX);
  const int width = MIN (picture->width, CELL_PX);
  const guint8 *from =
    picture->rgb
    + ((gsize) (picture->height - height) / 2 * picture->width
       + (picture->width - width) / 2)
        * 3;

  if (!train_picture_init (cell, height, width, error))
    return FALSE;
  for (int y = 0; y < height; y++)
    memcpy (cell->rgb + (gsize) y * width * 3,
            from + (gsize) y * picture->width * 3, (gsize) width * 3);
  return TRUE;
}

/* Smooths input and copies the middle of the result to cell. */
static gboolean
make_cell (TrainSmoother *smoother,
           int thread,
           const TrainImage *input,
           TrainSmootherRequest run,
           TrainPicture *cell,
           GError **error)
{
  g_auto (TrainPicture) smooth = { 0 };

  run.smooth = &smooth;
  return train_smoother_run (smoother, thread, input, &run, error)
         && cut_middle (&smooth, cell, error);
}

static gboolean
make_sheet (const Evaluation *evaluation,
            int thread,
            const TrainPicture *picture,
            const char *file,
            GError **error)
{
  const TrainAxis *strengths = &evaluation->options.strengths;
  const TrainAxis *scales = &evaluation->options.scales;
  const int n_columns = 1 + strengths->n_values;
  const int n_cells = scales->n_values * n_columns;
  g_autofree TrainPicture *cells = g_new0 (TrainPicture, n_cells);
  gboolean good = TRUE;
  TrainImage input;

  train_picture_to_image (picture, &input);
  for (int i = 0; i < n_cells && good; i++)
    {
      const int column = i % n_columns;
      const TrainSmootherRequest run = {
        .strength = column > 0 ? strengths->values[column - 1] : 0,
        .scale = scales->values[i / n_columns],
      };

      good = column == 0 ? cut_middle (picture, &cells[i], error)
                         : make_cell (evaluation->smoother, thread, &input, run,
                                      &cells[i], error);
    }
  good =
    good && train_mosaic_save (cells, scales->n_values, n_columns, file, error);
  for (int i = 0; i < n_cells; i++)
    train_picture_clear (&cells[i]);
  train_image_clear (&input);
  return good;
}

/* Returns the path of a picture that --picture names, or the name of a BSDS
 * photo. */
static const char *
get_name (const Sheets *sheets, int item)
{
  return item < sheets->n_given ? sheets->evaluation->options.pictures[item]
                                : sheets->photos.names[item - sheets->n_given];
}

/* Chooses the file names of the sheets, look-NAME.jpg in the output folder. */
static void
name_sheets (Sheets *sheets)
{
  int n_items = sheets->n_given + sheets->photos.n_photos;

  sheets->files = g_new0 (char *, n_items + 1);
  for (int i = 0; i < n_items; i++)
    {
      g_autofree char *name =
        evaluation_dup_name (sheets->evaluation, get_name (sheets, i));
      g_autofree char *sheet = g_strdup_printf ("look-%s.jpg", name);

      sheets->files[i] = evaluation_dup_path (sheets->evaluation, sheet);
    }
}

static gboolean
look (gpointer data, int item, int thread, GError **error)
{
  const Sheets *sheets = data;
  const Evaluation *evaluation = sheets->evaluation;
  const int photo = item - sheets->n_given;
  g_auto (TrainPicture) given = { 0 };
  const char *name = get_name (sheets, item);
  g_autoptr (GError) reason = NULL;

  if (photo < 0 && !train_picture_load (name, &given, &reason))
    {
      train_tally_leave (sheets->tally, TRAIN_LEFT_UNREADABLE, name,
                         reason->message);
      return TRUE;
    }
  if (photo < 0)
    train_tally_take (sheets->tally, FALSE);
  return make_sheet (evaluation, thread,
                     photo < 0 ? &given : &sheets->photos.photos[photo],
                     sheets->files[item], error);
}

gboolean
evaluate_look (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  Sheets sheets = {
    .evaluation = evaluation,
    .n_given = options->pictures ? (int) g_strv_length (options->pictures) : 0,
  };
  g_autoptr (TrainTally) tally = sheets.tally = train_tally_new ();
  TrainGridContext context = evaluation_begin_progress (evaluation, "sheets");
  TrainParallel each = { look, &sheets, context.progress,
                         context.progress_data };
  gboolean good =
    options->bsds == NULL
    || evaluation_load_photos (evaluation, options->split,
                               options->limit > 0 ? options->limit : N_PHOTOS,
                               &sheets.photos, error);

  if (good)
    name_sheets (&sheets);
  good = good
         && train_parallel_run (&each, context.threads,
                                sheets.n_given + sheets.photos.n_photos, error);
  if (good && sheets.n_given > 0)
    evaluation_print_tally (tally);
  g_strfreev (sheets.files);
  train_photo_set_clear (&sheets.photos);
  return good;
}
