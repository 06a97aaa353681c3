/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From drawables to the preview: copies, and colours of the monitor. */
#include "dialog-private.h"

#include "checks.h"
#include "i18n.h"

/* Between looks at the selection; where it is being copied. */
#define LOOK_MS 250
#define FOLLOW_MS 20

static gboolean
is_same (const SmoothParams *one, const SmoothParams *other)
{
  return one->strength == other->strength
         && one->texture_scale == other->texture_scale
         && one->channels == other->channels;
}

static void
on_rows (gpointer data, Copy *copy)
{
  Dialog *dialog = data;

  if (dialog->shown < 0 || dialog->subjects[dialog->shown].copy != copy)
    return;

  if (copy_get_error (copy))
    dialog_show_error (dialog, copy_get_error (copy));
  smooth_pane_set_n_ready (dialog->pane, copy_get_n_ready (copy));
}

static void
drop_copy (Subject *subject)
{
  if (subject->copy)
    copy_forget (subject->copy);
  g_clear_pointer (&subject->copy, copy_unref);
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

/* The pixels that are smoothed are those below the filters. */
static void
note_filters (Dialog *dialog, GimpDrawable *drawable)
{
  gboolean has_filters = checks_has_filters (drawable);

  if (has_filters)
    gtk_label_set_text (GTK_LABEL (dialog->note_label),
                        _ ("This layer carries filters: they stay on top of "
                           "the result, and the preview shows it without "
                           "them."));
  gtk_widget_set_visible (dialog->note_bar, has_filters);
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
  if (refresh)
    drop_copy (subject);
  if (!subject->copy)
    subject->copy =
      copy_new (subject->drawable, dialog->pool, on_rows, dialog, error);
  if (!subject->copy)
    return FALSE;

  dialog->shown = index;
  note_filters (dialog, subject->drawable);
  if (dialog->chooser)
    gtk_combo_box_set_active (GTK_COMBO_BOX (dialog->chooser), index);
  copy_describe (subject->copy, &picture);
  smooth_pane_set_picture (dialog->pane, &picture,
                           copy_get_region (subject->copy));

  return TRUE;
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
  Copy *copy = dialog->shown >= 0 && dialog->response_handler == 0
                 ? dialog->subjects[dialog->shown].copy
                 : NULL;

  if (copy && copy_look_at_mask (copy))
    smooth_pane_reread_mask (dialog->pane);
  if (copy && copy_get_error (copy))
    dialog_show_error (dialog, copy_get_error (copy));
  look_later (dialog, copy && copy_is_following (copy) ? FOLLOW_MS : LOOK_MS);

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

  return subject->is_exact && is_same (&subject->params, params);
}

void
dialog_clear_subjects (Dialog *dialog)
{
  for (int i = 0; i < dialog->n_subjects; i++)
    drop_copy (&dialog->subjects[i]);
  g_free (dialog->subjects);
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

static Colours *
colours_new (Dialog *dialog)
{
  GimpDrawable *drawable = dialog->drawables[0];
  Colours *colours = g_new0 (Colours, 1);
  g_autoptr (GimpColorProfile) profile =
    gimp_image_get_effective_color_profile (dialog->image);
  g_autoptr (GimpColorConfig) config = gimp_get_color_configuration ();
  gboolean is_grey = gimp_drawable_is_gray (drawable);
  const Babl *space =
    babl_format_get_space (gimp_drawable_get_format (drawable));

  colours->rgb =
    get_preview_format (is_grey ? babl_space ("sRGB") : space, profile);
  colours->shown = babl_format ("R'G'B' float");
  if (is_grey)
    colours->grey = babl_format ("Y~ float");
  colours->transform = gimp_widget_get_color_transform (
    dialog->window, config, profile, is_grey ? colours->grey : colours->rgb,
    colours->shown, NULL, GIMP_COLOR_RENDERING_INTENT_RELATIVE_COLORIMETRIC,
    FALSE);
  /* as it is stored */
  if (!colours->transform && !is_grey)
    colours->shown = babl_format_with_space ("R'G'B' float", space);

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
    .data = colours_new (dialog),
    .destroy = colours_free,
    .check_size = 4 << gimp_check_size (),
  };
  GeglColor *colors[2] = { (GeglColor *) gimp_check_custom_color1 (),
                           (GeglColor *) gimp_check_custom_color2 () };

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
