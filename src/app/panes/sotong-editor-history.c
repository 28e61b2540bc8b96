/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-history.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/panes/sotong-calendar-text.h"
#include "platforms/sotong-capabilities.h"

/* What became of a content, in sentences. */

/* A post that is out was corrected or taken off; its publishing is another line. */
static const char *
change_text (const SotongAttempt *attempt)
{
  gboolean correction = g_str_equal (attempt->kind, "update");

  if (g_str_equal (attempt->outcome, "ok"))
    return correction ? _("corrected on the platform") : _("taken off the platform");
  if (g_str_equal (attempt->outcome, "unknown"))
    return correction ? _("nobody knows whether it was corrected") : _("nobody knows whether it was taken off");
  return correction ? _("not corrected") : _("not taken off");
}

static const char *
outcome_text (const SotongAttempt *attempt)
{
  static const struct { const char *outcome, *text; } texts[] = {
    { "ok", N_("published") },
    { "wait", N_("not published: the platform asked to wait") },
    { "renew", N_("not published: the sign-in has to be renewed") },
    { "refused", N_("not published: the platform refused it") },
    { "unknown", N_("nobody knows whether it was published") },
    { "not-sent", N_("not sent") },
  };

  if (attempt->outcome == NULL)
    return _("under way");
  if (g_strcmp0 (attempt->kind, "by-hand") == 0)
    return _("posted by hand");
  if (g_strcmp0 (attempt->kind, "look-up") == 0)
    return g_strcmp0 (attempt->outcome, "ok") == 0 ? _("looked up: it is there") : _("looked up on the platform");
  if (g_strcmp0 (attempt->kind, "update") == 0 || g_strcmp0 (attempt->kind, "delete") == 0)
    return change_text (attempt);
  if (g_strcmp0 (attempt->kind, "settle") == 0)
    return g_str_equal (attempt->outcome, "unknown") ? _("what a person said of it was taken back") : _("a person said what became of it");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (g_str_equal (texts[i].outcome, attempt->outcome))
      return _(texts[i].text);
  return attempt->outcome;
}

/* Below a second it would be 0.00 of one. */
static char *
describe_took (gint64 ms)
{
  if (ms < 1000)
    return g_strdup_printf (_("%" PRId64 " ms"), ms);
  return g_strdup_printf (_("%.2f s"), (double) ms / 1000);
}

/**
 * sotong_editor_history_describe_call:
 * @attempt: a line of the log
 *
 * Returns: (transfer full) (nullable): how the platform answered and how long it took, for who looks after the line; %NULL where nothing was asked
 */
char *
sotong_editor_history_describe_call (const SotongAttempt *attempt)
{
  g_autofree char *took = describe_took (attempt->duration_ms);

  if (attempt->http_status > 0)
    /* Translators: the status of an answer, then how long it took */
    return g_strdup_printf (_("HTTP %u, %s"), attempt->http_status, took);
  return attempt->duration_ms > 0 ? g_strdup_printf (_("no answer, %s"), took) : NULL;
}

/**
 * sotong_editor_history_describe_attempt:
 * @attempt: a line of the log
 * @zone: the office's time zone
 *
 * Returns: (transfer full): a sentence with its time, channel and outcome
 */
char *
sotong_editor_history_describe_attempt (const SotongAttempt *attempt,
                                        GTimeZone           *zone)
{
  g_autofree char *when = sotong_calendar_text_moment (attempt->started_at, zone);
  g_autofree char *call = sotong_editor_history_describe_call (attempt);
  GString *text = g_string_new (NULL);

  /* Translators: a line of a post's history: 1 when, 2 the channel, 3 what became of it. */
  g_string_append_printf (text, _("%1$s · %2$s: %3$s."), when, attempt->channel, outcome_text (attempt));
  if (attempt->message != NULL && *attempt->message != '\0')
    g_string_append_printf (text, " %s", attempt->message);
  if (call != NULL)
    g_string_append_printf (text, " (%s)", call);
  return g_string_free (text, FALSE);
}

/* What to do next. Whether an earlier attempt left a post there the publisher asks the platform before it sends again. */
static const char *
advice_for (const SotongCopy *copy)
{
  const SotongCapabilities *can = sotong_capabilities_get (copy->platform);

  if (copy->state == SOTONG_STATE_UNKNOWN && can != NULL && can->idempotency != SOTONG_IDEMPOTENCY_NONE)
    return _("“Check on the Platform” asks whether it is there. Or look there yourself and say so here; nothing is sent before.");
  if (copy->state == SOTONG_STATE_UNKNOWN)
    return _("Look on the platform whether it is there, and say so here; nothing is sent before.");
  return _("Mend what is wrong, then give it a new time or publish it now. Where an earlier attempt may have left a post, the platform is asked first.");
}

/* What saying “it is there” means where more of the thread has still to go. */
static void
append_rest (GString             *text,
             const SotongAttempt *attempt)
{
  guint left = attempt->n_parts > attempt->part ? attempt->n_parts - attempt->part : 0;

  if (left > 0)
    g_string_append_printf (text, ngettext (" With “It Is There” the %u post of its thread after it is not sent.",
                                            " With “It Is There” the %u posts of its thread after it are not sent.", left), left);
}

/**
 * sotong_editor_history_describe_failure:
 * @attempts: (element-type SotongAttempt): a content's attempts, newest first
 * @copy: a copy of it
 *
 * Returns: (transfer full) (nullable): why the copy did not go out and what to do; %NULL when it did not fail
 */
char *
sotong_editor_history_describe_failure (GPtrArray        *attempts,
                                        const SotongCopy *copy)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const SotongAttempt *last = NULL;

  if (copy->state != SOTONG_STATE_FAILED && copy->state != SOTONG_STATE_UNKNOWN)
    return NULL;
  for (guint i = 0; attempts != NULL && i < attempts->len && text->len == 0; i++)
    {
      const SotongAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->copy_id != copy->id || attempt->message == NULL || *attempt->message == '\0')
        continue;
      g_string_append (text, attempt->message);
      if (attempt->http_status >= 400)
        g_string_append_printf (text, " (HTTP %u)", attempt->http_status);
      g_string_append_c (text, ' ');
      last = attempt;
    }
  g_string_append (text, advice_for (copy));
  if (last != NULL && copy->state == SOTONG_STATE_UNKNOWN)
    append_rest (text, last);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sotong_editor_history_describe_change:
 * @change: an act of a person
 * @zone: the office's time zone
 *
 * Returns: (transfer full): a sentence with its time and who did it
 */
char *
sotong_editor_history_describe_change (const SotongChangeInfo *change,
                                       GTimeZone              *zone)
{
  g_autofree char *when = sotong_calendar_text_moment (change->at, zone);
  g_autofree char *what = sotong_change_describe (change);

  if (change->reason[0] != '\0')
    return g_strdup_printf ("%s · %s (%s) — %s", when, what, change->actor, change->reason);
  return g_strdup_printf ("%s · %s (%s)", when, what, change->actor);
}

static void
add_line (GtkBox     *box,
          const char *text,
          gboolean    dim)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "caption");
  if (dim)
    gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (box, label);
}

/**
 * sotong_editor_history_fill:
 * @box: where the lines go; what it had is removed
 * @attempts: (element-type SotongAttempt): newest first
 * @changes: (element-type SotongChangeInfo): newest first
 * @zone: the office's time zone
 *
 * Fills a box with what the platforms and the people did, newest first.
 */
void
sotong_editor_history_fill (GtkBox    *box,
                            GPtrArray *attempts,
                            GPtrArray *changes,
                            GTimeZone *zone)
{
  GtkWidget *child;
  guint a = 0, c = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  while (a < attempts->len || c < changes->len)
    {
      const SotongAttempt *attempt = a < attempts->len ? g_ptr_array_index (attempts, a) : NULL;
      const SotongChangeInfo *change = c < changes->len ? g_ptr_array_index (changes, c) : NULL;
      gboolean attempt_first = attempt != NULL && (change == NULL || attempt->started_at >= change->at);
      g_autofree char *text = attempt_first ? sotong_editor_history_describe_attempt (attempt, zone)
                              : sotong_editor_history_describe_change (change, zone);

      add_line (box, text, !attempt_first);
      if (attempt_first)
        a++;
      else
        c++;
    }
  if (a + c == 0)
    add_line (box, _("Nothing has happened yet."), TRUE);
}
