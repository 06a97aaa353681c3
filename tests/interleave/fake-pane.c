/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-pane.h"

#include <libgimp/gimpui.h>

#include "fake-engine.h"

#define BAND_PX 8

struct _SmoothPane
{
  SmoothPicture picture; /* its store is NULL while there is no picture */
  SmoothParams params;
  int n_done; /* how many rows of the region have a result */
  guint source;
  /* The argument of smooth_pane_finish; NULL: none is under way. */
  SmoothPaneDoneFunc done;
  gpointer data;
};

SmoothPane *
fake_pane_new (void)
{
  SmoothPane *pane = g_new0 (SmoothPane, 1);

  smooth_params_init (&pane->params);
  return pane;
}

static void
end_finish (SmoothPane *pane, SmoothError code)
{
  g_autoptr (GError) error =
    code ? g_error_new_literal (SMOOTH_ERROR, code, "stopped") : NULL;
  SmoothPaneDoneFunc done = pane->done;

  g_clear_handle_id (&pane->source, g_source_remove);
  pane->done = NULL;
  if (done != NULL)
    done (pane->data, error);
}

static void
drop_picture (SmoothPane *pane)
{
  if (pane->picture.destroy)
    pane->picture.destroy (pane->picture.destroy_data);
  pane->picture = (SmoothPicture) { 0 };
  pane->n_done = 0;
}

void
fake_pane_free (SmoothPane *pane)
{
  end_finish (pane, SMOOTH_ERROR_CANCELLED);
  drop_picture (pane);
  g_free (pane);
}

void
smooth_pane_set_picture (SmoothPane *pane,
                         const SmoothPicture *picture,
                         const SmoothRect *centre_on)
{
  SmoothPicture old = pane->picture;

  (void) centre_on;
  end_finish (pane, SMOOTH_ERROR_CANCELLED);
  pane->picture = *picture;
  pane->n_done = 0;
  if (old.destroy)
    old.destroy (old.destroy_data);
}

void
smooth_pane_set_n_ready (SmoothPane *pane, int n_ready)
{
  pane->picture.n_ready = n_ready;
}

void
smooth_pane_reread_mask (SmoothPane *pane, const SmoothRect *region)
{
  pane->picture.region = *region;
  pane->n_done = 0;
}

void
smooth_pane_set_params (SmoothPane *pane, const SmoothParams *params)
{
  pane->params = *params;
  pane->n_done = 0;
}

/* Returns the rectangle of the picture in which the result is wanted. */
static SmoothRect
get_region (const SmoothPicture *picture)
{
  return picture->region.width > 0 ? picture->region
                                   : (SmoothRect) { 0, 0, picture->source.width,
                                                    picture->source.height };
}

gboolean
smooth_pane_is_exact (SmoothPane *pane)
{
  return pane->picture.store
         && pane->n_done == get_region (&pane->picture).height;
}

static gboolean
on_idle (gpointer data)
{
  SmoothPane *pane = data;
  const SmoothPicture *picture = &pane->picture;
  const SmoothSink sink = { picture->store->write, picture->store->write_edges,
                            picture->store->data, NULL };
  const SmoothRect region = get_region (picture);
  const SmoothRect band = { region.x, region.y + pane->n_done, region.width,
                            MIN (BAND_PX, region.height - pane->n_done) };

  if (picture->n_ready < picture->source.height)
    return G_SOURCE_CONTINUE;
  if (band.height > 0)
    fake_engine_band (&picture->source, pane->params.strength, &band, &sink,
                      NULL);
  pane->n_done += band.height;
  if (pane->n_done < region.height)
    return G_SOURCE_CONTINUE;

  pane->source = 0;
  end_finish (pane, 0);
  return G_SOURCE_REMOVE;
}

void
smooth_pane_finish (SmoothPane *pane, SmoothPaneDoneFunc done, gpointer data)
{
  pane->done = done;
  pane->data = data;
  if (!pane->picture.store)
    end_finish (pane, SMOOTH_ERROR_UNSUPPORTED);
  else if (smooth_pane_is_exact (pane))
    end_finish (pane, 0);
  else
    pane->source = g_idle_add (on_idle, pane);
}

void
smooth_pane_stop (SmoothPane *pane)
{
  if (pane->done)
    end_finish (pane, SMOOTH_ERROR_CANCELLED);
}

typedef GObject FakeWindow;
typedef GObjectClass FakeWindowClass;

static GType fake_window_get_type (void);
G_DEFINE_TYPE (FakeWindow, fake_window, G_TYPE_OBJECT)

static void
fake_window_class_init (FakeWindowClass *klass)
{
  g_signal_new ("response", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
fake_window_init (FakeWindow *window)
{
  (void) window;
}

GtkWidget *
fake_window_new (void)
{
  return g_object_new (fake_window_get_type (), NULL);
}

void
gtk_widget_set_sensitive (GtkWidget *widget, gboolean sensitive)
{
  (void) widget;
  (void) sensitive;
}

void
gtk_dialog_set_response_sensitive (GtkDialog *dialog,
                                   gint response,
                                   gboolean sensitive)
{
  (void) dialog;
  (void) response;
  (void) sensitive;
}

void
gtk_combo_box_set_active (GtkComboBox *box, gint index)
{
  (void) box;
  (void) index;
}
