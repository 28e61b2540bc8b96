/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <glib-object.h>

G_BEGIN_DECLS
/* A channel's account on its platform, as a worker needs it for a call. */
typedef struct {
  char *name;      /* (not nullable): the channel's name in the office, for sentences */
  char *platform;  /* (not nullable): "wordpress" */
  char *url;       /* (not nullable): base address; may be empty where the platform has one address */
  char *user;      /* (not nullable): login, page id; may be empty */
  char *handle;    /* (not nullable): public name; may be empty */
  gint64 text_limit; /* how long a post may be by the server's own word, in the platform's units; 0: not known */
  char *secret;    /* (not nullable): from the Secret Service; wiped when freed, never logged */
} SotongAccount;

#define SOTONG_TYPE_ACCOUNT (sotong_account_get_type ())
GType          sotong_account_get_type (void);
SotongAccount *sotong_account_new      (const char          *name,
                                        const char          *platform,
                                        const char          *url,
                                        const char          *user,
                                        const char          *handle,
                                        const char          *secret) G_GNUC_WARN_UNUSED_RESULT;
SotongAccount *sotong_account_copy     (const SotongAccount *self) G_GNUC_WARN_UNUSED_RESULT;
void           sotong_account_free     (SotongAccount       *self);
char          *sotong_account_dup_base (const SotongAccount *self) G_GNUC_WARN_UNUSED_RESULT;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongAccount, sotong_account_free)
G_END_DECLS
