/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-word-wrap.h"
#include "panes-data.h"
#include "util/sotong-i18n.h"

#define SENTENCE "콘텐츠, 캠페인, 채널, 주제, 언급을 고르면 상세 정보가 여기에 나타납니다."

/* Whether each line of the label ends with a word. */
static gboolean
breaks_at_blanks (GtkWidget *label,
                  guint     *out_lines)
{
  PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (label));
  const char *text = pango_layout_get_text (layout);
  gboolean good = TRUE;

  *out_lines = (guint) pango_layout_get_line_count (layout);
  for (GSList *l = pango_layout_get_lines_readonly (layout); l != NULL && l->next != NULL; l = l->next)
    {
      const PangoLayoutLine *next = l->next->data;

      good = good && text[next->start_index - 1] == ' ';
    }
  return good;
}

static GtkWidget *
new_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_size_request (label, 210, -1);
  return label;
}

/* In a dialog Korean words stay whole, also in a text that comes later; the label's own attributes stay, and a word that is wider
 * than its place is broken all the same. */
static void
test_dialog (void)
{
  GtkWidget *window = gtk_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = new_label (SENTENCE), *late = new_label ("가나다라마바사아자차카타파하가나다라마바사아자차카타파하");
  g_autoptr(PangoAttrList) bold = pango_attr_list_new ();
  g_autofree char *attributes = NULL;
  guint n;

  pango_attr_list_insert (bold, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
  gtk_label_set_attributes (GTK_LABEL (label), bold);
  gtk_box_append (GTK_BOX (box), label);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_set_default_size (GTK_WINDOW (window), 210, 200);
  gtk_window_present (GTK_WINDOW (window));
  wait_for_frames (window, 2);
  for (guint width = 150; width < 210; width += 10)
    {
      gtk_widget_set_size_request (label, (int) width, -1);
      gtk_window_set_default_size (GTK_WINDOW (window), (int) width, 200);
      wait_for_frames (window, 2);
      g_assert_true (breaks_at_blanks (label, &n));
      g_assert_cmpuint (n, >, 1);
    }
  gtk_label_set_text (GTK_LABEL (label), SENTENCE " " SENTENCE);
  wait_for_frames (window, 2);
  g_assert_true (breaks_at_blanks (label, &n));
  g_assert_cmpuint (n, >, 3);
  attributes = pango_attr_list_to_string (gtk_label_get_attributes (GTK_LABEL (label)));
  g_assert_nonnull (strstr (attributes, "weight bold"));
  gtk_box_append (GTK_BOX (box), late);
  wait_for_frames (window, 2);
  breaks_at_blanks (late, &n);
  g_assert_cmpuint (n, >, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  sotong_i18n_init ("en");
  g_test_init (&argc, &argv, NULL);
  gtk_disable_setlocale ();
  gtk_init ();
  sotong_word_wrap_init ();
  g_test_add_func ("/app/word-wrap/dialog", test_dialog);
  return g_test_run ();
}
