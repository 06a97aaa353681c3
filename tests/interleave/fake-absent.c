/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgimp's functions about non-destructive filters and parasites. The fake
 * GIMP has none of either: it returns empty lists of them, so the plug-in calls
 * none of the other functions, which must only exist for the linker. It has no
 * text layers either.
 */
#include <libgimp/gimp.h>

GimpDrawableFilter **
gimp_drawable_get_filters (GimpDrawable *drawable)
{
  (void) drawable;
  return NULL;
}

gboolean
gimp_drawable_filter_get_visible (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

gboolean
gimp_drawable_filter_set_visible (GimpDrawableFilter *filter, gboolean visible)
{
  (void) filter;
  (void) visible;
  g_assert_not_reached ();
}

GimpDrawableFilter *
gimp_drawable_filter_new (GimpDrawable *drawable,
                          const gchar *operation,
                          const gchar *name)
{
  (void) drawable;
  (void) operation;
  (void) name;
  g_assert_not_reached ();
}

void
gimp_drawable_append_filter (GimpDrawable *drawable, GimpDrawableFilter *filter)
{
  (void) drawable;
  (void) filter;
  g_assert_not_reached ();
}

gboolean
gimp_drawable_filter_delete (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

GimpPlugIn *
gimp_get_plug_in (void)
{
  g_assert_not_reached ();
}

void
gimp_plug_in_set_pdb_error_handler (GimpPlugIn *plug_in,
                                    GimpPDBErrorHandler handler)
{
  (void) plug_in;
  (void) handler;
  g_assert_not_reached ();
}

gchar *
gimp_drawable_filter_get_name (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

gchar *
gimp_drawable_filter_get_operation_name (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

GimpDrawableFilterConfig *
gimp_drawable_filter_get_config (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

gdouble
gimp_drawable_filter_get_opacity (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

void
gimp_drawable_filter_set_opacity (GimpDrawableFilter *filter, gdouble opacity)
{
  (void) filter;
  (void) opacity;
  g_assert_not_reached ();
}

GimpLayerMode
gimp_drawable_filter_get_blend_mode (GimpDrawableFilter *filter)
{
  (void) filter;
  g_assert_not_reached ();
}

void
gimp_drawable_filter_set_blend_mode (GimpDrawableFilter *filter,
                                     GimpLayerMode mode)
{
  (void) filter;
  (void) mode;
  g_assert_not_reached ();
}

GimpParasite *
gimp_item_get_parasite (GimpItem *item, const gchar *name)
{
  (void) item;
  (void) name;
  g_assert_not_reached ();
}

/* A parasite of a fake item is forgotten at once: gimp_item_get_parasite_list
 * says that there is none. */
gboolean
gimp_item_attach_parasite (GimpItem *item, const GimpParasite *parasite)
{
  (void) item;
  (void) parasite;
  return TRUE;
}

GimpParasite *
gimp_parasite_new (const gchar *name,
                   guint32 flags,
                   guint32 size,
                   gconstpointer data)
{
  (void) name;
  (void) flags;
  (void) size;
  (void) data;
  return g_new0 (GimpParasite, 1);
}

void
gimp_parasite_free (GimpParasite *parasite)
{
  g_free (parasite);
}

GType
gimp_text_layer_get_type (void)
{
  g_assert_not_reached ();
}
