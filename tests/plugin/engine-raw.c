/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs core's engine without GIMP. The tests compare the plug-in's results with
 * those of this program.
 *
 * engine-raw WEIGHTS < requests
 *
 * A request is a line "INPUT OUTPUT WIDTH HEIGHT CHANNELS STRENGTH SCALE MODE".
 * The file INPUT holds HEIGHT * WIDTH * CHANNELS floats as smooth/image.h wants
 * them. The file OUTPUT gets the smoothed picture in the same layout and, after
 * it, HEIGHT * WIDTH floats of the edge map. STRENGTH is in [0, 1]; MODE is the
 * number of a value of the choice "channels". Each request is answered by a
 * line "ok" or "failed: WHY". Paths must have no blanks. Floats have the
 * machine's byte order. The program includes public headers alone.
 */
#include <smooth/smooth.h>

#include <stdio.h>
#include <string.h>

typedef struct
{
  char input[1024], output[1024], mode[32];
  int width, height, n_channels;
  SmoothParams params;
} Request;

static gboolean
request_parse (Request *request, const char *line)
{
  const SmoothParamChoice *channels = smooth_param_get_channels ();

  smooth_params_init (&request->params);
  if (sscanf (line, "%1023s %1023s %d %d %d %lf %lf %31s", request->input,
              request->output, &request->width, &request->height,
              &request->n_channels, &request->params.strength,
              &request->params.texture_scale, request->mode)
        != 8
      || request->width < 1 || request->height < 1 || request->n_channels < 1)
    return FALSE;
  for (int i = 0; i < channels->n_values; i++)
    if (strcmp (channels->values[i].nick, request->mode) == 0)
      {
        request->params.channels = (SmoothChannels) i;
        return TRUE;
      }
  return FALSE;
}

static gboolean
request_run (const Request *request, SmoothEngine *engine, GError **error)
{
  gsize n_pixels = (gsize) request->width * (gsize) request->height;
  gsize n_samples = n_pixels * (gsize) request->n_channels;
  g_autofree char *bytes = NULL;
  g_autofree float *result = g_new0 (float, n_samples + n_pixels);
  SmoothArray input = { request->width, request->height, request->n_channels,
                        NULL };
  SmoothArray smoothed = { request->width, request->height, request->n_channels,
                           result };
  SmoothArray edges = { request->width, request->height, 1,
                        result + n_samples };
  SmoothArraySink arrays = { &smoothed, &edges };
  SmoothSource source;
  SmoothSink sink = smooth_array_sink (&arrays);
  gsize length;

  if (!g_file_get_contents (request->input, &bytes, &length, error))
    return FALSE;
  if (length != n_samples * sizeof (float))
    {
      g_set_error (error, SMOOTH_ERROR, SMOOTH_ERROR_SHAPE,
                   "'%s' has %zu bytes, not %zu", request->input, length,
                   n_samples * sizeof (float));
      return FALSE;
    }
  input.pixels = (float *) (void *) bytes;
  source = smooth_array_source (&input);
  return smooth_engine_run (engine, &request->params, &source, &sink, NULL,
                            error)
         && g_file_set_contents (
           request->output, (const char *) result,
           (gssize) ((n_samples + n_pixels) * sizeof (float)), error);
}

int
main (int argc, char **argv)
{
  g_autoptr (SmoothModel) model = NULL;
  g_autoptr (SmoothEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  char line[4096];
  Request request;

  if (argc != 2)
    {
      fprintf (stderr, "usage: engine-raw WEIGHTS < requests\n");
      return 2;
    }
  model = smooth_model_load (argv[1], &error);
  if (model != NULL)
    engine = smooth_engine_new (model, NULL, &error);
  if (engine == NULL)
    {
      fprintf (stderr, "engine-raw: %s\n", error->message);
      return 1;
    }
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_clear_error (&error);
      if (!request_parse (&request, line))
        printf ("failed: cannot read this request\n");
      else if (request_run (&request, engine, &error))
        printf ("ok\n");
      else
        printf ("failed: %s\n", error->message);
      fflush (stdout);
    }
  return 0;
}
