/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the fake GIMP has none of: non-destructive filters and parasites. The
 * plug-in asks for the list of each first, and calls nothing else then.
 */
#include <libgimp/gimp.h>

GimpDrawableFilter **
gimp_drawable_get_filters (GimpDrawable *drawable G_GNUC_UNUSED)
{
  return NULL;
}

gboolean
gimp_drawable_filter_get_visible (GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

gboolean
gimp_drawable_filter_set_visible (GimpDrawableFilter *filter G_GNUC_UNUSED,
                                  gboolean visible G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

GimpDrawableFilter *
gimp_drawable_filter_new (GimpDrawable *drawable G_GNUC_UNUSED,
                          const gchar *operation G_GNUC_UNUSED,
                          const gchar *name G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

void
gimp_drawable_append_filter (GimpDrawable *drawable G_GNUC_UNUSED,
                             GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

gchar *
gimp_drawable_filter_get_name (GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

gchar *
gimp_drawable_filter_get_operation_name (
  GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

GimpDrawableFilterConfig *
gimp_drawable_filter_get_config (GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

gdouble
gimp_drawable_filter_get_opacity (GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

void
gimp_drawable_filter_set_opacity (GimpDrawableFilter *filter G_GNUC_UNUSED,
                                  gdouble opacity G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

GimpLayerMode
gimp_drawable_filter_get_blend_mode (GimpDrawableFilter *filter G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

void
gimp_drawable_filter_set_blend_mode (GimpDrawableFilter *filter G_GNUC_UNUSED,
                                     GimpLayerMode mode G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

GimpParasite *
gimp_item_get_parasite (GimpItem *item G_GNUC_UNUSED,
                        const gchar *name G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

gboolean
gimp_item_attach_parasite (GimpItem *item G_GNUC_UNUSED,
                           const GimpParasite *parasite G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}

void
gimp_parasite_free (GimpParasite *parasite G_GNUC_UNUSED)
{
  g_assert_not_reached ();
}
