/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "runs.h"

#include "../../plugin/drawable-checks.h"
#include "../../plugin/dialog-private.h"
#include "../../plugin/noninteractive.h"
#include "fake-pane.h"

#define POOL_BYTES (64 << 20)

static const char *const KINDS[RUN_N_KINDS] = { "script", "Ctrl+F", "OK",
                                                "OK ready" };

const char *
run_kind_name (RunKind kind)
{
  return KINDS[kind];
}

/* The dialog whose OK is at work, for run_cancel; NULL: there is none. */
static Dialog *running;

/* An object with the procedure's arguments as properties, in place of
 * GimpProcedureConfig. */
typedef struct
{
  GObject parent_instance;
  double strength;
  char *result;
} FakeConfig;

typedef GObjectClass FakeConfigClass;

enum
{
  PROPERTY_NONE,
  PROPERTY_STRENGTH,
  PROPERTY_SCALE,
  PROPERTY_CHANNELS,
  PROPERTY_RESULT,
  PROPERTY_WEIGHTS,
  PROPERTY_DETAIL,
  PROPERTY_DETAIL_LAYERS,
  PROPERTY_TILEABLE
};

static GType fake_config_get_type (void);
G_DEFINE_TYPE (FakeConfig, fake_config, G_TYPE_OBJECT)

static void
get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  FakeConfig *config = (FakeConfig *) object;

  switch (id)
    {
    case PROPERTY_STRENGTH:
      g_value_set_double (value, config->strength * 100);
      break;
    case PROPERTY_SCALE:
      g_value_set_double (value, 1);
      break;
    case PROPERTY_CHANNELS:
      g_value_set_string (value, "all");
      break;
    case PROPERTY_RESULT:
      g_value_set_string (value, config->result);
      break;
    case PROPERTY_WEIGHTS:
      g_value_set_object (value, NULL);
      break;
    case PROPERTY_DETAIL:
      g_value_set_double (value, -100);
      break;
    case PROPERTY_DETAIL_LAYERS:
      g_value_set_int (value, 1);
      break;
    case PROPERTY_TILEABLE:
      g_value_set_boolean (value, FALSE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
    }
}

static void
fake_config_class_init (FakeConfigClass *klass)
{
  const struct
  {
    guint id;
    GParamSpec *spec;
  } properties[] = {
    { PROPERTY_STRENGTH, g_param_spec_double ("strength", NULL, NULL, 0, 100,
                                              50, G_PARAM_READABLE) },
    { PROPERTY_SCALE, g_param_spec_double ("texture-scale", NULL, NULL, 1, 16,
                                           1, G_PARAM_READABLE) },
    { PROPERTY_CHANNELS,
      g_param_spec_string ("channels", NULL, NULL, NULL, G_PARAM_READABLE) },
    { PROPERTY_RESULT,
      g_param_spec_string ("result", NULL, NULL, NULL, G_PARAM_READABLE) },
    { PROPERTY_WEIGHTS, g_param_spec_object ("weights", NULL, NULL, G_TYPE_FILE,
                                             G_PARAM_READABLE) },
    { PROPERTY_DETAIL, g_param_spec_double ("detail", NULL, NULL, -100, 300,
                                            -100, G_PARAM_READABLE) },
    { PROPERTY_DETAIL_LAYERS, g_param_spec_int ("detail-layers", NULL, NULL, 1,
                                                4, 1, G_PARAM_READABLE) },
    { PROPERTY_TILEABLE,
      g_param_spec_boolean ("tileable", NULL, NULL, FALSE, G_PARAM_READABLE) },
  };

  klass->get_property = get_property;
  for (gsize i = 0; i < G_N_ELEMENTS (properties); i++)
    g_object_class_install_property (klass, properties[i].id,
                                     properties[i].spec);
}

static void
fake_config_init (FakeConfig *config)
{
  (void) config;
}

/* drawables (out): the plan's targets from number first on, n of them or fewer;
 * the array ends with NULL. */
static void
get_drawables (const RunPlan *plan, int first, int n, GimpDrawable **drawables)
{
  int n_found = 0;

  for (int i = first; i < plan->targets.n && n_found < n; i++)
    {
      drawables[n_found] =
        fake_object (fake_image_find (fake_gimp->image, plan->targets.ids[i]));
      n_found += drawables[n_found] != NULL;
    }
  drawables[n_found] = NULL;
}

static void
report_error (RunReport *report, const GError *error)
{
  if (error != NULL && *error->message)
    report->message = g_strdup (error->message);
}

void
run_part (const RunPlan *plan, int first, int n, RunReport *report)
{
  g_auto (Request) request = { .result = plan->result };
  g_autoptr (GError) error = NULL;
  g_autoptr (PixelPool) pool = pixel_pool_new (NULL, POOL_BYTES);
  GimpDrawable *drawables[USER_MAX_TARGETS + 1];
  guint64 n_unheld;

  *report = (RunReport) { 0 };
  smooth_params_init (&request.params);
  request.params.strength = plan->strength;
  request.params.texture_scale = 1;
  request.weights = g_strdup ("/fake/weights");
  get_drawables (plan, first, n, drawables);
  report->is_done =
    drawable_checks_all (fake_image_object (), drawables, &error)
    && drawable_checks_result (drawables, plan->result, &error)
    && noninteractive_run (fake_image_object (), drawables, &request, pool,
                           &n_unheld, &error);
  report_error (report, error);
}

void
dialog_show_error (Dialog *dialog, const GError *error)
{
  char **message = (char **) &dialog->error_label;

  g_clear_pointer (message, g_free);
  if (error != NULL)
    *message = g_strdup (error->message);
}

void
dialog_set_note (Dialog *dialog, DialogNote note, const char *text)
{
  (void) dialog;
  (void) note;
  (void) text;
}

static void
on_ready (gpointer data, const GError *error)
{
  (void) error;
  *(gboolean *) data = TRUE;
}

/* Runs the main loop until the whole result is computed, or the copying of the
 * drawable fails.
 */
static void
settle (Dialog *dialog)
{
  gboolean is_ready = FALSE;

  smooth_pane_finish (dialog->pane, on_ready, &is_ready);
  while (!is_ready)
    {
      const DrawableCopy *copy = dialog->items[0].copy;

      if (copy == NULL || drawable_copy_get_error (copy))
        smooth_pane_stop (dialog->pane);
      else
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
run_dialog (const RunPlan *plan, RunReport *report)
{
  static const char *const nicks[] = { "replace", "new-layer", "edge-map",
                                       "edge-channel", "separate" };
  GimpDrawable *drawables[USER_MAX_TARGETS + 1];
  FakeConfig *config = g_object_new (fake_config_get_type (), NULL);
  SmoothParams params;
  Dialog dialog = { .config = (GimpProcedureConfig *) config,
                    .image = fake_image_object (),
                    .drawables = drawables,
                    .shown = -1 };
  guint64 n_unheld;

  config->strength = plan->strength;
  config->result = g_strdup (nicks[plan->result]);
  get_drawables (plan, 0, USER_MAX_TARGETS, drawables);
  if (!drawable_checks_all (dialog.image, drawables, NULL))
    {
      report->message = g_strdup ("refused before the dialog");
      g_free (config->result);
      g_object_unref (config);
      return;
    }
  dialog.n_items =
    (int) gimp_core_object_array_get_length ((GObject **) drawables);
  dialog.items = g_new0 (DialogDrawable, dialog.n_items);
  for (int i = 0; i < dialog.n_items; i++)
    dialog.items[i].drawable = drawables[i];
  dialog.window = fake_window_new ();
  dialog.pane = fake_pane_new ();
  dialog.pool = pixel_pool_new (NULL, POOL_BYTES);
  smooth_params_init (&params);
  params.strength = plan->strength;
  params.texture_scale = 1;
  smooth_pane_set_params (dialog.pane, &params);
  running = &dialog;

  dialog_show_drawable (&dialog, 0, FALSE, NULL);
  if (plan->kind == RUN_SETTLED)
    settle (&dialog);
  report->is_done = dialog_apply (&dialog, &n_unheld);
  report->was_cancelled = dialog.yield.is_stopped;
  report->message = (char *) dialog.error_label;

  running = NULL;
  fake_pane_free (dialog.pane);
  dialog_clear_drawables (&dialog);
  pixel_pool_unref (dialog.pool);
  g_object_unref (dialog.window);
  g_free (config->result);
  g_object_unref (config);
  while (g_main_context_iteration (NULL, FALSE))
    {
    }
}

void
run_plan (const RunPlan *plan, RunReport *report)
{
  *report = (RunReport) { 0 };
  if (plan->kind == RUN_OK || plan->kind == RUN_SETTLED)
    run_dialog (plan, report);
  else
    run_part (plan, 0, USER_MAX_TARGETS, report);
}

void
run_cancel (void)
{
  if (running != NULL)
    g_signal_emit_by_name (running->window, "response", GTK_RESPONSE_CANCEL);
}
