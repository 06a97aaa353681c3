/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parameters of the filter, and the only table of them: names, ranges,
 * defaults and texts for the procedure, the dialog and the trainer.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** Which part of the change that the networks make is applied. */
typedef enum
{
  SMOOTH_CHANNELS_ALL, /* all of it */
  /* Only the change of luma; colour differences stay. */
  SMOOTH_CHANNELS_LUMINANCE,
  SMOOTH_CHANNELS_COLOUR, /* only the change of colour differences; luma
                             stays */
} SmoothChannels;

/** The parameters of one engine run. */
typedef struct
{
  double strength;      /* [0, 1]; 0 leaves the picture as it is, to the bit */
  double texture_scale; /* [1, 16]; the number of octaves, n in smooth/engine.h,
                           is its log2 */
  SmoothChannels channels;
  /* [-1, 3]; what becomes of the texture that the other parameters name, see
   * smooth/engine.h: -1 takes it away, 0 leaves the picture as it is, to the
   * bit, 1 doubles the texture. */
  double detail;
  /* Whether the picture is a seamless texture: beyond each border it goes on
   * with its opposite side. */
  gboolean is_tileable;
  /* [1, 4]; into how many layers the change is divided by size, see
   * smooth_params_count_details () */
  int n_details;
} SmoothParams;

/** The largest n_details. */
#define SMOOTH_MAX_DETAILS 4

/** The description of a parameter that is a number, a row of the table. */
typedef struct
{
  const char *name;     /* its name in the PDB, and the key in saved settings */
  const char *label;    /* untranslated, with a mnemonic */
  const char *tooltip;  /* untranslated, one sentence */
  double min, max, def; /* def is the default */
  double person_factor; /* the dialog shows the value multiplied by this */
  int digits;           /* number of decimals that the dialog shows */
  /* How the slider is divided: its position p in [0, 1] stands for min +
   * (slider_max - min) * p^gamma; 1: evenly. */
  double gamma;
  /* Where the slider ends. Up to max, a value can be typed. */
  double slider_max;
  /* What the slider's left end, middle and right end mean, untranslated; NULL:
   * the slider has no such marks. */
  const char *marks[3];
} SmoothParamNumber;

/** One of the values of a choice. */
typedef struct
{
  const char *nick;  /* its name in the PDB */
  const char *label; /* untranslated */
} SmoothParamValue;

/** A parameter whose value is one of a few names. */
typedef struct
{
  const char *name;    /* its name in the PDB, and the key in saved settings */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated, one sentence */
  const SmoothParamValue *values;
  int n_values;
  int def; /* index of the default among the values */
} SmoothParamChoice;

/** A parameter that is on or off. */
typedef struct
{
  const char *name;    /* its name in the PDB, and the key in saved settings */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated, one sentence */
  gboolean def;
} SmoothParamSwitch;

/** A parameter that is an integer. */
typedef struct
{
  const char *name;    /* its name in the PDB, and the key in saved settings */
  const char *label;   /* untranslated, with a mnemonic */
  const char *tooltip; /* untranslated, one sentence */
  int min, max, def;
} SmoothParamInteger;

/** The row numbers of the parameters that are numbers. */
typedef enum
{
  SMOOTH_PARAM_STRENGTH,
  SMOOTH_PARAM_TEXTURE_SCALE,
  SMOOTH_PARAM_DETAIL,
  SMOOTH_N_PARAM_NUMBERS
} SmoothParamNumberId;

/** Returns the row of id; static. NULL if there is no such row. Thread-safe. */
const SmoothParamNumber *smooth_param_get_number (SmoothParamNumberId id);

/** Returns the choice "channels", whose values are indexed by SmoothChannels;
 * borrowed, static. Thread-safe. */
const SmoothParamChoice *smooth_param_get_channels (void);

/** Returns the switch "tileable"; borrowed, static. Thread-safe. */
const SmoothParamSwitch *smooth_param_get_tileable (void);

/** Returns the integer "detail-layers"; borrowed, static. Thread-safe. */
const SmoothParamInteger *smooth_param_get_detail_layers (void);

/** Returns into how many layers by size the change is divided: n_details, or
 * the number of octaves, 1 + ceil (log2 (texture_scale)), if that is smaller.
 * params must have passed smooth_params_check (). Thread-safe. */
int smooth_params_count_details (const SmoothParams *params);

/** Sets params (out) to the defaults. Thread-safe. */
void smooth_params_init (SmoothParams *params);

/** Checks that every value lies in its range (NaN does not). Errors:
 * UNSUPPORTED, naming the parameter, its value and its range. Thread-safe. */
gboolean smooth_params_check (const SmoothParams *params, GError **error);

/** Whether every value of a equals that of b. Thread-safe. */
gboolean smooth_params_equal (const SmoothParams *a, const SmoothParams *b);

/** Whether the smoothed picture is the picture itself, to the bit: at strength
 * 0 and at detail 0. Thread-safe. */
gboolean smooth_params_change_nothing (const SmoothParams *params);

G_END_DECLS
