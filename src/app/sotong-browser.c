/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sotong-browser.h"

#include <glib/gi18n.h>

#include "app/sotong-toast.h"
#include "app/sotong-window.h"

/* Pages are shown by the desktop's browser. A desktop that has none says nothing to the person, so that is said here. */

static SotongOpenFunc open_page; /* (nullable): instead of the desktop */

typedef struct {
  GtkWidget           *widget;   /* (owned) */
  char                *url;
  SotongNoBrowserFunc  failed;
  gpointer             user_data;
  GDestroyNotify       destroy;  /* (nullable): for @user_data */
} Opening;

static void
opening_free (Opening *self)
{
  if (self->destroy != NULL)
    self->destroy (self->user_data);
  g_object_unref (self->widget);
  g_free (self->url);
  g_free (self);
}

static void
end_opening (Opening      *self,
             const GError *error)
{
  g_autofree char *text = NULL;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && gtk_widget_get_root (self->widget) != NULL) /* it may have been closed meanwhile */
    {
      gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), self->url);
      text = g_strdup_printf (_("No browser could be opened: %s. The page’s address was copied: paste it into a browser on this computer."), error->message);
      self->failed (text, self->user_data);
    }
  opening_free (self);
}

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  gtk_show_uri_full_finish (GTK_WINDOW (object), result, &error);
  end_opening (user_data, error);
}

/**
 * sotong_browser_open_full:
 * @widget: where it was asked for, in a window
 * @url: a page's address, already known to be one of the web
 * @failed: called when no browser could be opened and the window is still there
 * @user_data: (closure failed): data of @failed
 * @destroy: (nullable): frees @user_data, also when all goes well
 *
 * Shows a page in the browser. Where there is none its address is copied. Main thread.
 */
void
sotong_browser_open_full (GtkWidget           *widget,
                          const char          *url,
                          SotongNoBrowserFunc  failed,
                          gpointer             user_data,
                          GDestroyNotify       destroy)
{
  GtkRoot *root;
  Opening *opening;
  g_autoptr(GError) error = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget) && url != NULL && failed != NULL);

  root = gtk_widget_get_root (widget);
  g_return_if_fail (GTK_IS_WINDOW (root));
  opening = g_new0 (Opening, 1);
  *opening = (Opening) { g_object_ref (widget), g_strdup (url), failed, user_data, destroy };
  if (open_page == NULL)
    {
      gtk_show_uri_full (GTK_WINDOW (root), url, GDK_CURRENT_TIME, NULL, shown_cb, opening);
      return;
    }
  open_page (GTK_WINDOW (root), url, &error);
  end_opening (opening, error);
}

static void
tell_cb (const char *sentence,
         gpointer    user_data)
{
  GtkRoot *root = gtk_widget_get_root (user_data);

  if (SOTONG_IS_WINDOW (root))
    sotong_window_toast (SOTONG_WINDOW (root), sentence, FALSE);
  else if (ADW_IS_PREFERENCES_WINDOW (root))
    sotong_toast_show_in (ADW_PREFERENCES_WINDOW (root), sentence);
}

/**
 * sotong_browser_open:
 * @widget: where it was asked for, in the program's window or in one of its dialogs that show toasts
 * @url: a page's address, already known to be one of the web
 *
 * As sotong_browser_open_full(), and says in the window that there is no browser.
 */
void
sotong_browser_open (GtkWidget  *widget,
                     const char *url)
{
  sotong_browser_open_full (widget, url, tell_cb, g_object_ref (widget), g_object_unref);
}

static gboolean
follow_cb (GtkLinkButton *link)
{
  gtk_link_button_set_visited (link, TRUE);
  sotong_browser_open (GTK_WIDGET (link), gtk_link_button_get_uri (link));
  return TRUE;
}

/**
 * sotong_browser_follow:
 * @link: a link to a page
 *
 * Has its page opened as by sotong_browser_open().
 */
void
sotong_browser_follow (GtkLinkButton *link)
{
  g_signal_connect (link, "activate-link", G_CALLBACK (follow_cb), NULL);
}

/**
 * sotong_browser_set_opener:
 * @open: (nullable): what opens pages from now on; %NULL for the desktop
 *
 * For tests, which have no browser.
 */
void
sotong_browser_set_opener (SotongOpenFunc open)
{
  open_page = open;
}
