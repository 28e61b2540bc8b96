/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo/sotong-demo-plan-private.h"

GResource *sotong_demo_get_resource (void);

static SotongDemoGrammar *
load_grammar (void)
{
  g_autoptr(GBytes) bytes = g_resource_lookup_data (sotong_demo_get_resource (), "/org/sotong/Sotong/demo/contents.txt",
                                                    G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr(GError) error = NULL;
  SotongDemoGrammar *grammar;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  grammar = sotong_demo_grammar_new (text, length, &error);
  g_assert_no_error (error); /* the text is our own */
  return grammar;
}

/**
 * sotong_demo_plan_new:
 * @seed: %SOTONG_DEMO_SEED for the demo workspace
 *
 * Makes a plan for 2016 as it might stand at %SOTONG_DEMO_NOW: what was promised
 * spread over the year's working days, published up to now and in all states of
 * preparation after it, the payments that follow from what is out, and the
 * figures of the channels. The same @seed gives the same plan everywhere.
 *
 * Returns: (transfer full): the plan
 */
SotongDemoPlan *
sotong_demo_plan_new (guint64 seed)
{
  SotongDemoPlan *self = g_new0 (SotongDemoPlan, 1);
  SotongRandom random;

  sotong_random_init (&random, seed ^ G_GUINT64_CONSTANT (0x706c616e)); /* its own sequence */
  self->grammar = load_grammar ();
  self->strings = g_string_chunk_new (1 << 14);
  self->channels = sotong_demo_channels;
  self->n_channels = SOTONG_DEMO_N_CHANNELS;
  self->campaigns = sotong_demo_campaigns;
  self->n_campaigns = sotong_demo_n_campaigns;
  self->commitments = sotong_demo_commitments;
  self->n_commitments = sotong_demo_n_commitments;
  self->contents = g_array_new (FALSE, TRUE, sizeof (SotongDemoContent));
  self->copies = g_array_new (FALSE, TRUE, sizeof (SotongDemoCopy));
  self->payments = g_array_new (FALSE, TRUE, sizeof (SotongDemoPayment));
  self->metrics = g_array_new (FALSE, TRUE, sizeof (SotongDemoMetric));
  sotong_demo_make_contents (self, &random);
  sotong_demo_make_payments (self, &random);
  sotong_demo_make_metrics (self, &random);
  return self;
}

void
sotong_demo_plan_free (SotongDemoPlan *self)
{
  g_array_unref (self->contents);
  g_array_unref (self->copies);
  g_array_unref (self->payments);
  g_array_unref (self->metrics);
  sotong_demo_grammar_free (self->grammar);
  g_string_chunk_free (self->strings);
  g_free (self);
}

/**
 * sotong_demo_plan_count:
 * @self: a plan
 * @type: a type of content
 * @done: whether to count only what is out
 *
 * Returns: how many contents of the type count towards the promise
 */
guint
sotong_demo_plan_count (const SotongDemoPlan *self,
                        SotongDemoType        type,
                        gboolean              done)
{
  guint n = 0;

  for (guint i = 0; i < self->contents->len; i++)
    {
      const SotongDemoContent *content = &g_array_index (self->contents, SotongDemoContent, i);

      n += content->type == type && !content->practice && (content->done || !done);
    }
  return n;
}

/**
 * sotong_demo_plan_sum_paid:
 * @self: a plan
 * @line: id of a line, or %NULL for all
 *
 * Returns: won paid so far
 */
gint64
sotong_demo_plan_sum_paid (const SotongDemoPlan *self,
                           const char           *line)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->payments->len; i++)
    {
      const SotongDemoPayment *payment = &g_array_index (self->payments, SotongDemoPayment, i);

      if (line == NULL || strcmp (payment->line, line) == 0)
        sum += payment->amount;
    }
  return sum;
}
