/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From drawables to the preview: copies, and colours of the monitor. */
#include "dialog-private.h"

#include "checks.h"
#include "components.h"
#include "failure.h"
#include "i18n.h"

/* Between looks at the selection; where it is being copied. */
#define LOOK_MS 250
#define FOLLOW_MS 20

static void
on_rows (gpointer data, DrawableCopy *copy)
{
  Dialog *dialog = data;

  if (dialog->shown < 0 || dialog->subjects[dialog->shown].copy != copy)
    return;

  if (drawable_copy_get_error (copy))
    dialog_show_error (dialog, drawable_copy_get_error (copy));
  smooth_pane_set_n_ready (dialog->pane, drawable_copy_get_n_ready (copy));
}

static void
drop_copy (Subject *subject)
{
  if (subject->copy)
    drawable_copy_forget (subject->copy);
  g_clear_pointer (&subject->copy, drawable_copy_unref);
  subject->is_exact = FALSE;
}

/* What the pane knows of the subject that it has shown so far. */
static void
keep_state (Dialog *dialog)
{
  g_auto (Request) request = { 0 };
  Subject *subject;

  if (dialog->shown < 0)
    return;

  subject = &dialog->subjects[dialog->shown];
  subject->is_exact = request_init (&request, dialog->config, NULL)
                      && smooth_pane_is_exact (dialog->pane);
  subject->params = request.params;
}

/* What the preview does not show of the result. */
static void
note_layer (Dialog *dialog, GimpDrawable *drawable)
{
  int n_components = 0;
  gboolean is_partial =
    GIMP_IS_LAYER (drawable)
    && components_count_active (drawable, &n_components) < n_components;

  /* the pixels that are smoothed are those below the filters */
  dialog_set_note (dialog, DIALOG_NOTE_FILTERS,
                   checks_has_filters (drawable)
                     ? _ ("This layer carries filters: they stay on top of "
                          "the result, and the preview shows it without "
                          "them.")
                     : NULL);
  dialog_set_note (dialog, DIALOG_NOTE_COMPONENTS,
                   is_partial
                     ? _ ("Colours that are switched off in the Channels "
                          "dialog stay as they are; the preview shows all of "
                          "them smoothed.")
                     : NULL);
}

/* Sees to it that the subject has a copy. GIMP goes on working behind the
 * dialog, so the drawable may have been deleted, or its image closed. */
static gboolean
copy_subject (Dialog *dialog,
              Subject *subject,
              gboolean refresh,
              GError **error)
{
  if (!gimp_item_is_valid (GIMP_ITEM (subject->drawable)))
    {
      failure_set_gone (error);
      return FALSE;
    }

  if (refresh)
    drop_copy (subject);
  if (!subject->copy)
    subject->copy =
      drawable_copy_new (subject->drawable, dialog->pool, on_rows, dialog, error);

  return subject->copy != NULL;
}

gboolean
dialog_show_subject (Dialog *dialog,
                     int index,
                     gboolean refresh,
                     GError **error)
{
  Subject *subject = &dialog->subjects[index];
  SmoothPicture picture;

  keep_state (dialog);
  if (!copy_subject (dialog, subject, refresh, error))
    {
      if (dialog->chooser)
        gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser),
                                  dialog->shown);
      return FALSE;
    }

  dialog->shown = index;
  note_layer (dialog, subject->drawable);
  if (dialog->chooser)
    gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser), index);
  drawable_copy_update_region (subject->copy);
  drawable_copy_describe (subject->copy, &picture);
  smooth_pane_set_picture (dialog->pane, &picture,
                           drawable_copy_get_region (subject->copy));

  return TRUE;
}

void
dialog_update_region (Dialog *dialog, int index)
{
  Subject *subject = &dialog->subjects[index];

  if (!subject->copy || !drawable_copy_update_region (subject->copy))
    return;

  if (index == dialog->shown)
    smooth_pane_reread_mask (dialog->pane, drawable_copy_get_region (subject->copy));
  else
    subject->is_exact = FALSE;
}

static gboolean on_selection_timer (gpointer data);

static void
look_later (Dialog *dialog, guint n_ms)
{
  dialog->selection_timer = g_timeout_add (n_ms, on_selection_timer, dialog);
}

/* Not in the middle of a run, whose end looks for itself. */
static gboolean
on_selection_timer (gpointer data)
{
  Dialog *dialog = data;
  DrawableCopy *copy = dialog->shown >= 0 && dialog->response_handler == 0
                 ? dialog->subjects[dialog->shown].copy
                 : NULL;

  if (copy && drawable_copy_look_at_mask (copy))
    {
      drawable_copy_update_region (copy);
      smooth_pane_reread_mask (dialog->pane, drawable_copy_get_region (copy));
    }
  if (copy && drawable_copy_get_error (copy))
    dialog_show_error (dialog, drawable_copy_get_error (copy));
  look_later (dialog, copy && drawable_copy_is_following (copy) ? FOLLOW_MS : LOOK_MS);

  return G_SOURCE_REMOVE;
}

void
dialog_follow_selection (Dialog *dialog)
{
  look_later (dialog, LOOK_MS);
}

gboolean
dialog_is_exact (Dialog *dialog, int index, const SmoothParams *params)
{
  const Subject *subject = &dialog->subjects[index];

  if (!subject->copy)
    return FALSE;
  if (index == dialog->shown)
    return smooth_pane_is_exact (dialog->pane);

  return subject->is_exact && smooth_params_equal (&subject->params, params);
}

void
dialog_clear_subjects (Dialog *dialog)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    drop_copy (&dialog->subjects[i]);
  g_free (dialog->subjects);
  g_clear_object (&dialog->colours.profile);
}

/* The way of colours to the monitor, used by the worker. */
typedef struct
{
  GimpColorTransform *transform; /* NULL: colours are not managed */
  const Babl *rgb;               /* what the preview has */
  const Babl *grey;              /* grey pictures: what it is made of */
  const Babl *shown;
} Colours;

static void
convert (gpointer data, const float *rgb, float *shown, gsize n_pixels)
{
  const Colours *colours = data;
  g_autofree float *grey = NULL;
  const Babl *format = colours->rgb;
  gconstpointer pixels = rgb;

  if (colours->grey)
    {
      grey = g_new (float, n_pixels);
      babl_process (babl_fish (colours->rgb, colours->grey), rgb, grey,
                    (glong) n_pixels);
      format = colours->grey;
      pixels = grey;
    }
  if (colours->transform)
    gimp_color_transform_process_pixels (colours->transform, format, pixels,
                                         colours->shown, shown, n_pixels);
  else
    babl_process (babl_fish (format, colours->shown), pixels, shown,
                  (glong) n_pixels);
}

static void
colours_free (gpointer data)
{
  Colours *colours = data;

  g_clear_object (&colours->transform);
  g_free (colours);
}

/* What the pixels of the preview are. In sRGB perceptual encoding is the
 * profile's own: so named, it costs nothing where that is what is shown. To a
 * transform the name means what the image's profile says, which is another
 * thing where that is linear. */
static const Babl *
get_preview_format (const Babl *space, GimpColorProfile *profile)
{
  return space == babl_space ("sRGB") && !gimp_color_profile_is_linear (profile)
           ? babl_format ("R'G'B' float")
           : babl_format_with_space ("R~G~B~ float", space);
}

/* Looks at the image, if it is still there. */
static void
refresh_source (Dialog *dialog)
{
  ColourSource *source = &dialog->colours;
  GimpDrawable *drawable = dialog->drawables[0];
  g_autoptr (GimpColorProfile) profile = NULL;
  const Babl *format = NULL;

  if (gimp_image_is_valid (dialog->image)
      && gimp_item_is_valid (GIMP_ITEM (drawable)))
    {
      profile = gimp_image_get_effective_color_profile (dialog->image);
      format = gimp_drawable_get_format (drawable);
    }

  if (profile && format)
    {
      g_set_object (&source->profile, profile);
      source->space = babl_format_get_space (format);
      source->is_grey = gimp_drawable_is_gray (drawable);
    }
}

static Colours *
colours_new (Dialog *dialog)
{
  const ColourSource *source = &dialog->colours;
  Colours *colours = g_new0 (Colours, 1);
  g_autoptr (GimpColorConfig) config = gimp_get_color_configuration ();

  colours->rgb = get_preview_format (
    source->is_grey ? babl_space ("sRGB") : source->space, source->profile);
  colours->shown = babl_format ("R'G'B' float");
  if (source->is_grey)
    colours->grey = babl_format ("Y~ float");
  colours->transform = gimp_widget_get_color_transform (
    dialog->window, config, source->profile,
    source->is_grey ? colours->grey : colours->rgb, colours->shown, NULL,
    GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC, FALSE);
  /* as it is stored */
  if (!colours->transform && !source->is_grey)
    colours->shown = babl_format_with_space ("R'G'B' float", source->space);

  return colours;
}

static double
lightness (GeglColor *color)
{
  float grey;

  gegl_color_get_pixel (color, babl_format ("Y' float"), &grey);

  return grey;
}

static void
on_monitor (GtkWidget *widget G_GNUC_UNUSED, gpointer data)
{
  Dialog *dialog = data;
  SmoothDisplay display = {
    .convert = convert,
    .destroy = colours_free,
    .check_size = 4 << gimp_check_size (),
  };
  GeglColor *colors[2] = { (GeglColor *) gimp_check_custom_color1 (),
                           (GeglColor *) gimp_check_custom_color2 () };

  refresh_source (dialog);
  /* the image was gone before the dialog was there */
  if (!dialog->colours.profile)
    return;

  display.data = colours_new (dialog);
  gimp_checks_get_colors (gimp_check_type (), &colors[0], &colors[1]);
  display.check_light = lightness (colors[0]);
  display.check_dark = lightness (colors[1]);
  smooth_pane_set_display (dialog->pane, &display);
}

void
dialog_follow_monitor (Dialog *dialog)
{
  gimp_widget_track_monitor (dialog->window, G_CALLBACK (on_monitor), dialog,
                             NULL);
  on_monitor (dialog->window, dialog);
}
