/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact result of the whole picture, into the store. It gives way to any
 * other wish, and goes on afterwards where it stood: a region equals that part
 * of the whole. Where the view is scaled it fills in from the top: rows that
 * the store has come from there, the others as they are computed.
 */
#include <smooth/error.h>

#include "renderer-private.h"
#include "scaler.h"

/* Rows of the store that are read at a time. */
#define READ_PIXELS (1 << 20)

/* One pass. */
typedef struct
{
  SmoothRenderer *renderer;
  const SmoothWish *wish;
  const SmoothStore *store;
  float *result, *edges; /* of what is seen; NULL: nothing to patch */
  SmoothScaler *scale_result, *scale_edges;
  int first;        /* row of the picture that it began with */
  int n_patched;    /* rows of what is seen */
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

gboolean
smooth_exact_is_done (const SmoothExact *exact, const SmoothWish *wish)
{
  const SmoothSource *source = smooth_shared_picture_get_source (wish->picture);

  return is_for (exact, wish) && exact->n_done == source->height;
}

static gboolean
write_result (gpointer data,
              const SmoothRect *rect,
              const float *pixels,
              GError **error)
{
  Pass *pass = data;
  g_autofree float *stored = NULL;

  if (!pass->store->write (pass->store->data, rect, pixels, error))
    return FALSE;
  pass->n_written[0] = rect->y + rect->height;
  if (pass->result == NULL)
    return TRUE;
  /* As it is stored, which may be with fewer bits. */
  stored =
    smooth_crop_alloc (rect, pass->renderer->crop.array.n_channels, error);
  if (stored == NULL
      || !pass->store->read (pass->store->data, rect, stored, error))
    return FALSE;
  smooth_scaler_push (pass->scale_result, rect, stored);
  return TRUE;
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
  if (pass->edges != NULL)
    smooth_scaler_push (pass->scale_edges, rect, pixels);
  return TRUE;
}

/* Posts the rows of what is seen that are new. */
static gboolean
patch (Pass *pass, GError **error)
{
  const SmoothRect *seen = &pass->wish->seen;
  int n_channels = pass->renderer->crop.array.n_channels;
  int start = pass->n_patched, end;
  SmoothRect area = *seen;
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
  at = (gsize) start * seen->width;
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
  const SmoothSource *source =
    smooth_shared_picture_get_source (pass->wish->picture);
  SmoothExact *exact = &pass->renderer->exact;
  SmoothPiece *piece =
    smooth_piece_new (SMOOTH_PIECE_PROGRESS, pass->wish, &pass->wish->seen);

  exact->n_done = MIN (pass->n_written[0], pass->n_written[1]);
  patch (pass, NULL);
  piece->fraction = (double) exact->n_done / source->height;
  smooth_render_run_post (pass->renderer->gate.run, piece);
  return !smooth_render_run_is_cancelled (pass->renderer->gate.run);
}

/* The rows that the store has, for the screen. */
static gboolean
push_stored (Pass *pass,
             SmoothReadFunc read,
             SmoothScaler *scaler,
             int n_channels,
             GError **error)
{
  SmoothRect rect;
  g_autofree float *rows = NULL;
  int end, step;

  smooth_scaler_get_needed (scaler, &rect);
  end = MIN (rect.y + rect.height, pass->first);
  step = CLAMP (READ_PIXELS / rect.width, 1, rect.height);
  rect.height = step;
  rows = smooth_crop_alloc (&rect, n_channels, error);
  if (rows == NULL)
    return FALSE;
  for (; rect.y < end; rect.y += step)
    {
      rect.height = MIN (step, end - rect.y);
      if (!smooth_render_run_check (pass->renderer->gate.run, error)
          || !read (pass->store->data, &rect, rows, error))
        return FALSE;
      smooth_scaler_push (scaler, &rect, rows);
    }
  return TRUE;
}

static gboolean
prepare_patches (Pass *pass, GError **error)
{
  const SmoothWish *wish = pass->wish;
  SmoothSource picture = *smooth_shared_picture_get_source (wish->picture);
  int n_channels = picture.n_channels;

  if (!smooth_wish_is_scaled (wish))
    return TRUE;
  pass->result = smooth_crop_alloc (&wish->seen, n_channels, error);
  if (pass->result == NULL)
    return FALSE;
  pass->edges = smooth_crop_alloc (&wish->seen, 1, error);
  if (pass->edges == NULL)
    return FALSE;
  pass->scale_result =
    smooth_scaler_new (&picture, &wish->grid, &wish->seen, pass->result, error);
  picture.n_channels = 1;
  pass->scale_edges =
    smooth_scaler_new (&picture, &wish->grid, &wish->seen, pass->edges, error);
  return pass->scale_result != NULL && pass->scale_edges != NULL
         && push_stored (pass, pass->store->read, pass->scale_result,
                         n_channels, error)
         && push_stored (pass, pass->store->read_edges, pass->scale_edges, 1,
                         error)
         && patch (pass, error);
}

static gboolean
smooth_rest (Pass *pass, GError **error)
{
  SmoothRenderer *renderer = pass->renderer;
  const SmoothSink sink = { write_result, write_edges, pass };
  SmoothSource source;
  SmoothRect rest;
  const SmoothSmoothing smoothing = {
    .params = pass->wish->params,
    .source = &source,
    .source_id = smooth_shared_picture_get_id (pass->wish->picture),
    .region = &rest,
    .sink = &sink,
    .progress = after_band,
    .progress_data = pass,
  };

  smooth_gate_init_source (&renderer->gate, &source);
  rest =
    (SmoothRect) { 0, pass->first, source.width, source.height - pass->first };
  return rest.height == 0
         || renderer->smoother.run (renderer->smoother.data, &smoothing, error);
}

gboolean
smooth_renderer_run_exact (SmoothRenderer *renderer,
                           const SmoothWish *wish,
                           GError **error)
{
  SmoothExact *exact = &renderer->exact;
  Pass pass = {
    .renderer = renderer,
    .wish = wish,
    .store = smooth_shared_picture_get_store (wish->picture),
  };
  gboolean done;

  g_return_val_if_fail (pass.store != NULL, FALSE);
  if (!is_for (exact, wish))
    *exact = (SmoothExact) { smooth_shared_picture_get_id (wish->picture),
                             wish->params, 0 };
  pass.first = pass.n_written[0] = pass.n_written[1] = exact->n_done;
  done = prepare_patches (&pass, error) && smooth_rest (&pass, error);
  /* A smoother need not call progress after its last band. */
  if (done)
    after_band (&pass, 1);
  g_clear_pointer (&pass.scale_result, smooth_scaler_free);
  g_clear_pointer (&pass.scale_edges, smooth_scaler_free);
  g_free (pass.result);
  g_free (pass.edges);
  return done;
}
