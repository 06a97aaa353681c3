/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counts files that are used and left out, see tally.h. */
#include "train/data/tally.h"

#include <string.h>

#include "train/data/file-name-text.h"

struct _TrainTally
{
  GMutex lock; /* guards the fields below */
  int n_taken, n_earlier;
  GPtrArray *left[TRAIN_LEFT_N_REASONS]; /* elements are texts */
  GPtrArray *notes;                      /* elements are texts */
};

static const char *const REASONS[] = {
  [TRAIN_LEFT_HIDDEN] = "hidden files and folders",
  [TRAIN_LEFT_KIND] = "not named like pictures",
  [TRAIN_LEFT_SPECIAL] = "no regular files",
  [TRAIN_LEFT_UNREADABLE] = "cannot be read",
  [TRAIN_LEFT_TWICE] = "the same as others",
  [TRAIN_LEFT_PARTNER] = "without a fitting partner",
  [TRAIN_LEFT_HELD_OUT] = "held out for testing",
  [TRAIN_LEFT_UNFIT] = "not fit",
  [TRAIN_LEFT_BEYOND] = "more than asked for",
};

TrainTally *
train_tally_new (void)
{
  TrainTally *tally = g_new0 (TrainTally, 1);

  g_mutex_init (&tally->lock);
  for (int i = 0; i < TRAIN_LEFT_N_REASONS; i++)
    tally->left[i] = g_ptr_array_new_with_free_func (g_free);
  tally->notes = g_ptr_array_new_with_free_func (g_free);
  return tally;
}

void
train_tally_free (TrainTally *tally)
{
  if (tally == NULL)
    return;
  for (int i = 0; i < TRAIN_LEFT_N_REASONS; i++)
    g_ptr_array_unref (tally->left[i]);
  g_ptr_array_unref (tally->notes);
  g_mutex_clear (&tally->lock);
  g_free (tally);
}

void
train_tally_take (TrainTally *tally, gboolean is_earlier)
{
  if (tally == NULL)
    return;
  g_mutex_lock (&tally->lock);
  tally->n_taken++;
  tally->n_earlier += is_earlier;
  g_mutex_unlock (&tally->lock);
}

void
train_tally_leave (TrainTally *tally,
                   TrainLeftReason reason,
                   const char *name,
                   const char *detail)
{
  g_autofree char *line = NULL;

  if (tally == NULL)
    return;
  if (detail == NULL)
    line = g_strdup (name);
  else if (strstr (detail, name) != NULL)
    line = g_strdup (detail);
  else
    line = g_strdup_printf ("%s: %s", name, detail);
  g_mutex_lock (&tally->lock);
  g_ptr_array_add (tally->left[reason], train_name_to_text (line));
  g_mutex_unlock (&tally->lock);
}

void
train_tally_note (TrainTally *tally, const char *line)
{
  if (tally == NULL)
    return;
  g_mutex_lock (&tally->lock);
  g_ptr_array_add (tally->notes, g_strdup (line));
  g_mutex_unlock (&tally->lock);
}

int
train_tally_get_n_taken (TrainTally *tally)
{
  int n_taken;

  g_mutex_lock (&tally->lock);
  n_taken = tally->n_taken;
  g_mutex_unlock (&tally->lock);
  return n_taken;
}

int
train_tally_get_n_left (TrainTally *tally, TrainLeftReason reason)
{
  int n_left;

  g_mutex_lock (&tally->lock);
  n_left = (int) tally->left[reason]->len;
  g_mutex_unlock (&tally->lock);
  return n_left;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
train_tally_dup_first (TrainTally *tally)
{
  char *first = NULL;

  g_mutex_lock (&tally->lock);
  for (int i = TRAIN_LEFT_SPECIAL; first == NULL && i < TRAIN_LEFT_N_REASONS;
       i++)
    {
      g_ptr_array_sort (tally->left[i], compare_texts);
      if (tally->left[i]->len > 0)
        first = g_strdup (g_ptr_array_index (tally->left[i], 0));
    }
  g_mutex_unlock (&tally->lock);
  return first;
}

static void
describe_reason (TrainTally *tally, int reason, guint n_most, GString *text)
{
  GPtrArray *left = tally->left[reason];
  guint n_shown = n_most > 0 ? MIN (n_most, left->len) : left->len;

  if (left->len == 0)
    return;
  g_ptr_array_sort (left, compare_texts);
  g_string_append_printf (text, "  %u %s:\n", left->len, REASONS[reason]);
  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (text, "    %s\n",
                            (const char *) g_ptr_array_index (left, i));
  if (n_shown < left->len)
    {
      g_string_append (text, "    ");
      g_string_append_printf (text, "and %u more", left->len - n_shown);
      g_string_append_c (text, '\n');
    }
}

/* Returns whether files are left out for this reason because of their names,
 * without having been opened. */
static gboolean
is_by_name (int reason)
{
  return reason == TRAIN_LEFT_HIDDEN || reason == TRAIN_LEFT_KIND
         || reason == TRAIN_LEFT_HELD_OUT || reason == TRAIN_LEFT_BEYOND;
}

char *
train_tally_describe (TrainTally *tally, guint n_most, guint n_most_named)
{
  GString *text = g_string_new (NULL);
  guint n_left = 0;

  g_mutex_lock (&tally->lock);
  for (int i = 0; i < TRAIN_LEFT_N_REASONS; i++)
    n_left += tally->left[i]->len;
  g_string_append_printf (
    text, "%d taken (%d of them from an earlier run), %u left out",
    tally->n_taken, tally->n_earlier, n_left);
  g_string_append_c (text, '\n');
  for (int i = 0; i < TRAIN_LEFT_N_REASONS; i++)
    describe_reason (tally, i, is_by_name (i) ? n_most_named : n_most, text);
  for (guint i = 0; i < tally->notes->len; i++)
    g_string_append_printf (text, "  %s\n",
                            (char *) g_ptr_array_index (tally->notes, i));
  g_mutex_unlock (&tally->lock);
  return g_string_free (text, FALSE);
}
