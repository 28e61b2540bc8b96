/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "platforms/sotong-http.h"
#include "publish/sotong-publish-rules.h"
#include "util/sotong-i18n.h"
#include "util/sotong-text.h"
#include "util/sotong-url.h"

G_DEFINE_QUARK (sotong-publish-error-quark, sotong_publish_error)

static char *
list_platforms (void)
{
  GString *names = g_string_new (NULL);
  guint n;
  const SotongCapabilities * const *all = sotong_capabilities_list (&n);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? " " : "", all[i]->name);
  return g_string_free (names, FALSE);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS, message);
  return FALSE;
}

/* "https://name:password@server/": the address is kept in the workspace. */
static gboolean
holds_password (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_HAS_PASSWORD, NULL);

  return uri != NULL && g_uri_get_password (uri) != NULL;
}

static gboolean
check_url (const SotongCapabilities  *can,
           const char                *url,
           GError                   **error)
{
  if (url == NULL || sotong_text_is_blank (url))
    {
      if (!can->needs_url)
        return TRUE;
      if (g_str_equal (can->name, "practice"))
        return refuse (error, SOTONG_SAY (_("A practice channel needs a practice platform that runs. Start it with “Practice Platform” in the window, "
                                            "or with “sotongctl practice serve” and “sotongctl practice connect”."),
                                          _("A practice channel needs a practice platform that runs. Start it with “Practice Platform” in the menu.")));
      g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS,
                   _("A channel on %s needs the address of its site. Enter it, beginning with https://."),
                   sotong_capabilities_get_title (can));
      return FALSE;
    }
  if (!sotong_url_is_web (url))
    return refuse (error, _("The channel’s address is not a web address. It must begin with https:// and name a server."));
  if (holds_password (url))
    return refuse (error, _("The address holds a password, which would stand in the workspace for all to read. Leave it out."));
  if (can->by_hand || sotong_http_url_may_carry_secret (url))
    return TRUE;
  return refuse (error, _("The channel’s address begins with http://, over which its password could be read on the way. "
                          "Use the address with https://; http is for this machine alone."));
}

/**
 * sotong_publish_check_settings:
 * @platform: a platform's name
 * @url: (nullable): the channel's base address
 * @user: (nullable): the account on the platform
 * @error: return location; `SOTONG_PUBLISH_ERROR_SETTINGS`
 *
 * Whether a channel may be kept like this. To be asked when it is added or edited.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_publish_check_settings (const char  *platform,
                               const char  *url,
                               const char  *user,
                               GError     **error)
{
  const SotongCapabilities *can = sotong_capabilities_get (platform);

  if (can == NULL)
    {
      g_autofree char *names = list_platforms ();

      g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS,
                   _("There is no platform “%s”. Choose one of: %s."), platform != NULL ? platform : "", names);
      return FALSE;
    }
  if (!check_url (can, url, error))
    return FALSE;
  if (!can->needs_user || (user != NULL && !sotong_text_is_blank (user)))
    return TRUE;
  g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS,
               _("A channel on %s needs the account’s name or id there. Enter it as the user."),
               sotong_capabilities_get_title (can));
  return FALSE;
}

/**
 * sotong_publish_check_channel:
 * @channel: a channel
 * @error: return location; `SOTONG_PUBLISH_ERROR_SETTINGS` or `SOTONG_PUBLISH_ERROR_NO_CONNECTOR`
 *
 * Whether the program can publish there, its secret apart.
 *
 * Returns: %TRUE if so
 */
gboolean
sotong_publish_check_channel (const SotongChannel  *channel,
                              GError              **error)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);
  g_autoptr(GError) local = NULL;

  if (can != NULL && can->by_hand)
    {
      g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_CONNECTOR,
                   _("“%s” is posted by hand, because %s lets no program in. Post it there, then note its address in Sotong."),
                   channel->name, sotong_capabilities_get_title (can));
      return FALSE;
    }
  if (!sotong_publish_check_settings (channel->platform, channel->url, channel->user, &local))
    {
      g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_SETTINGS,
                   _("“%s” is not set up, so nothing was sent and its posts stay as they are. %s"), channel->name, local->message);
      return FALSE;
    }
  if (can->can_publish)
    return TRUE;
  g_set_error (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_NO_CONNECTOR,
               _("“%s”: this version of Sotong cannot publish to %s by itself, so nothing was sent. Post it by hand, then note its address in Sotong."),
               channel->name, sotong_capabilities_get_title (can));
  return FALSE;
}

/**
 * sotong_publish_is_real:
 * @channel: a channel
 *
 * Returns: whether what is published there leaves the machine
 */
gboolean
sotong_publish_is_real (const SotongChannel *channel)
{
  const SotongCapabilities *can = sotong_capabilities_get (channel->platform);

  return (can == NULL || !can->practice) && !sotong_http_url_is_local (channel->url);
}

/**
 * sotong_publish_is_elsewhere:
 * @error: (nullable): why nothing was sent
 *
 * Returns: whether another machine or another copy of the file publishes, so that a person is to be asked whether to take over
 */
gboolean
sotong_publish_is_elsewhere (const GError *error)
{
  return g_error_matches (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_MACHINE)
         || g_error_matches (error, SOTONG_PUBLISH_ERROR, SOTONG_PUBLISH_ERROR_OTHER_FILE);
}
