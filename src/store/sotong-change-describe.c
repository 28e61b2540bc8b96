/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "store/sotong-change.h"
#include "util/sotong-content-type.h"

/* The acts that a history knows; what is not here is shown by its name. */
static const struct {
  const char *action;
  const char *text;
} texts[] = {
  { "content.add", N_("Add content") },
  { "content.edit", N_("Edit content") },
  { "content.repeat", N_("Repeat content") },
  { "content.copy", N_("Copy content") },
  { "content.move", N_("Move content") },
  { "content.schedule", N_("Schedule content") },
  { "content.unschedule", N_("Take content off the schedule") },
  { "content.remove", N_("Delete content") },
  { "content.publish", N_("Publish content") },
  { "content.correct", N_("Correct published content") },
  { "content.move-there", N_("Move content that waits on its platform") },
  { "content.take-back", N_("Take back content that waits on its platform") },
  { "content.withdraw", N_("Withdraw published content") },
  { "content.gone", N_("Note that published content was taken off its page") },
  { "content.by-hand", N_("Note that content was published by hand") },
  { "content.import", N_("Import contents") },
  { "content.resolve", N_("Settle an unknown outcome") },
  { "late.set", N_("Set how late posts may go out") },
  { "late.now", N_("Publish what was missed") },
  { "late.slot", N_("Give what was missed another time") },
  { "late.drop", N_("Drop what was missed") },
  { "hold.on", N_("Hold everything") },
  { "hold.off", N_("End the hold") },
  { "emergency.start", N_("Start an emergency") },
  { "emergency.compose", N_("Compose the message of an emergency") },
  { "emergency.publish", N_("Have the message of an emergency published") },
  { "emergency.approve", N_("Emergency approval, to be ratified") },
  { "emergency.ratify", N_("Ratify an emergency approval") },
  { "emergency.end", N_("End an emergency") },
  { "approval.on", N_("Turn approval on") },
  { "approval.off", N_("Turn approval off") },
  { "approval.line", N_("Change the approval line") },
  { "approval.submit", N_("Submit for approval") },
  { "approval.recall", N_("Recall from approval") },
  { "approval.approve", N_("Approve") },
  { "approval.return", N_("Return to the drafter") },
  { "approval.cooperate", N_("Ask for cooperation") },
  { "person.add", N_("Add person") },
  { "person.edit", N_("Edit person") },
  { "person.remove", N_("Remove person") },
  { "content.restore", N_("Bring back an earlier version") },
  { "checklist.add", N_("Add to the checklist") },
  { "checklist.check", N_("Tick off in the checklist") },
  { "checklist.uncheck", N_("Untick in the checklist") },
  { "checklist.edit", N_("Edit the checklist") },
  { "checklist.remove", N_("Take off the checklist") },
  { "event.edit", N_("Edit the event of a content") },
  { "advertisement.edit", N_("Edit advertisement") },
  { "advertisement.import", N_("Import advertisements") },
  { "contributor.add", N_("Add contributor") },
  { "contributor.edit", N_("Edit contributor") },
  { "contributor.remove", N_("Remove contributor") },
  { "link-rule.edit", N_("Edit the marks of links") },
  { "campaign.add", N_("Add campaign") },
  { "campaign.edit", N_("Edit campaign") },
  { "campaign.remove", N_("Delete campaign") },
  { "type.add", N_("Add a type of content") },
  { "type.remove", N_("Remove a type of content") },
  { "promise.set", N_("Set a promise") },
  { "promise.remove", N_("Remove a promise") },
  { "channel.add", N_("Add channel") },
  { "channel.edit", N_("Edit channel") },
  { "metric.enter", N_("Type in figures") },
  { "channel-group.add", N_("Add group of channels") },
  { "channel-group.edit", N_("Edit group of channels") },
  { "channel-group.remove", N_("Remove group of channels") },
  { "channel.remove", N_("Remove channel") },
  { "slot.add", N_("Add slot of channel") },
  { "slot.remove", N_("Remove slot of channel") },
  { "source.add", N_("Add source") },
  { "search.save", N_("Keep a search") },
  { "case.add", N_("Make a mention a case") },
  { "case.edit", N_("Edit a case") },
  { "case.close", N_("Close a case") },
  { "case.reopen", N_("Open a case again") },
  { "search.remove", N_("Remove a kept search") },
  { "source.edit", N_("Edit source") },
  { "source.remove", N_("Remove source") },
  { "alert.add", N_("Add alert rule") },
  { "alert.edit", N_("Edit alert rule") },
  { "alert.stage", N_("Set the stage of an alert") },
  { "alert.remove", N_("Remove alert rule") },
  { "alert.snooze", N_("Snooze alert rule") },
  { "alert.mail", N_("Set how alerts are mailed") },
  { "alert.stages", N_("Name the stages of alerts") },
  { "lesson.use", N_("Use what corrections taught the classifier") },
  { "lesson.drop", N_("Judge with the model alone again") },
  { "word.drop", N_("Drop a learnt word") },
  { "word.noun", N_("Add to the dictionary") },
  { "word.stop", N_("Add stop word") },
  { "word.override", N_("Override the sentiment of a word") },
  { "word.remove", N_("Remove word from a list") },
  { "topic.add", N_("Add topic") },
  { "topic.edit", N_("Edit topic") },
  { "topic.remove", N_("Remove topic") },
  { "mention.label", N_("Label mention") },
  { "mention.remove", N_("Take mention out of a topic") },
  { "mention.import", N_("Import mentions") },
  { "layer.add", N_("Add event layer") },
  { "layer.remove", N_("Remove event layer") },
  { "event.add", N_("Add event") },
  { "event.change", N_("Edit event") },
  { "event.remove", N_("Remove event") },
  { "note.add", N_("Add note to the charts") },
  { "note.remove", N_("Remove note from the charts") },
  { "budget.pay", N_("Record payment") },
  { "budget.pay-back", N_("Record money that came back") },
  { "budget.commit", N_("Record commitment") },
  { "budget.payee", N_("Say what a payee is") },
  { "budget.commit-cancel", N_("Cancel commitment") },
  { "budget.change", N_("Change budget") },
  { "budget.carry", N_("Carry over to the next year") },
  { "budget.carry-remove", N_("Take back a carry-over") },
  { "budget.rename", N_("Rename budget") },
  { "budget.line-remove", N_("Remove budget line") },
  { "budget.target", N_("Set the target of execution") },
  { "budget.close", N_("Close the fiscal year") },
  { "report.form", N_("Change the template of a report") },
  { "report.form-remove", N_("Take away the template of a report") },
  { "report.freeze", N_("Close a report of a period") },
  { "report.thaw", N_("Open a closed report again") },
  { "report.schedule", N_("Have a report made by itself") },
  { "report.schedule-remove", N_("No longer have a report made by itself") },
  { "budget.import", N_("Import the ledger") },
  { "report.note", N_("Write into a report") },
  { "kpi.set", N_("Set an indicator") },
  { "kpi.remove", N_("Remove indicator") },
  { "holiday.add", N_("Add holiday") },
  { "holiday.remove", N_("Remove holiday") },
  { "holiday.restore", N_("Bring back holiday") },
  { "restricted.add", N_("Add restricted period") },
  { "restricted.edit", N_("Edit restricted period") },
  { "restricted.remove", N_("Remove restricted period") },
  { "restricted.restore", N_("Bring back restricted period") },
  { "office.zone", N_("Change the office’s time zone") },
  { "undo", N_("Undo") },
  { "redo", N_("Redo") },
};

/**
 * sotong_change_describe:
 * @info: an act
 *
 * Returns: (transfer full): what was done to what, in the user's language
 */
char *
sotong_change_describe (const SotongChangeInfo *info)
{
  const char *text = info->action;
  gboolean of_type = g_strcmp0 (info->subject_kind, "approval-line") == 0;
  const char *subject = of_type && info->subject != NULL ? sotong_content_type_get_label (info->subject) : info->subject;

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      if (g_str_equal (texts[i].action, info->action))
        text = _(texts[i].text);
    }
  if (subject == NULL || subject[0] == '\0')
    return g_strdup (text);
  if (info->n_more > 0)
    /* Translators: an act and what it concerns, as in: Approve: “Autumn festival” and 7 more */
    return g_strdup_printf (ngettext ("%s: “%s” and %d more", "%s: “%s” and %d more", (gulong) info->n_more), text, subject, info->n_more);
  /* Translators: an act and what it concerns, as in: Move content: “Autumn festival” */
  return g_strdup_printf (_("%s: “%s”"), text, subject);
}
