/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program structure-smooth-ui-demo shows the content of the filter's dialog
 * without GIMP. The picture comes from a file or is made up; the networks
 * smooth it (--weights), or a fake smoother of adjustable speed. With
 * --screenshot the program waits until the text of --until is on the screen,
 * saves the window as a picture, and ends.
 */
#include <math.h>
#include <stdlib.h>

#include <smooth-ui/pane.h>

#include "demo-options.h"
#include "demo-picture.h"
#include "fake-smoother.h"

#define SPACING_PX 6
#define BORDER_PX 12
/* How often the program looks for the text of --until before a screenshot, how
 * long it waits for it at most, and how long it then waits for the end of GTK's
 * animations. */
#define POLL_MS 30
#define TIMEOUT_S 120
#define ANIMATION_MS 700

typedef struct
{
  DemoOptions options;
  SmoothFake fake;
  SmoothDemoPicture *picture;
  SmoothParams params;
  GtkWidget *window;
  GtkSizeGroup *labels, *spins; /* NULL once the window has been built */
  SmoothPane *pane;
  /* When the program started, in microseconds of the monotonic clock. */
  gint64 start;
  int status; /* the exit status of main */
} Demo;

static void
on_value (GtkAdjustment *adjustment, Demo *demo)
{
  double value = gtk_adjustment_get_value (adjustment);

  if (g_object_get_data (G_OBJECT (adjustment), "is-strength") != NULL)
    demo->params.strength =
      value / smooth_param_get_number (SMOOTH_PARAM_STRENGTH)->person_factor;
  else
    demo->params.texture_scale = value;
  smooth_pane_set_params (demo->pane, &demo->params);
}

/* Adds a slider with a spin button for the parameter id. Its label and range
 * are those in core's table of parameters. */
static void
add_slider (Demo *demo, GtkBox *box, SmoothParamNumberId id, double value)
{
  const SmoothParamNumber *number = smooth_param_get_number (id);
  double factor = number->person_factor;
  GtkAdjustment *adjustment = gtk_adjustment_new (
    value * factor, number->min * factor, number->max * factor,
    pow (0.1, number->digits), (number->max - number->min) * factor / 10, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING_PX);
  GtkWidget *label = gtk_label_new_with_mnemonic (number->label);
  GtkWidget *scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, adjustment);
  GtkWidget *spin = gtk_spin_button_new (adjustment, 0, number->digits);

  if (id == SMOOTH_PARAM_STRENGTH)
    g_object_set_data (G_OBJECT (adjustment), "is-strength", demo);
  gtk_scale_set_draw_value (GTK_SCALE (scale), FALSE);
  gtk_widget_set_tooltip_text (scale, number->tooltip);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_mnemonic_widget (GTK_LABEL (label), scale);
  gtk_size_group_add_widget (demo->labels, label);
  gtk_size_group_add_widget (demo->spins, spin);
  gtk_box_pack_start (GTK_BOX (row), label, FALSE, FALSE, 0);
  gtk_box_pack_start (GTK_BOX (row), scale, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (row), spin, FALSE, FALSE, 0);
  gtk_box_pack_start (box, row, FALSE, FALSE, 0);
  g_signal_connect (adjustment, "value-changed", G_CALLBACK (on_value), demo);
}

static void
on_finished (gpointer data, const GError *error)
{
  Demo *demo = data;

  if (error == NULL)
    gtk_widget_destroy (demo->window);
}

static void
on_response (GtkDialog *dialog, int response, Demo *demo)
{
  if (response == GTK_RESPONSE_OK)
    smooth_pane_finish (demo->pane, on_finished, demo);
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

static gboolean
save_screenshot (gpointer data)
{
  Demo *demo = data;
  GdkWindow *window = gtk_widget_get_window (demo->window);
  const char *file = demo->options.screenshot;
  g_autoptr (GdkPixbuf) pixbuf =
    gdk_pixbuf_get_from_window (window, 0, 0, gdk_window_get_width (window),
                                gdk_window_get_height (window));
  g_autoptr (GError) error = NULL;
  gboolean is_jpeg = g_str_has_suffix (file, ".jpg");

  if (!gdk_pixbuf_save (pixbuf, file, is_jpeg ? "jpeg" : "png", &error,
                        is_jpeg ? "quality" : "compression",
                        is_jpeg ? "85" : "9", NULL))
    {
      g_printerr ("%s\n", error->message);
      demo->status = EXIT_FAILURE;
    }
  gtk_widget_destroy (demo->window);
  return G_SOURCE_REMOVE;
}

/* Searches a widget and its children for a label with a text. data: points to
 * the text; it is set to NULL once a label contains it. */
static void
find_text (GtkWidget *widget, gpointer data)
{
  const char **text = data;

  if (*text != NULL && GTK_IS_LABEL (widget) && gtk_widget_is_drawable (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), *text) != NULL)
    *text = NULL;
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_text, data);
}

static gboolean
check_for_text (gpointer data)
{
  Demo *demo = data;
  const char *text = demo->options.until;

  find_text (GTK_WIDGET (demo->pane), &text);
  if (text == NULL)
    {
      g_timeout_add (ANIMATION_MS, save_screenshot, demo);
      return G_SOURCE_REMOVE;
    }
  if (g_get_monotonic_time () - demo->start < TIMEOUT_S * G_USEC_PER_SEC)
    return G_SOURCE_CONTINUE;
  g_printerr ("'%s' did not come\n", demo->options.until);
  demo->status = EXIT_FAILURE;
  gtk_widget_destroy (demo->window);
  return G_SOURCE_REMOVE;
}

/* A SmoothReportFunc: what SMOOTH_DEBUG asks for goes to stderr. */
static void
print_report (gpointer data, const char *text)
{
  (void) data;
  g_printerr ("%s", text);
}

static gboolean
create_smoother (Demo *demo, SmoothSmoother *smoother, GError **error)
{
  g_autoptr (SmoothModel) model = NULL;
  SmoothEngineOptions options;
  SmoothEngine *engine;

  if (demo->options.weights == NULL)
    {
      demo->fake.n_frame_ms = demo->options.frame_ms;
      demo->fake.n_band_ms = demo->options.band_ms;
      demo->fake.fails = demo->options.fails;
      demo->fake.fails_exact = demo->options.fails_exact;
      demo->fake.stops_after = demo->options.stops ? 8 : 0;
      smooth_fake_init_smoother (&demo->fake, smoother);
      return TRUE;
    }
  model = smooth_model_load (demo->options.weights, error);
  if (model == NULL)
    return FALSE;
  smooth_engine_options_init (&options);
  options.report = print_report;
  engine = smooth_engine_new (model, &options, error);
  if (engine == NULL)
    return FALSE;
  smooth_smoother_init_engine (smoother, engine);
  return TRUE;
}

/* Selects a square of size x size pixels in the picture's middle. */
static void
select_square (SmoothDemoPicture *picture, int size)
{
  int width = picture->pixels.width, height = picture->pixels.height;
  const SmoothRect square = {
    MAX (0, width - size) / 2,
    MAX (0, height - size) / 2,
    MIN (size, width),
    MIN (size, height),
  };

  smooth_demo_picture_select_rect (picture, &square);
}

static gboolean
create_picture (Demo *demo, GError **error)
{
  const DemoOptions *options = &demo->options;

  if (options->picture != NULL)
    demo->picture = smooth_demo_picture_load (options->picture, error);
  else
    demo->picture =
      smooth_demo_picture_new (options->picture_width, options->picture_height,
                               options->has_alpha ? 4 : 3, error);
  if (demo->picture == NULL)
    return FALSE;
  if (options->picture == NULL)
    smooth_demo_picture_fill (demo->picture);
  if (options->has_selection)
    smooth_demo_picture_select (demo->picture);
  if (options->selected > 0)
    select_square (demo->picture, options->selected);
  return TRUE;
}

static SmoothView
parse_view (const char *name)
{
  if (g_strcmp0 (name, "edges") == 0)
    return SMOOTH_VIEW_EDGES;
  return g_strcmp0 (name, "original") == 0 ? SMOOTH_VIEW_ORIGINAL
                                           : SMOOTH_VIEW_RESULT;
}

static void
apply_options (Demo *demo)
{
  const DemoOptions *options = &demo->options;
  const SmoothViewSettings settings = {
    .view = parse_view (options->view),
    .is_split = options->is_split,
    .split = { options->divider, options->is_across, options->is_swapped },
    .is_on = !options->is_off,
  };
  SmoothPicture described;

  smooth_pane_set_view_settings (demo->pane, &settings);
  smooth_pane_set_params (demo->pane, &demo->params);
  smooth_demo_picture_describe (demo->picture, &described);
  smooth_pane_set_picture (demo->pane, &described, NULL);
}

static void
on_map (Demo *demo)
{
  double zoom = demo->options.zoom;

  if (zoom > 0)
    smooth_pane_set_zoom (demo->pane, zoom / 100);
}

static void
build_window (Demo *demo)
{
  const DemoOptions *options = &demo->options;
  GtkWidget *window = g_object_new (
    GTK_TYPE_DIALOG, "use-header-bar", options->has_header_bar ? 1 : 0, "title",
    "Structure-Preserving Smooth", "default-width", options->width,
    "default-height", options->height, NULL);
  GtkBox *content = GTK_BOX (gtk_dialog_get_content_area (GTK_DIALOG (window)));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING_PX);

  demo->window = window;
  gtk_dialog_add_buttons (GTK_DIALOG (window), "_Cancel", GTK_RESPONSE_CANCEL,
                          "_OK", GTK_RESPONSE_OK, NULL);
  gtk_dialog_set_default_response (GTK_DIALOG (window), GTK_RESPONSE_OK);
  gtk_container_set_border_width (GTK_CONTAINER (window), BORDER_PX / 2);
  gtk_container_set_border_width (GTK_CONTAINER (box), BORDER_PX / 2);
  gtk_box_pack_start (content, box, TRUE, TRUE, 0);
  gtk_box_pack_start (GTK_BOX (box), GTK_WIDGET (demo->pane), TRUE, TRUE, 0);
  demo->labels = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  demo->spins = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  add_slider (demo, GTK_BOX (box), SMOOTH_PARAM_STRENGTH,
              demo->params.strength);
  add_slider (demo, GTK_BOX (box), SMOOTH_PARAM_TEXTURE_SCALE,
              demo->params.texture_scale);
  g_clear_object (&demo->labels);
  g_clear_object (&demo->spins);
  gtk_box_pack_start (GTK_BOX (box), smooth_pane_get_options (demo->pane),
                      FALSE, FALSE, 0);
  g_signal_connect (window, "response", G_CALLBACK (on_response), demo);
  g_signal_connect (window, "destroy", G_CALLBACK (gtk_main_quit), NULL);
  g_signal_connect_swapped (window, "map-event", G_CALLBACK (on_map), demo);
  gtk_widget_show_all (box);
  gtk_widget_grab_focus (smooth_pane_get_canvas (demo->pane));
  gtk_widget_show (window);
}

static gboolean
start (Demo *demo, GError **error)
{
  SmoothSmoother smoother;
  GtkWidget *pane;

  smooth_params_init (&demo->params);
  if (demo->options.strength >= 0)
    demo->params.strength = demo->options.strength;
  if (demo->options.texture_scale >= 1)
    demo->params.texture_scale = demo->options.texture_scale;
  if (!create_picture (demo, error)
      || !create_smoother (demo, &smoother, error))
    return FALSE;
  pane = smooth_pane_new (&smoother, error);
  if (pane == NULL)
    return FALSE;
  demo->pane = SMOOTH_PANE (pane);
  g_object_set (gtk_settings_get_default (),
                "gtk-application-prefer-dark-theme", demo->options.is_dark,
                NULL);
  build_window (demo);
  apply_options (demo);
  demo->start = g_get_monotonic_time ();
  if (demo->options.screenshot != NULL)
    g_timeout_add (POLL_MS, check_for_text, demo);
  return TRUE;
}

int
main (int argc, char **argv)
{
  Demo demo = { .status = EXIT_SUCCESS };
  g_autoptr (GError) error = NULL;

  if (!demo_options_parse (&demo.options, &argc, &argv, &error)
      || !start (&demo, &error))
    {
      g_printerr ("%s: %s\n", g_get_prgname (), error->message);
      return EXIT_FAILURE;
    }
  gtk_main ();
  smooth_demo_picture_free (demo.picture);
  demo_options_clear (&demo.options);
  return demo.status;
}
