/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-people-dialog-private.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "util/sotong-content-type.h"
#include "util/sotong-text.h"

#define N_STEPS SOTONG_APPROVAL_MAX_STEPS
#define N_SHOWN 3 /* steps of a usual line; one more stands ready below the last that has a person */

/* The forms of a person and of a line. */

/* Nobody, then the people; @ids has them in the same order. */
static GStrv
name_people (SotongPeopleDialog *self,
             const char         *nobody,
             GArray             *ids)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new ();
  gint64 none = SOTONG_NONE;

  g_strv_builder_add (names, nobody);
  g_array_append_val (ids, none);
  for (guint i = 0; i < self->people->people->len; i++)
    {
      const SotongPerson *person = g_ptr_array_index (self->people->people, i);
      g_autofree char *name = sotong_person_describe (person);

      g_strv_builder_add (names, name);
      g_array_append_val (ids, person->id);
    }
  return g_strv_builder_end (names);
}

static guint
place_of (GArray *ids,
          gint64  id)
{
  for (guint i = 0; i < ids->len; i++)
    {
      if (g_array_index (ids, gint64, i) == id)
        return i;
    }
  return 0;
}

static gint64
chosen (GtkWidget *row,
        GArray    *ids)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));

  return selected < ids->len ? g_array_index (ids, gint64, selected) : SOTONG_NONE;
}

/* ---- a person ---- */

typedef struct {
  SotongPeopleDialog *dialog;  /* (owned) */
  SotongForm         *form;    /* (unowned): the fields go with it */
  gint64              id;      /* 0: a new one */
  GtkWidget          *name;
  GtkWidget          *role;
  GtkWidget          *login;
  GtkWidget          *deputy;
  GtkWidget          *away;
  GArray             *ids;     /* (owned) */
} PersonForm;

static void
person_form_free (gpointer  data,
                  GClosure *closure)
{
  PersonForm *fields = data;

  g_object_unref (fields->dialog);
  g_array_unref (fields->ids);
  g_free (fields);
}

static gpointer
person_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  const SotongPerson *person = data;

  return (person->id != 0 ? sotong_person_edit (db, person, error) : sotong_person_add (db, person, error) != 0) ? data : NULL;
}

static char *
text_of (GtkWidget *row)
{
  g_autofree char *clean = sotong_text_clean (sotong_form_get_text (row), -1, 400);

  return sotong_text_single_line (clean, 100);
}

static void
person_accepted_cb (PersonForm *fields)
{
  SotongPerson *person = g_new0 (SotongPerson, 1);

  person->id = fields->id;
  person->name = text_of (fields->name);
  person->role = text_of (fields->role);
  person->login = text_of (fields->login);
  person->deputy_id = chosen (fields->deputy, fields->ids);
  person->away = adw_combo_row_get_selected (ADW_COMBO_ROW (fields->away)) == 1;
  sotong_form_write (fields->form, sotong_context_get_store (fields->dialog->context), person_job, person,
                     (GDestroyNotify) sotong_person_free, NULL);
}

static void
watch_person (const PersonForm *fields)
{
  static const char *const keys[] = { "name", "role", "login", "deputy", "away", NULL };
  GtkWidget *const rows[] = { fields->name, fields->role, fields->login, fields->deputy, fields->away };
  g_autofree char *which = g_strdup_printf ("person:%" G_GINT64_FORMAT, fields->id);

  sotong_form_journal_watch (fields->form, sotong_context_get_store (fields->dialog->context), which, rows, keys, NULL);
}

/* A form for @person, or for a new one for %NULL. */
void
sotong_people_dialog_edit_person (SotongPeopleDialog *self,
                                  const SotongPerson *person)
{
  const char * const presence[] = { _("Here"), _("Away: the deputy acts"), NULL };
  PersonForm *fields = g_new0 (PersonForm, 1);
  g_auto(GStrv) names = NULL;

  fields->dialog = g_object_ref (self);
  fields->id = person != NULL ? person->id : 0;
  fields->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  fields->form = sotong_form_new (GTK_WINDOW (self), person != NULL ? _("Edit Person") : _("Add Person"), _("_Save"));
  fields->name = sotong_form_add_entry (fields->form, _("Name"), person != NULL ? person->name : NULL);
  fields->role = sotong_form_add_entry (fields->form, _("Role"), person != NULL ? person->role : NULL);
  fields->login = sotong_form_add_entry (fields->form, _("Desktop account that acts for the person"), person != NULL ? person->login : NULL);
  sotong_form_add_group (fields->form, _("While away"), _("What the deputy decides is marked with 代."));
  names = name_people (self, _("Nobody"), fields->ids);
  fields->deputy = sotong_form_add_choice (fields->form, _("Deputy"), (const char * const *) names,
                                           person != NULL ? place_of (fields->ids, person->deputy_id) : 0);
  fields->away = sotong_form_add_choice (fields->form, _("Presence"), presence, person != NULL && person->away ? 1 : 0);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (person_accepted_cb), fields, person_form_free, G_CONNECT_SWAPPED);
  watch_person (fields);
  gtk_window_present (GTK_WINDOW (fields->form));
}

/* ---- a line ---- */

typedef struct {
  SotongPeopleDialog *dialog;           /* (owned) */
  SotongForm         *form;             /* (unowned): the fields go with it */
  char               *type;             /* (owned) */
  GtkWidget          *kinds[N_STEPS];
  GtkWidget          *people[N_STEPS];
  GArray             *ids;              /* (owned) */
} LineForm;

static void
line_form_free (gpointer  data,
                GClosure *closure)
{
  LineForm *fields = data;

  g_object_unref (fields->dialog);
  g_free (fields->type);
  g_array_unref (fields->ids);
  g_free (fields);
}

static gpointer
line_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  return sotong_approval_line_set (db, data, error) ? data : NULL;
}

static void
line_accepted_cb (LineForm *fields)
{
  SotongApprovalLine *line = sotong_approval_line_new (fields->type);

  for (int i = 0; i < N_STEPS; i++)
    {
      gint64 person = chosen (fields->people[i], fields->ids);

      if (person != SOTONG_NONE)
        sotong_approval_line_add (line, (SotongStepKind) (SOTONG_STEP_REVIEW + adw_combo_row_get_selected (ADW_COMBO_ROW (fields->kinds[i]))),
                                  person, NULL);
    }
  sotong_form_write (fields->form, sotong_context_get_store (fields->dialog->context), line_job, line,
                     (GDestroyNotify) sotong_approval_line_free, NULL);
}

static const SotongApprovalLine *
find_line (SotongPeopleDialog *self,
           const char         *type)
{
  for (guint i = 0; i < self->people->lines->len; i++)
    {
      const SotongApprovalLine *line = g_ptr_array_index (self->people->lines, i);

      if (g_str_equal (line->type, type))
        return line;
    }
  return NULL;
}

static void
show_step (LineForm *fields,
           int       i,
           gboolean  visible)
{
  gtk_widget_set_visible (gtk_widget_get_ancestor (fields->people[i], ADW_TYPE_PREFERENCES_GROUP), visible);
}

/* As many steps as are needed, and one more. */
static void
show_steps (LineForm *fields)
{
  int last = 0;

  for (int i = 0; i < N_STEPS; i++)
    if (chosen (fields->people[i], fields->ids) != SOTONG_NONE)
      last = i + 1;
  for (int i = 0; i < N_STEPS; i++)
    show_step (fields, i, i <= last || i < N_SHOWN);
}

static void
person_chosen_cb (GtkWidget  *row,
                  GParamSpec *pspec,
                  LineForm   *fields)
{
  if (gtk_widget_get_mapped (row)) /* while the form goes, its rows lose what they show */
    show_steps (fields);
}

static void
add_step (LineForm             *fields,
          int                   i,
          const SotongLineStep *step,
          const char * const   *names)
{
  const char *kinds[] = { sotong_step_kind_get_label (SOTONG_STEP_REVIEW), sotong_step_kind_get_label (SOTONG_STEP_COOPERATION),
                          sotong_step_kind_get_label (SOTONG_STEP_DELEGATED), sotong_step_kind_get_label (SOTONG_STEP_DECISION), NULL };
  g_autofree char *title = g_strdup_printf (_("Step %d"), i + 1);

  sotong_form_add_group (fields->form, title, NULL);
  fields->people[i] = sotong_form_add_choice (fields->form, _("Person"), names, step != NULL ? place_of (fields->ids, step->person_id) : 0);
  fields->kinds[i] = sotong_form_add_choice (fields->form, _("Kind of step"), kinds, step != NULL ? (guint) (step->kind - SOTONG_STEP_REVIEW) : 0);
}

/* A form for the line of a type. Steps without a person are left out; without any the type has
 * no line of its own. */
void
sotong_people_dialog_edit_line (SotongPeopleDialog *self,
                                const char         *type)
{
  const SotongApprovalLine *line = find_line (self, type);
  LineForm *fields = g_new0 (LineForm, 1);
  g_auto(GStrv) names = NULL;

  fields->dialog = g_object_ref (self);
  fields->type = g_strdup (type);
  fields->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  fields->form = sotong_form_new (GTK_WINDOW (self), *type != '\0' ? sotong_content_type_get_label (type) : _("All types without a line of their own"),
                                  _("_Save"));
  names = name_people (self, _("Nobody"), fields->ids);
  for (int i = 0; i < N_STEPS; i++)
    add_step (fields, i, line != NULL && (guint) i < line->steps->len ? g_ptr_array_index (line->steps, (guint) i) : NULL, (const char * const *) names);
  for (int i = 0; i < N_STEPS; i++)
    g_signal_connect (fields->people[i], "notify::selected", G_CALLBACK (person_chosen_cb), fields);
  show_steps (fields);
  g_signal_connect_data (fields->form, "accepted", G_CALLBACK (line_accepted_cb), fields, line_form_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (fields->form));
}
