/* SPDX-FileCopyrightText: 2026 The structure-smooth authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-private.h"

#include "sample-image.h"

static const char *const FINDINGS[N_FINDINGS] = {
  "none",  "work lost", "failed but changed", "false success", "silent",
  "black", "killed",    "left over",          "undo",          "critical",
  "crash", "endless",
};

const char *
finding_name (Finding finding)
{
  return FINDINGS[finding];
}

/* The trial that is running. It is a global variable, since libgimp's functions
 * and test_point are called without data. */
static Trial *current;

static void
do_step (Trial *trial, Step *step)
{
  if (step->n_merges >= 0)
    return;
  step->turn = trial->n_done++;
  if (step->turn == 0)
    {
      trial->first_action = step->action;
      trial->first_point = step->point;
    }
  step->n_merges = trial->gimp->n_merges;
  trial->in_group = trial->in_group || trial->gimp->group_depth > 0;
  trial->undid_run =
    trial->undid_run
    || (step->action == USER_UNDO
        && (trial->gimp->group_depth > 0
            || trial->gimp->undo->len != trial->user->undo->len));
  trial->gimp->is_quiet = TRUE;
  user_act (trial->gimp, &trial->plan.targets, step->action, step->seed);
  user_act (trial->user, &trial->plan.targets, step->action, step->seed);
  if (step->action == USER_CANCEL)
    run_cancel ();
  trial->gimp->is_quiet = FALSE;
}

void
test_point (TestPoint point)
{
  Trial *trial = current;

  if (trial == NULL || fake_gimp != trial->gimp
      || trial->moment == MOMENT_CALLS)
    return;
  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].point == point
        && trial->steps[i].visit == trial->n_visits[point])
      do_step (trial, &trial->steps[i]);
  trial->n_visits[point]++;
}

/* A FakeCallFunc: does the user's action if its moment is this call. */
static void
on_call (gpointer data)
{
  Trial *trial = data;

  if (trial->moment != MOMENT_CALLS && trial->moment != MOMENT_EACH)
    return;
  for (int i = 0; i < trial->n_steps; i++)
    if ((guint64) trial->steps[i].visit == trial->gimp->n_calls)
      do_step (trial, &trial->steps[i]);
}

/* A GLogFunc that counts warnings and criticals. */
static void
on_log (const char *domain,
        GLogLevelFlags level,
        const char *message,
        gpointer data)
{
  Trial *trial = data;

  (void) domain;
  (void) message;
  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    trial->n_criticals++;
}

gboolean
trial_run_undisturbed (Trial *trial, FakeGimp *gimp, int first, int n)
{
  FakeGimp *before = fake_gimp;
  RunReport report;

  fake_gimp = gimp;
  run_part (&trial->plan, first, n, &report);
  fake_gimp = before;
  g_free (report.message);
  return report.is_done;
}

/* Returns how many calls of libgimp the run makes if no user acts. */
static guint64
count_calls (Trial *trial)
{
  FakeGimp *gimp = fake_gimp_new (fake_image_copy (trial->start));
  guint64 n_calls;

  trial_run_undisturbed (trial, gimp, 0, USER_MAX_TARGETS);
  n_calls = gimp->n_calls;
  fake_gimp_free (gimp);
  return n_calls;
}

static TestPoint
choose_point (Moment moment, GRand *rand)
{
  if (moment == MOMENT_WINDOW)
    return g_rand_boolean (rand) ? TEST_POINT_COMPARING : TEST_POINT_UNGUARDED;
  return (TestPoint) g_rand_int_range (rand, 0, TEST_POINT_BEFORE_MERGE + 1);
}

static void
plan_steps (Trial *trial, GRand *rand)
{
  int n_calls = trial->moment == MOMENT_CALLS ? (int) count_calls (trial) : 0;

  trial->n_steps = MAX (1, g_rand_int_range (rand, -2, MAX_ACTIONS + 1));
  for (int i = 0; i < trial->n_steps; i++)
    {
      Step *step = &trial->steps[i];

      step->action = (UserAction) g_rand_int_range (rand, 0, USER_N_ACTIONS);
      step->seed = g_rand_int (rand);
      step->point = choose_point (trial->moment, rand);
      step->visit = g_rand_int_range (rand, 0, 3);
      if (g_rand_boolean (rand))
        step->visit = 0;
      if (trial->moment == MOMENT_CALLS)
        step->visit = g_rand_int_range (rand, 1, n_calls + 1);
      step->n_merges = -1;
    }
}

/* Plans the only step of a trial with MOMENT_EACH. */
static void
plan_each (Trial *trial, guint32 seed)
{
  static const UserAction ACTIONS[] = { USER_CLOSE, USER_DELETE, USER_RESIZE };

  trial->n_steps = 1;
  trial->steps[0] = (Step) {
    .action = ACTIONS[seed / TRIAL_EACH_CALLS % G_N_ELEMENTS (ACTIONS)],
    .visit = 1 + (int) (seed % TRIAL_EACH_CALLS),
    .n_merges = -1,
  };
}

static void
plan_trial (Trial *trial, guint32 seed, GRand *rand)
{
  RunPlan *plan = &trial->plan;

  plan->kind = (RunKind) g_rand_int_range (rand, 0, RUN_N_KINDS);
  plan->result = g_rand_boolean (rand)
                   ? RESULT_REPLACE
                   : (ResultKind) g_rand_int_range (rand, 0, 5);
  plan->strength = g_rand_double_range (rand, 0.2, 1);
  trial->start = sample_image_new (rand);
  sample_image_choose_targets (trial->start, rand,
                               plan->result == RESULT_REPLACE, &plan->targets);
  if (plan->kind == RUN_REPEAT)
    plan->targets = (UserTargets) { .ids = { trial->start->selected }, .n = 1 };
  if (trial->moment == MOMENT_EACH)
    plan_each (trial, seed);
  else
    plan_steps (trial, rand);
}

void
trial_run (guint32 seed, Moment moment, TrialRecord *record, char **details)
{
  GRand *rand = g_rand_new_with_seed (
    moment == MOMENT_EACH ? seed / TRIAL_EACH_CALLS : seed);
  Trial trial = { .moment = moment };
  RunReport report;

  current = &trial;
  *details = NULL;
  g_log_set_default_handler (on_log, &trial);
  plan_trial (&trial, seed, rand);
  trial.user = fake_gimp_new (fake_image_copy (trial.start));
  trial.gimp = fake_gimp_new (fake_image_copy (trial.start));
  trial.gimp->on_call = on_call;
  trial.gimp->data = &trial;
  fake_gimp = trial.gimp;
  run_plan (&trial.plan, &report);
  trial.gimp->is_quiet = TRUE;

  *record = (TrialRecord) {
    .seed = seed,
    .kind = trial.plan.kind,
    .result = trial.plan.result,
    .n_targets = trial.plan.targets.n,
    .n_actions = trial.n_done,
    .action = trial.first_action,
    .point = trial.first_point,
  };
  trial_judge (&trial, &report, record, details);
  g_free (report.message);
  current = NULL;
  fake_gimp_free (trial.gimp);
  fake_gimp_free (trial.user);
  fake_image_free (trial.start);
  fake_forget_objects ();
  g_rand_free (rand);
}
