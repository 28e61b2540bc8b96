/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/sotong-channel-learn.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-attempt-private.h"
#include "store/sotong-channel.h"
#include "util/sotong-time.h"

/*
 * How an account is, and how long it is left alone. Whatever is learnt of it comes in here, and the table of rules says what becomes of
 * both. There are three kinds of pauses, and one column for their end:
 *
 *   a pause   the platform asked for it in answer to a post: the health is "wait". It is kept to its end, however long it is. That the
 *             account answers another question meanwhile is no leave to post.
 *   a rest    the account is well and kept from coming near a limit: the health is "ok". What a person publishes now does not keep it.
 *   a rest    of ours, of at most SOTONG_REST_MAX_S, while an account is not let in: the health is "sign-in" or "refused". It is over when
 *             the account is let in. One that ends later than that was asked for by the platform before, and goes on.
 *
 * Of an account that nothing is known of yet, nothing any more since its channel was edited, or nothing clear, what goes on is a pause: the two
 * rests end with what was known.
 *
 *   learnt by    how the account is    its health                                its pause
 *   a post       well                  is that                                   is what the answer asks for, else over
 *                busy                  is that                                   is what the answer asks for, else over
 *                shut out              is that                                   a rest, twice as long as the last
 *   a look       well                  is that, but for a pause that goes on     the longer one goes on
 *                not clear             stays "ok" or "wait" to the pause's end   the longer one goes on
 *                any other             is that                                   the longer one goes on
 *   a check      well                  is that, but for a pause that goes on     the longer one goes on
 *                busy                  stays "ok" while it rests, else is that   the longer one goes on
 *                not clear             stays "ok" or "wait" to the pause's end   the longer one goes on
 *                any other             is that                                   the longer one goes on
 *   a person     well                  as by a check                             one of more than a day is over, on all channels of the account
 *                any other             as by a check                             as by a check
 *   figures      any                   stays                                     the longer one goes on
 *   any          nothing is said       stays                                     the longer one goes on
 *
 * Before all of them: what was noted by a clock that was set back since ends at no time that is known, so it is over.
 */

typedef enum {
  HEALTH_STAYS,
  HEALTH_IS_THAT,
  HEALTH_UNLESS_PAUSED,
  HEALTH_UNLESS_RESTING,
  HEALTH_UNLESS_WAITING,
} HealthRule;

typedef enum {
  PAUSE_LONGER,
  PAUSE_AS_ASKED,
  PAUSE_REST,
  PAUSE_END_LONG,
} PauseRule;

typedef struct {
  HealthRule health;
  PauseRule  pause;
} Rule;

typedef enum {
  KIND_NOTHING,
  KIND_WELL,
  KIND_BUSY,
  KIND_SHUT_OUT,
  KIND_UNCLEAR,
} Kind;

static const Rule rules[][KIND_UNCLEAR + 1] = {
  [SOTONG_LEARNT_BY_POST] = {
    [KIND_NOTHING] = { HEALTH_STAYS, PAUSE_LONGER },
    [KIND_WELL] = { HEALTH_IS_THAT, PAUSE_AS_ASKED },
    [KIND_BUSY] = { HEALTH_IS_THAT, PAUSE_AS_ASKED },
    [KIND_SHUT_OUT] = { HEALTH_IS_THAT, PAUSE_REST },
    [KIND_UNCLEAR] = { HEALTH_STAYS, PAUSE_LONGER },
  },
  [SOTONG_LEARNT_BY_LOOK] = {
    [KIND_NOTHING] = { HEALTH_STAYS, PAUSE_LONGER },
    [KIND_WELL] = { HEALTH_UNLESS_PAUSED, PAUSE_LONGER },
    [KIND_BUSY] = { HEALTH_IS_THAT, PAUSE_LONGER },
    [KIND_SHUT_OUT] = { HEALTH_IS_THAT, PAUSE_LONGER },
    [KIND_UNCLEAR] = { HEALTH_UNLESS_WAITING, PAUSE_LONGER },
  },
  [SOTONG_LEARNT_BY_CHECK] = {
    [KIND_NOTHING] = { HEALTH_STAYS, PAUSE_LONGER },
    [KIND_WELL] = { HEALTH_UNLESS_PAUSED, PAUSE_LONGER },
    [KIND_BUSY] = { HEALTH_UNLESS_RESTING, PAUSE_LONGER },
    [KIND_SHUT_OUT] = { HEALTH_IS_THAT, PAUSE_LONGER },
    [KIND_UNCLEAR] = { HEALTH_UNLESS_WAITING, PAUSE_LONGER },
  },
  [SOTONG_LEARNT_BY_PERSON] = {
    [KIND_NOTHING] = { HEALTH_STAYS, PAUSE_LONGER },
    [KIND_WELL] = { HEALTH_UNLESS_PAUSED, PAUSE_END_LONG },
    [KIND_BUSY] = { HEALTH_UNLESS_RESTING, PAUSE_LONGER },
    [KIND_SHUT_OUT] = { HEALTH_IS_THAT, PAUSE_LONGER },
    [KIND_UNCLEAR] = { HEALTH_UNLESS_WAITING, PAUSE_LONGER },
  },
  [SOTONG_LEARNT_BY_FIGURES] = { { HEALTH_STAYS, PAUSE_LONGER }, { HEALTH_STAYS, PAUSE_LONGER }, { HEALTH_STAYS, PAUSE_LONGER },
                                 { HEALTH_STAYS, PAUSE_LONGER }, { HEALTH_STAYS, PAUSE_LONGER } },
};

/* What is known of an account, as its row has it. */
typedef struct {
  gint64  checked_at;  /* or SOTONG_NONE */
  gint64  good_at;     /* or SOTONG_NONE */
  gint64  wait_until;  /* or SOTONG_NONE */
  char   *health;      /* (owned) */
  char   *message;     /* (owned) */
} State;

static void
state_clear (State *state)
{
  g_free (state->health);
  g_free (state->message);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (State, state_clear)

static gboolean
state_read (State     *state,
            SotongDb  *db,
            gint64     id,
            GError   **error)
{
  g_autoptr(SotongStmt) stmt = sotong_db_query (db, error, "SELECT checked_at, good_at, wait_until, health, message FROM channel_state WHERE channel_id = $1",
                                                "i", id);
  GError *local = NULL;
  gboolean there;

  if (stmt == NULL)
    return FALSE;
  there = sotong_stmt_next (stmt, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  *state = (State) { SOTONG_NONE, SOTONG_NONE, SOTONG_NONE, NULL, NULL };
  if (there)
    *state = (State) { sotong_stmt_int (stmt, 0), sotong_stmt_int (stmt, 1), sotong_stmt_int (stmt, 2), sotong_stmt_dup (stmt, 3), sotong_stmt_dup (stmt, 4) };
  if (state->health == NULL)
    state->health = g_strdup ("");
  if (state->message == NULL)
    state->message = g_strdup ("");
  return TRUE;
}

static Kind
kind_of (const char *health)
{
  if (health == NULL || health[0] == '\0')
    return KIND_NOTHING;
  if (g_str_equal (health, "ok"))
    return KIND_WELL;
  if (g_str_equal (health, "wait"))
    return KIND_BUSY;
  return g_str_equal (health, "sign-in") || g_str_equal (health, "refused") ? KIND_SHUT_OUT : KIND_UNCLEAR;
}

/* Whether its platform asked for the pause that it keeps. */
static gboolean
is_paused (const State *state,
           gint64       now)
{
  Kind kind = kind_of (state->health);

  if (state->wait_until == SOTONG_NONE || state->wait_until <= now || kind == KIND_WELL)
    return FALSE;
  return kind == KIND_BUSY || kind == KIND_NOTHING || kind == KIND_UNCLEAR || state->wait_until > now + SOTONG_REST_MAX_S;
}

/* What is over before anything new is noted. */
static void
end_pause (State *state,
           Kind   kind,
           Rule   rule,
           gint64 now)
{
  gboolean let_in = kind_of (state->health) == KIND_SHUT_OUT && kind != KIND_NOTHING && kind != KIND_SHUT_OUT && rule.health != HEALTH_STAYS;

  if (state->checked_at != SOTONG_NONE && state->checked_at > now)
    {
      state->wait_until = SOTONG_NONE;
      state->checked_at = SOTONG_NONE;
    }
  if (let_in && !is_paused (state, now))
    state->wait_until = SOTONG_NONE;
  if (rule.pause == PAUSE_END_LONG && state->wait_until != SOTONG_NONE && state->wait_until > now + SOTONG_CHANNEL_LONG_WAIT_S)
    state->wait_until = SOTONG_NONE;
}

/* While an account is not let in each try is followed by a rest twice as long as the one before. */
static gint64
find_rest (const State        *state,
           const SotongLearnt *learnt,
           gint64              asked,
           gint64              now)
{
  gint64 last = 0;

  if (asked == SOTONG_NONE)
    return SOTONG_NONE;
  if (g_str_equal (state->health, learnt->health) && state->checked_at != SOTONG_NONE && state->wait_until != SOTONG_NONE)
    last = MAX (state->wait_until - state->checked_at, 0);
  return now + CLAMP (2 * last, asked - now, SOTONG_REST_MAX_S);
}

static gint64
find_pause (const State        *state,
            const SotongLearnt *learnt,
            PauseRule           rule,
            gint64              now)
{
  gint64 asked = learnt->wait_until != SOTONG_NONE && learnt->wait_until > now ? learnt->wait_until : SOTONG_NONE;

  switch (rule)
    {
    case PAUSE_AS_ASKED:
      return asked;
    case PAUSE_REST:
      return is_paused (state, now) ? state->wait_until : find_rest (state, learnt, asked, now);
    case PAUSE_LONGER:
    case PAUSE_END_LONG:
    default:
      return state->wait_until == SOTONG_NONE ? asked : asked == SOTONG_NONE ? state->wait_until : MAX (state->wait_until, asked);
    }
}

static void
set_health (State      *state,
            const char *health,
            const char *message)
{
  g_free (state->health);
  g_free (state->message);
  state->health = g_strdup (health);
  state->message = sotong_attempt_untell (message != NULL ? message : "");
}

/* The account is let in again, or known again, and its platform's pause goes on. */
static gboolean
say_paused (State     *state,
            SotongDb  *db,
            gint64     id,
            GError   **error)
{
  g_autofree char *when = sotong_time_format_minute (state->wait_until + 59, db->zone); /* the minute in which it is over */
  g_autoptr(SotongChannel) channel = NULL;
  g_autofree char *text = NULL;

  if (g_str_equal (state->health, "wait"))
    return TRUE;
  channel = sotong_channel_get (db, id, error);
  if (channel == NULL)
    return FALSE;
  text = g_strdup_printf (_("“%s” asked for peace until %s. Its posts wait until then."), channel->name, when);
  set_health (state, "wait", text);
  return TRUE;
}

/* An answer that is not clear, or only that the account is busy, tells less than what is known of one that is waited for. */
static gboolean
tells_less (const State *state,
            HealthRule   rule,
            gint64       now)
{
  Kind kind = kind_of (state->health);

  if (state->wait_until == SOTONG_NONE || state->wait_until <= now)
    return FALSE;
  return (rule == HEALTH_UNLESS_RESTING && kind == KIND_WELL) || (rule == HEALTH_UNLESS_WAITING && (kind == KIND_WELL || kind == KIND_BUSY));
}

static gboolean
take_health (State               *state,
             SotongDb            *db,
             gint64               id,
             const SotongLearnt  *learnt,
             HealthRule           rule,
             GError             **error)
{
  gint64 now = sotong_db_now (db);
  gboolean well = kind_of (learnt->health) == KIND_WELL;

  if (rule == HEALTH_STAYS)
    return TRUE;
  if (rule == HEALTH_UNLESS_PAUSED && is_paused (state, now))
    {
      if (!say_paused (state, db, id, error))
        return FALSE;
    }
  else if (!tells_less (state, rule, now))
    set_health (state, learnt->health, learnt->message);
  state->checked_at = now;
  if (well)
    state->good_at = now;
  return TRUE;
}

static gboolean
state_write (const State  *state,
             SotongDb     *db,
             gint64        id,
             gboolean      signed_in,
             GError      **error)
{
  return sotong_db_exec (db, error, "INSERT INTO channel_state (channel_id, checked_at, good_at, wait_until, health, message) VALUES ($1, $2, $3, $4, $5, $6)"
                         " ON CONFLICT (channel_id) DO UPDATE SET checked_at = excluded.checked_at, good_at = excluded.good_at,"
                         " wait_until = excluded.wait_until, health = excluded.health, message = excluded.message,"
                         " figures_message = CASE WHEN $7 = 1 THEN '' ELSE channel_state.figures_message END", "iiiitti", id, state->checked_at,
                         state->good_at, state->wait_until, state->health, state->message, (gint64) signed_in);
}

/* The same platform answers for all of them. */
static gboolean
end_long_elsewhere (SotongDb  *db,
                    gint64     id,
                    GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE channel_state SET wait_until = NULL, message = CASE WHEN health = 'wait' THEN '' ELSE message END,"
                         " health = CASE WHEN health = 'wait' THEN 'ok' ELSE health END WHERE wait_until > $2 AND channel_id IN"
                         " (SELECT other.id FROM channel AS other WHERE " SOTONG_SAME_ACCOUNT ")", "ii", id,
                         sotong_db_now (db) + SOTONG_CHANNEL_LONG_WAIT_S);
}

/**
 * sotong_channel_learn:
 * @db: the connection of a write job
 * @id: a channel
 * @learnt: what was just learnt of its account
 * @error: return location
 *
 * Notes how the account is and until when it is left alone, by the table of rules above. Everything that hears of an account says so here
 * and nowhere else. No person's act, so not a step of undo.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_learn (SotongDb            *db,
                      gint64               id,
                      const SotongLearnt  *learnt,
                      GError             **error)
{
  gint64 now = sotong_db_now (db);
  Kind kind = kind_of (learnt->health);
  Rule rule = rules[learnt->by][kind];
  g_auto(State) state = { 0 };
  gint64 pause;
  gboolean signed_in;

  if (rule.health == HEALTH_STAYS && (learnt->wait_until == SOTONG_NONE || learnt->wait_until <= now))
    return TRUE;
  if (!state_read (&state, db, id, error))
    return FALSE;
  signed_in = kind == KIND_WELL && g_str_equal (state.health, "sign-in"); /* why its figures could not be read is looked at anew */
  end_pause (&state, kind, rule, now);
  pause = find_pause (&state, learnt, rule.pause, now);
  if (!take_health (&state, db, id, learnt, rule.health, error))
    return FALSE;
  state.wait_until = pause;
  return (rule.pause != PAUSE_END_LONG || end_long_elsewhere (db, id, error)) /* before what this answer asks for is noted */
         && state_write (&state, db, id, signed_in && rule.health != HEALTH_STAYS, error);
}

/**
 * sotong_channel_forget:
 * @db: the connection of a write job
 * @id: a channel whose account may be another one from now on
 * @error: return location
 *
 * Forgets what was learnt of the account, but for a pause that its platform asked for. A rest goes with the account that it was for.
 *
 * Returns: %TRUE on success
 */
gboolean
sotong_channel_forget (SotongDb  *db,
                       gint64     id,
                       GError   **error)
{
  return sotong_db_exec (db, error, "UPDATE channel_state SET checked_at = NULL, health = '', message = '', good_at = NULL, expires_at = NULL, quota_left = NULL,"
                         " text_limit = NULL, figures_message = '', wait_until = CASE WHEN checked_at > $2 OR health = 'ok' OR (" SOTONG_IS_REST ("$2") ") THEN NULL"
                         " ELSE wait_until END WHERE channel_id = $1", "ii", id, sotong_db_now (db));
}
