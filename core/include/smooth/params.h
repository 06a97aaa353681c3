/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameters of a smoothing run, and the only table of them: ranges,
 * defaults and texts that the procedure, the dialog and the trainer share.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Which part of the colour is smoothed; mixed after the networks. */
typedef enum
{
  SMOOTH_CHANNELS_ALL,       /* every channel */
  SMOOTH_CHANNELS_LUMINANCE, /* luma changes, the colour differences stay */
  SMOOTH_CHANNELS_COLOUR,    /* colour differences change, the luma stays */
} SmoothChannels;

/** What one run is asked for. */
typedef struct
{
  double strength;      /* [0, 1]: 0 returns the input to the bit */
  double texture_scale; /* [1, 16]: octaves = log2 (texture_scale) */
  SmoothChannels channels;
} SmoothParams;

/** Row of the table of numbers. */
typedef struct
{
  const char *name;    /* as in the PDB, also the key of saved settings */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated, one sentence */
  double min;          /* in core's unit */
  double max;
  double def;
  double person_factor; /* what a person sees = core's unit * this */
  int digits;           /* behind the point, where a person sees it */
  double gamma;         /* of the slider, whose position p in [0, 1] stands
                           for min + (max - min) * p^gamma; 1 = even */
} SmoothParamNumber;

/** One value of a choice. */
typedef struct
{
  const char *nick;  /* as in the PDB */
  const char *label; /* untranslated */
} SmoothParamValue;

/** A parameter whose value is one of a few names. */
typedef struct
{
  const char *name;    /* as in the PDB, also the key of saved settings */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated, one sentence */
  const SmoothParamValue *values;
  int n_values;
  int def; /* index of the default among the values */
} SmoothParamChoice;

/** The rows of the table of numbers. */
typedef enum
{
  SMOOTH_PARAM_STRENGTH,
  SMOOTH_PARAM_TEXTURE_SCALE,
  SMOOTH_N_PARAM_NUMBERS
} SmoothParamNumberId;

/** Borrowed row of the table of numbers; static. Thread-safe. */
const SmoothParamNumber *smooth_param_get_number (SmoothParamNumberId id);

/** The choice "channels", whose values are indexed by SmoothChannels; borrowed,
 * static. Thread-safe. */
const SmoothParamChoice *smooth_param_get_channels (void);

/** Defaults of the table. */
void smooth_params_init (SmoothParams *params);

/** Whether every value lies in its range (NaN does not). Errors:
 * SMOOTH_ERROR_UNSUPPORTED naming parameter, got and range. */
gboolean smooth_params_check (const SmoothParams *params, GError **error);

/** Whether every value of a equals that of b. Thread-safe. */
gboolean smooth_params_equal (const SmoothParams *a, const SmoothParams *b);

G_END_DECLS
