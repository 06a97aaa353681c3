/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "divider-accessible.h"

#include <gtk/gtk-a11y.h>

#include "i18n.h"

typedef struct
{
  GtkWidgetAccessible parent_instance;
} SmoothDividerAccessible;

typedef GtkWidgetAccessibleClass SmoothDividerAccessibleClass;

static void add_value (AtkValueIface *iface);

G_DEFINE_TYPE_WITH_CODE (SmoothDividerAccessible,
                         smooth_divider_accessible,
                         GTK_TYPE_WIDGET_ACCESSIBLE,
                         G_IMPLEMENT_INTERFACE (ATK_TYPE_VALUE, add_value))

/* Returns the divider's widget, or NULL if it was destroyed. */
static GtkWidget *
get_widget (AtkValue *value)
{
  return gtk_accessible_get_widget (GTK_ACCESSIBLE (value));
}

static void
get_value_and_text (AtkValue *value, double *percent, char **text)
{
  GtkWidget *widget = get_widget (value);
  double position = 0;

  if (widget != NULL)
    g_object_get (widget, "position", &position, NULL);
  if (percent != NULL)
    *percent = 100 * position;
  if (text != NULL)
    *text = g_strdup_printf (_ ("%.0f %%"), 100 * position);
}

static AtkRange *
get_range (AtkValue *value G_GNUC_UNUSED)
{
  return atk_range_new (0, 100, NULL);
}

static double
get_increment (AtkValue *value G_GNUC_UNUSED)
{
  return 1;
}

static void
set_value (AtkValue *value, const double percent)
{
  GtkWidget *widget = get_widget (value);

  if (widget != NULL)
    g_object_set (widget, "position", CLAMP (percent / 100, 0, 1), NULL);
}

static void
add_value (AtkValueIface *iface)
{
  iface->get_value_and_text = get_value_and_text;
  iface->get_range = get_range;
  iface->get_increment = get_increment;
  iface->set_value = set_value;
}

static void
initialize (AtkObject *object, gpointer data)
{
  ATK_OBJECT_CLASS (smooth_divider_accessible_parent_class)
    ->initialize (object, data);
  atk_object_set_role (object, ATK_ROLE_SLIDER);
}

static void
smooth_divider_accessible_class_init (SmoothDividerAccessibleClass *class)
{
  ATK_OBJECT_CLASS (class)->initialize = initialize;
}

static void
smooth_divider_accessible_init (
  SmoothDividerAccessible *accessible G_GNUC_UNUSED)
{
}
