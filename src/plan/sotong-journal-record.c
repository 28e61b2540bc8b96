/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "plan/sotong-journal-record.h"

#include <string.h>
#include <zlib.h>

/* A record of an editor's journal says what changed of a content since the record before:
 *
 *   4 bytes   the length of what follows the checksum, little endian
 *   4 bytes   its CRC-32, little endian
 *   the rest  a GVariant (xba(xsv)): when, in seconds since 1970 UTC; whether its editor is still
 *             there; and each change: on which channel (0: the content itself), of which field, to what
 *
 * What a field changes to is a number (x), a text or none (may), or a part of the text that was there
 * (ttay): at that byte, that many bytes make way for these. Of the content itself, “fields” are what is typed in
 * fields beside it, all of them by their keys (a{ss}). A channel whose field has no name (“”) is one
 * that the content does not go to any more; one that is named for the first time is one that it goes to now.
 *
 * A letter more in a long text is a record of some eighty bytes. A program that is killed while it writes one
 * leaves a part of it, which its length or its checksum tells: what came before it counts. */

#define HEAD 8
#define CHANGES "a(xsv)"
#define RECORD "(xb" CHANGES ")"
#define CHUNK 4096
#define FIELDS "fields"

typedef enum {
  KIND_TEXT,    /* char *, (nullable) */
  KIND_NUMBER,  /* gint64 */
  KIND_FLAG,    /* gboolean */
  KIND_STATE,   /* SotongState, by its name */
} Kind;

typedef struct {
  const char *name;
  Kind        kind;
  gsize       offset;
} Field;

static const Field content_fields[] = {
  { "id", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, id) },
  { "revision", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, revision) },
  { "title", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, title) },
  { "type", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, type) },
  { "body", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, body) },
  { "notes", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, notes) },
  { "publicity", KIND_FLAG, G_STRUCT_OFFSET (SotongContent, publicity) },
  { "restriction_ground", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, restriction_ground) },
  { "tags", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, tags) },
  { "proof_url", KIND_TEXT, G_STRUCT_OFFSET (SotongContent, proof_url) },
  { "contributor", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, contributor_id) },
  { "campaign", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, campaign_id) },
  { "line", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, line_id) },
  { "cost_planned", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, cost_planned) },
  { "cost_final", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, cost_final) },
  { "planned_at", KIND_NUMBER, G_STRUCT_OFFSET (SotongContent, planned_at) },
  { NULL },
};

static const Field copy_fields[] = {
  { "id", KIND_NUMBER, G_STRUCT_OFFSET (SotongCopy, id) },
  { "title", KIND_TEXT, G_STRUCT_OFFSET (SotongCopy, title) },
  { "body", KIND_TEXT, G_STRUCT_OFFSET (SotongCopy, body) },
  { "state", KIND_STATE, G_STRUCT_OFFSET (SotongCopy, state) },
  { "publish_at", KIND_NUMBER, G_STRUCT_OFFSET (SotongCopy, publish_at) },
  { "thread", KIND_FLAG, G_STRUCT_OFFSET (SotongCopy, thread) },
  { NULL },
};

static SotongCopy *
copy_on (const SotongContent *content,
         gint64               channel,
         guint               *out_position)
{
  for (guint i = 0; content != NULL && i < content->copies->len; i++)
    {
      SotongCopy *copy = g_ptr_array_index (content->copies, i);

      if (copy->channel_id != channel)
        continue;
      if (out_position != NULL)
        *out_position = i;
      return copy;
    }
  return NULL;
}

/* ---- writing ---- */

/* How many bytes of @a and @b, of which each has @n, are the same at their beginning. */
static gsize
same_begin (const char *a,
            const char *b,
            gsize       n)
{
  gsize same = 0;

  while (n - same >= CHUNK && memcmp (a + same, b + same, CHUNK) == 0)
    same += CHUNK;
  while (same < n && a[same] == b[same])
    same++;
  return same;
}

/* And at their end, before which @a and @b point behind the last byte. */
static gsize
same_end (const char *a,
          const char *b,
          gsize       n)
{
  gsize same = 0;

  while (n - same >= CHUNK && memcmp (a - same - CHUNK, b - same - CHUNK, CHUNK) == 0)
    same += CHUNK;
  while (same < n && a[-1 - (gssize) same] == b[-1 - (gssize) same])
    same++;
  return same;
}

/* The part of @now that differs from @before. */
static GVariant *
splice (const char *before,
        const char *now)
{
  gsize n_before = strlen (before), n_now = strlen (now), n = MIN (n_before, n_now);
  gsize begin = same_begin (before, now, n), end = same_end (before + n_before, now + n_now, n - begin);
  g_autofree char *put = g_strndup (now + begin, n_now - begin - end);

  return g_variant_new ("(tt^ay)", (guint64) begin, (guint64) (n_before - begin - end), put);
}

static GVariant *
text_change (const char     *before,
             const char     *now,
             gboolean        whole)
{
  if (!whole && g_strcmp0 (before, now) == 0)
    return NULL;
  return whole || before == NULL || now == NULL ? g_variant_new ("m^ay", now) : splice (before, now);
}

/* What @field of @now differs by from @before: %NULL when it does not. */
static GVariant *
change_of (const Field   *field,
           gconstpointer  before,
           gconstpointer  now)
{
  gconstpointer a = before != NULL ? G_STRUCT_MEMBER_P (before, field->offset) : NULL, b = G_STRUCT_MEMBER_P (now, field->offset);

  switch (field->kind)
    {
    case KIND_NUMBER:
      return a == NULL || *(const gint64 *) a != *(const gint64 *) b ? g_variant_new_int64 (*(const gint64 *) b) : NULL;
    case KIND_FLAG:
      return a == NULL || *(const gboolean *) a != *(const gboolean *) b ? g_variant_new_int64 (*(const gboolean *) b ? 1 : 0) : NULL;
    case KIND_STATE:
      return a == NULL || *(const SotongState *) a != *(const SotongState *) b
             ? g_variant_new ("m^ay", sotong_state_get_name (*(const SotongState *) b)) : NULL;
    case KIND_TEXT:
    default:
      return text_change (a != NULL ? *(char * const *) a : NULL, *(char * const *) b, a == NULL);
    }
}

static gboolean
add_changes (GVariantBuilder *builder,
             gint64           channel,
             const Field     *fields,
             gconstpointer    before,
             gconstpointer    now)
{
  gboolean any = FALSE;

  for (const Field *field = fields; field->name != NULL; field++)
    {
      GVariant *change = change_of (field, before, now);

      if (change != NULL)
        g_variant_builder_add (builder, "(xsv)", channel, field->name, change);
      any = any || change != NULL;
    }
  return any;
}

static gboolean
add_copies (GVariantBuilder     *builder,
            const SotongContent *before,
            const SotongContent *now)
{
  gboolean any = FALSE;

  for (guint i = 0; before != NULL && i < before->copies->len; i++)
    {
      gint64 channel = ((const SotongCopy *) g_ptr_array_index (before->copies, i))->channel_id;

      if (copy_on (now, channel, NULL) != NULL)
        continue;
      g_variant_builder_add (builder, "(xsv)", channel, "", g_variant_new_int64 (0));
      any = TRUE;
    }
  for (guint i = 0; i < now->copies->len; i++)
    {
      const SotongCopy *copy = g_ptr_array_index (now->copies, i);

      any = add_changes (builder, copy->channel_id, copy_fields, copy_on (before, copy->channel_id, NULL), copy) || any;
    }
  return any;
}

/**
 * sotong_journal_record_new:
 * @before: (nullable): what the journal holds; %NULL for nothing yet
 * @now: what is being written
 * @fields: (nullable): what is now typed in fields beside it, as `SOTONG_JOURNAL_FIELDS`; %NULL when that has not changed
 * @at: seconds since 1970 UTC
 * @owned: whether this process still has it in an editor; a record that says that it has not is made without a change, too
 *
 * Returns: (transfer full) (nullable): the record; %NULL when nothing has changed
 */
GByteArray *
sotong_journal_record_new (const SotongContent *before,
                           const SotongContent *now,
                           GVariant            *fields,
                           gint64               at,
                           gboolean             owned)
{
  g_auto(GVariantBuilder) changes = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE (CHANGES));
  g_autoptr(GVariant) record = NULL;
  GByteArray *bytes;
  guint32 head[2];
  gboolean any;

  any = add_changes (&changes, 0, content_fields, before, now);
  any = add_copies (&changes, before, now) || any;
  if (fields != NULL)
    g_variant_builder_add (&changes, "(xsv)", (gint64) 0, FIELDS, fields);
  any = any || fields != NULL;
  if (!any && owned)
    return NULL;
  record = g_variant_ref_sink (g_variant_new (RECORD, at, owned, &changes));
  head[0] = GUINT32_TO_LE ((guint32) g_variant_get_size (record));
  head[1] = GUINT32_TO_LE ((guint32) crc32_z (0, g_variant_get_data (record), g_variant_get_size (record)));
  bytes = g_byte_array_sized_new ((guint) g_variant_get_size (record) + HEAD);
  g_byte_array_append (bytes, (const guint8 *) head, HEAD);
  g_byte_array_append (bytes, g_variant_get_data (record), (guint) g_variant_get_size (record));
  return bytes;
}

/* ---- reading ---- */

static gboolean
apply_splice (char     **text,
              GVariant  *value)
{
  guint64 at, n_old;
  const char *put;
  gsize length = *text != NULL ? strlen (*text) : 0, n_put;
  char *whole;

  g_variant_get (value, "(tt^&ay)", &at, &n_old, &put);
  if (*text == NULL || at > length || n_old > length - at)
    return FALSE;
  n_put = strlen (put);
  whole = g_malloc (length - n_old + n_put + 1);
  memcpy (whole, *text, at);
  memcpy (whole + at, put, n_put);
  memcpy (whole + at + n_put, *text + at + n_old, length - at - n_old + 1);
  g_free (*text);
  *text = whole;
  return TRUE;
}

static gboolean
apply_text (char     **text,
            GVariant  *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("(ttay)")))
    return apply_splice (text, value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE ("may")))
    return FALSE;
  g_free (*text);
  g_variant_get (value, "m^ay", text);
  return TRUE;
}

static gboolean
apply_state (SotongState *state,
             GVariant    *value)
{
  const char *name = NULL;

  if (g_variant_is_of_type (value, G_VARIANT_TYPE ("may")))
    g_variant_get (value, "m^&ay", &name);
  return name != NULL && sotong_state_from_name (name, state);
}

static gboolean
apply_field (const Field *field,
             gpointer     to,
             GVariant    *value)
{
  gpointer at = G_STRUCT_MEMBER_P (to, field->offset);

  if (field->kind == KIND_TEXT)
    return apply_text (at, value);
  if (field->kind == KIND_STATE)
    return apply_state (at, value);
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return FALSE;
  if (field->kind == KIND_NUMBER)
    *(gint64 *) at = g_variant_get_int64 (value);
  else
    *(gboolean *) at = g_variant_get_int64 (value) == 1;
  return TRUE;
}

static gboolean
apply_fields (GVariant **fields,
              GVariant  *value)
{
  if (!g_variant_is_of_type (value, G_VARIANT_TYPE (SOTONG_JOURNAL_FIELDS)))
    return FALSE;
  g_clear_pointer (fields, g_variant_unref);
  *fields = g_variant_n_children (value) > 0 ? g_variant_ref (value) : NULL;
  return TRUE;
}

/* A field that is not known was written by a later version. */
static gboolean
apply_change (SotongContent *content,
              gint64         channel,
              const char    *name,
              GVariant      *value)
{
  guint position = 0;
  SotongCopy *copy = channel != 0 ? copy_on (content, channel, &position) : NULL;
  const Field *field = channel != 0 ? copy_fields : content_fields;

  if (channel != 0 && *name == '\0')
    {
      if (copy != NULL)
        g_ptr_array_remove_index (content->copies, position);
      return TRUE;
    }
  if (channel != 0 && copy == NULL)
    {
      copy = sotong_copy_new (channel);
      g_ptr_array_add (content->copies, copy);
    }
  while (field->name != NULL && !g_str_equal (field->name, name))
    field++;
  return field->name == NULL || apply_field (field, channel != 0 ? (gpointer) copy : content, value);
}

static GVariant *
read_record (const char *data,
             gsize       length)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GVariant) record = NULL;
  guint32 head[2];

  if (length < HEAD)
    return NULL;
  memcpy (head, data, HEAD);
  if (GUINT32_FROM_LE (head[0]) > length - HEAD
      || crc32_z (0, (const guint8 *) data + HEAD, GUINT32_FROM_LE (head[0])) != GUINT32_FROM_LE (head[1]))
    return NULL;
  bytes = g_bytes_new (data + HEAD, GUINT32_FROM_LE (head[0]));
  record = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (RECORD), bytes, FALSE));
  return g_variant_is_normal_form (record) ? g_steal_pointer (&record) : NULL;
}

/**
 * sotong_journal_record_apply:
 * @data: (array length=length): where a record begins
 * @length: bytes to the end of the journal
 * @content: what the records before it made; gets what this one changed
 * @fields: (inout) (nullable): likewise, what was typed in fields beside it
 * @out_at: (inout): when it was written; stays when there is no record
 * @out_owned: (inout): whether an editor had it then; stays likewise
 *
 * Returns: the record's bytes; 0 when it is none, or not all of one
 */
gsize
sotong_journal_record_apply (const char    *data,
                             gsize          length,
                             SotongContent *content,
                             GVariant     **fields,
                             gint64        *out_at,
                             gboolean      *out_owned)
{
  g_autoptr(GVariant) record = read_record (data, length), changes = NULL;
  GVariantIter iter;
  gint64 channel, at;
  const char *name;
  gboolean owned, good = TRUE;
  GVariant *value;

  if (record == NULL)
    return 0;
  g_variant_get (record, "(xb@" CHANGES ")", &at, &owned, &changes);
  g_variant_iter_init (&iter, changes);
  while (good && g_variant_iter_next (&iter, "(x&sv)", &channel, &name, &value))
    {
      if (channel == 0 && g_str_equal (name, FIELDS))
        good = apply_fields (fields, value);
      else
        good = apply_change (content, channel, name, value);
      g_variant_unref (value);
    }
  if (!good)
    return 0;
  *out_at = at;
  *out_owned = owned;
  return HEAD + g_variant_get_size (record);
}
