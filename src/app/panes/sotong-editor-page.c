/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-editor-page-private.h"

#include "app/panes/sotong-editor-field.h"
#include "app/panes/sotong-editor-history.h"
#include "app/sotong-entry-fill.h"
#include "app/sotong-scroll-on.h"
#include "util/sotong-text.h"
#include "util/sotong-won.h"

/**
 * SotongEditorPage:
 *
 * One content being written. The widgets hold what the person has, `base` what is stored: the
 * difference is what is still to be saved. Saving is in `sotong-editor-save.c`, publishing and
 * files in `sotong-editor-publish.c`; the lists to choose from in `sotong-editor-lists.c`, the rows
 * of the channels in `sotong-editor-copies.c`, what follows from all of them in
 * `sotong-editor-update.c`, the bar above the text in `sotong-editor-bar.c`, what is typed before
 * the content was read in `sotong-editor-early.c`, what it is planned to cost in `sotong-editor-cost.c`.
 *
 * Its signal “retitle” comes when its tab should say something else, “closed” when it may go.
 */
G_DEFINE_FINAL_TYPE (SotongEditorPage, sotong_editor_page, GTK_TYPE_WIDGET)

SotongStore *
sotong_editor_page_get_store (SotongEditorPage *self)
{
  return sotong_context_get_store (self->context);
}

/* ---- what is shown ---- */

/* What is typed of a content, or nothing, into the widgets. */
void
sotong_editor_page_put_fields (SotongEditorPage    *self,
                               const SotongContent *base)
{
  const char *title = base != NULL && base->title != NULL ? base->title : "", *text = base != NULL && base->body != NULL ? base->body : "";
  g_autofree char *cost = NULL;

  if (self->fresh)
    sotong_editor_page_put_early (self, title, text);
  else
    {
      sotong_editor_field_put (GTK_EDITABLE (self->title_entry), title);
      sotong_editor_text_set (self->text, text);
    }
  sotong_editor_page_choose_type (self, base != NULL ? base->type : "sns");
  if (base != NULL && base->cost_planned != SOTONG_NONE)
    cost = sotong_number_group (base->cost_planned);
  sotong_editor_field_put (GTK_EDITABLE (self->cost_entry), cost);
  sotong_editor_restriction_put (self->restriction, base != NULL && base->publicity, base != NULL ? base->restriction_ground : NULL);
  sotong_editor_sections_put (self->sections, base);
}

/* What is chosen of a content from the lists that were read. */
void
sotong_editor_page_put_lists (SotongEditorPage    *self,
                              const SotongContent *mine)
{
  self->updating = TRUE;
  sotong_editor_page_fill_campaigns (self, mine->campaign_id);
  sotong_editor_page_fill_lines (self, mine->line_id);
  sotong_editor_page_update_counts (self);
  self->updating = FALSE;
}

/* Shows what was read. With @keep_text what the person has stays, and only what others do
 * beside it is brought up to date. */
void
sotong_editor_page_show (SotongEditorPage *self,
                         SotongEditorData *data,
                         gboolean          keep_text)
{
  gboolean opened = self->data == NULL;
  gint64 campaign, line;

  campaign = keep_text ? sotong_editor_page_chosen_campaign (self) : data->content != NULL ? data->content->campaign_id
             : sotong_context_get_campaign (self->context) != 0 ? sotong_context_get_campaign (self->context) : SOTONG_NONE;
  line = keep_text ? sotong_editor_page_chosen_line (self) : data->content != NULL ? data->content->line_id : SOTONG_NONE;
  self->updating = TRUE;
  if (self->data != data)
    sotong_editor_data_free (self->data);
  self->data = data;
  sotong_editor_page_show_types (self, data->types);
  if (!keep_text)
    {
      sotong_content_free (self->base);
      self->base = data->content != NULL ? sotong_content_dup (data->content) : NULL;
      sotong_editor_page_put_fields (self, self->base);
    }
  sotong_editor_page_fill_campaigns (self, campaign);
  sotong_editor_page_fill_lines (self, line);
  sotong_editor_page_fill_copies (self, keep_text);
  sotong_editor_page_fill_groups (self);
  sotong_editor_files_show (self->files, data->content != NULL ? data->content->attachments : NULL);
  sotong_editor_history_fill (self->history_box, data->attempts, data->changes, sotong_context_get_zone (self->context));
  gtk_widget_set_visible (self->history, self->id != 0);
  sotong_editor_approval_show (self->approval, self->context, self->id);
  sotong_editor_page_show_channels (self, opened);
  sotong_editor_sections_show (self->sections, self->context, data);
  sotong_editor_page_update_counts (self);
  self->updating = FALSE;
  sotong_editor_page_update (self);
  sotong_editor_page_go_to_wanted (self);
}

/* ---- what the person has ---- */

/* From a list that is being read again nothing can be told: what was chosen of it stays. */
static void
build_chosen (SotongEditorPage *self,
              SotongContent    *content)
{
  if (self->data == NULL && self->kept == NULL)
    return;
  content->campaign_id = self->data != NULL ? sotong_editor_page_chosen_campaign (self) : self->kept->campaign_id;
  content->line_id = self->data != NULL ? sotong_editor_page_chosen_line (self) : self->kept->line_id;
}

/* The content as it stands in the widgets. */
SotongContent *
sotong_editor_page_build (SotongEditorPage *self)
{
  SotongContent *content = self->base != NULL ? sotong_content_dup (self->base) : sotong_content_new ();
  const char *type = sotong_editor_page_chosen_type (self);

  content->id = self->id;
  g_free (content->title);
  content->title = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title_entry))));
  if (type != NULL) /* else it keeps the one that is no longer offered */
    {
      g_free (content->type);
      content->type = g_strdup (type);
    }
  g_free (content->body);
  content->body = sotong_editor_text_dup (self->text);
  sotong_editor_sections_collect (self->sections, content);
  build_chosen (self, content);
  sotong_editor_page_build_cost (self, content);
  sotong_editor_restriction_build (self->restriction, content);
  if (self->base == NULL)
    content->planned_at = self->planned_at;
  g_ptr_array_set_size (content->copies, 0);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->copies)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      SotongCopy *copy = sotong_editor_copy_build (SOTONG_EDITOR_COPY (row));

      if (copy != NULL)
        g_ptr_array_add (content->copies, copy);
    }
  return content;
}

/* Whether there is something in @mine, which is what the person has, that is not stored. */
gboolean
sotong_editor_page_is_unsaved (SotongEditorPage    *self,
                               const SotongContent *mine)
{
  return self->base != NULL ? sotong_editor_differs (mine, self->base) : mine->copies->len > 0 || sotong_editor_has_words (mine);
}

/**
 * sotong_editor_page_is_dirty:
 * @self: a page
 *
 * Returns: whether it holds something that is not stored
 */
gboolean
sotong_editor_page_is_dirty (SotongEditorPage *self)
{
  g_autoptr(SotongContent) mine = NULL;

  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), FALSE);

  if (self->data == NULL)
    return FALSE;
  mine = sotong_editor_page_build (self);
  return sotong_editor_page_is_unsaved (self, mine) || sotong_editor_page_cost_is_wrong (self);
}

/* A person changed something: first of all it is made sure of. */
void
sotong_editor_page_changed (SotongEditorPage *self)
{
  if (self->updating)
    return;
  sotong_editor_page_journal_now (self);
  sotong_editor_page_update_counts (self);
  sotong_editor_page_update (self);
  sotong_editor_page_queue_save (self);
}

/* The main text, or which channels have one of their own. */
static void
text_changed_cb (SotongEditorPage *self)
{
  sotong_editor_page_changed (self);
}

/**
 * sotong_editor_page_take_fee:
 * @self: a page
 * @contributor: who was chosen just now
 * @fee: what that citizen gets, won; SOTONG_NONE if nobody said it
 *
 * A citizen's fee is what the content will cost, unless somebody said otherwise.
 */
void
sotong_editor_page_take_fee (SotongEditorPage *self,
                             gint64            contributor,
                             gint64            fee)
{
  g_autofree char *won = NULL;

  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));

  if (self->updating || fee == SOTONG_NONE || !sotong_text_is_blank (gtk_editable_get_text (GTK_EDITABLE (self->cost_entry)))
      || (self->base != NULL && (self->base->contributor_id == contributor || self->base->cost_final != SOTONG_NONE)))
    return;
  won = sotong_number_group (fee);
  sotong_entry_fill (GTK_EDITABLE (self->cost_entry), won);
}

static void
sections_changed_cb (SotongEditorPage *self)
{
  GtkWidget *part = sotong_editor_sections_get_part (self->sections, SOTONG_EDITOR_SECTION_CONTRIBUTOR);
  const SotongContributor *contributor = sotong_editor_contributor_get_chosen (SOTONG_EDITOR_CONTRIBUTOR (part));

  if (contributor != NULL)
    sotong_editor_page_take_fee (self, contributor->id, contributor->fee);
  sotong_editor_page_changed (self);
}

static void
cost_changed_cb (SotongEditorPage *self)
{
  sotong_editor_page_update_cost (self);
  sotong_editor_page_changed (self);
}

/* ---- the class ---- */

static void
store_changed_cb (SotongEditorPage *self,
                  guint             areas)
{
  guint mine = SOTONG_AREA_PLAN | SOTONG_AREA_CHANNELS | SOTONG_AREA_OUTBOX | SOTONG_AREA_BUDGET | SOTONG_AREA_SETTINGS;

  if ((areas & mine) != 0 && !self->saving)
    sotong_editor_page_read (self);
}

static void
focus_left_cb (SotongEditorPage *self)
{
  if (self->autosave_id != 0)
    sotong_editor_page_queue_save (self);
  else
    sotong_editor_page_new_session (self);
}

static gboolean
save_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  sotong_editor_page_save (SOTONG_EDITOR_PAGE (widget));
  return TRUE;
}

static void
sotong_editor_page_dispose (GObject *object)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (object);

  self->shut = TRUE;
  g_clear_handle_id (&self->autosave_id, g_source_remove);
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_object (&self->publishing);
  g_clear_object (&self->title_preedit);
  g_clear_weak_pointer (&self->pane);
  gtk_widget_dispose_template (GTK_WIDGET (self), SOTONG_TYPE_EDITOR_PAGE);
  G_OBJECT_CLASS (sotong_editor_page_parent_class)->dispose (object);
}

static void
sotong_editor_page_finalize (GObject *object)
{
  SotongEditorPage *self = SOTONG_EDITOR_PAGE (object);

  g_queue_clear_full (&self->to_load, g_free);
  sotong_content_free (self->base);
  sotong_editor_data_free (self->data);
  g_clear_pointer (&self->type_ids, g_ptr_array_unref);
  g_clear_object (&self->context);
  g_clear_object (&self->journal);
  g_clear_object (&self->kept_journal);
  g_clear_pointer (&self->left, sotong_journal_entry_free);
  g_clear_pointer (&self->draft, g_free);
  sotong_content_free (self->kept);
  g_free (self->session);
  g_free (self->tab_title);
  G_OBJECT_CLASS (sotong_editor_page_parent_class)->finalize (object);
}

/* What is submitted is what is stored. */
static void
submit_cb (SotongEditorPage *self)
{
  self->submit_after = TRUE;
  sotong_editor_page_save (self);
}

static void
problem_cb (SotongEditorPage *self,
            const char       *text)
{
  sotong_editor_page_show_bar (self, SOTONG_EDITOR_BAR_ERROR, text);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, box);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, bar);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, bar_label);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, bar_mine);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, bar_theirs);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, approval);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, status);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, publish_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, title_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, fixed_note);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, out_box);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, correct_button);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, type_list);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, campaign_list);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, line_list);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, cost_entry);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, cost_note);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, text);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, text_note);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, scrolled);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, copies);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, no_channels);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, all_channels);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, groups);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, restriction);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, files);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, hints);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, sections);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, history);
  gtk_widget_class_bind_template_child (widget_class, SotongEditorPage, history_box);
}

static void
sotong_editor_page_class_init (SotongEditorPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sotong_editor_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = sotong_editor_page_finalize;
  g_signal_new ("retitle", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (SOTONG_TYPE_EDITOR_TEXT);
  g_type_ensure (SOTONG_TYPE_EDITOR_FILES);
  g_type_ensure (SOTONG_TYPE_EDITOR_HINTS);
  g_type_ensure (SOTONG_TYPE_EDITOR_RESTRICTION);
  g_type_ensure (SOTONG_TYPE_EDITOR_APPROVAL);
  g_type_ensure (SOTONG_TYPE_EDITOR_SECTIONS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/sotong/Sotong/sotong-editor-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, cost_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "take_group_cb", G_CALLBACK (sotong_editor_page_take_group));
  gtk_widget_class_bind_template_callback_full (widget_class, "fold_channels_cb", G_CALLBACK (sotong_editor_page_fold_channels));
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, problem_cb);
  gtk_widget_class_bind_template_callback (widget_class, sections_changed_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "changed_cb", G_CALLBACK (sotong_editor_page_changed));
  gtk_widget_class_bind_template_callback_full (widget_class, "repeat_cb", G_CALLBACK (sotong_editor_page_ask_repeat));
  gtk_widget_class_bind_template_callback_full (widget_class, "hints_known_cb", G_CALLBACK (sotong_editor_page_hints_known));
  gtk_widget_class_bind_template_callback_full (widget_class, "save_cb", G_CALLBACK (sotong_editor_page_save));
  gtk_widget_class_bind_template_callback_full (widget_class, "publish_cb", G_CALLBACK (sotong_editor_page_ask_publish));
  gtk_widget_class_bind_template_callback_full (widget_class, "correct_cb", G_CALLBACK (sotong_editor_page_correct));
  gtk_widget_class_bind_template_callback_full (widget_class, "withdraw_cb", G_CALLBACK (sotong_editor_page_ask_withdraw));
  gtk_widget_class_bind_template_callback_full (widget_class, "mine_cb", G_CALLBACK (sotong_editor_page_keep_mine));
  gtk_widget_class_bind_template_callback_full (widget_class, "theirs_cb", G_CALLBACK (sotong_editor_page_take_theirs));
  gtk_widget_class_bind_template_callback_full (widget_class, "add_file_cb", G_CALLBACK (sotong_editor_page_add_file));
  gtk_widget_class_bind_template_callback_full (widget_class, "remove_file_cb", G_CALLBACK (sotong_editor_page_remove_file));
  gtk_widget_class_bind_template_callback_full (widget_class, "describe_file_cb", G_CALLBACK (sotong_editor_page_describe_file));
  gtk_widget_class_add_binding (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, save_shortcut_cb, NULL);
}

static void
sotong_editor_page_init (SotongEditorPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  sotong_editor_page_fill_types (self, NULL);
  sotong_editor_page_blank_lists (self);
  self->updating = FALSE;
  sotong_scroll_on (gtk_widget_get_ancestor (GTK_WIDGET (self->text), GTK_TYPE_SCROLLED_WINDOW));
  self->title_preedit = sotong_editor_preedit_new (GTK_WIDGET (self->title_entry));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

/**
 * sotong_editor_page_new:
 * @pane: the pane it is in; its workspace is open
 * @content: the content's id, or 0 for a new one
 * @planned_at: the day of a new one, or `SOTONG_NONE`
 *
 * Returns: (transfer floating): a page that reads what it shows
 */
GtkWidget *
sotong_editor_page_new (SotongPane *pane,
                        gint64      content,
                        gint64      planned_at)
{
  SotongEditorPage *self = g_object_new (SOTONG_TYPE_EDITOR_PAGE, NULL);

  g_set_weak_pointer (&self->pane, pane);
  self->context = g_object_ref (sotong_pane_get_context (pane));
  self->id = content;
  self->planned_at = planned_at;
  sotong_editor_page_begin_journal (self);
  sotong_editor_page_new_session (self);
  sotong_editor_page_begin_early (self);
  g_signal_connect_object (sotong_editor_page_get_store (self), "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  sotong_editor_page_read (self);
  return GTK_WIDGET (self);
}

gint64
sotong_editor_page_get_id (SotongEditorPage *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), 0);
  return self->id;
}

const char *
sotong_editor_page_get_title (SotongEditorPage *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), NULL);
  return self->tab_title != NULL ? self->tab_title : "";
}

/**
 * sotong_editor_page_is_busy:
 * @self: a page
 *
 * Returns: whether it waits for an answer
 */
gboolean
sotong_editor_page_is_busy (SotongEditorPage *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), FALSE);
  return self->reading != NULL || self->loading || self->saving || self->n_writing > 0 || self->n_settling > 0 || self->publishing != NULL;
}

/**
 * sotong_editor_page_focus:
 * @self: a page
 *
 * Puts the cursor where writing goes on: into the title of a new content, else into the text.
 */
void
sotong_editor_page_focus (SotongEditorPage *self)
{
  g_return_if_fail (SOTONG_IS_EDITOR_PAGE (self));
  gtk_widget_grab_focus (self->id == 0 ? GTK_WIDGET (self->title_entry) : GTK_WIDGET (self->text));
}

SotongEditorText *
sotong_editor_page_get_text (SotongEditorPage *self)
{
  g_return_val_if_fail (SOTONG_IS_EDITOR_PAGE (self), NULL);
  return self->text;
}
