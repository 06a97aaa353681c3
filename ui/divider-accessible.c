/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The divider for screen readers: a slider with its place in percent. */
#include <gtk/gtk-a11y.h>

#include "divider.h"
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

static SmoothDivider *
get_divider (AtkValue *value)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (value));

  return widget != NULL ? SMOOTH_DIVIDER (widget) : NULL;
}

static void
get_value_and_text (AtkValue *value, double *percent, char **text)
{
  SmoothDivider *divider = get_divider (value);
  double place =
    divider != NULL ? 100 * smooth_divider_get_split (divider)->position : 0;

  if (percent != NULL)
    *percent = place;
  if (text != NULL)
    *text = g_strdup_printf (_ ("%.0f %%"), place);
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
  SmoothDivider *divider = get_divider (value);
  SmoothSplit split;

  if (divider == NULL)
    return;
  split = *smooth_divider_get_split (divider);
  split.position = percent / 100;
  smooth_divider_set_split (divider, &split);
  g_signal_emit_by_name (divider, "changed");
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
