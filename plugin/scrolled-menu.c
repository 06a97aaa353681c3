/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scrolled-menu.h"

/* Room around the entries of a menu for its frame. */
#define FRAME_PX 40

/* Limits the height of a page of the menu to the room above its button: GTK
 * cuts off what lies outside of the window. */
static void
on_menu_toggled (GtkWidget *button, GtkScrolledWindow *scroller)
{
  int y;

  if (gtk_widget_translate_coordinates (
        button, gtk_widget_get_toplevel (button), 0, 0, NULL, &y))
    gtk_scrolled_window_set_max_content_height (scroller,
                                                MAX (y - FRAME_PX, FRAME_PX));
}

/* Puts a page of the menu into a scrolled window. */
static void
make_scrollable (GtkWidget *page, GtkWidget *button)
{
  GtkContainer *stack = GTK_CONTAINER (gtk_widget_get_parent (page));
  GtkWidget *window = gtk_scrolled_window_new (NULL, NULL);
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (window);
  g_autofree char *name = NULL;

  gtk_scrolled_window_set_policy (scroller, GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (scroller, TRUE);
  gtk_container_child_get (stack, page, "name", &name, NULL);
  g_object_ref (page);
  gtk_container_remove (stack, page);
  gtk_container_add (GTK_CONTAINER (scroller), page);
  g_object_unref (page);
  gtk_stack_add_named (GTK_STACK (stack), window, name);
  gtk_widget_show_all (window);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_menu_toggled),
                           scroller, 0);
}

/* The menu is a stack of pages; each submenu is one. */
void
scrolled_menu_limit (GtkWidget *button)
{
  GtkPopover *popover = gtk_menu_button_get_popover (GTK_MENU_BUTTON (button));
  GtkWidget *stack = gtk_bin_get_child (GTK_BIN (popover));
  g_autoptr (GList) pages = gtk_container_get_children (GTK_CONTAINER (stack));

  for (GList *page = pages; page != NULL; page = page->next)
    make_scrollable (GTK_WIDGET (page->data), button);
}
