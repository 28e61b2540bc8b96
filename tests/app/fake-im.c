/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fake-im.h"

#include <gtk/gtkimmodule.h>

#define FAKE_TYPE_IM (fake_im_get_type ())
G_DECLARE_FINAL_TYPE (FakeIm, fake_im, FAKE, IM, GtkIMContext)

struct _FakeIm
{
  GtkIMContext  parent_instance;
  char         *composed;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FakeIm, fake_im, GTK_TYPE_IM_CONTEXT)

static FakeIm *focused;      /* (unowned) (nullable) */
static FakeImAnswer answer;

static void
fake_im_get_preedit_string (GtkIMContext   *context,
                            char          **text,
                            PangoAttrList **attrs,
                            int            *cursor)
{
  FakeIm *self = FAKE_IM (context);

  if (text != NULL)
    *text = g_strdup (self->composed != NULL ? self->composed : "");
  if (attrs != NULL)
    *attrs = pango_attr_list_new ();
  if (cursor != NULL)
    *cursor = self->composed != NULL ? (int) g_utf8_strlen (self->composed, -1) : 0;
}

static gboolean
commit_cb (gpointer text)
{
  if (focused != NULL)
    g_signal_emit_by_name (focused, "commit", text);
  return G_SOURCE_REMOVE;
}

static void
fake_im_reset (GtkIMContext *context)
{
  FakeIm *self = FAKE_IM (context);
  g_autofree char *composed = g_steal_pointer (&self->composed);

  if (composed == NULL)
    return;
  g_signal_emit_by_name (self, "preedit-changed");
  switch (answer)
    {
    case FAKE_IM_AT_ONCE:
      g_signal_emit_by_name (self, "commit", composed);
      break;
    case FAKE_IM_LATER:
      g_idle_add_full (G_PRIORITY_LOW, commit_cb, g_steal_pointer (&composed), g_free);
      break;
    case FAKE_IM_NEVER:
      break;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
fake_im_filter_keypress (GtkIMContext *context,
                         GdkEvent     *event)
{
  return FALSE;
}

static void
fake_im_focus_in (GtkIMContext *context)
{
  focused = FAKE_IM (context);
}

static void
fake_im_focus_out (GtkIMContext *context)
{
  if (focused == FAKE_IM (context))
    focused = NULL;
}

static void
fake_im_finalize (GObject *object)
{
  if (focused == FAKE_IM (object))
    focused = NULL;
  g_free (FAKE_IM (object)->composed);
  G_OBJECT_CLASS (fake_im_parent_class)->finalize (object);
}

static void
fake_im_class_init (FakeImClass *klass)
{
  GtkIMContextClass *context_class = GTK_IM_CONTEXT_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fake_im_finalize;
  context_class->get_preedit_string = fake_im_get_preedit_string;
  context_class->reset = fake_im_reset;
  context_class->filter_keypress = fake_im_filter_keypress;
  context_class->focus_in = fake_im_focus_in;
  context_class->focus_out = fake_im_focus_out;
}

static void
fake_im_init (FakeIm *self)
{
}

/* Before gtk_init(). */
void
fake_im_install (void)
{
  g_io_extension_point_register (GTK_IM_MODULE_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (GTK_IM_MODULE_EXTENSION_POINT_NAME, FAKE_TYPE_IM, "sotong-fake", 0);
  g_setenv ("GTK_IM_MODULE", "sotong-fake", TRUE);
}

/* After gtk_init(). */
void
fake_im_choose (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-im-module", "sotong-fake", NULL);
}

void
fake_im_set_answer (FakeImAnswer new_answer)
{
  answer = new_answer;
}

/* Whether there is anywhere to write. */
gboolean
fake_im_is_focused (void)
{
  return focused != NULL;
}

/* What the person sees underlined where the cursor is. */
void
fake_im_compose (const char *text)
{
  g_assert_nonnull (focused);
  g_free (focused->composed);
  focused->composed = g_strdup (text);
  g_signal_emit_by_name (focused, "preedit-start");
  g_signal_emit_by_name (focused, "preedit-changed");
}

/* What it has done with. */
void
fake_im_commit (const char *text)
{
  g_assert_nonnull (focused);
  g_clear_pointer (&focused->composed, g_free);
  g_signal_emit_by_name (focused, "preedit-changed");
  g_signal_emit_by_name (focused, "commit", text);
}
