/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libgimp's objects, and its functions about items of any kind. */
#include "fake-gimp.h"

struct _GimpImage
{
  GObject parent_instance;
};
struct _GimpLayerMask
{
  GimpChannel parent_instance;
};
struct _GimpSelection
{
  GimpChannel parent_instance;
};
struct _GimpGroupLayer
{
  GimpLayer parent_instance;
};

#define DEFINE(Type, type, PARENT)                                             \
  G_DEFINE_TYPE (Type, type, PARENT)                                           \
  static void type##_class_init (Type##Class *klass G_GNUC_UNUSED)             \
  {                                                                            \
  }                                                                            \
  static void type##_init (Type *object G_GNUC_UNUSED)                         \
  {                                                                            \
  }
DEFINE (GimpImage, gimp_image, G_TYPE_OBJECT)
DEFINE (GimpItem, gimp_item, G_TYPE_OBJECT)
DEFINE (GimpDrawable, gimp_drawable, GIMP_TYPE_ITEM)
DEFINE (GimpLayer, gimp_layer, GIMP_TYPE_DRAWABLE)
DEFINE (GimpGroupLayer, gimp_group_layer, GIMP_TYPE_LAYER)
DEFINE (GimpChannel, gimp_channel, GIMP_TYPE_DRAWABLE)
DEFINE (GimpLayerMask, gimp_layer_mask, GIMP_TYPE_CHANNEL)
DEFINE (GimpSelection, gimp_selection, GIMP_TYPE_CHANNEL)

/* The objects by which libgimp's functions name items, by id. As in libgimp, an
 * id has the same object as long as the program runs. */
static GHashTable *objects;

static gpointer
object_of (int id, GType type)
{
  GObject *object;

  if (!objects)
    objects = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  object = g_hash_table_lookup (objects, GINT_TO_POINTER (id));
  if (!object)
    {
      object = g_object_new (type, NULL);
      g_object_set_data (object, "fake-id", GINT_TO_POINTER (id));
      g_hash_table_insert (objects, GINT_TO_POINTER (id), object);
    }
  return object;
}

gpointer
fake_object (const FakeItem *item)
{
  const GType types[] = {
    [FAKE_LAYER] = GIMP_TYPE_LAYER,
    [FAKE_GROUP] = GIMP_TYPE_GROUP_LAYER,
    [FAKE_MASK] = GIMP_TYPE_LAYER_MASK,
    [FAKE_CHANNEL] = GIMP_TYPE_CHANNEL,
    [FAKE_SELECTION] = GIMP_TYPE_SELECTION,
  };

  return item != NULL ? object_of (item->id, types[item->kind]) : NULL;
}

gpointer
fake_image_object (void)
{
  return object_of (FAKE_IMAGE_ID, GIMP_TYPE_IMAGE);
}

void
fake_forget_objects (void)
{
  g_clear_pointer (&objects, g_hash_table_unref);
}

gboolean
fake_call (void)
{
  FakeGimp *gimp = fake_gimp;

  gimp->n_calls++;
  if (gimp->on_call && !gimp->is_quiet)
    gimp->on_call (gimp->data);
  return !gimp->is_killed;
}

FakeItem *
fake_get (gpointer object)
{
  if (!fake_call () || !object || !fake_gimp->image->is_open)
    return NULL;
  return fake_image_find (
    fake_gimp->image, GPOINTER_TO_INT (g_object_get_data (object, "fake-id")));
}

gint32
gimp_item_get_id (GimpItem *item)
{
  return item != NULL
           ? GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "fake-id"))
           : -1;
}

gboolean
gimp_item_is_valid (GimpItem *item)
{
  return fake_get (item) != NULL;
}

GimpImage *
gimp_item_get_image (GimpItem *item)
{
  return fake_get (item) ? fake_image_object () : NULL;
}

char *
gimp_item_get_name (GimpItem *item)
{
  const FakeItem *found = fake_get (item);

  return found != NULL ? g_strdup (found->name) : NULL;
}

gboolean
gimp_item_set_name (GimpItem *item, const gchar *name)
{
  FakeItem *found = fake_get (item);

  if (found == NULL)
    return FALSE;
  g_free (found->name);
  found->name = g_strdup (name);
  return TRUE;
}

GimpItem *
gimp_item_get_parent (GimpItem *item)
{
  const FakeItem *found = fake_get (item);

  return found != NULL
           ? fake_object (fake_image_find (fake_gimp->image, found->parent))
           : NULL;
}

gboolean
gimp_item_is_group (GimpItem *item)
{
  const FakeItem *found = fake_get (item);

  return found != NULL && found->kind == FAKE_GROUP;
}

gboolean
gimp_item_is_text_layer (GimpItem *item)
{
  fake_get (item);
  return FALSE;
}

gboolean
gimp_item_delete (GimpItem *item)
{
  FakeItem *found = fake_get (item);
  FakeItem *mask;

  if (found == NULL || found->is_attached)
    return FALSE;
  mask = fake_image_find (fake_gimp->image, found->mask);
  if (mask != NULL)
    g_ptr_array_remove (fake_gimp->image->items, mask);
  g_ptr_array_remove (fake_gimp->image->items, found);
  return TRUE;
}

gboolean
gimp_item_get_visible (GimpItem *item)
{
  const FakeItem *found = fake_get (item);

  return found != NULL && found->is_visible;
}

gboolean
gimp_item_set_visible (GimpItem *item, gboolean visible)
{
  FakeItem *found = fake_get (item);

  if (found != NULL && !found->locks_visibility)
    {
      if (found->is_attached)
        fake_push_undo (fake_gimp);
      found->is_visible = visible;
    }
  return found != NULL;
}

#define DEFINE_LOCK(name, field)                                               \
  gboolean gimp_item_get_##name (GimpItem *item)                               \
  {                                                                            \
    const FakeItem *found = fake_get (item);                                   \
                                                                               \
    return found != NULL && found->field;                                      \
  }                                                                            \
  gboolean gimp_item_set_##name (GimpItem *item, gboolean lock)                \
  {                                                                            \
    FakeItem *found = fake_get (item);                                         \
                                                                               \
    if (found != NULL)                                                         \
      found->field = lock;                                                     \
    return found != NULL;                                                      \
  }
DEFINE_LOCK (lock_content, locks_content)
DEFINE_LOCK (lock_position, locks_position)
DEFINE_LOCK (lock_visibility, locks_visibility)

GimpColorTag
gimp_item_get_color_tag (GimpItem *item)
{
  fake_get (item);
  return GIMP_COLOR_TAG_NONE;
}

gboolean
gimp_item_set_color_tag (GimpItem *item, GimpColorTag tag)
{
  (void) tag;
  return fake_get (item) != NULL;
}

gchar **
gimp_item_get_parasite_list (GimpItem *item)
{
  fake_get (item);
  return NULL;
}
