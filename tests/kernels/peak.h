/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The limit that figures are compared with. Compiled per CPU level. */
#pragma once

/* n times as many multiply-adds as it returns, all in registers. */
typedef double (*TestPeakFunc) (int n);

double test_peak_baseline (int n);
double test_peak_v3 (int n);
double test_peak_v4 (int n);
