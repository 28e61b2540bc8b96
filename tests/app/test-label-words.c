/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-label-words.h"

#include <adwaita.h>

#define TEXT "원래대로: 모두 계획대로 예약하며, 시각이 지난 글은 바로 발행합니다. 결재받은 글은 다시 결재받아야 합니다."

static GtkWidget *
open_label (const char *text,
            GtkWidget **window)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  *window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (*window), label);
  return label;
}

/* Lays it out in @width pixels; returns how many lines begin within a word. */
static int
count_broken (GtkWidget *label,
              int        width,
              int       *n_lines)
{
  g_autoptr(PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (label)));
  const char *text;
  int broken = 0;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  text = pango_layout_get_text (layout);
  *n_lines = pango_layout_get_line_count (layout);
  for (GSList *l = pango_layout_get_lines_readonly (layout)->next; l != NULL; l = l->next)
    {
      const char *start = text + ((PangoLayoutLine *) l->data)->start_index;

      if (!g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (start))))
        broken++;
    }
  return broken;
}

static int
sum_broken (GtkWidget *label)
{
  int broken = 0;

  for (int width = 120; width <= 400; width += 7)
    {
      int n_lines;

      broken += count_broken (label, width, &n_lines);
      g_assert_cmpint (n_lines, >, 1);
    }
  return broken;
}

/* Before the program says so, Pango breaks words: that there is something to do. */
static void
test_pango (void)
{
  GtkWidget *window;
  GtkWidget *label = open_label (TEXT, &window);

  g_assert_cmpint (sum_broken (label), >, 5);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_words (void)
{
  GtkWidget *window, *label;

  sotong_label_words_init ();
  sotong_label_words_init ();
  label = open_label (TEXT, &window);
  g_assert_cmpint (sum_broken (label), ==, 0);
  gtk_label_set_text (GTK_LABEL (label), "다음 정기 시각으로 예약합니다. 회수하지 않으면 정한 시각에 그곳에서 발행됩니다. 이유를 적어 주십시오.");
  g_assert_cmpint (sum_broken (label), ==, 0);
  gtk_label_set_text (GTK_LABEL (label), "No Hangul here, and nothing to keep together in this sentence of words");
  g_assert_null (gtk_label_get_attributes (GTK_LABEL (label)));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What the label was given stays: bold, and its markup. */
static void
test_given (void)
{
  GtkWidget *window;
  GtkWidget *label = gtk_label_new (NULL);
  g_autoptr(PangoAttrList) bold = pango_attr_list_from_string ("0 -1 weight bold");
  g_autofree char *now = NULL;

  sotong_label_words_init ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_attributes (GTK_LABEL (label), bold);
  gtk_label_set_markup (GTK_LABEL (label), "<i>보류된 글</i>은 모두 계획대로 예약하며 시각이 지난 글은 바로 발행합니다");
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), label);
  now = pango_attr_list_to_string (gtk_label_get_attributes (GTK_LABEL (label)));
  g_assert_nonnull (strstr (now, "weight bold"));
  g_assert_nonnull (strstr (now, "allow-breaks false"));
  g_assert_cmpint (sum_broken (label), ==, 0);
  gtk_label_set_text (GTK_LABEL (label), "plain");
  g_assert_true (pango_attr_list_equal (gtk_label_get_attributes (GTK_LABEL (label)), bold));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A word that is wider than a pane may be still breaks. */
static void
test_long (void)
{
  GtkWidget *window, *label;
  int n_lines;

  sotong_label_words_init ();
  label = open_label ("서울특별시소셜미디어시민소통사업결과보고서최종수정본", &window);
  count_broken (label, 90, &n_lines);
  g_assert_cmpint (n_lines, >, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/label-words/pango", test_pango);
  g_test_add_func ("/label-words/words", test_words);
  g_test_add_func ("/label-words/given", test_given);
  g_test_add_func ("/label-words/long", test_long);
  return g_test_run ();
}
