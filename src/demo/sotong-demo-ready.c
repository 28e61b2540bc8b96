/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The mentions with all that is computed from their texts alone, which a thread of its own does ahead of the one that writes. */
#include "config.h"

#include "demo/sotong-demo-ready.h"
#include "monitor/sotong-word-finder.h"

#define TELL_EACH 128 /* mentions made between two words to the thread that waits for them */

struct _SotongDemoReady
{
  GThread             *thread;    /* (owned) */
  guint64              seed;
  GMutex               mutex;
  GCond                cond;
  SotongDemoMentions  *mentions;  /* (owned) (nullable): guarded until set, unchanged from then on */
  guint32             *place;     /* (owned) (array): of each mention in the order of work; set with @mentions */
  SotongSketch        *sketches;  /* (owned) (array): of each mention, whole for places below @n_done */
  const char         **words;     /* (owned) (array): the same; nouns, each on a line of its own, or %NULL where nobody can tell */
  GStringChunk        *strings;   /* (owned): the words; the thread's */
  gsize                n_done;    /* guarded */
  gsize                n_seen;    /* what @n_done was when the thread that writes last looked; that thread's */
  gint                 stop;      /* atomic: nobody waits for the rest */
};

/**
 * sotong_demo_mention_get_text:
 * @mention: a mention
 * @text: set to its text
 *
 * The texts of articles and blogs have their title before them, as those of feeds.
 */
void
sotong_demo_mention_get_text (const SotongDemoMention *mention,
                              GString                 *text)
{
  g_string_assign (text, mention->title);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, mention->text);
}

/* Source by source, oldest first: as they are written. */
static guint32 *
order_new (const SotongDemoMentions *mentions)
{
  guint32 *order = g_new (guint32, mentions->n_mentions);
  gsize n = 0;

  for (guint source = 0; source < mentions->n_sources; source++)
    for (gsize i = 0; i < mentions->n_mentions; i++)
      if (mentions->mentions[i].source == source)
        order[n++] = (guint32) i;
  g_assert (n == mentions->n_mentions);
  return order;
}

static void
tell_done (SotongDemoReady *self,
           gsize            n_done)
{
  g_mutex_lock (&self->mutex);
  self->n_done = n_done;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static void
tell_mentions (SotongDemoReady    *self,
               SotongDemoMentions *mentions,
               const guint32      *order)
{
  gsize n = mentions->n_mentions;

  self->sketches = g_new0 (SotongSketch, n);
  self->words = g_new0 (const char *, n);
  self->place = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    self->place[order[i]] = (guint32) i;
  g_mutex_lock (&self->mutex);
  self->mentions = mentions;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

static gpointer
make_thread_cb (gpointer data)
{
  SotongDemoReady *self = data;
  g_autoptr(SotongWordFinder) finder = sotong_word_finder_new (NULL); /* without it the words are found later */
  SotongDemoMentions *mentions = sotong_demo_mentions_new (self->seed);
  g_autofree guint32 *order = order_new (mentions);
  g_autoptr(GString) text = g_string_new (NULL);

  tell_mentions (self, mentions, order);
  for (gsize i = 0; i < mentions->n_mentions && g_atomic_int_get (&self->stop) == 0; i++)
    {
      const SotongDemoMention *mention = &mentions->mentions[order[i]];

      if (i % TELL_EACH == 0)
        tell_done (self, i);
      sotong_demo_mention_get_text (mention, text);
      sotong_sketch_make (&self->sketches[order[i]], text->str, mention->author, mention->published_at);
      if (finder != NULL)
        self->words[order[i]] = g_string_chunk_insert (self->strings, sotong_word_finder_find (text->str, finder));
    }
  tell_done (self, mentions->n_mentions);
  return NULL;
}

/**
 * sotong_demo_ready_start:
 * @seed: as for sotong_demo_mentions_new()
 *
 * Starts to make the mentions, and what follows from their texts, in a thread: that takes a second or so, and no database.
 *
 * Returns: (transfer full): what is being made
 */
SotongDemoReady *
sotong_demo_ready_start (guint64 seed)
{
  SotongDemoReady *self = g_new0 (SotongDemoReady, 1);

  self->seed = seed;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->strings = g_string_chunk_new (1 << 16);
  self->thread = g_thread_new ("demo-mentions", make_thread_cb, self);
  return self;
}

/**
 * sotong_demo_ready_free:
 * @self: (nullable): what is being made
 *
 * What is not made yet is not made any more.
 */
void
sotong_demo_ready_free (SotongDemoReady *self)
{
  if (self == NULL)
    return;
  g_atomic_int_set (&self->stop, 1);
  g_thread_join (self->thread);
  sotong_demo_mentions_free (self->mentions);
  g_free (self->place);
  g_free (self->sketches);
  g_free (self->words);
  g_string_chunk_free (self->strings);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

/**
 * sotong_demo_ready_get_mentions:
 * @self: what is being made
 *
 * Waits for the mentions.
 *
 * Returns: (transfer none): the mentions
 */
const SotongDemoMentions *
sotong_demo_ready_get_mentions (SotongDemoReady *self)
{
  g_mutex_lock (&self->mutex);
  while (self->mentions == NULL)
    g_cond_wait (&self->cond, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self->mentions;
}

/**
 * sotong_demo_ready_get_sketch:
 * @self: what is being made, whose mentions have been waited for
 * @index: of a mention
 * @out_words: (out) (transfer none) (nullable): its nouns, each on a line of its own; %NULL if nobody can tell
 *
 * Waits until they are made; they are made in the order of sources, oldest first. For one thread.
 *
 * Returns: (transfer none): the sketch of the mention's text
 */
const SotongSketch *
sotong_demo_ready_get_sketch (SotongDemoReady  *self,
                              gsize             index,
                              const char      **out_words)
{
  if (self->place[index] >= self->n_seen)
    {
      g_mutex_lock (&self->mutex);
      while (self->place[index] >= self->n_done)
        g_cond_wait (&self->cond, &self->mutex);
      self->n_seen = self->n_done;
      g_mutex_unlock (&self->mutex);
    }
  *out_words = self->words[index];
  return &self->sketches[index];
}
