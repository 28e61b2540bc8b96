/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/panes/sotong-ledger-parts.h"

#include <glib/gi18n.h>

#include "app/dialogs/sotong-form-journal.h"
#include "app/dialogs/sotong-form.h"
#include "store/sotong-budget-act.h"
#include "util/sotong-ids.h"
#include "util/sotong-won.h"

#define AMOUNT_CHARS 11
#define MAX_PARTS    200 /* that are put back; nobody chose more */

/**
 * SotongLedgerParts:
 *
 * The contents that a payment is for. One takes all of it; of several each has its amount, evenly until one is typed, and below
 * them stands what is not divided yet.
 */
struct _SotongLedgerParts
{
  AdwPreferencesGroup  parent_instance;
  GPtrArray           *parts;     /* (owned) (element-type Part) at least one */
  GtkStringList       *names;     /* (owned) none, and then the contents */
  GArray              *ids;       /* (owned) (element-type gint64) as the names, but the first */
  gint64               amount;    /* won that are divided; 0 while there are none */
  gboolean             by_hand;   /* an amount was typed */
  gboolean             updating;  /* amounts are being set by the program */
};

typedef struct {
  AdwComboRow *row;     /* (unowned) */
  GtkEntry    *amount;  /* (unowned) */
  GtkWidget   *remove;  /* (unowned) */
} Part;

G_DEFINE_FINAL_TYPE (SotongLedgerParts, sotong_ledger_parts, ADW_TYPE_PREFERENCES_GROUP)

typedef enum {
  PROP_TYPED = 1,
} SotongLedgerPartsProperty;

static GParamSpec *properties[PROP_TYPED + 1];

static void
notify_typed (SotongLedgerParts *self)
{
  if (!self->updating)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPED]);
}

static Part *
part_at (SotongLedgerParts *self,
         guint              n)
{
  return g_ptr_array_index (self->parts, n);
}

static gboolean
parse_amount (const Part *part,
              gint64     *out_won)
{
  return sotong_won_parse (gtk_editable_get_text (GTK_EDITABLE (part->amount)), out_won) && *out_won > 0;
}

/* What the amounts come to, as far as they are amounts; G_MAXINT64 is more than anybody pays. */
static gint64
sum_amounts (SotongLedgerParts *self)
{
  gint64 sum = 0, won;

  for (guint i = 0; i < self->parts->len; i++)
    if (parse_amount (part_at (self, i), &won) && !sotong_won_add (sum, won, &sum))
      return G_MAXINT64;
  return sum;
}

/* How the payment is divided: "450,000 of 450,000 won", or what is left or too much. */
static char *
describe_division (SotongLedgerParts *self)
{
  gint64 sum = sum_amounts (self), rest = self->amount - sum;
  g_autofree char *divided = sotong_won_format (sum), *whole = sotong_won_format (self->amount), *difference = sotong_won_format (ABS (rest));

  if (rest > 0)
    return g_strdup_printf (_("%s of %s won are divided: %s are left."), divided, whole, difference);
  return rest == 0 ? g_strdup_printf (_("All %s won are divided."), whole)
                   : g_strdup_printf (_("%s won are divided, and %s are paid: %s are too many."), divided, whole, difference);
}

static void
show_division (SotongLedgerParts *self)
{
  g_autofree char *text = self->parts->len > 1 && self->amount > 0 ? describe_division (self) : NULL;

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), text);
}

/* The same for each, and the won that are left over for the first ones, until somebody says otherwise. */
static void
divide_evenly (SotongLedgerParts *self)
{
  gint64 n = self->parts->len, share = self->amount / n, rest = self->amount % n;

  self->updating = TRUE;
  for (gint64 i = 0; !self->by_hand && i < n; i++)
    {
      g_autofree char *won = sotong_won_format (share + (i < rest ? 1 : 0));

      gtk_editable_set_text (GTK_EDITABLE (part_at (self, (guint) i)->amount), self->amount >= n ? won : "");
    }
  self->updating = FALSE;
  show_division (self);
}

static void
amount_changed_cb (SotongLedgerParts *self)
{
  if (self->updating)
    return;
  self->by_hand = TRUE;
  show_division (self);
  notify_typed (self);
}

/* One content needs no amount, and cannot be taken away; the others are called by their place. */
static void
name_parts (SotongLedgerParts *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = part_at (self, i);
      gboolean several = self->parts->len > 1;
      g_autofree char *title = several ? g_strdup_printf (_("Content %u"), i + 1) : g_strdup (_("Content"));
      g_autofree char *amount = g_strdup_printf (_("Amount of content %u in won"), i + 1), *remove = g_strdup_printf (_("Take away content %u"), i + 1);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (part->row), title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (part->amount), GTK_ACCESSIBLE_PROPERTY_LABEL, amount, -1);
      gtk_widget_set_tooltip_text (GTK_WIDGET (part->amount), amount);
      gtk_accessible_update_property (GTK_ACCESSIBLE (part->remove), GTK_ACCESSIBLE_PROPERTY_LABEL, remove, -1);
      gtk_widget_set_tooltip_text (part->remove, remove);
      gtk_widget_set_visible (GTK_WIDGET (part->amount), several);
      gtk_widget_set_visible (part->remove, several);
    }
}

static void
remove_cb (SotongLedgerParts *self,
           GtkWidget         *button)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (part_at (self, i)->remove == button)
      {
        GtkWidget *row = GTK_WIDGET (part_at (self, i)->row);

        g_ptr_array_remove_index (self->parts, i);
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), row);
        gtk_widget_grab_focus (GTK_WIDGET (part_at (self, MIN (i, self->parts->len - 1))->row));
        break;
      }
  self->by_hand = self->by_hand && self->parts->len > 1;
  name_parts (self);
  divide_evenly (self);
  notify_typed (self);
}

static Part *
add_part (SotongLedgerParts *self)
{
  Part *part = g_new0 (Part, 1);

  part->row = ADW_COMBO_ROW (adw_combo_row_new ());
  part->amount = GTK_ENTRY (gtk_entry_new ());
  part->remove = gtk_button_new_from_icon_name ("list-remove-symbolic");
  sotong_form_show_whole (GTK_WIDGET (part->row));
  adw_combo_row_set_model (part->row, G_LIST_MODEL (self->names));
  gtk_editable_set_width_chars (GTK_EDITABLE (part->amount), AMOUNT_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (part->amount), AMOUNT_CHARS);
  gtk_entry_set_alignment (part->amount, 1);
  gtk_entry_set_activates_default (part->amount, TRUE);
  gtk_entry_set_input_purpose (part->amount, GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (part->remove, "flat");
  gtk_widget_set_valign (GTK_WIDGET (part->amount), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (part->remove, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (part->row), GTK_WIDGET (part->amount));
  adw_action_row_add_suffix (ADW_ACTION_ROW (part->row), part->remove);
  g_signal_connect_swapped (part->amount, "changed", G_CALLBACK (amount_changed_cb), self);
  g_signal_connect_swapped (part->row, "notify::selected", G_CALLBACK (notify_typed), self);
  g_signal_connect_swapped (part->remove, "clicked", G_CALLBACK (remove_cb), self);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (part->row));
  g_ptr_array_add (self->parts, part);
  name_parts (self);
  return part;
}

static void
add_cb (SotongLedgerParts *self)
{
  Part *part = add_part (self);

  divide_evenly (self);
  notify_typed (self);
  gtk_widget_grab_focus (GTK_WIDGET (part->row));
}

/* ---- what was typed, in words ---- */

/* The content of a part; SOTONG_NONE if there is none. */
static gint64
content_of (SotongLedgerParts *self,
            const Part        *part)
{
  guint selected = adw_combo_row_get_selected (part->row);

  return selected > 0 && selected <= self->ids->len ? g_array_index (self->ids, gint64, selected - 1) : SOTONG_NONE;
}

/* A line for each content: its number, and behind a blank its amount as far as that was typed. (transfer full) */
static char *
dup_typed (SotongLedgerParts *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = part_at (self, i);
      gint64 id = content_of (self, part);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "\n" : "", id != SOTONG_NONE ? id : 0);
      if (self->by_hand)
        g_string_append_printf (text, " %s", gtk_editable_get_text (GTK_EDITABLE (part->amount)));
    }
  return g_string_free (text, FALSE);
}

/* One that is not offered any more is not chosen. */
static void
choose (SotongLedgerParts *self,
        Part              *part,
        gint64             id)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      adw_combo_row_set_selected (part->row, i + 1);
}

static void
put_typed (SotongLedgerParts *self,
           const char        *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", MAX_PARTS + 1);

  self->updating = TRUE;
  for (guint i = 0; i < MAX_PARTS && lines[i] != NULL; i++)
    {
      Part *part = i < self->parts->len ? part_at (self, i) : add_part (self);
      const char *amount = strchr (lines[i], ' ');

      choose (self, part, g_ascii_strtoll (lines[i], NULL, 10));
      self->by_hand = self->by_hand || amount != NULL;
      if (amount != NULL)
        gtk_editable_set_text (GTK_EDITABLE (part->amount), amount + 1);
    }
  divide_evenly (self);
  notify_typed (self);
}

static void
sotong_ledger_parts_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((SotongLedgerPartsProperty) prop_id)
    {
    case PROP_TYPED:
      g_value_take_string (value, dup_typed (SOTONG_LEDGER_PARTS (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_ledger_parts_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch ((SotongLedgerPartsProperty) prop_id)
    {
    case PROP_TYPED:
      put_typed (SOTONG_LEDGER_PARTS (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sotong_ledger_parts_finalize (GObject *object)
{
  SotongLedgerParts *self = SOTONG_LEDGER_PARTS (object);

  g_ptr_array_unref (self->parts);
  g_object_unref (self->names);
  g_array_unref (self->ids);
  G_OBJECT_CLASS (sotong_ledger_parts_parent_class)->finalize (object);
}

static void
sotong_ledger_parts_class_init (SotongLedgerPartsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_ledger_parts_finalize;
  G_OBJECT_CLASS (klass)->get_property = sotong_ledger_parts_get_property;
  G_OBJECT_CLASS (klass)->set_property = sotong_ledger_parts_set_property;
  /**
   * SotongLedgerParts:typed:
   *
   * What was chosen and typed, in words, for a journal.
   */
  properties[PROP_TYPED] = g_param_spec_string (SOTONG_FORM_JOURNAL_TYPED, NULL, NULL, NULL,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), G_N_ELEMENTS (properties), properties);
}

static void
sotong_ledger_parts_init (SotongLedgerParts *self)
{
  GtkWidget *add = gtk_button_new_with_mnemonic (_("_Another Content"));

  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->names = gtk_string_list_new ((const char * const []) { _("None"), NULL });
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gtk_widget_add_css_class (add, "flat");
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (add, _("The payment is for several contents: each has its amount"));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("Paid for"));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), add);
  add_part (self);
}

/**
 * sotong_ledger_parts_offer:
 * @self: contents of a payment
 * @contents: (element-type SotongPayable): those that can be chosen
 *
 * What a content was paid already stands behind its name.
 */
void
sotong_ledger_parts_offer (SotongLedgerParts *self,
                           GPtrArray         *contents)
{
  g_return_if_fail (SOTONG_IS_LEDGER_PARTS (self));

  for (guint i = 0; i < contents->len; i++)
    {
      const SotongPayable *payable = g_ptr_array_index (contents, i);
      g_autofree char *won = sotong_won_format (payable->paid);
      g_autofree char *name = payable->paid != 0 ? g_strdup_printf (_("%s (%s won paid)"), payable->title, won) : g_strdup (payable->title);

      gtk_string_list_append (self->names, name);
      g_array_append_val (self->ids, payable->content_id);
    }
}

/* Divides another amount; 0 while there is none. */
void
sotong_ledger_parts_divide (SotongLedgerParts *self,
                            gint64             amount)
{
  g_return_if_fail (SOTONG_IS_LEDGER_PARTS (self));

  self->amount = MAX (amount, 0);
  divide_evenly (self);
}

/* Takes one of several parts; what is wrong with it otherwise. */
static char *
take_part (SotongLedgerParts *self,
           Part              *part,
           GArray            *ids,
           GArray            *amounts,
           GtkWidget        **out_wrong)
{
  gint64 id = content_of (self, part), won;

  *out_wrong = GTK_WIDGET (part->row);
  if (id == SOTONG_NONE)
    return g_strdup (_("Choose a content for each amount, or take the row away."));
  if (sotong_ids_contain (ids, id))
    return g_strdup (_("A content is chosen twice. Choose another one, or take the row away and add its amount to the other."));
  *out_wrong = GTK_WIDGET (part->amount);
  if (!parse_amount (part, &won))
    return g_strdup (_("Each content needs an amount above nothing."));
  g_array_append_val (ids, id);
  g_array_append_val (amounts, won);
  return NULL;
}

/**
 * sotong_ledger_parts_take:
 * @self: contents of a payment
 * @amount: what is paid
 * @out_ids: (out) (transfer full): the contents; none, or one, or several
 * @out_amounts: (out) (transfer full): of several each one's won; else empty
 * @out_wrong: (out) (transfer none): where something is wrong
 *
 * Returns: (transfer full) (nullable): what is wrong; %NULL if the contents' amounts come to @amount
 */
char *
sotong_ledger_parts_take (SotongLedgerParts  *self,
                          gint64              amount,
                          GArray            **out_ids,
                          GArray            **out_amounts,
                          GtkWidget         **out_wrong)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64)), amounts = g_array_new (FALSE, FALSE, sizeof (gint64));
  char *problem = NULL;

  g_return_val_if_fail (SOTONG_IS_LEDGER_PARTS (self), NULL);

  if (self->parts->len == 1)
    {
      gint64 id = content_of (self, part_at (self, 0));

      if (id != SOTONG_NONE)
        g_array_append_val (ids, id);
    }
  for (guint i = 0; self->parts->len > 1 && problem == NULL && i < self->parts->len; i++)
    problem = take_part (self, part_at (self, i), ids, amounts, out_wrong);
  self->amount = amount;
  if (problem == NULL && self->parts->len > 1 && sum_amounts (self) != amount)
    {
      *out_wrong = GTK_WIDGET (part_at (self, self->parts->len - 1)->amount);
      problem = describe_division (self);
    }
  *out_ids = g_steal_pointer (&ids);
  *out_amounts = g_steal_pointer (&amounts);
  return problem;
}
