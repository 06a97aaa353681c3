/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact result of the picture's region, into the store. It gives way to any
 * other request, and goes on afterwards where it stood: a region equals that part
 * of the whole. Where the view is scaled it fills in from the top: rows that
 * the store has come from there, the others as they are computed.
 */
#include <smooth/error.h>

#include "renderer-private.h"
#include "scaler.h"
#include "result-reader.h"

/* Pixels of the store that are read at a time. */
#define READ_PIXELS (1 << 20)

/* Result or edges on their way to the store, and from there to the screen: as
 * they are stored, which may be with fewer bits. */
typedef struct
{
  SmoothWriteFunc write;
  int end_y; /* of the picture: the store has the rows above */
  /* The screen; scaler NULL: nothing is to be shown. */
  SmoothResultReader reader;
  SmoothSource source;
  SmoothScaler *scaler;
  float *pixels; /* of the pass's area */
  int next_y;    /* of the picture: the scaler's next row */
} Part;

/* One pass. */
typedef struct
{
  SmoothRenderer *renderer;
  const SmoothFrameRequest *request;
  const SmoothResultStore *store;
  SmoothRect area; /* of the grid, that patches are of; width 0: nothing */
  Part parts[2];   /* result, edges */
  int n_patched;   /* rows of area */
  int first_y;     /* row of the picture that it begins with */
} Pass;

static int
get_end_y (const SmoothRect *rect)
{
  return rect->y + rect->height;
}

static gboolean
is_for (const SmoothExact *exact, const SmoothFrameRequest *request)
{
  return exact->picture_id == smooth_shared_picture_get_id (request->picture)
         && smooth_params_equal (&exact->params, &request->params);
}

gboolean
smooth_exact_is_done (const SmoothExact *exact, const SmoothFrameRequest *request)
{
  return is_for (exact, request)
         && smooth_rect_contains (&exact->done, &request->wanted);
}

/* Whether the store's rows are the first ones of what is wanted, or lie above
 * it in the same columns. */
static gboolean
can_go_on (const SmoothExact *exact, const SmoothFrameRequest *request)
{
  const SmoothRect *done = &exact->done, *wanted = &request->wanted;

  return is_for (exact, request) && done->x == wanted->x
         && done->width == wanted->width && done->y <= wanted->y
         && wanted->y <= get_end_y (done);
}

/* Hands rows that the store has to the scaler. */
static gboolean
show_stored (Pass *pass, Part *part, GError **error)
{
  const SmoothRect *wanted = &pass->request->wanted;
  g_autofree float *rows = NULL;
  SmoothRect strip;
  int end, step;

  if (part->scaler == NULL || part->end_y <= wanted->y)
    return TRUE;
  smooth_scaler_get_needed (part->scaler, &strip);
  end = get_end_y (&strip);
  /* Rows below the region count as its last one. */
  if (part->end_y < get_end_y (wanted))
    end = MIN (end, part->end_y);
  strip.y = MAX (strip.y, part->next_y);
  if (strip.y >= end)
    return TRUE;
  step = CLAMP (READ_PIXELS / strip.width, 1, end - strip.y);
  strip.height = step;
  rows = smooth_crop_alloc (&strip, part->source.n_channels, error);
  if (rows == NULL)
    return FALSE;
  for (; strip.y < end; strip.y += step)
    {
      strip.height = MIN (step, end - strip.y);
      if (!smooth_render_task_check (pass->renderer->gate.run, error)
          || !part->source.read (part->source.data, &strip, rows, error))
        return FALSE;
      smooth_scaler_push (part->scaler, &strip, rows);
    }
  part->next_y = end;
  return TRUE;
}

static gboolean
write_part (Pass *pass,
            Part *part,
            const SmoothRect *rect,
            const float *pixels,
            GError **error)
{
  const SmoothRect *wanted = &pass->request->wanted;

  if (!part->write (pass->store->data, rect, pixels, error))
    return FALSE;
  /* A very wide region comes in strips from left to right: rows are whole only
   * once the last strip has them. */
  if (rect->x + rect->width < wanted->x + wanted->width)
    return TRUE;
  part->end_y = get_end_y (rect);
  return show_stored (pass, part, error);
}

static gboolean
write_result (gpointer data,
              const SmoothRect *rect,
              const float *pixels,
              GError **error)
{
  Pass *pass = data;

  return write_part (pass, &pass->parts[0], rect, pixels, error);
}

static gboolean
write_edges (gpointer data,
             const SmoothRect *rect,
             const float *pixels,
             GError **error)
{
  Pass *pass = data;

  return write_part (pass, &pass->parts[1], rect, pixels, error);
}

/* Posts the rows of area that are new. */
static gboolean
patch (Pass *pass, GError **error)
{
  const Part *result = &pass->parts[0], *edges = &pass->parts[1];
  SmoothRect area = pass->area;
  int start = pass->n_patched, end;
  g_autoptr (SmoothFrameUpdate) piece = NULL;
  gsize at;

  if (edges->scaler == NULL)
    return TRUE;
  end = MIN (smooth_scaler_get_n_done (result->scaler),
             smooth_scaler_get_n_done (edges->scaler));
  if (end == start)
    return TRUE;
  area.y += start;
  area.height = end - start;
  at = (gsize) start * area.width;
  piece = smooth_frame_update_new (SMOOTH_FRAME_UPDATE_PATCH, pass->request, &area);
  piece->is_exact = end == pass->area.height;
  piece->has_exact_edges =
    piece->is_exact && smooth_rect_equal (&pass->area, &pass->request->seen);
  if (!smooth_renderer_paint (pass->renderer, pass->request,
                              result->pixels + at * result->source.n_channels,
                              edges->pixels + at, piece, error))
    return FALSE;
  pass->n_patched = end;
  smooth_render_task_post (pass->renderer->gate.run, g_steal_pointer (&piece));
  return TRUE;
}

/* After each band. A patch that there is no memory for is left out: the next
 * one takes its rows along. */
static gboolean
after_band (gpointer data, double fraction)
{
  Pass *pass = data;
  const SmoothRect *wanted = &pass->request->wanted;
  SmoothExact *exact = &pass->renderer->exact;
  SmoothFrameUpdate *piece =
    smooth_frame_update_new (SMOOTH_FRAME_UPDATE_PROGRESS, pass->request, &pass->request->seen);
  const int end_y = MIN (pass->parts[0].end_y, pass->parts[1].end_y);
  const double n_wanted = wanted->height;
  const double n_before = pass->first_y - wanted->y;
  const double n_done =
    MAX (end_y - wanted->y, n_before + (n_wanted - n_before) * fraction);

  exact->done.height = end_y - exact->done.y;
  patch (pass, NULL);
  piece->fraction = CLAMP (n_done / n_wanted, 0, 1);
  smooth_render_task_post (pass->renderer->gate.run, piece);
  return !smooth_render_task_is_cancelled (pass->renderer->gate.run);
}

static gboolean
prepare_patches (Pass *pass, GError **error)
{
  const SmoothFrameRequest *request = pass->request;
  const SmoothSource *picture =
    smooth_shared_picture_get_source (request->picture);

  if (request->seen.width == 0 || !smooth_frame_request_is_scaled (request))
    return TRUE;
  smooth_frame_request_get_area (request, &pass->area);
  for (int i = 0; i < 2 && pass->area.width > 0; i++)
    {
      Part *part = &pass->parts[i];

      smooth_result_reader_init (&part->reader, pass->store, i == 1,
                                &request->wanted, picture, &part->source);
      part->pixels =
        smooth_crop_alloc (&pass->area, part->source.n_channels, error);
      if (part->pixels == NULL)
        return FALSE;
      part->scaler = smooth_scaler_new (&part->source, &request->grid, &pass->area,
                                        part->pixels, error);
      if (part->scaler == NULL || !show_stored (pass, part, error))
        return FALSE;
    }
  return patch (pass, error);
}

static gboolean
smooth_rest (Pass *pass, GError **error)
{
  SmoothRenderer *renderer = pass->renderer;
  const SmoothRect *done = &renderer->exact.done;
  const SmoothSink sink = { write_result, write_edges, pass };
  SmoothSource source;
  SmoothRect rest = *done;
  const SmoothSmoothing smoothing = {
    .params = pass->request->params,
    .source = &source,
    .source_id = smooth_shared_picture_get_id (pass->request->picture),
    .region = &rest,
    .sink = &sink,
    .progress = after_band,
    .progress_data = pass,
  };

  smooth_picture_reader_init_source (&renderer->gate, &source);
  rest.y = get_end_y (done);
  rest.height = get_end_y (&pass->request->wanted) - rest.y;
  return rest.height <= 0
         || renderer->smoother.run (renderer->smoother.data, &smoothing, error);
}

/* Where nothing of the region is seen, the scaled result on the screen counts
 * as exact without a patch. */
static void
post_unseen (const Pass *pass)
{
  SmoothFrameUpdate *piece;

  if (pass->request->seen.width == 0 || !smooth_frame_request_is_scaled (pass->request)
      || pass->area.width > 0)
    return;
  piece = smooth_frame_update_new (SMOOTH_FRAME_UPDATE_PATCH, pass->request, &pass->area);
  piece->is_exact = TRUE;
  smooth_render_task_post (pass->renderer->gate.run, piece);
}

static void
clear_pass (Pass *pass)
{
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&pass->parts[i].scaler, smooth_scaler_free);
      g_free (pass->parts[i].pixels);
    }
}

gboolean
smooth_renderer_run_exact (SmoothRenderer *renderer,
                           const SmoothFrameRequest *request,
                           GError **error)
{
  const SmoothRect *wanted = &request->wanted;
  SmoothExact *exact = &renderer->exact;
  Pass pass = {
    .renderer = renderer,
    .request = request,
    .store = smooth_shared_picture_get_store (request->picture),
  };
  gboolean done;

  g_return_val_if_fail (pass.store != NULL, FALSE);
  if (!smooth_exact_is_done (exact, request) && !can_go_on (exact, request))
    *exact = (SmoothExact){
      smooth_shared_picture_get_id (request->picture),
      request->params,
      { wanted->x, wanted->y, wanted->width, 0 },
    };
  pass.parts[0].write = pass.store->write;
  pass.parts[1].write = pass.store->write_edges;
  pass.first_y = get_end_y (&exact->done);
  pass.parts[0].end_y = pass.parts[1].end_y = pass.first_y;
  done = prepare_patches (&pass, error) && smooth_rest (&pass, error);
  /* A smoother need not call progress after its last band. */
  if (done)
    after_band (&pass, 1);
  if (done)
    post_unseen (&pass);
  clear_pass (&pass);
  return done;
}
