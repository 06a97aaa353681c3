/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "renderer.h"

#include "../available-memory.h"
#include "render-job.h"

/* The finished blocks take at most the memory that is available divided by
 * STORE_SHARE, a quarter of it, and at most MAX_STORE_BYTES. */
#define STORE_SHARE 4
#define MAX_STORE_BYTES ((gint64) 1 << 30)

/* How many runs are kept that may go on: for instance those of the strips of a
 * very wide picture, or of two filters on a layer. */
#define MAX_RUNS 4

struct _Renderer
{
  GMutex lock; /* held by the thread that renders */
  EnginePool *engines;
  BlockStore *store;
  gint64 max_bytes; /* -1: a share of the available memory */
  /* The one that was used last is first; NULL behind the last one. */
  ColumnRun *runs[MAX_RUNS];
  RunCounts counts;    /* what all runs have done */
  GHashTable *reasons; /* set of those that renderer_is_new was asked about */
};

Renderer *
renderer_new (const RendererOptions *options)
{
  Renderer *renderer = g_new0 (Renderer, 1);

  g_mutex_init (&renderer->lock);
  renderer->engines = engine_pool_new (options->folders, options->n_threads);
  renderer->reasons =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  renderer->max_bytes = options->max_bytes;
  renderer->store = block_store_new (MAX (options->max_bytes, 0));
  return renderer;
}

static void
drop_runs (Renderer *renderer)
{
  for (int i = 0; i < MAX_RUNS; i++)
    g_clear_pointer (&renderer->runs[i], column_run_free);
}

void
renderer_free (Renderer *renderer)
{
  if (renderer == NULL)
    return;
  drop_runs (renderer);
  block_store_free (renderer->store);
  engine_pool_free (renderer->engines);
  g_hash_table_unref (renderer->reasons);
  g_mutex_clear (&renderer->lock);
  g_free (renderer);
}

void
renderer_clear (Renderer *renderer)
{
  g_mutex_lock (&renderer->lock);
  drop_runs (renderer);
  block_store_clear (renderer->store);
  g_mutex_unlock (&renderer->lock);
}

gboolean
renderer_is_new (Renderer *renderer, const char *reason)
{
  gboolean is_new;

  g_mutex_lock (&renderer->lock);
  is_new = g_hash_table_add (renderer->reasons, g_strdup (reason));
  g_mutex_unlock (&renderer->lock);
  return is_new;
}

RunCounts
renderer_get_counts (Renderer *renderer)
{
  RunCounts counts;

  g_mutex_lock (&renderer->lock);
  counts = renderer->counts;
  g_mutex_unlock (&renderer->lock);
  return counts;
}

/* Limits the store to a share of the memory that is available now, its own
 * blocks included. */
static void
limit_store (Renderer *renderer)
{
  const gint64 n_bytes = block_store_get_bytes (renderer->store);

  if (renderer->max_bytes < 0)
    block_store_set_limit (
      renderer->store,
      MIN ((available_memory_get () + n_bytes) / STORE_SHARE, MAX_STORE_BYTES));
}

Range
renderer_get_required_rows (const SmoothParams *params, Range rows, int height)
{
  /* The input's format is not known yet; with alpha and samples outside [0, 1]
   * most rows are read. */
  const RunSettings settings = {
    .params = *params,
    .picture = { .width = 1, .height = height, .n_channels = 4 },
  };
  const Range blocks =
    render_job_get_blocks (rows.first, rows.end - rows.first, BLOCK_HEIGHT);
  const Range tiles = column_run_get_context (&settings, blocks);

  return (Range) { tiles.first * BLOCK_HEIGHT,
                   MIN (tiles.end * BLOCK_HEIGHT, height) };
}

/* Writes block, of column x and row y, into the output. */
static void
write_block (const RenderJob *job, int x, int y, const float *block)
{
  const Input *input = &job->request->input;
  const GeglRectangle *extent = &input->extent;
  const int left = x * BLOCK_WIDTH, top = y * BLOCK_HEIGHT;
  const int n = job->settings.picture.n_channels;
  const GeglRectangle place = { extent->x + left, extent->y + top,
                                MIN (BLOCK_WIDTH, extent->width - left),
                                MIN (BLOCK_HEIGHT, extent->height - top) };
  GeglRectangle part;

  if (!gegl_rectangle_intersect (&part, &place, &job->request->roi))
    return;
  block += ((gsize) (part.y - place.y) * place.width + part.x - place.x) * n;
  gegl_buffer_set (job->request->output, &part, 0, input->format, block,
                   place.width * n * (int) sizeof (float));
}

/* Writes the blocks that are in the store into the output. */
static void
write_stored (Renderer *renderer, RenderJob *job)
{
  for (int y = job->rows.first; y < job->rows.end; y++)
    for (int x = job->columns.first; x < job->columns.end; x++)
      {
        const float *block =
          block_store_find (renderer->store, render_job_get_key (job, x, y));

        if (block != NULL)
          write_block (job, x, y, block);
        else
          job->is_missing[y - job->rows.first] = TRUE;
      }
}

/* Returns a run that can do the task: one that goes on, or a new one. It is the
 * first of the renderer's runs. NULL: there is no memory. */
static ColumnRun *
get_run (Renderer *renderer,
         const RenderJob *job,
         const RunTask *task,
         GError **error)
{
  ColumnRun **runs = renderer->runs;
  ColumnRun *run = NULL;
  int i = 0;

  while (i < MAX_RUNS - 1 && runs[i] != NULL
         && !column_run_can_do (runs[i], &job->settings, task))
    i++;
  if (runs[i] != NULL && column_run_can_do (runs[i], &job->settings, task))
    run = runs[i];
  else
    {
      run = column_run_new (&job->settings, task, error);
      if (run == NULL)
        return NULL;
      column_run_free (runs[i]);
    }
  for (; i > 0; i--)
    runs[i] = runs[i - 1];
  runs[0] = run;
  return run;
}

/* Removes the first of the renderer's runs. */
static void
drop_run (Renderer *renderer)
{
  column_run_free (renderer->runs[0]);
  for (int i = 1; i < MAX_RUNS; i++)
    renderer->runs[i - 1] = renderer->runs[i];
  renderer->runs[MAX_RUNS - 1] = NULL;
}

/* Computes the blocks of a task. */
static gboolean
compute (Renderer *renderer,
         const RenderJob *job,
         Range rows,
         Range columns,
         GError **error)
{
  const GeglRectangle *extent = &job->request->input.extent;
  /* The run may compute rows between its last one and the task's first one.
   * These may be outdated, and the store may have newer ones. */
  const GeglRectangle place = { extent->x,
                                extent->y + rows.first * BLOCK_HEIGHT,
                                extent->width,
                                (rows.end - rows.first) * BLOCK_HEIGHT };
  RunTask task = {
    .columns = columns,
    .rows = rows,
    .input = &job->request->input,
    .sums = &job->sums,
    .keys = render_job_get_key (job, 0, rows.first),
    .output = job->request->output,
    .store = renderer->store,
  };
  ColumnRun *run;
  gboolean is_done;

  gegl_rectangle_intersect (&task.wanted, &place, &job->request->roi);
  run = get_run (renderer, job, &task, error);
  if (run == NULL)
    return FALSE;
  is_done = column_run_do (run, &task, &renderer->counts, error);
  if (!is_done || column_run_is_done (run))
    drop_run (renderer);
  return is_done;
}

/* Returns the smallest range of columns that has all blocks of rows that the
 * store lacks. They are asked for in all of the picture's columns, because a
 * run over all of them is the fastest way where everything is missing. */
static Range
find_missing_columns (const Renderer *renderer,
                      const RenderJob *job,
                      Range rows)
{
  Range missing = { job->sums.n_x, 0 };

  for (int y = rows.first; y < rows.end; y++)
    for (int x = 0; x < job->sums.n_x; x++)
      if (!block_store_has (renderer->store, render_job_get_key (job, x, y)))
        {
          missing.first = MIN (missing.first, x);
          missing.end = MAX (missing.end, x + 1);
        }
  return missing;
}

/* Computes what is missing in rows: in a very wide picture only the strips that
 * the roi touches. */
static gboolean
compute_rows (Renderer *renderer,
              const RenderJob *job,
              Range rows,
              GError **error)
{
  const Range missing = find_missing_columns (renderer, job, rows);
  const int left = missing.first * BLOCK_WIDTH;
  const SmoothRect region = {
    left, 0,
    MIN (missing.end * BLOCK_WIDTH, job->settings.picture.width) - left, 1
  };

  for (int i = 0; i < smooth_engine_count_strips (&region); i++)
    {
      SmoothRect strip;
      Range columns;

      smooth_engine_get_strip (&region, i, &strip);
      columns = render_job_get_blocks (strip.x, strip.width, BLOCK_WIDTH);
      if (columns.first < job->columns.end && columns.end > job->columns.first
          && !compute (renderer, job, rows, columns, error))
        return FALSE;
    }
  return TRUE;
}

/* Computes all rows with missing blocks, each group of neighbouring rows at
 * once. */
static gboolean
compute_missing (Renderer *renderer, const RenderJob *job, GError **error)
{
  const Range rows = job->rows;

  for (int y = rows.first, end; y < rows.end; y = end)
    {
      const gboolean is_missing = job->is_missing[y - rows.first];

      for (end = y + 1; end < rows.end; end++)
        if (job->is_missing[end - rows.first] != is_missing)
          break;
      if (is_missing
          && !compute_rows (renderer, job, (Range) { y, end }, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
render (Renderer *renderer, RenderJob *job, GError **error)
{
  const PooledEngine *engine =
    engine_pool_get (renderer->engines, job->request->weights, error);

  if (engine == NULL || !render_job_make_keys (job, engine, error))
    return FALSE;
  write_stored (renderer, job);
  return compute_missing (renderer, job, error);
}

gboolean
renderer_render (Renderer *renderer,
                 const RenderRequest *request,
                 GError **error)
{
  g_autoptr (GError) first = NULL;
  g_auto (RenderJob) job = { 0 };
  gboolean is_done;

  /* The input may be a group's. Reading it then renders the group's layers,
   * with their filters, in this thread: no lock may be held. */
  if (!render_job_read (&job, request, error))
    return FALSE;
  g_mutex_lock (&renderer->lock);
  limit_store (renderer);
  is_done = render (renderer, &job, &first);
  if (g_error_matches (first, SMOOTH_ERROR, SMOOTH_ERROR_NO_MEMORY))
    {
      /* What can be computed again may be what takes the memory. */
      drop_runs (renderer);
      block_store_clear (renderer->store);
      g_clear_error (&first);
      is_done = render (renderer, &job, &first);
    }
  g_mutex_unlock (&renderer->lock);
  if (!is_done)
    g_propagate_error (error, g_steal_pointer (&first));
  return is_done;
}
