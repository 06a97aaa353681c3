/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "column-run.h"

#include <string.h>

#include "../i18n.h"

/* A task may begin this much below the rows that the run has computed. It then
 * computes what lies between, too, which takes less time than the halo of a new
 * run. */
#define MAX_GAP_ROWS 2

struct _ColumnRun
{
  RunSettings settings;
  Range columns;
  SmoothRect region; /* of the step run, in pixels of the picture */
  SmoothStepRun *run;
  /* The tiles that it has read, n_x * n_y of them; seen[i] only if has_seen[i].
   */
  int n_x;
  Checksum *seen;
  gboolean *has_seen;

  /* Only during column_run_do. */
  const RunTask *task;
  /* The blocks of one row that are being filled, one for each column; NULL
   * where the store has no room. */
  float **blocks;
};

static Range
clip (int first, int end, int n)
{
  return (Range) { MAX (first, 0), MIN (end, n) };
}

/* Divides, and rounds towards minus infinity. */
static int
divide (int a, int b)
{
  return a >= 0 ? a / b : -((-a - 1) / b) - 1;
}

/* Returns the tiles, of tile_px pixels, that have the pixels from first to end
 * - 1 of n. */
static Range
get_tiles (int first, int end, int tile_px, int n)
{
  return clip (divide (first, tile_px), divide (end - 1, tile_px) + 1,
               input_count_tiles (n, tile_px));
}

Range
column_run_get_context (const RunSettings *settings, Range rows)
{
  const SmoothSource *picture = &settings->picture;
  const int halo = smooth_step_run_get_halo (&settings->params, picture);

  if (settings->params.is_tileable)
    return get_tiles (0, picture->height, BLOCK_HEIGHT, picture->height);
  return get_tiles (rows.first * BLOCK_HEIGHT - halo,
                    rows.end * BLOCK_HEIGHT + halo, BLOCK_HEIGHT,
                    picture->height);
}

Range
column_run_get_context_columns (const RunSettings *settings, Range columns)
{
  const int width = settings->picture.width;
  const int halo =
    smooth_step_run_get_halo (&settings->params, &settings->picture);

  if (settings->params.is_tileable)
    return get_tiles (0, width, BLOCK_WIDTH, width);
  return get_tiles (columns.first * BLOCK_WIDTH - halo,
                    columns.end * BLOCK_WIDTH + halo, BLOCK_WIDTH, width);
}

/* Whether one of the tiles on which the task depends has a sample outside [0,
 * 1]. */
static gboolean
has_outside (const RunSettings *settings, const RunTask *task)
{
  const Range columns =
    column_run_get_context_columns (settings, task->columns);
  const Range rows = column_run_get_context (settings, task->rows);

  for (int y = rows.first; y < rows.end; y++)
    for (int x = columns.first; x < columns.end; x++)
      if (task->sums->has_outside[input_sums_index (task->sums, x, y)])
        return TRUE;
  return FALSE;
}

/* Implements SmoothReadFunc. */
static gboolean
read_pixels (gpointer data,
             const SmoothRect *rect,
             float *pixels,
             GError **error)
{
  const ColumnRun *run = data;
  const Input *input = run->task->input;
  const GeglRectangle place = { rect->x + input->extent.x,
                                rect->y + input->extent.y, rect->width,
                                rect->height };

  (void) error;
  gegl_buffer_get (input->buffer, &place, 1, input->format, pixels,
                   GEGL_AUTO_ROWSTRIDE, GEGL_ABYSS_NONE);
  return TRUE;
}

/* Returns the pixels of the block in column x and row y of the grid. */
static SmoothRect
get_block (const SmoothSource *picture, int x, int y)
{
  const int left = x * BLOCK_WIDTH, top = y * BLOCK_HEIGHT;

  return (SmoothRect) { left, top, MIN (BLOCK_WIDTH, picture->width - left),
                        MIN (BLOCK_HEIGHT, picture->height - top) };
}

static gsize
count_floats (const ColumnRun *run, const SmoothRect *block)
{
  return (gsize) block->width * block->height
         * run->settings.picture.n_channels;
}

/* Takes memory for the blocks in row y of the grid. */
static void
begin_blocks (ColumnRun *run, int y)
{
  if (y < run->task->rows.first)
    return;
  for (int i = 0; i < run->columns.end - run->columns.first; i++)
    {
      const SmoothRect block =
        get_block (&run->settings.picture, run->columns.first + i, y);

      run->blocks[i] =
        block_store_alloc (run->task->store, count_floats (run, &block));
    }
}

/* Gives the blocks in row y of the grid to the store. */
static void
finish_blocks (ColumnRun *run, int y)
{
  const RunTask *task = run->task;

  for (int i = 0; i < run->columns.end - run->columns.first; i++)
    {
      const int x = run->columns.first + i;
      const SmoothRect block = get_block (&run->settings.picture, x, y);
      const gsize index = (gsize) (y - task->rows.first) * task->sums->n_x + x;

      if (run->blocks[i] != NULL)
        block_store_put (task->store, &task->keys[index],
                         g_steal_pointer (&run->blocks[i]),
                         count_floats (run, &block));
    }
}

static void
drop_blocks (ColumnRun *run)
{
  for (int i = 0; i < run->columns.end - run->columns.first; i++)
    g_clear_pointer (&run->blocks[i], g_free);
}

/* Copies rect, some rows of the run, into the blocks that are being filled. */
static void
fill_blocks (ColumnRun *run, const SmoothRect *rect, const float *pixels)
{
  const SmoothSource *picture = &run->settings.picture;
  const int n = picture->n_channels;
  const int y = rect->y / BLOCK_HEIGHT;

  for (int i = 0; i < run->columns.end - run->columns.first; i++)
    {
      const SmoothRect block = get_block (picture, run->columns.first + i, y);
      const gsize n_row = (gsize) block.width * n;

      if (run->blocks[i] == NULL)
        continue;
      for (int k = 0; k < rect->height; k++)
        memcpy (run->blocks[i] + (gsize) (rect->y - block.y + k) * n_row,
                pixels + ((gsize) k * rect->width + block.x - rect->x) * n,
                n_row * sizeof (float));
    }
}

/* Writes what is wanted of rect into the output. */
static void
write_output (const ColumnRun *run, const SmoothRect *rect, const float *pixels)
{
  const Input *input = run->task->input;
  const int n = run->settings.picture.n_channels;
  const GeglRectangle place = { rect->x + input->extent.x,
                                rect->y + input->extent.y, rect->width,
                                rect->height };
  GeglRectangle part;

  if (!gegl_rectangle_intersect (&part, &place, &run->task->wanted))
    return;
  pixels += ((gsize) (part.y - place.y) * rect->width + (part.x - place.x)) * n;
  gegl_buffer_set (run->task->output, &part, 0, input->format, pixels,
                   rect->width * n * (int) sizeof (float));
}

/* Implements SmoothWriteFunc. A band of the step run lies in one row of blocks,
 * because its height divides that of a step. */
static gboolean
write_band (gpointer data,
            const SmoothRect *rect,
            const float *pixels,
            GError **error)
{
  ColumnRun *run = data;
  const int y = rect->y / BLOCK_HEIGHT;
  const SmoothRect block =
    get_block (&run->settings.picture, run->columns.first, y);

  (void) error;
  if (rect->y == block.y)
    begin_blocks (run, y);
  fill_blocks (run, rect, pixels);
  write_output (run, rect, pixels);
  if (rect->y + rect->height == block.y + block.height)
    finish_blocks (run, y);
  return TRUE;
}

/* Returns the row of pixels at which row y of blocks begins; behind the last
 * one, the picture's end. */
static int
get_top (const SmoothSource *picture, int y)
{
  return MIN (y * BLOCK_HEIGHT, picture->height);
}

static SmoothRect
get_region (const RunSettings *settings, const RunTask *task, gboolean is_open)
{
  const SmoothSource *picture = &settings->picture;
  const int left = task->columns.first * BLOCK_WIDTH;
  const int right = MIN (task->columns.end * BLOCK_WIDTH, picture->width);
  const int top = get_top (picture, task->rows.first);
  const int bottom =
    is_open ? picture->height : get_top (picture, task->rows.end);

  return (SmoothRect) { left, top, right - left, bottom - top };
}

ColumnRun *
column_run_new (const RunSettings *settings,
                const RunTask *task,
                GError **error)
{
  ColumnRun *run = g_new0 (ColumnRun, 1);
  SmoothSource source = settings->picture;
  const SmoothSink sink = { .write = write_band, .data = run };
  const gboolean is_open = !has_outside (settings, task);
  const gsize n_tiles = (gsize) task->sums->n_x * task->sums->n_y;
  const SmoothStepOptions options = { .region = &run->region,
                                      .step_height = BLOCK_HEIGHT,
                                      .is_in_range = is_open };

  source.read = read_pixels;
  source.data = run;
  run->settings = *settings;
  run->columns = task->columns;
  run->region = get_region (settings, task, is_open);
  run->n_x = task->sums->n_x;
  run->blocks = g_new0 (float *, run->columns.end - run->columns.first);
  run->seen = g_try_new (Checksum, n_tiles);
  run->has_seen = g_try_new0 (gboolean, n_tiles);
  if (run->seen == NULL || run->has_seen == NULL)
    g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY,
                 _ ("no memory for rows of %d pixels"), source.width);
  else
    run->run = smooth_step_run_new (settings->engine, &settings->params,
                                    &source, &sink, &options, error);
  if (run->run == NULL)
    g_clear_pointer (&run, column_run_free);
  return run;
}

void
column_run_free (ColumnRun *run)
{
  if (run == NULL)
    return;
  smooth_step_run_free (run->run);
  drop_blocks (run);
  g_free (run->blocks);
  g_free (run->seen);
  g_free (run->has_seen);
  g_free (run);
}

/* Whether all tiles that the run has read and on which the task depends are as
 * they were. */
static gboolean
is_unchanged (const ColumnRun *run, const RunTask *task)
{
  const Range columns =
    column_run_get_context_columns (&run->settings, run->columns);
  const Range rows = column_run_get_context (&run->settings, task->rows);

  for (int y = rows.first; y < rows.end; y++)
    for (int x = columns.first; x < columns.end; x++)
      {
        const gsize index = (gsize) y * run->n_x + x;

        if (run->has_seen[index]
            && !checksum_equal (
              &run->seen[index],
              &task->sums->sums[input_sums_index (task->sums, x, y)]))
          return FALSE;
      }
  return TRUE;
}

gboolean
column_run_can_do (const ColumnRun *run,
                   const RunSettings *settings,
                   const RunTask *task)
{
  const int top = get_top (&settings->picture, task->rows.first);
  const int bottom = get_top (&settings->picture, task->rows.end);
  RunTask all = *task;
  int row;

  if (column_run_is_done (run) || run->settings.engine != settings->engine
      || !checksum_equal (&run->settings.settings, &settings->settings)
      || run->columns.first > task->columns.first
      || run->columns.end < task->columns.end)
    return FALSE;
  row = smooth_step_run_get_row (run->run);
  all.columns = run->columns;
  return row <= top && row >= top - MAX_GAP_ROWS * BLOCK_HEIGHT
         && bottom <= run->region.y + run->region.height
         && is_unchanged (run, task) && !has_outside (settings, &all);
}

/* Notes the checksums of all tiles on which the task depends. */
static void
note_seen (ColumnRun *run, const RunTask *task)
{
  const Range columns =
    column_run_get_context_columns (&run->settings, run->columns);
  const Range rows = column_run_get_context (&run->settings, task->rows);

  for (int y = rows.first; y < rows.end; y++)
    for (int x = columns.first; x < columns.end; x++)
      {
        const gsize index = (gsize) y * run->n_x + x;

        run->seen[index] =
          task->sums->sums[input_sums_index (task->sums, x, y)];
        run->has_seen[index] = TRUE;
      }
}

gboolean
column_run_do (ColumnRun *run,
               const RunTask *task,
               RunCounts *counts,
               GError **error)
{
  const int row = smooth_step_run_get_row (run->run);
  const double work = smooth_step_run_get_work (run->run);
  const int end = get_top (&run->settings.picture, task->rows.end);
  gboolean is_done;

  run->task = task;
  note_seen (run, task);
  is_done = smooth_step_run_step (run->run, end, error);
  drop_blocks (run);
  run->task = NULL;
  counts->n_pixels += (guint64) (end - row) * (guint64) run->region.width;
  counts->work += smooth_step_run_get_work (run->run) - work;
  return is_done;
}

gboolean
column_run_is_done (const ColumnRun *run)
{
  return smooth_step_run_is_done (run->run);
}
