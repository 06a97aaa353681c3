/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tests of report.h: a table in its three formats. */
#include "train/evaluate/report.h"

#include <math.h>

static TrainReport *
make (void)
{
  static const char *const columns[] = { "method", "setting", "PSNR" };
  TrainReport *report = train_report_new ("a title", 3, columns);

  train_report_add_row (report, "input");
  train_report_add_text (report, "");
  train_report_add_number (report, 30.2449, 2);
  train_report_add_row (report, "f\xc3\xbcr \"x\"");
  train_report_add_text (report, "r 3, eps 1");
  train_report_add_number (report, NAN, 2);
  train_report_add_row (report, "short");
  return report;
}

static void
test_text (void)
{
  g_autoptr (TrainReport) report = make ();
  g_autofree char *text = train_report_to_text (report);

  g_assert_cmpstr (text, ==,
                   "a title\n"
                   "  method      setting   PSNR\n"
                   "  input                30.24\n"
                   "  f\xc3\xbcr \"x\"  r 3, eps 1\n"
                   "  short\n");
}

static void
test_csv (void)
{
  g_autoptr (TrainReport) report = make ();
  g_autofree char *text = train_report_to_csv (report);

  g_assert_cmpstr (text, ==,
                   "table,method,setting,PSNR\n"
                   "a title,input,,30.24\n"
                   "a title,\"f\xc3\xbcr \"\"x\"\"\",\"r 3, eps 1\",\n"
                   "a title,short,,\n");
}

static void
test_markdown (void)
{
  g_autoptr (TrainReport) report = make ();
  g_autofree char *text = train_report_to_markdown (report);

  g_assert_cmpstr (text, ==,
                   "a title\n\n"
                   "| method | setting | PSNR |\n"
                   "|---|---:|---:|\n"
                   "| input |  | 30.24 |\n"
                   "| f\xc3\xbcr \"x\" | r 3, eps 1 |  |\n"
                   "| short |  |  |\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/text", test_text);
  g_test_add_func ("/report/csv", test_csv);
  g_test_add_func ("/report/markdown", test_markdown);
  return g_test_run ();
}
