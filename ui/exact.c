/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact result of the whole picture, into the store. It gives way to any
 * other wish, and goes on afterwards where it stood: a region equals that part
 * of the whole. It goes through the strips that the engine would cut a very
 * wide picture into, one run for each, so that where it stands is a number of
 * strips and a number of rows. Where the view is scaled each strip fills in
 * from the top: rows that the store has come from there, the others as they are
 * computed.
 */
#include <smooth/error.h>

#include "renderer-private.h"
#include "scaler.h"

/* Rows of the store that are read at a time. */
#define READ_PIXELS (1 << 20)

/* One pass, over one strip. */
typedef struct
{
  SmoothRenderer *renderer;
  const SmoothWish *wish;
  const SmoothStore *store;
  SmoothRect strip;      /* of the picture */
  SmoothRect area;       /* what is seen of it, on the view's grid */
  float *result, *edges; /* of area; NULL: nothing to patch */
  SmoothScaler *scale_result, *scale_edges;
  int first;        /* row of the picture that it began with */
  int n_patched;    /* rows of area */
  int n_written[2]; /* rows: result, edges */
} Pass;

static gboolean
is_for (const SmoothExact *exact, const SmoothWish *wish)
{
  const SmoothParams *done = &exact->params, *wanted = &wish->params;

  return exact->picture_id == smooth_shared_picture_get_id (wish->picture)
         && done->strength == wanted->strength
         && done->texture_scale == wanted->texture_scale
         && done->channels == wanted->channels;
}

static SmoothRect
get_whole (const SmoothWish *wish)
{
  const SmoothSource *source = smooth_shared_picture_get_source (wish->picture);

  return (SmoothRect) { 0, 0, source->width, source->height };
}

gboolean
smooth_exact_is_done (const SmoothExact *exact, const SmoothWish *wish)
{
  const SmoothRect whole = get_whole (wish);

  return is_for (exact, wish)
         && exact->n_strips == smooth_engine_count_strips (&whole);
}

void
smooth_exact_set_done (SmoothExact *exact, const SmoothWish *wish)
{
  const SmoothRect whole = get_whole (wish);

  *exact = (SmoothExact) {
    .picture_id = smooth_shared_picture_get_id (wish->picture),
    .params = wish->params,
    .n_strips = smooth_engine_count_strips (&whole),
  };
}

/* The share of the picture's pixels that the store has. */
static double
get_fraction (const SmoothExact *exact, const SmoothWish *wish)
{
  const SmoothRect whole = get_whole (wish);
  SmoothRect strip;

  if (smooth_exact_is_done (exact, wish))
    return 1;
  smooth_engine_get_strip (&whole, exact->n_strips, &strip);
  return (strip.x + (double) strip.width * exact->n_done / whole.height)
         / whole.width;
}

/* Hands the scaler those rows of rect that it needs, as they are stored, which
 * may be with fewer bits; the columns that it needs may begin in the strip
 * before, which the store has. */
static gboolean
push_stored (Pass *pass,
             SmoothReadFunc read,
             SmoothScaler *scaler,
             int n_channels,
             const SmoothRect *rect,
             GError **error)
{
  SmoothRect needed;
  g_autofree float *rows = NULL;
  int end, step;

  smooth_scaler_get_needed (scaler, &needed);
  end = MIN (needed.y + needed.height, rect->y + rect->height);
  needed.y = MAX (needed.y, rect->y);
  if (needed.y >= end)
    return TRUE;
  step = CLAMP (READ_PIXELS / needed.width, 1, end - needed.y);
  needed.height = step;
  rows = smooth_crop_alloc (&needed, n_channels, error);
  if (rows == NULL)
    return FALSE;
  for (; needed.y < end; needed.y += step)
    {
      needed.height = MIN (step, end - needed.y);
      if (!smooth_render_run_check (pass->renderer->gate.run, error)
          || !read (pass->store->data, &needed, rows, error))
        return FALSE;
      smooth_scaler_push (scaler, &needed, rows);
    }
  return TRUE;
}

static gboolean
write_result (gpointer data,
              const SmoothRect *rect,
              const float *pixels,
              GError **error)
{
  Pass *pass = data;

  if (!pass->store->write (pass->store->data, rect, pixels, error))
    return FALSE;
  pass->n_written[0] = rect->y + rect->height;
  return pass->result == NULL
         || push_stored (pass, pass->store->read, pass->scale_result,
                         pass->renderer->crop.array.n_channels, rect, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  Pass *pass = data;

  if (!pass->store->write_edges (pass->store->data, rect, pixels, error))
    return FALSE;
  pass->n_written[1] = rect->y + rect->height;
  return pass->edges == NULL
         || push_stored (pass, pass->store->read_edges, pass->scale_edges, 1,
                         rect, error);
}

/* Posts the rows of what is seen that are new. */
static gboolean
patch (Pass *pass, GError **error)
{
  int n_channels = pass->renderer->crop.array.n_channels;
  int start = pass->n_patched, end;
  SmoothRect area = pass->area;
  g_autoptr (SmoothPiece) piece = NULL;
  gsize at;

  if (pass->result == NULL)
    return TRUE;
  end = MIN (smooth_scaler_get_n_done (pass->scale_result),
             smooth_scaler_get_n_done (pass->scale_edges));
  if (end == start)
    return TRUE;
  area.y += start;
  area.height = end - start;
  at = (gsize) start * area.width;
  piece = smooth_piece_new (SMOOTH_PIECE_PATCH, pass->wish, &area);
  if (!smooth_renderer_paint (pass->renderer, pass->wish,
                              pass->result + at * n_channels, pass->edges + at,
                              piece, error))
    return FALSE;
  pass->n_patched = end;
  smooth_render_run_post (pass->renderer->gate.run, g_steal_pointer (&piece));
  return TRUE;
}

/* After each band. A patch that there is no memory for is left out: the next
 * one takes its rows along. */
static gboolean
after_band (gpointer data, double fraction G_GNUC_UNUSED)
{
  Pass *pass = data;
  SmoothExact *exact = &pass->renderer->exact;
  SmoothPiece *piece =
    smooth_piece_new (SMOOTH_PIECE_PROGRESS, pass->wish, &pass->wish->seen);

  exact->n_done = MIN (pass->n_written[0], pass->n_written[1]);
  patch (pass, NULL);
  piece->fraction = get_fraction (exact, pass->wish);
  smooth_render_run_post (pass->renderer->gate.run, piece);
  return !smooth_render_run_is_cancelled (pass->renderer->gate.run);
}

/* What is seen of the strip: the grid's columns that end in it. */
static void
set_area (Pass *pass)
{
  const SmoothWish *wish = pass->wish;
  const SmoothRect *strip = &pass->strip, *seen = &wish->seen;
  const int width = smooth_shared_picture_get_source (wish->picture)->width;
  const int first =
    smooth_scaler_count_covered (strip->x, wish->grid.width, width);
  const int end = smooth_scaler_count_covered (strip->x + strip->width,
                                               wish->grid.width, width);

  pass->area = *seen;
  pass->area.x = MAX (seen->x, first);
  pass->area.width = MIN (seen->x + seen->width, end) - pass->area.x;
}

/* With the rows that the store has. */
static gboolean
prepare_patches (Pass *pass, GError **error)
{
  const SmoothWish *wish = pass->wish;
  const SmoothRect *area = &pass->area;
  SmoothSource picture = *smooth_shared_picture_get_source (wish->picture);
  const SmoothRect stored = { 0, 0, picture.width, pass->first };
  int n_channels = picture.n_channels;

  set_area (pass);
  if (!smooth_wish_is_scaled (wish) || area->width < 1)
    return TRUE;
  pass->result = smooth_crop_alloc (area, n_channels, error);
  if (pass->result == NULL)
    return FALSE;
  pass->edges = smooth_crop_alloc (area, 1, error);
  if (pass->edges == NULL)
    return FALSE;
  pass->scale_result =
    smooth_scaler_new (&picture, &wish->grid, area, pass->result, error);
  picture.n_channels = 1;
  pass->scale_edges =
    smooth_scaler_new (&picture, &wish->grid, area, pass->edges, error);
  return pass->scale_result != NULL && pass->scale_edges != NULL
         && push_stored (pass, pass->store->read, pass->scale_result,
                         n_channels, &stored, error)
         && push_stored (pass, pass->store->read_edges, pass->scale_edges, 1,
                         &stored, error)
         && patch (pass, error);
}

static gboolean
smooth_rest (Pass *pass, GError **error)
{
  SmoothRenderer *renderer = pass->renderer;
  const SmoothSink sink = { write_result, write_edges, pass };
  SmoothSource source;
  SmoothRect rest = pass->strip;
  const SmoothSmoothing smoothing = {
    .params = pass->wish->params,
    .source = &source,
    .source_id = smooth_shared_picture_get_id (pass->wish->picture),
    .region = &rest,
    .sink = &sink,
    .progress = after_band,
    .progress_data = pass,
  };

  rest.y = pass->first;
  rest.height -= pass->first;
  smooth_gate_init_source (&renderer->gate, &source);
  if (!renderer->smoother.run (renderer->smoother.data, &smoothing, error))
    return FALSE;
  /* A smoother need not call progress after its last band. */
  after_band (pass, 1);
  return TRUE;
}

/* Shows what the store has of strip i, and computes the rest of it. */
static gboolean
run_strip (SmoothRenderer *renderer,
           const SmoothWish *wish,
           int i,
           GError **error)
{
  SmoothExact *exact = &renderer->exact;
  const SmoothRect whole = get_whole (wish);
  Pass pass = {
    .renderer = renderer,
    .wish = wish,
    .store = smooth_shared_picture_get_store (wish->picture),
  };
  gboolean done;

  smooth_engine_get_strip (&whole, i, &pass.strip);
  pass.first = i < exact->n_strips ? whole.height : exact->n_done;
  pass.n_written[0] = pass.n_written[1] = pass.first;
  done = prepare_patches (&pass, error)
         && (pass.first == whole.height || smooth_rest (&pass, error));
  if (done && i == exact->n_strips)
    {
      exact->n_strips++;
      exact->n_done = 0;
    }
  g_clear_pointer (&pass.scale_result, smooth_scaler_free);
  g_clear_pointer (&pass.scale_edges, smooth_scaler_free);
  g_free (pass.result);
  g_free (pass.edges);
  return done;
}

gboolean
smooth_renderer_run_exact (SmoothRenderer *renderer,
                           const SmoothWish *wish,
                           GError **error)
{
  SmoothExact *exact = &renderer->exact;
  const SmoothRect whole = get_whole (wish);

  g_return_val_if_fail (
    smooth_shared_picture_get_store (wish->picture) != NULL, FALSE);

  if (!is_for (exact, wish))
    *exact = (SmoothExact) {
      .picture_id = smooth_shared_picture_get_id (wish->picture),
      .params = wish->params,
    };
  for (int i = 0; i < smooth_engine_count_strips (&whole); i++)
    if (!run_strip (renderer, wish, i, error))
      return FALSE;
  return TRUE;
}
