/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colour management of the preview. The preview computes in the colours in
 * which core works; for the screen they are converted to those of the monitor.
 */
#include "dialog-private.h"

/* A conversion of colours for the monitor. The preview's thread uses it. */
typedef struct
{
  /* GIMP's colour transform; NULL: colours are not managed. */
  GimpColorTransform *transform;
  const Babl *preview; /* the format of the preview's pixels, which are RGB */
  /* For grey images the grey format that the preview's RGB is converted to;
   * NULL: the image is in colour. */
  const Babl *grey;
  const Babl *screen; /* the format of the pixels for the screen */
} Conversion;

/* Converts n_pixels pixels, as SmoothDisplay.convert has to. */
static void
convert (gpointer data, const float *rgb, float *screen, gsize n_pixels)
{
  const Conversion *conversion = data;
  g_autofree float *grey = NULL;
  const Babl *format = conversion->preview;
  gconstpointer pixels = rgb;

  if (conversion->grey != NULL)
    {
      grey = g_new (float, n_pixels);
      babl_process (babl_fish (conversion->preview, conversion->grey), rgb,
                    grey, (glong) n_pixels);
      format = conversion->grey;
      pixels = grey;
    }
  if (conversion->transform != NULL)
    gimp_color_transform_process_pixels (conversion->transform, format, pixels,
                                         conversion->screen, screen, n_pixels);
  else
    babl_process (babl_fish (format, conversion->screen), pixels, screen,
                  (glong) n_pixels);
}

static void
conversion_free (gpointer data)
{
  Conversion *conversion = data;

  g_clear_object (&conversion->transform);
  g_free (conversion);
}

/* Returns the format of the preview's pixels. In the space sRGB the perceptual
 * encoding is that of the profile, too; the format then has the profile's name,
 * R'G'B', from which a colour transform to an sRGB monitor costs nothing. But
 * if the image's profile is linear, the transform would take this name to mean
 * linear light, so the format has the perceptual encoding's name, R~G~B~. */
static const Babl *
get_preview_format (const Babl *space, GimpColorProfile *profile)
{
  return space == babl_space ("sRGB") && !gimp_color_profile_is_linear (profile)
           ? babl_format ("R'G'B' float")
           : babl_format_with_space ("R~G~B~ float", space);
}

/* Asks GIMP for the image's colour profile, its babl space, and whether it is
 * grey. Keeps what it got earlier if the image does not exist any more. */
static void
update_image_colours (Dialog *dialog)
{
  ImageColours *colours = &dialog->colours;
  GimpDrawable *drawable = dialog->drawables[0];
  g_autoptr (GimpColorProfile) profile = NULL;
  const Babl *format = NULL;

  if (gimp_image_is_valid (dialog->image)
      && gimp_item_is_valid (GIMP_ITEM (drawable)))
    {
      profile = gimp_image_get_effective_color_profile (dialog->image);
      format = gimp_drawable_get_format (drawable);
    }
  if (profile != NULL && format != NULL)
    {
      g_set_object (&colours->profile, profile);
      colours->space = babl_format_get_space (format);
      colours->is_grey = gimp_drawable_is_gray (drawable);
    }
}

static Conversion *
conversion_new (Dialog *dialog)
{
  const ImageColours *colours = &dialog->colours;
  Conversion *conversion = g_new0 (Conversion, 1);
  g_autoptr (GimpColorConfig) config = gimp_get_color_configuration ();

  conversion->preview = get_preview_format (
    colours->is_grey ? babl_space ("sRGB") : colours->space, colours->profile);
  conversion->screen = babl_format ("R'G'B' float");
  if (colours->is_grey)
    conversion->grey = babl_format ("Y~ float");
  conversion->transform = gimp_widget_get_color_transform (
    dialog->window, config, colours->profile,
    colours->is_grey ? conversion->grey : conversion->preview,
    conversion->screen, NULL, GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC,
    FALSE);
  /* Without colour management GIMP shows an image's numbers as they are stored.
   * So babl must not convert them to sRGB: the format for the screen gets the
   * image's own space. */
  if (conversion->transform == NULL && !colours->is_grey)
    conversion->screen =
      babl_format_with_space ("R'G'B' float", colours->space);
  return conversion;
}

static double
get_lightness (GeglColor *color)
{
  float grey;

  gegl_color_get_pixel (color, babl_format ("Y' float"), &grey);
  return grey;
}

static void
on_monitor_changed (GtkWidget *widget, gpointer data)
{
  Dialog *dialog = data;
  SmoothDisplay display = {
    .convert = convert,
    .destroy = conversion_free,
    .check_size = 4 << gimp_check_size (),
  };
  GeglColor *colors[2] = { (GeglColor *) gimp_check_custom_color1 (),
                           (GeglColor *) gimp_check_custom_color2 () };

  (void) widget;
  update_image_colours (dialog);
  /* The image may have been closed before the dialog opened. */
  if (dialog->colours.profile == NULL)
    return;
  display.data = conversion_new (dialog);
  gimp_checks_get_colors (gimp_check_type (), &colors[0], &colors[1]);
  display.check_light = get_lightness (colors[0]);
  display.check_dark = get_lightness (colors[1]);
  smooth_pane_set_display (dialog->pane, &display);
}

void
dialog_follow_monitor (Dialog *dialog)
{
  gimp_widget_track_monitor (dialog->window, G_CALLBACK (on_monitor_changed),
                             dialog, NULL);
  on_monitor_changed (dialog->window, dialog);
}
