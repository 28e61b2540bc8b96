/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-sections.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-contributor-dialog.h"
#include "app/panes/sotong-calendar-text.h"
#include "app/panes/sotong-editor-page-private.h"
#include "app/panes/sotong-editor-problems.h"
#include "plan/sotong-content-check.h"
#include "store/sotong-checklist.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/* After a key: a long text on many channels takes longer than a key may. Not put off by the next. */
#define LATER_MS 150

/**
 * SotongEditorSections:
 *
 * What stands beside a content's text: what keeps it from going out, and a folded section each for
 * the preview, the checklist, notes and tags, the person in charge, the contributor, the event, the advertisement, the
 * marks of links and the versions. Its signal “changed” comes when a person changed something that
 * is saved with the content; the other parts write at once.
 */
struct _SotongEditorSections
{
  GtkWidget            parent_instance;
  GtkWidget           *box;        /* (unowned): child */
  GtkBox              *problems;   /* (unowned) */
  SotongEditorSection *sections[SOTONG_EDITOR_N_SECTIONS]; /* (unowned) */
  GtkWidget           *parts[SOTONG_EDITOR_N_SECTIONS];    /* (unowned): what is in each */
  GtkLabel            *links;      /* (unowned) */
  GtkWidget           *campaign_rule; /* (unowned) */
  SotongContext       *context;    /* (owned) (nullable) */
  SotongContent       *mine;       /* (owned) (nullable): as the person has it */
  GPtrArray           *files;      /* (owned) (nullable) (element-type SotongAttachment) */
  GPtrArray           *rules;      /* (owned) (nullable) (element-type SotongLinkRule) */
  GArray              *barred;     /* (owned) (nullable) (element-type gint64): channels on which others publish */
  gint64               content_id;
  gint64               revision;   /* of the versions that are shown */
  guint                n_problems;
  guint                later_id;   /* what follows the text is brought up to date soon */
  guint                build_id;   /* the parts are made in the next turn; 0 when they are there */
};

G_DEFINE_FINAL_TYPE (SotongEditorSections, sotong_editor_sections, GTK_TYPE_WIDGET)

static guint changed_signal;

static void build (SotongEditorSections *self);

static void
changed_cb (SotongEditorSections *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* ---- the marks of links ---- */

static const SotongLinkRule *
find_rule (SotongEditorSections *self,
           gint64                campaign_id)
{
  for (guint i = 0; self->rules != NULL && i < self->rules->len; i++)
    {
      const SotongLinkRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->campaign_id == campaign_id && rule->channel_id == SOTONG_NONE)
        return rule;
    }
  return NULL;
}

static void
present_rule (SotongEditorSections *self,
              gint64                campaign_id)
{
  const SotongLinkRule *rule = find_rule (self, campaign_id);
  SotongLinkRule none = { .campaign_id = campaign_id, .channel_id = SOTONG_NONE };

  if (self->context != NULL)
    sotong_link_rule_dialog_present (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->context, rule != NULL ? rule : &none);
}

static void
all_rule_cb (SotongEditorSections *self)
{
  present_rule (self, SOTONG_NONE);
}

static void
campaign_rule_cb (SotongEditorSections *self)
{
  if (self->mine != NULL && self->mine->campaign_id != SOTONG_NONE)
    present_rule (self, self->mine->campaign_id);
}

static GtkWidget *
new_links (SotongEditorSections *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *all = gtk_button_new_with_label (_("For All Contents…"));

  self->campaign_rule = gtk_button_new_with_label (_("For This Campaign…"));
  self->links = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->links, 0);
  gtk_label_set_wrap (self->links, TRUE);
  gtk_label_set_wrap_mode (self->links, PANGO_WRAP_CHAR);
  gtk_label_set_selectable (self->links, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self->links), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->links), "caption");
  gtk_widget_set_tooltip_text (all, _("Which links get marks, and which"));
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_rule_cb), self);
  g_signal_connect_swapped (self->campaign_rule, "clicked", G_CALLBACK (campaign_rule_cb), self);
  gtk_box_append (GTK_BOX (line), all);
  gtk_box_append (GTK_BOX (line), self->campaign_rule);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->links));
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

static void
append_links (GString    *out,
              const char *channel,
              const char *text)
{
  const char *p = text, *link, *end;

  while ((link = sotong_link_scan (p, &end)) != NULL)
    {
      g_string_append_printf (out, "%s%s: %.*s", out->len > 0 ? "\n" : "", channel, (int) (end - link), link);
      p = end;
    }
}

/* Each link as each channel gets it, before it is sent. */
static void
show_links (SotongEditorSections *self)
{
  g_autoptr(GString) list = g_string_new (NULL);
  g_autofree char *summary = NULL;
  guint n_marked = 0;

  for (guint i = 0; i < self->mine->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->mine->copies, i);
      g_auto(SotongLinkMarks) marks = { NULL };
      g_autoptr(SotongMarkedText) marked = NULL;

      sotong_link_rules_resolve (self->rules, self->mine->campaign_id, self->mine->campaign, copy->channel_id, copy->platform, &marks);
      marked = sotong_link_marks_apply (&marks, copy->body != NULL ? copy->body : self->mine->body);
      n_marked += marked->n_marked;
      append_links (list, copy->channel, marked->text);
    }
  gtk_label_set_text (self->links, list->len > 0 ? list->str : _("There is no link in the text."));
  gtk_widget_set_sensitive (self->campaign_rule, self->mine->campaign_id != SOTONG_NONE);
  summary = n_marked > 0 ? g_strdup_printf (ngettext ("%u link gets marks", "%u links get marks", n_marked), n_marked) : g_strdup ("");
  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_LINKS], summary);
}

/* ---- what is shown live ---- */

static void
show_preview (SotongEditorSections *self)
{
  if (self->mine != NULL && self->context != NULL && sotong_context_get_store (self->context) != NULL
      && sotong_editor_section_get_expanded (self->sections[SOTONG_EDITOR_SECTION_PREVIEW]))
    sotong_editor_preview_show (SOTONG_EDITOR_PREVIEW (self->parts[SOTONG_EDITOR_SECTION_PREVIEW]), sotong_context_get_store (self->context),
                                self->mine, self->files, self->rules, sotong_context_get_zone (self->context));
}

/* Where a group names who publishes, and this is not one of them. */
static void
add_barred (SotongEditorSections *self,
            GPtrArray            *problems)
{
  for (guint i = 0; self->barred != NULL && i < self->mine->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (self->mine->copies, i);
      gboolean barred = FALSE;

      for (guint j = 0; !barred && j < self->barred->len; j++)
        barred = g_array_index (self->barred, gint64, j) == copy->channel_id;
      if (barred && sotong_state_can_move (copy->state) && copy->state != SOTONG_STATE_SCHEDULED)
        sotong_problems_take (problems, copy, NULL, "not-allowed", FALSE,
                              g_strdup_printf (_("“%s”: its group names who publishes there, and you are not among them. You can write for it; one of them "
                                                 "has to schedule or publish it."), copy->channel != NULL ? copy->channel : ""));
    }
}

static void
show_problems (SotongEditorSections *self)
{
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) problems = sotong_content_check (self->mine, self->files != NULL ? self->files : none, self->rules);

  add_barred (self, problems);
  self->n_problems = sotong_problems_n_errors (problems);
  sotong_editor_problems_fill (self->problems, problems);
}

static char *
shorten (const char *text)
{
  return sotong_text_single_line (text != NULL ? text : "", 60);
}

static void
summarize_details (SotongEditorSections *self)
{
  const SotongContributor *contributor = sotong_editor_contributor_get_chosen (SOTONG_EDITOR_CONTRIBUTOR (self->parts[SOTONG_EDITOR_SECTION_CONTRIBUTOR]));
  g_autofree char *notes = shorten (self->mine->notes), *tags = shorten (self->mine->tags);
  g_autofree char *both = *notes != '\0' && *tags != '\0' ? g_strdup_printf ("%s · %s", tags, notes) : g_strconcat (tags, notes, NULL);
  gboolean joint = g_str_equal (self->mine->type, "joint"), ad = g_str_equal (self->mine->type, "advertisement");
  gboolean noted = self->mine->proof_url != NULL && *self->mine->proof_url != '\0', proven = sotong_contribution_is_proof (self->mine->proof_url);
  g_autofree char *who = contributor == NULL ? g_strdup ("")
                         : g_strdup_printf (proven ? _("%s · address noted") : _("%s · no address yet"), contributor->pen_name);

  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_NOTES], both);
  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_CONTRIBUTOR], who);
  gtk_widget_set_visible (GTK_WIDGET (self->sections[SOTONG_EDITOR_SECTION_CONTRIBUTOR]), joint || contributor != NULL || noted);
  gtk_widget_set_visible (GTK_WIDGET (self->sections[SOTONG_EDITOR_SECTION_AD]), ad);
}

/**
 * sotong_editor_sections_flush:
 * @self: the sections
 *
 * Brings what follows the text up to date now, rather than soon.
 */
void
sotong_editor_sections_flush (SotongEditorSections *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SECTIONS (self));

  if (self->later_id == 0 || self->mine == NULL)
    return;
  g_clear_handle_id (&self->later_id, g_source_remove);
  show_problems (self);
  show_links (self);
  show_preview (self);
}

static gboolean
later_cb (gpointer user_data)
{
  sotong_editor_sections_flush (SOTONG_EDITOR_SECTIONS (user_data));
  return G_SOURCE_REMOVE;
}

/**
 * sotong_editor_sections_update:
 * @self: the sections
 * @context: the window's context
 * @data: what was read
 * @mine: the content as the person has it, its copies with channel and platform
 *
 * Brings up to date what follows the text while it is written, a moment later.
 */
void
sotong_editor_sections_update (SotongEditorSections   *self,
                               SotongContext          *context,
                               const SotongEditorData *data,
                               const SotongContent    *mine)
{
  g_autofree char *n = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_SECTIONS (self));
  build (self);

  g_set_object (&self->context, context);
  g_clear_pointer (&self->mine, sotong_content_free);
  self->mine = sotong_content_dup (mine);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  self->rules = g_ptr_array_ref (data->link_rules);
  g_clear_pointer (&self->barred, g_array_unref);
  self->barred = g_array_ref (data->barred);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  self->files = data->content != NULL ? g_ptr_array_ref (data->content->attachments) : NULL;
  n = mine->copies->len == 0 ? g_strdup ("")
      : g_strdup_printf (ngettext ("%u channel", "%u channels", mine->copies->len), mine->copies->len);
  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_PREVIEW], n);
  summarize_details (self);
  if (self->later_id == 0)
    self->later_id = g_timeout_add (LATER_MS, later_cb, self);
}

/* ---- what is read ---- */

static void
show_versions (SotongEditorSections *self)
{
  if (self->content_id != 0 && self->context != NULL && sotong_context_get_store (self->context) != NULL
      && sotong_editor_section_get_expanded (self->sections[SOTONG_EDITOR_SECTION_VERSIONS]))
    sotong_editor_versions_read (SOTONG_EDITOR_VERSIONS (self->parts[SOTONG_EDITOR_SECTION_VERSIONS]), sotong_context_get_store (self->context),
                                 self->content_id, sotong_context_get_zone (self->context));
}

static void
summarize_checklist (SotongEditorSections *self,
                     GPtrArray            *items)
{
  /* Translators: of a checklist: 1 how many items are done, 2 how many there are. */
  g_autofree char *summary = items->len == 0 ? g_strdup ("")
                             : g_strdup_printf (_("%1$u of %2$u done"), sotong_checklist_n_done (items), items->len);

  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_CHECKLIST], summary);
}

static void
summarize_event (SotongEditorSections     *self,
                 const SotongContentEvent *event)
{
  GString *text = g_string_new (event != NULL ? event->place : "");

  if (event != NULL && event->starts_on != NULL)
    g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? " · " : "", event->starts_on,
                            g_strcmp0 (event->starts_on, event->ends_on) != 0 ? " – " : "",
                            g_strcmp0 (event->starts_on, event->ends_on) != 0 ? event->ends_on : "");
  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_EVENT], text->str);
  g_string_free (text, TRUE);
}

static void
summarize_ad (SotongEditorSections      *self,
              const SotongAdvertisement *ad)
{
  g_autofree char *won = ad != NULL && ad->spend != SOTONG_NONE ? sotong_number_group (ad->spend) : NULL;
  g_autofree char *summary = won != NULL ? g_strdup_printf (_("%s won"), won) : g_strdup ("");

  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_AD], summary);
}

/**
 * sotong_editor_sections_show:
 * @self: the sections
 * @context: the window's context
 * @data: what was read
 *
 * Shows what is stored beside the content; what the person wrote stays.
 */
void
sotong_editor_sections_show (SotongEditorSections   *self,
                             SotongContext          *context,
                             const SotongEditorData *data)
{
  gint64 revision = data->content != NULL ? data->content->revision : 0;
  g_autofree char *charge = sotong_editor_charge_summarize (data);

  g_return_if_fail (SOTONG_IS_EDITOR_SECTIONS (self));
  build (self);

  g_set_object (&self->context, context);
  sotong_editor_contributor_show (SOTONG_EDITOR_CONTRIBUTOR (self->parts[SOTONG_EDITOR_SECTION_CONTRIBUTOR]), data->contributors);
  sotong_editor_checklist_show (SOTONG_EDITOR_CHECKLIST (self->parts[SOTONG_EDITOR_SECTION_CHECKLIST]),
                                data->content != NULL ? data->content->id : 0, data->checklist);
  sotong_editor_charge_show (SOTONG_EDITOR_CHARGE (self->parts[SOTONG_EDITOR_SECTION_CHARGE]), data);
  sotong_editor_section_set_summary (self->sections[SOTONG_EDITOR_SECTION_CHARGE], charge);
  sotong_editor_event_show (SOTONG_EDITOR_EVENT (self->parts[SOTONG_EDITOR_SECTION_EVENT]), data->event);
  sotong_editor_ad_show (SOTONG_EDITOR_AD (self->parts[SOTONG_EDITOR_SECTION_AD]), data->ad, data->entries);
  summarize_checklist (self, data->checklist);
  summarize_event (self, data->event);
  summarize_ad (self, data->ad);
  if (self->content_id != (data->content != NULL ? data->content->id : 0) || self->revision != revision)
    {
      self->content_id = data->content != NULL ? data->content->id : 0;
      self->revision = revision;
      show_versions (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->sections[SOTONG_EDITOR_SECTION_VERSIONS]), self->content_id != 0);
}

/* Shows what is saved with a content; %NULL is a new one. There is no signal. */
void
sotong_editor_sections_put (SotongEditorSections *self,
                            const SotongContent  *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SECTIONS (self));
  build (self);

  sotong_editor_notes_show (SOTONG_EDITOR_NOTES (self->parts[SOTONG_EDITOR_SECTION_NOTES]), content);
  sotong_editor_contributor_put (SOTONG_EDITOR_CONTRIBUTOR (self->parts[SOTONG_EDITOR_SECTION_CONTRIBUTOR]), content);
}

/* Writes what the person has into @content. */
void
sotong_editor_sections_collect (SotongEditorSections *self,
                                SotongContent        *content)
{
  g_return_if_fail (SOTONG_IS_EDITOR_SECTIONS (self));
  build (self);

  sotong_editor_notes_collect (SOTONG_EDITOR_NOTES (self->parts[SOTONG_EDITOR_SECTION_NOTES]), content);
  sotong_editor_contributor_collect (SOTONG_EDITOR_CONTRIBUTOR (self->parts[SOTONG_EDITOR_SECTION_CONTRIBUTOR]), content);
}

/* Returns: (transfer none): what watches the input method of the notes */
SotongEditorPreedit *
sotong_editor_sections_get_preedit (SotongEditorSections *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTIONS (self), NULL);
  build (self);
  return sotong_editor_text_get_preedit (sotong_editor_notes_get_text (SOTONG_EDITOR_NOTES (self->parts[SOTONG_EDITOR_SECTION_NOTES])));
}

SotongEditorSection *
sotong_editor_sections_get (SotongEditorSections    *self,
                            SotongEditorSectionKind  kind)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTIONS (self), NULL);
  build (self);
  return self->sections[kind];
}

GtkWidget *
sotong_editor_sections_get_part (SotongEditorSections    *self,
                                 SotongEditorSectionKind  kind)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTIONS (self), NULL);
  build (self);
  return self->parts[kind];
}

/* How many problems keep the content from going out as it is. */
guint
sotong_editor_sections_n_problems (SotongEditorSections *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_SECTIONS (self), 0);

  sotong_editor_sections_flush (self);
  return self->n_problems;
}

/* ---- the class ---- */

static void
sotong_editor_sections_dispose (GObject *object)
{
  SotongEditorSections *self = SOTONG_EDITOR_SECTIONS (object);

  g_clear_handle_id (&self->later_id, g_source_remove);
  g_clear_handle_id (&self->build_id, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  g_clear_pointer (&self->mine, sotong_content_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->barred, g_array_unref);
  g_clear_pointer (&self->rules, g_ptr_array_unref);
  G_OBJECT_CLASS (sotong_editor_sections_parent_class)->dispose (object);
}

static void
sotong_editor_sections_class_init (SotongEditorSectionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sotong_editor_sections_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
add_section (SotongEditorSections    *self,
             SotongEditorSectionKind  kind,
             const char              *title,
             GtkWidget               *part)
{
  GtkWidget *section = sotong_editor_section_new (title, part);

  self->parts[kind] = part;
  self->sections[kind] = SOTONG_EDITOR_SECTION (section);
  gtk_box_append (GTK_BOX (self->box), section);
}

/* The parts take as long to make as the rest of a page: a turn of their own, unless somebody asks for them before. */
static void
build (SotongEditorSections *self)
{
  if (self->build_id == 0)
    return;
  g_clear_handle_id (&self->build_id, g_source_remove);
  add_section (self, SOTONG_EDITOR_SECTION_PREVIEW, _("Preview"), sotong_editor_preview_new ());
  add_section (self, SOTONG_EDITOR_SECTION_CHECKLIST, _("Checklist"), sotong_editor_checklist_new ());
  add_section (self, SOTONG_EDITOR_SECTION_NOTES, _("Notes and Tags"), sotong_editor_notes_new ());
  add_section (self, SOTONG_EDITOR_SECTION_CHARGE, _("Person in Charge and Final Cost"), sotong_editor_charge_new ());
  add_section (self, SOTONG_EDITOR_SECTION_CONTRIBUTOR, _("Contributor"), sotong_editor_contributor_new ());
  add_section (self, SOTONG_EDITOR_SECTION_EVENT, _("Event"), sotong_editor_event_new ());
  add_section (self, SOTONG_EDITOR_SECTION_AD, _("Advertisement"), sotong_editor_ad_new ());
  add_section (self, SOTONG_EDITOR_SECTION_LINKS, _("Links"), new_links (self));
  add_section (self, SOTONG_EDITOR_SECTION_VERSIONS, _("Versions"), sotong_editor_versions_new ());
  g_signal_connect_swapped (self->parts[SOTONG_EDITOR_SECTION_NOTES], "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->parts[SOTONG_EDITOR_SECTION_CONTRIBUTOR], "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (self->parts[SOTONG_EDITOR_SECTION_PREVIEW], "pictures", G_CALLBACK (show_preview), self);
  g_signal_connect_swapped (self->sections[SOTONG_EDITOR_SECTION_PREVIEW], "expanded", G_CALLBACK (show_preview), self);
  g_signal_connect_swapped (self->sections[SOTONG_EDITOR_SECTION_VERSIONS], "expanded", G_CALLBACK (show_versions), self);
}

static gboolean
build_cb (gpointer user_data)
{
  build (SOTONG_EDITOR_SECTIONS (user_data));
  return G_SOURCE_REMOVE;
}

static void
sotong_editor_sections_init (SotongEditorSections *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  self->problems = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_set_visible (GTK_WIDGET (self->problems), FALSE);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problems));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->build_id = g_idle_add_full (G_PRIORITY_DEFAULT, build_cb, self, NULL);
}
