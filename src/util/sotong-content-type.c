/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>

#include "util/sotong-content-type.h"

static const char * const types[] = {
  "blog-post", "sns", "joint", "citizen-campaign", "advertisement", "white-paper", "report", NULL
};

static const char * const labels[] = {
  N_("Blog post"), N_("SNS content"), N_("Joint content"), N_("Citizen campaign"), N_("Advertisement"), N_("White paper"),
  N_("Analysis report")
};

/**
 * sotong_content_type_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of the built-in types
 */
const char * const *
sotong_content_type_list (void)
{
  return types;
}

static int
index_of (const char *type)
{
  for (int i = 0; types[i] != NULL; i++)
    {
      if (g_str_equal (types[i], type))
        return i;
    }
  return -1;
}

/**
 * sotong_content_type_get_label:
 * @type: a type
 *
 * Returns: (transfer none): what a person calls it, in the user's language; @type itself
 *   if it is not built in
 */
const char *
sotong_content_type_get_label (const char *type)
{
  int index = index_of (type);

  return index >= 0 ? _(labels[index]) : type;
}

gboolean
sotong_content_type_is_known (const char *type)
{
  return index_of (type) >= 0;
}
