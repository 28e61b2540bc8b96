/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/dialogs/sotong-emergency-row.h"

#include <glib/gi18n.h>

#include "platforms/sotong-capabilities.h"

/**
 * SotongEmergencyRow:
 *
 * One channel on the screen of an emergency: whether the message goes there, in which form, how much of
 * the platform's limit it takes, and what became of it.
 */
struct _SotongEmergencyRow
{
  GtkListBoxRow              parent_instance;
  SotongChannel             *channel;    /* (owned) */
  const SotongEmergencyText *text;       /* (unowned) (nullable): of the last sotong_emergency_row_set_text() */
  GtkCheckButton            *check;      /* (unowned) */
  GtkLabel                  *form;       /* (unowned) */
  GtkLabel                  *count;      /* (unowned) */
  GtkLabel                  *outcome;    /* (unowned) */
  const char                *css_class;  /* (nullable): static, of the outcome */
};

G_DEFINE_FINAL_TYPE (SotongEmergencyRow, sotong_emergency_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  SIGNAL_TOGGLED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
toggled_cb (SotongEmergencyRow *self)
{
  g_signal_emit (self, signals[SIGNAL_TOGGLED], 0);
}

static void
sotong_emergency_row_finalize (GObject *object)
{
  sotong_channel_free (SOTONG_EMERGENCY_ROW (object)->channel);
  G_OBJECT_CLASS (sotong_emergency_row_parent_class)->finalize (object);
}

static void
sotong_emergency_row_class_init (SotongEmergencyRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_emergency_row_finalize;
  /* A person chose the channel, or took it off. */
  signals[SIGNAL_TOGGLED] = g_signal_new ("toggled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkLabel *
new_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

static void
sotong_emergency_row_init (SotongEmergencyRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->check = GTK_CHECK_BUTTON (gtk_check_button_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->check), TRUE);
  self->count = new_label ("numeric");
  self->form = new_label ("dim-label");
  self->outcome = new_label (NULL);
  gtk_label_set_wrap (self->outcome, TRUE);
  gtk_label_set_wrap_mode (self->outcome, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->outcome), 28);
  gtk_widget_add_css_class (box, "emergency-row");
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->check));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->form));
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->outcome));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  g_signal_connect_swapped (self->check, "toggled", G_CALLBACK (toggled_cb), self);
}

/* What the row has, for whom it is read out: the keyboard comes to the row before it comes to what stands in it. */
static void
name_row (SotongEmergencyRow *self)
{
  const char *outcome = gtk_label_get_text (self->outcome);
  g_autofree char *name = g_strjoin (", ", self->channel->name, gtk_label_get_text (self->form), gtk_label_get_text (self->count),
                                     outcome[0] != '\0' ? outcome : NULL, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/**
 * sotong_emergency_row_new:
 * @channel: a channel
 *
 * Returns: (transfer floating): a row for it, chosen
 */
SotongEmergencyRow *
sotong_emergency_row_new (const SotongChannel *channel)
{
  SotongEmergencyRow *self = g_object_new (SOTONG_TYPE_EMERGENCY_ROW, NULL);
  GtkWidget *label = gtk_label_new (channel->name);

  self->channel = sotong_channel_copy (channel);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_check_button_set_child (self->check, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_LABEL, channel->name, -1);
  gtk_check_button_set_active (self->check, TRUE);
  return self;
}

const SotongChannel *
sotong_emergency_row_get_channel (SotongEmergencyRow *self)
{
  return self->channel;
}

/* (nullable): lent by whom gave it. */
const SotongEmergencyText *
sotong_emergency_row_get_text (SotongEmergencyRow *self)
{
  return self->text;
}

/* Whether the message goes there, as far as the platform takes it at all. */
gboolean
sotong_emergency_row_get_chosen (SotongEmergencyRow *self)
{
  return gtk_check_button_get_active (self->check) && (self->text == NULL || !self->text->needs_media);
}

void
sotong_emergency_row_set_chosen (SotongEmergencyRow *self,
                                 gboolean            chosen)
{
  gtk_check_button_set_active (self->check, chosen);
}

/* Part of it is out: where it goes cannot be chosen any more. */
void
sotong_emergency_row_set_fixed (SotongEmergencyRow *self,
                                gboolean            fixed)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->check), !fixed && (self->text == NULL || !self->text->needs_media));
}

/* How much of the limit is used, as “88/140”. */
char *
sotong_emergency_row_count (const SotongEmergencyText *text)
{
  if (text->limit == 0)
    return g_strdup_printf ("%" G_GSIZE_FORMAT, text->used);
  return g_strdup_printf ("%" G_GSIZE_FORMAT "/%" G_GSIZE_FORMAT, text->used, text->limit);
}

/**
 * sotong_emergency_row_set_text:
 * @self: a row
 * @text: what goes there; it must stay until the next call
 */
void
sotong_emergency_row_set_text (SotongEmergencyRow        *self,
                               const SotongEmergencyText *text)
{
  g_autofree char *count = text->needs_media ? g_strdup ("—") : sotong_emergency_row_count (text), *told = NULL;
  const char *form = text->needs_media ? _("takes no text alone") : text->brief ? _("short form") : _("long form");

  self->text = text;
  if (text->needs_media)
    gtk_check_button_set_active (self->check, FALSE);
  gtk_label_set_text (self->form, form);
  gtk_label_set_text (self->count, count);
  if (text->fits || text->needs_media)
    gtk_widget_remove_css_class (GTK_WIDGET (self->count), "error");
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->count), "error");
      gtk_label_set_text (self->form, _("too long"));
    }
  told = g_strdup_printf ("%s, %s", gtk_label_get_text (self->form), count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, told, -1);
  name_row (self);
}

/**
 * sotong_emergency_row_set_outcome:
 * @self: a row
 * @words: (nullable): what became of it there
 * @css_class: (nullable): static: how it is coloured beside its words
 */
void
sotong_emergency_row_set_outcome (SotongEmergencyRow *self,
                                  const char         *words,
                                  const char         *css_class)
{
  if (self->css_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->outcome), self->css_class);
  self->css_class = css_class;
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->outcome), css_class);
  gtk_label_set_text (self->outcome, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), words != NULL);
  name_row (self);
}
