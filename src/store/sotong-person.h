/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-db.h"

G_BEGIN_DECLS
/* Somebody of the office, who drafts, reviews or decides. */
typedef struct {
  gint64    id;
  char     *name;
  char     *role;       /* 팀장, 과장, ...; may be empty */
  char     *login;      /* (nullable): the desktop account that acts for the person */
  gint64    deputy_id;  /* who acts while the person is away, or SOTONG_NONE */
  char     *deputy;     /* (nullable): its name; filled when read */
  gboolean  away;
  gboolean  made;
} SotongPerson;

void          sotong_person_free      (SotongPerson        *person);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongPerson, sotong_person_free)

gint64        sotong_person_add       (SotongDb            *db,
                                       const SotongPerson  *person,
                                       GError             **error);
gboolean      sotong_person_edit      (SotongDb            *db,
                                       const SotongPerson  *person,
                                       GError             **error);
gboolean      sotong_person_remove    (SotongDb            *db,
                                       gint64               id,
                                       GError             **error);
GPtrArray    *sotong_person_list      (SotongDb            *db,
                                       GError             **error);
SotongPerson *sotong_person_get       (SotongDb            *db,
                                       gint64               id,
                                       GError             **error);
SotongPerson *sotong_person_find      (SotongDb            *db,
                                       const char          *name,
                                       GError             **error);
SotongPerson *sotong_person_find_login  (SotongDb            *db,
                                         const char          *login,
                                         GError             **error);
SotongPerson *sotong_person_get_actor (SotongDb            *db,
                                       GError             **error);
SotongPerson *sotong_person_act_as    (SotongDb            *db,
                                       gint64               id,
                                       GError             **error);
char         *sotong_person_describe  (const SotongPerson  *person) G_GNUC_WARN_UNUSED_RESULT;
G_END_DECLS
