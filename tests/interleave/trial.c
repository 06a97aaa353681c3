/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial.h"

#include <string.h>

#include "truth.h"

#define MAX_ACTIONS 3

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

/* Something that the user does, once the moment comes. */
typedef struct
{
  UserAction action;
  guint32 seed;
  TestPoint point;
  int visit;    /* of the point, or the number of the call */
  int n_merges; /* when it was done; -1: it was not */
  int turn;     /* the how manieth of those that were done */
} Step;

typedef struct
{
  Moment moment;
  RunPlan plan;
  Step steps[MAX_ACTIONS];
  int n_steps;
  FakeState *start;
  FakeGimp *gimp; /* in which the plug-in runs */
  FakeGimp *user; /* in which it does not */
  int n_visits[TEST_N_POINTS];
  TestPoint first_point;
  UserAction first_action;
  int n_done;
  gboolean in_group;  /* the user acted while an undo group was open */
  gboolean undid_run; /* the user's Undo met an undo step of the plug-in's */
  int n_criticals;
} Trial;

/* The trial that runs: libgimp's calls and test_point tell of no other. */
static Trial *trial;

static void
do_step (Step *step)
{
  Trial *now = trial;

  if (step->n_merges >= 0)
    return;
  step->turn = now->n_done++;
  if (step->turn == 0)
    {
      now->first_action = step->action;
      now->first_point = step->point;
    }
  step->n_merges = now->gimp->n_merges;
  now->in_group = now->in_group || now->gimp->group_depth > 0;
  now->undid_run = now->undid_run
                   || (step->action == USER_UNDO
                       && (now->gimp->group_depth > 0
                           || now->gimp->undo->len != now->user->undo->len));
  now->gimp->is_quiet = TRUE;
  user_act (now->gimp, &now->plan.targets, step->action, step->seed);
  user_act (now->user, &now->plan.targets, step->action, step->seed);
  if (step->action == USER_CANCEL)
    run_cancel ();
  now->gimp->is_quiet = FALSE;
}

void
test_point (TestPoint point)
{
  if (!trial || fake_gimp != trial->gimp || trial->moment == MOMENT_CALLS)
    return;

  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].point == point
        && trial->steps[i].visit == trial->n_visits[point])
      do_step (&trial->steps[i]);
  trial->n_visits[point]++;
}

static void
on_call (gpointer data)
{
  Trial *now = data;

  if (now->moment != MOMENT_CALLS)
    return;
  for (int i = 0; i < now->n_steps; i++)
    if ((guint64) now->steps[i].visit == now->gimp->n_calls)
      do_step (&now->steps[i]);
}

static void
on_log (const char *domain G_GNUC_UNUSED,
        GLogLevelFlags level,
        const char *message G_GNUC_UNUSED,
        gpointer data)
{
  Trial *now = data;

  if (level & (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    now->n_criticals++;
}

/* Runs some of the plan's drawables where nobody disturbs, on gimp. */
static gboolean
run_quietly (FakeGimp *gimp, int first, int n)
{
  FakeGimp *before = fake_gimp;
  RunReport report;

  fake_gimp = gimp;
  run_some (&trial->plan, first, n, &report);
  fake_gimp = before;
  g_free (report.message);

  return report.is_done;
}

/* How many calls of libgimp a run takes where nobody disturbs. */
static guint64
count_calls (void)
{
  FakeGimp *gimp = fake_gimp_new (fake_state_copy (trial->start));
  guint64 n_calls;

  run_quietly (gimp, 0, USER_MAX_TARGETS);
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
plan_steps (GRand *rand)
{
  int n_calls = trial->moment == MOMENT_CALLS ? (int) count_calls () : 0;

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

static void
plan_trial (GRand *rand)
{
  RunPlan *plan = &trial->plan;

  plan->way = (RunWay) g_rand_int_range (rand, 0, RUN_N_WAYS);
  plan->result = g_rand_boolean (rand)
                   ? RESULT_REPLACE
                   : (ResultKind) g_rand_int_range (rand, 0, 5);
  plan->strength = g_rand_double_range (rand, 0.2, 1);
  trial->start = user_make_image (rand);
  user_choose_targets (trial->start, rand, plan->result == RESULT_REPLACE,
                       &plan->targets);
  if (plan->way == RUN_REPEAT)
    plan->targets = (UserTargets){ .ids = { trial->start->selected }, .n = 1 };
  plan_steps (rand);
}

/* The drawables that had been merged when step was done, in the try that
 * succeeded. */
static int
merged_before (const Step *step)
{
  int n_earlier = trial->gimp->n_merges - trial->plan.targets.n;

  return MAX (0, step->n_merges - n_earlier);
}

static const Step *
step_of_turn (int turn)
{
  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].n_merges >= 0 && trial->steps[i].turn == turn)
      return &trial->steps[i];

  g_assert_not_reached ();
}

/* One after the other: the image that a successful run has to leave; NULL where
 * a run would be refused. */
static FakeGimp *
make_wanted (void)
{
  FakeGimp *gimp = fake_gimp_new (fake_state_copy (trial->start));
  int n = trial->plan.targets.n;
  gboolean is_possible = TRUE;
  int first = 0;

  for (int turn = 0; turn < trial->n_done && is_possible; turn++)
    {
      const Step *step = step_of_turn (turn);
      int k = merged_before (step);

      if (first < k)
        is_possible = run_quietly (gimp, first, k - first);
      first = MAX (first, k);
      user_act (gimp, &trial->plan.targets, step->action, step->seed);
    }
  if (is_possible && first < n)
    is_possible = run_quietly (gimp, first, n - first);
  if (!is_possible)
    g_clear_pointer (&gimp, fake_gimp_free);

  return gimp;
}

static gboolean
was_renamed (void)
{
  for (int i = 0; i < trial->n_steps; i++)
    if (trial->steps[i].n_merges >= 0
        && (trial->steps[i].action == USER_RENAME
            || trial->steps[i].action == USER_UNDO))
      return TRUE;

  return FALSE;
}

static gboolean
has_leftover (const FakeGimp *gimp)
{
  if (!gimp->now->is_open)
    return FALSE;
  if (gimp->group_depth > 0)
    return TRUE;
  for (guint i = 0; i < gimp->now->items->len; i++)
    {
      const FakeItem *item = gimp->now->items->pdata[i];

      if (!item->is_attached && item->id >= gimp->first_new_id)
        return TRUE;
    }

  return FALSE;
}

/* Undo steps are as they should be: one for a success; and one that changes
 * nothing for each try whose first drawables were merged and then put back,
 * since a later one had changed. What the user does while the plug-in's undo
 * group is open becomes a part of that. */
static gboolean
has_right_undo (gboolean is_done)
{
  int n = (int) trial->gimp->undo->len - (int) trial->user->undo->len;
  int n_put_back =
    trial->gimp->n_merges - (is_done ? trial->plan.targets.n : 0);

  if (!trial->gimp->now->is_open)
    return TRUE;
  if (trial->gimp->wrote_behind && n_put_back == 0)
    return FALSE;
  if (trial->in_group)
    return TRUE;

  return n >= is_done && n <= is_done + n_put_back;
}

static Finding
judge_success (const FakeGimp *wanted, char **details)
{
  if (!wanted)
    return FINDING_FALSE;

  *details = truth_difference (trial->gimp->now, wanted->now,
                               trial->gimp->first_new_id, was_renamed ());
  if (*details)
    return FINDING_LOST;
  if (!has_right_undo (TRUE))
    return FINDING_UNDO;

  return FINDING_NONE;
}

static Finding
judge_failure (const RunReport *report, char **details)
{
  *details = truth_difference (trial->gimp->now, trial->user->now,
                               trial->gimp->first_new_id, FALSE);
  if (*details)
    return FINDING_LEFT;
  if (trial->gimp->is_killed)
    return FINDING_KILLED;
  if (!report->message && !report->was_cancelled)
    return FINDING_SILENT;
  if (!has_right_undo (FALSE))
    return FINDING_UNDO;

  return FINDING_NONE;
}

/* Where the moment is not guarded: only harm is a finding. */
static Finding
judge_harm (const FakeGimp *wanted)
{
  const FakeState *by_user = trial->user->now;

  return truth_is_harmless (trial->gimp->now, by_user,
                            wanted ? wanted->now : NULL, trial->start,
                            &trial->plan.targets)
           ? FINDING_NONE
           : FINDING_BLACK;
}

static void
judge (const RunReport *report, TrialRecord *record, char **details)
{
  FakeGimp *wanted = make_wanted ();
  gboolean is_done = report->is_done && !trial->gimp->is_killed;

  record->is_done = is_done;
  record->is_killed = trial->gimp->is_killed;
  record->finding =
    is_done ? judge_success (wanted, details) : judge_failure (report, details);
  if (record->finding == FINDING_NONE && !trial->gimp->is_killed
      && has_leftover (trial->gimp))
    record->finding = FINDING_LEFTOVER;
  if (record->finding == FINDING_NONE && trial->n_criticals > 0)
    record->finding = FINDING_CRITICAL;
  /* nobody can tell what the user meant to undo */
  if (trial->undid_run && record->finding != FINDING_KILLED)
    record->finding = FINDING_NONE;
  record->is_exact = record->finding == FINDING_NONE && !trial->undid_run;
  if (trial->moment != MOMENT_POINTS)
    {
      record->finding = trial->undid_run ? FINDING_NONE : judge_harm (wanted);
      if (record->finding == FINDING_NONE && !is_done && !record->is_killed
          && !report->message && !report->was_cancelled)
        record->finding = FINDING_SILENT;
    }
  if (!*details && record->finding != FINDING_NONE)
    *details = g_strdup (report->message ? report->message : "");
  if (wanted)
    fake_gimp_free (wanted);
}

void
trial_run (guint32 seed, Moment moment, TrialRecord *record, char **details)
{
  GRand *rand = g_rand_new_with_seed (seed);
  Trial now = { .moment = moment };
  RunReport report;

  trial = &now;
  *details = NULL;
  g_log_set_default_handler (on_log, &now);
  plan_trial (rand);
  now.user = fake_gimp_new (fake_state_copy (now.start));
  now.gimp = fake_gimp_new (fake_state_copy (now.start));
  now.gimp->on_call = on_call;
  now.gimp->data = &now;
  fake_gimp = now.gimp;
  run_plan (&now.plan, &report);
  now.gimp->is_quiet = TRUE;

  *record = (TrialRecord){
    .seed = seed,
    .way = now.plan.way,
    .result = now.plan.result,
    .n_targets = now.plan.targets.n,
    .n_actions = now.n_done,
    .action = now.first_action,
    .point = now.first_point,
  };
  judge (&report, record, details);
  g_free (report.message);
  trial = NULL;
  fake_gimp_free (now.gimp);
  fake_gimp_free (now.user);
  fake_state_free (now.start);
  fake_forget_objects ();
  g_rand_free (rand);
}
