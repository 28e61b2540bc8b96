/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "platforms/sotong-secrets-private.h"

#define MAX_STREAM_BYTES (1024 * 1024)

/**
 * SotongSecretsMemory:
 *
 * Secrets that were given on a stream for one run and are never written down.
 * A secret that was stored is found by its owner's id; one from the stream by
 * its owner's name.
 */
#define SOTONG_TYPE_SECRETS_MEMORY (sotong_secrets_memory_get_type ())
G_DECLARE_FINAL_TYPE (SotongSecretsMemory, sotong_secrets_memory, SOTONG, SECRETS_MEMORY, GObject)

struct _SotongSecretsMemory
{
  GObject     parent_instance;
  GMutex      lock;
  GHashTable *stored;  /* (owned): workspace, owner and id to secret */
  GHashTable *named;   /* (owned): name to secret */
  GHashTable *replaced; /* (owned) (element-type utf8): names whose secret of the stream was replaced by another */
  GHashTable *unused;  /* (owned): names that nobody has asked for, to their lines in the stream */
};

static void sotong_secrets_memory_iface_init (SotongSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SotongSecretsMemory, sotong_secrets_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (SOTONG_TYPE_SECRETS, sotong_secrets_memory_iface_init))

static char *
make_key (const char         *workspace,
          SotongSecretsOwner  owner,
          const char         *id)
{
  return g_strjoin ("\n", workspace, sotong_secrets_owner_name (owner), id, NULL);
}

static gboolean
sotong_secrets_memory_store (SotongSecrets       *secrets,
                             const char          *workspace,
                             SotongSecretsOwner   owner,
                             const char          *id,
                             const char          *name,
                             const char          *secret,
                             GCancellable        *cancellable,
                             GError             **error)
{
  SotongSecretsMemory *self = SOTONG_SECRETS_MEMORY (secrets);
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  const char *given;

  g_mutex_lock (&self->lock);
  given = composed != NULL ? g_hash_table_lookup (self->named, composed) : NULL;
  /* A password stays what it was, whatever is got with it; of several parts one may be good for once only. */
  if (given != NULL && given[0] == '{' && strcmp (given, secret) != 0)
    g_hash_table_add (self->replaced, g_strdup (name));
  g_hash_table_replace (self->stored, make_key (workspace, owner, id), g_strdup (secret));
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static char *
sotong_secrets_memory_lookup (SotongSecrets       *secrets,
                              const char          *workspace,
                              SotongSecretsOwner   owner,
                              const char          *id,
                              const char          *name,
                              GCancellable        *cancellable,
                              GError             **error)
{
  SotongSecretsMemory *self = SOTONG_SECRETS_MEMORY (secrets);
  g_autofree char *key = make_key (workspace, owner, id);
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  const char *found;
  char *copy;

  g_mutex_lock (&self->lock);
  found = g_hash_table_lookup (self->stored, key);
  if (found == NULL && composed != NULL)
    found = g_hash_table_lookup (self->named, composed);
  if (composed != NULL)
    g_hash_table_remove (self->unused, composed);
  copy = g_strdup (found);
  g_mutex_unlock (&self->lock);
  return copy;
}

static gboolean
sotong_secrets_memory_clear (SotongSecrets       *secrets,
                             const char          *workspace,
                             SotongSecretsOwner   owner,
                             const char          *id,
                             const char          *name,
                             GCancellable        *cancellable,
                             GError             **error)
{
  SotongSecretsMemory *self = SOTONG_SECRETS_MEMORY (secrets);
  g_autofree char *key = make_key (workspace, owner, id);

  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->stored, key);
  g_hash_table_remove (self->named, name);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

static void
sotong_secrets_memory_finalize (GObject *object)
{
  SotongSecretsMemory *self = SOTONG_SECRETS_MEMORY (object);

  g_hash_table_unref (self->stored);
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->replaced);
  g_hash_table_unref (self->unused);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (sotong_secrets_memory_parent_class)->finalize (object);
}

static void
sotong_secrets_memory_iface_init (SotongSecretsInterface *iface)
{
  iface->store = sotong_secrets_memory_store;
  iface->lookup = sotong_secrets_memory_lookup;
  iface->clear = sotong_secrets_memory_clear;
}

static void
sotong_secrets_memory_class_init (SotongSecretsMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sotong_secrets_memory_finalize;
}

static void
sotong_secrets_memory_init (SotongSecretsMemory *self)
{
  g_mutex_init (&self->lock);
  self->replaced = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->stored = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sotong_secrets_free);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sotong_secrets_free);
}

/**
 * sotong_secrets_new_memory:
 *
 * Returns: (transfer full): an empty place for secrets that forgets them when freed
 */
SotongSecrets *
sotong_secrets_new_memory (void)
{
  return g_object_new (SOTONG_TYPE_SECRETS_MEMORY, NULL);
}

/* Reads a whole stream; the caller wipes and frees it. */
static char *
read_all (GInputStream  *stream,
          gsize         *length,
          GCancellable  *cancellable,
          GError       **error)
{
  char *buffer = g_malloc (MAX_STREAM_BYTES + 1);

  if (!g_input_stream_read_all (stream, buffer, MAX_STREAM_BYTES + 1, length, cancellable, error))
    {
      sotong_secrets_wipe (buffer, MAX_STREAM_BYTES + 1);
      g_free (buffer);
      return NULL;
    }
  if (*length > MAX_STREAM_BYTES)
    {
      sotong_secrets_wipe (buffer, *length);
      g_free (buffer);
      g_set_error_literal (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID,
                           _("What came on standard input is longer than 1 MB: these are no secrets. Give only the secret, or one line for each."));
      return NULL;
    }
  buffer[*length] = '\0';
  return buffer;
}

static gboolean
add_line (SotongSecretsMemory  *self,
          char                 *line,
          guint                 number,
          GError              **error)
{
  gsize length = strlen (line);
  char *tab;
  g_autofree char *name = NULL;

  if (length > 0 && line[length - 1] == '\r')
    line[--length] = '\0';
  if (length == 0)
    return TRUE;
  tab = strchr (line, '\t');
  if (tab == NULL || tab == line || tab[1] == '\0' || !g_utf8_validate (line, (gssize) length, NULL))
    {
      g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID,
                   _("Line %u of the secrets on standard input is not a name, a tab and a secret. Correct it; nothing was done."), number);
      return FALSE;
    }
  *tab = '\0';
  name = g_utf8_normalize (line, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (g_hash_table_contains (self->named, name))
    {
      g_set_error (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID,
                   _("Line %u of the secrets on standard input names “%s” a second time. Leave one; nothing was done."), number, name);
      return FALSE;
    }
  g_hash_table_insert (self->unused, g_strdup (name), GUINT_TO_POINTER (number));
  g_hash_table_insert (self->named, g_steal_pointer (&name), g_strdup (tab + 1));
  return TRUE;
}

static gboolean
add_lines (SotongSecretsMemory  *self,
           char                 *text,
           gsize                 length,
           GError              **error)
{
  char *p = g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text;

  if (memchr (text, '\0', length) != NULL)
    {
      g_set_error_literal (error, SOTONG_SECRETS_ERROR, SOTONG_SECRETS_ERROR_INVALID,
                           _("What came on standard input is not text. Give one line for each secret: a name, a tab and the secret."));
      return FALSE;
    }
  for (guint number = 1; p != NULL; number++)
    {
      char *end = strchr (p, '\n');

      if (end != NULL)
        *end = '\0';
      if (!add_line (self, p, number, error))
        return FALSE;
      p = end != NULL ? end + 1 : NULL;
    }
  return TRUE;
}

/**
 * sotong_secrets_new_from_stream:
 * @stream: lines of a name, a tab and a secret, in UTF-8
 * @cancellable: (nullable): stops it
 * @error: return location; `SOTONG_SECRETS_ERROR_INVALID` with the line's
 *   number, but nothing of what is in it
 *
 * Names are those of channels and sources. Empty lines are passed over; the
 * secret is all that follows the first tab.
 *
 * Returns: (transfer full) (nullable): the secrets
 */
SotongSecrets *
sotong_secrets_new_from_stream (GInputStream  *stream,
                                GCancellable  *cancellable,
                                GError       **error)
{
  g_autoptr(SotongSecrets) self = sotong_secrets_new_memory ();
  gsize length;
  char *text = read_all (stream, &length, cancellable, error);
  gboolean good;

  if (text == NULL)
    return NULL;
  good = add_lines (SOTONG_SECRETS_MEMORY (self), text, length, error);
  sotong_secrets_wipe (text, length);
  g_free (text);
  return good ? g_steal_pointer (&self) : NULL;
}

/**
 * sotong_secrets_read_stream:
 * @stream: a single secret
 * @cancellable: (nullable): stops it
 * @error: return location; `SOTONG_SECRETS_ERROR_NONE_GIVEN` if it is empty, `SOTONG_SECRETS_ERROR_INVALID` if it is no text
 *
 * Returns: (transfer full) (nullable): the secret without the line ends behind
 *   it, to be freed with sotong_secrets_free()
 */
char *
sotong_secrets_read_stream (GInputStream  *stream,
                            GCancellable  *cancellable,
                            GError       **error)
{
  gsize length;
  char *text = read_all (stream, &length, cancellable, error);
  char *secret;

  if (text == NULL)
    return NULL;
  while (length > 0 && (text[length - 1] == '\n' || text[length - 1] == '\r'))
    text[--length] = '\0';
  if (length == 0 || memchr (text, '\0', length) != NULL || !g_utf8_validate (text, (gssize) length, NULL))
    {
      g_set_error_literal (error, SOTONG_SECRETS_ERROR,
                           length == 0 ? SOTONG_SECRETS_ERROR_NONE_GIVEN : SOTONG_SECRETS_ERROR_INVALID,
                           length == 0 ? _("No secret came on standard input. Write it there, for example from a file: … < secret.txt")
                                       : _("What came on standard input is not text, so it is no secret."));
      sotong_secrets_wipe (text, length);
      g_free (text);
      return NULL;
    }
  secret = g_strdup (text);
  sotong_secrets_wipe (text, length);
  g_free (text);
  return secret;
}

/**
 * sotong_secrets_describe_replaced:
 * @self: where secrets are
 *
 * Returns: (transfer full) (nullable): whose secrets were given on a stream and have been replaced since, their
 *   names in quotes; %NULL if there are none, and where secrets are kept for good
 */
char *
sotong_secrets_describe_replaced (SotongSecrets *self)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  SotongSecretsMemory *memory;
  GHashTableIter iter;
  gpointer name;

  if (!SOTONG_IS_SECRETS_MEMORY (self))
    return NULL;
  memory = SOTONG_SECRETS_MEMORY (self);
  g_mutex_lock (&memory->lock);
  g_hash_table_iter_init (&iter, memory->replaced);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup_printf ("“%s”", (const char *) name));
  g_mutex_unlock (&memory->lock);
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **) names->pdata);
}

/**
 * sotong_secrets_list_unused:
 * @self: where secrets are
 *
 * Returns: (transfer full) (element-type utf8 guint): names that came on a stream and that nobody has asked for, to the
 *   numbers of their lines, from 1. A name may be a secret that somebody wrote on the wrong side of the tab: show the line's number.
 */
GHashTable *
sotong_secrets_list_unused (SotongSecrets *self)
{
  GHashTable *lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  SotongSecretsMemory *memory;
  GHashTableIter iter;
  gpointer name, line;

  if (!SOTONG_IS_SECRETS_MEMORY (self))
    return lines;
  memory = SOTONG_SECRETS_MEMORY (self);
  g_mutex_lock (&memory->lock);
  g_hash_table_iter_init (&iter, memory->unused);
  while (g_hash_table_iter_next (&iter, &name, &line))
    g_hash_table_insert (lines, g_strdup (name), line);
  g_mutex_unlock (&memory->lock);
  return lines;
}
