/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads and writes manifest.json by the library json-glib, see manifest.h. */
#include "train/data/manifest.h"

#include <string.h>

#include <json-glib/json-glib.h>
#include <smooth/error.h>

#include "train/filter/rtv.h"

#define FILE_NAME "manifest.json"
/* Every file whose number is a multiple of this is held back for validation,
 * see TrainDatasetPart. */
#define VALIDATION_PERIOD 12
#define FORMAT 2

static const char *const KIND_NAMES[TRAIN_MANIFEST_N_KINDS] = { "photos",
                                                                "clip-art",
                                                                "textures" };

static void
entry_free (gpointer data)
{
  TrainManifestEntry *entry = data;

  g_free (entry->file);
  g_free (entry->source);
  g_free (entry);
}

void
train_manifest_init (TrainManifest *manifest)
{
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    manifest->entries[kind] = g_ptr_array_new_with_free_func (entry_free);
}

void
train_manifest_add (TrainManifest *manifest,
                    TrainManifestKind kind,
                    const char *file,
                    const char *source)
{
  TrainManifestEntry *entry = g_new (TrainManifestEntry, 1);

  *entry = (TrainManifestEntry) { g_strdup (file), g_strdup (source) };
  g_ptr_array_add (manifest->entries[kind], entry);
}

const char *
train_manifest_get_folder (TrainManifestKind kind)
{
  return KIND_NAMES[kind];
}

/* Returns the key by which files are sorted: source without its ending, with
 * hyphens between folders. Every twelfth file in this order is held back for
 * validation, so a change of the order would train on pictures that earlier
 * versions held back. Free with g_free (). */
static char *
dup_order (const char *source)
{
  char *order = g_strdup (source);
  char *dot = strrchr (order, '.');

  if (dot != NULL)
    *dot = '\0';
  return g_strdelimit (order, "/\\ ", '-');
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const TrainManifestEntry *const *first = a, *const *second = b;
  g_autofree char *first_order = dup_order ((*first)->source);
  g_autofree char *second_order = dup_order ((*second)->source);
  int difference = strcmp (first_order, second_order);

  return difference != 0 ? difference
                         : strcmp ((*first)->source, (*second)->source);
}

void
train_manifest_sort (TrainManifest *manifest)
{
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    g_ptr_array_sort (manifest->entries[kind], compare_entries);
}

/* If node is a JSON object with a string as its member name, returns this
 * string, which node owns; otherwise NULL. */
static const char *
get_text (JsonNode *node, const char *name)
{
  JsonNode *member = NULL;

  if (JSON_NODE_HOLDS_OBJECT (node))
    member = json_object_get_member (json_node_get_object (node), name);
  if (member == NULL || json_node_get_value_type (member) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (member);
}

/* Returns whether file is a name that this program would give to a file of this
 * kind. Other names are refused, among them paths that lead out of the data
 * set. */
static gboolean
is_file (TrainManifestKind kind, const char *file)
{
  const char *name = file + strlen (KIND_NAMES[kind]);
  gsize n;

  if (!g_str_has_prefix (file, KIND_NAMES[kind]) || *name != '/')
    return FALSE;
  name++;
  n = strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_");
  return n > 0
         && strcmp (name + n, kind == TRAIN_MANIFEST_PHOTOS ? "" : ".png") == 0;
}

static gboolean
read_kind (TrainManifest *manifest, TrainManifestKind kind, JsonObject *root)
{
  JsonNode *node = json_object_get_member (root, KIND_NAMES[kind]);
  g_autoptr (GHashTable) files = g_hash_table_new (g_str_hash, g_str_equal);
  JsonArray *array;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);
      const char *file = get_text (element, "file");
      const char *source = get_text (element, "source");

      if (file == NULL || source == NULL || !is_file (kind, file)
          || !g_hash_table_add (files, (gpointer) file))
        return FALSE;
      train_manifest_add (manifest, kind, file, source);
    }
  return TRUE;
}

static gboolean
has_number (JsonObject *root, const char *name, gint64 number)
{
  JsonNode *node = json_object_get_member (root, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64
         && json_node_get_int (node) == number;
}

static gboolean
read_root (TrainManifest *manifest, JsonNode *node)
{
  JsonObject *root;

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  root = json_node_get_object (node);
  if (!has_number (root, "format", FORMAT)
      || !has_number (root, "levels", TRAIN_RTV_N_STRENGTHS))
    return FALSE;
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    if (!read_kind (manifest, kind, root))
      return FALSE;
  return TRUE;
}

gboolean
train_manifest_is_held_back (guint i)
{
  return i % VALIDATION_PERIOD == VALIDATION_PERIOD - 1;
}

void
train_manifest_keep (TrainManifest *manifest, TrainDatasetPart part)
{
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    for (guint i = manifest->entries[kind]->len; i-- > 0;)
      if (train_manifest_is_held_back (i) != (part == TRAIN_PART_VALIDATE))
        g_ptr_array_remove_index (manifest->entries[kind], i);
}

gboolean
train_manifest_load (TrainManifest *manifest,
                     const char *folder,
                     GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) reason = NULL;
  g_autofree char *contents = NULL;
  JsonNode *root;
  gsize length;

  if (!g_file_get_contents (path, &contents, &length, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
                   "data set '%s' has no readable list of its files "
                   "(`extend` writes it): %s",
                   folder, reason->message);
      return FALSE;
    }
  if (!json_parser_load_from_data (parser, contents, (gssize) length, &reason))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
                   "data set's list '%s': %s", path, reason->message);
      return FALSE;
    }
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root)
      && json_object_has_member (json_node_get_object (root), "format")
      && !has_number (json_node_get_object (root), "format", FORMAT))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_VERSION,
                   "data set's list '%s' is not of format %d but of another "
                   "version of this program; let `extend` make the set in a "
                   "new folder",
                   path, FORMAT);
      return FALSE;
    }
  train_manifest_init (manifest);
  if (read_root (manifest, root))
    return TRUE;
  train_manifest_clear (manifest);
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_FORMAT,
               "data set's list '%s' is not of format %d with photos, "
               "clip-art and textures",
               path, FORMAT);
  return FALSE;
}

static void
write_kind (const TrainManifest *manifest,
            TrainManifestKind kind,
            JsonBuilder *builder)
{
  const GPtrArray *entries = manifest->entries[kind];

  json_builder_set_member_name (builder, KIND_NAMES[kind]);
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    {
      const TrainManifestEntry *entry = g_ptr_array_index (entries, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "file");
      json_builder_add_string_value (builder, entry->file);
      json_builder_set_member_name (builder, "source");
      json_builder_add_string_value (builder, entry->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

gboolean
train_manifest_save (const TrainManifest *manifest,
                     const char *folder,
                     GError **error)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "format");
  json_builder_add_int_value (builder, FORMAT);
  json_builder_set_member_name (builder, "levels");
  json_builder_add_int_value (builder, TRAIN_RTV_N_STRENGTHS);
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    write_kind (manifest, kind, builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                0666, &reason))
    return TRUE;
  g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_IO,
               "data set's list '%s' cannot be written: %s", path,
               reason->message);
  return FALSE;
}

char *
train_manifest_get_photo (const TrainManifestEntry *photo,
                          const char *folder,
                          int k)
{
  return g_strdup_printf ("%s/%s-%d.png", folder, photo->file, k);
}

void
train_manifest_clear (TrainManifest *manifest)
{
  for (int kind = 0; kind < TRAIN_MANIFEST_N_KINDS; kind++)
    g_clear_pointer (&manifest->entries[kind], g_ptr_array_unref);
}
