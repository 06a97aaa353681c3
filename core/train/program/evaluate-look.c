/* SPDX-License-Identifier: GPL-3.0-or-later */
/* evaluate, look: for each picture a sheet of its middle, untouched and then at
 * every strength from left to right, a row for each texture scale.
 */
#include "train/program/evaluate.h"

#include <string.h>

#include "i18n.h"
#include "train/evaluate/mosaic.h"

#define N_PHOTOS 12
#define CELL_PX 224

typedef struct
{
  Evaluation *evaluation;
  int n_given;
  TrainPhotoSet photos;
  char **files;      /* of the sheets */
  TrainTally *tally; /* of those given */
} Looking;

/* The middle of picture, at most CELL_PX a side. */
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

/* One result's middle. */
static gboolean
make_cell (TrainSmoother *smoother,
           int thread,
           const TrainImage *input,
           TrainSmootherRun run,
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
  const TrainAxis *strengths = &evaluation->strengths;
  const TrainAxis *scales = &evaluation->scales;
  const int n_columns = 1 + strengths->n_values;
  const int n_cells = scales->n_values * n_columns;
  g_autofree TrainPicture *cells = g_new0 (TrainPicture, n_cells);
  gboolean good = TRUE;
  TrainImage input;

  train_picture_to_image (picture, &input);
  for (int i = 0; i < n_cells && good; i++)
    {
      const int column = i % n_columns;
      const TrainSmootherRun run = {
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

/* What picture item is called: a path, or a name. */
static const char *
get_name (const Looking *looking, int item)
{
  return item < looking->n_given
           ? looking->evaluation->options.pictures[item]
           : looking->photos.names[item - looking->n_given];
}

/* Sheets are output/look-NAME.jpg. */
static void
name_sheets (Looking *looking)
{
  int n_items = looking->n_given + looking->photos.n_photos;

  looking->files = g_new0 (char *, n_items + 1);
  for (int i = 0; i < n_items; i++)
    {
      g_autofree char *name =
        evaluate_dup_name (looking->evaluation, get_name (looking, i));
      g_autofree char *sheet = g_strdup_printf ("look-%s.jpg", name);

      looking->files[i] = evaluate_get_file (looking->evaluation, sheet);
    }
}

static gboolean
look (gpointer data, int item, int thread, GError **error)
{
  const Looking *looking = data;
  const Evaluation *evaluation = looking->evaluation;
  const int photo = item - looking->n_given;
  g_auto (TrainPicture) given = { 0 };
  const char *name = get_name (looking, item);
  g_autoptr (GError) reason = NULL;

  if (photo < 0 && !train_picture_load (name, &given, &reason))
    {
      train_tally_leave (looking->tally, TRAIN_LEFT_UNREADABLE, name,
                         reason->message);
      return TRUE;
    }
  if (photo < 0)
    train_tally_take (looking->tally, FALSE);
  return make_sheet (evaluation, thread,
                     photo < 0 ? &given : &looking->photos.photos[photo],
                     looking->files[item], error);
}

gboolean
evaluate_look (Evaluation *evaluation, GError **error)
{
  const EvaluateOptions *options = &evaluation->options;
  Looking looking = {
    .evaluation = evaluation,
    .n_given = options->pictures ? (int) g_strv_length (options->pictures) : 0,
  };
  g_autoptr (TrainTally) tally = looking.tally = train_tally_new ();
  TrainGridContext context = evaluate_begin (evaluation, _ ("sheets"));
  TrainParallel each = { look, &looking, context.progress, context.progress_data };
  gboolean good =
    options->bsds == NULL
    || evaluate_load_photos (evaluation, options->split,
                             options->limit > 0 ? options->limit : N_PHOTOS,
                             &looking.photos, error);

  if (good)
    name_sheets (&looking);
  good = good
         && train_parallel_run (&each, context.threads,
                            looking.n_given + looking.photos.n_photos, error);
  if (good && looking.n_given > 0)
    evaluate_report_left (tally);
  g_strfreev (looking.files);
  train_photo_set_clear (&looking.photos);
  return good;
}
