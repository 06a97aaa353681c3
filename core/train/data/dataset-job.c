/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the files of photos, drawings and textures, see dataset-job.h. */
#include "train/data/dataset-job.h"

#include "train/data/fine-texture.h"
#include "train/data/picture-files.h"
#include "train/data/picture-rgba.h"
#include "train/data/teacher.h"

/* Photos whose longer side is larger than PHOTO_SIDE_PX are shrunk to this
 * size; drawings and textures likewise to DRAWING_SIDE_PX. */
#define PHOTO_SIDE_PX 512
#define DRAWING_SIDE_PX 256
/* The longer side at which SVG drawings are rendered, before they are trimmed
 * and shrunk. */
#define SVG_SIDE_PX 512
/* Smaller photos are left out. A photo may be smaller than a training crop,
 * though: what lies beyond its border is filled by mirroring. */
#define MIN_PHOTO_SIDE_PX 16
#define MIN_DRAWING_SIDE_PX 48
/* A drawing whose mean alpha is below this counts as empty. */
#define MIN_COVER 0.05

void
train_dataset_job_describe (GString *settings)
{
  g_string_append_printf (settings,
                          "photo-side=%d\nsprite-side=%d\nsvg-side=%d\n"
                          "texture-choice=%d\n",
                          PHOTO_SIDE_PX, DRAWING_SIDE_PX, SVG_SIDE_PX,
                          TRAIN_FINE_TEXTURE_VERSION);
}

/* What take_picture (), which handles one picture, is given: the job, the
 * output folder, and the objects to which results are reported. */
typedef struct
{
  const TrainDatasetJob *job;
  const char *out;
  TrainDatasetFiles *files;
  TrainTally *tally;
  TrainDatasetJobFunc picture_done;
  gpointer data;
} Context;

/* Writes a drawing or a texture to path. If the picture cannot be used as one,
 * writes nothing and sets *why_not to the reason, a static text. */
static gboolean
write_drawing (const Context *context,
               TrainPictureRgba *picture,
               const char *path,
               const char **why_not,
               GError **error)
{
  if (context->job->kind == TRAIN_MANIFEST_CLIP_ART)
    {
      train_picture_rgba_trim (picture);
      if (!train_picture_rgba_shrink (picture, DRAWING_SIDE_PX, error))
        return FALSE;
      if (MAX (picture->height, picture->width) < MIN_DRAWING_SIDE_PX
          || train_picture_rgba_get_cover (picture) < MIN_COVER)
        *why_not = "nearly empty, or too small";
      return *why_not != NULL || train_picture_rgba_save (picture, path, error);
    }
  if (!train_picture_rgba_shrink (picture, DRAWING_SIDE_PX, error))
    return FALSE;
  if (train_is_fine_texture (picture))
    {
      g_auto (TrainPicture) flat = { 0 };

      return train_picture_rgba_flatten (picture, &flat, error)
             && train_picture_save (&flat, path, error);
    }
  *why_not = "not fine texture all over, or too small";
  return TRUE;
}

static gboolean
is_complete (const char *out, const TrainManifestEntry *entry)
{
  for (int k = 0; k <= TRAIN_RTV_N_STRENGTHS; k++)
    {
      g_autofree char *path = train_manifest_get_photo (entry, out, k);

      if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_photo_file (const Context *context,
                  const TrainManifestEntry *entry,
                  int k,
                  const TrainPicture *picture,
                  GError **error)
{
  g_autofree char *path = train_manifest_get_photo (entry, context->out, k);

  return train_picture_save (picture, path, error);
}

/* Writes the files of a photo: the photo itself and the teacher's results
 * (teacher.h), which are computed from the photo's 8-bit pixels as they are
 * written. */
static gboolean
write_photo_files (const Context *context,
                   const TrainManifestEntry *entry,
                   const TrainPicture *photo,
                   GError **error)
{
  TrainPicture smooth[TRAIN_RTV_N_STRENGTHS] = { 0 };
  TrainImage image;
  gboolean is_written;

  train_picture_to_image (photo, &image);
  is_written =
    write_photo_file (context, entry, 0, photo, error)
    && train_teacher_smooth (context->job->eme, &image, smooth, error);
  for (int k = 0; k < TRAIN_RTV_N_STRENGTHS; k++)
    {
      is_written =
        is_written
        && write_photo_file (context, entry, k + 1, &smooth[k], error);
      train_picture_clear (&smooth[k]);
    }
  train_image_clear (&image);
  return is_written;
}

static gboolean
write_photo (const Context *context,
             TrainPictureRgba *picture,
             const char *file,
             const char **why_not,
             GError **error)
{
  const TrainManifestEntry entry = { (char *) file, NULL };
  g_auto (TrainPicture) photo = { 0 };

  if (!train_picture_rgba_shrink (picture, PHOTO_SIDE_PX, error)
      || !train_picture_rgba_flatten (picture, &photo, error))
    return FALSE;
  if (MIN (photo.height, photo.width) >= MIN_PHOTO_SIDE_PX)
    return write_photo_files (context, &entry, &photo, error);
  *why_not = "too small";
  return TRUE;
}

/* Decodes bytes, the contents of a picture file, and makes file, a part of the
 * data set, of the picture, or records why the picture cannot be used. */
static gboolean
make_file (const Context *context,
           const char *source,
           GBytes *bytes,
           const char *file,
           GError **error)
{
  gboolean is_photo = context->job->kind == TRAIN_MANIFEST_PHOTOS;
  g_autofree char *path = g_build_filename (context->out, file, NULL);
  g_auto (TrainPictureRgba) picture = { 0 };
  g_autoptr (GError) reason = NULL;
  const char *why_not = NULL;
  int svg_side = SVG_SIDE_PX;

  if (is_photo)
    svg_side = PHOTO_SIDE_PX;
  if (!train_picture_rgba_decode (source, bytes, svg_side, &picture, &reason))
    {
      train_dataset_files_set_rejected (context->files, file,
                                        TRAIN_LEFT_UNREADABLE, reason->message);
      return TRUE;
    }
  if (is_photo ? !write_photo (context, &picture, file, &why_not, error)
               : !write_drawing (context, &picture, path, &why_not, error))
    return FALSE;
  if (why_not != NULL)
    train_dataset_files_set_rejected (context->files, file, TRAIN_LEFT_UNFIT,
                                      why_not);
  else
    train_dataset_files_set_made (context->files, file, FALSE);
  return TRUE;
}

static gboolean
exists (const Context *context, const char *file)
{
  g_autofree char *path = g_build_filename (context->out, file, NULL);
  const TrainManifestEntry entry = { (char *) file, NULL };

  return context->job->kind == TRAIN_MANIFEST_PHOTOS
           ? is_complete (context->out, &entry)
           : g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

static gboolean
take_picture (const char *name,
              GBytes *bytes,
              const char *reason,
              gpointer data,
              GError **error)
{
  const Context *context = data;
  TrainManifestKind kind = context->job->kind;
  g_autofree char *source = g_build_filename (context->job->input, name, NULL);
  g_autofree char *file = NULL;

  if (bytes == NULL)
    {
      train_tally_leave (context->tally, TRAIN_LEFT_UNREADABLE, source, reason);
      return context->picture_done (context->data);
    }
  file = train_dataset_files_dup_name (kind, name, bytes);
  if (train_dataset_files_add (context->files, kind, file, source))
    {
      if (exists (context, file))
        train_dataset_files_set_made (context->files, file, TRUE);
      else if (!make_file (context, source, bytes, file, error))
        return FALSE;
    }
  return context->picture_done (context->data);
}

gboolean
train_dataset_job_run (const TrainDatasetJob *job,
                       const char *out,
                       TrainDatasetFiles *files,
                       TrainTally *tally,
                       TrainDatasetJobFunc picture_done,
                       gpointer data,
                       GError **error)
{
  Context context = { job, out, files, tally, picture_done, data };

  return train_picture_files_read (job->input, job->names, take_picture,
                                   &context, error);
}
