/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-content.h"

G_BEGIN_DECLS
typedef enum {
  SOTONG_WARNING_CLASH,    /* the channel posts something else within half an hour */
  SOTONG_WARNING_CONSENT,  /* a joint content is scheduled, and no consent of its contributor is noted */
  SOTONG_WARNING_RIGHTS,   /* likewise, and nothing is noted of the rights to its text and pictures */
  SOTONG_WARNING_SIMILAR,  /* another text says much the same within two weeks */
} SotongWarningKind;

/* Something to look at before a content is scheduled. It never stops anybody. */
typedef struct {
  SotongWarningKind  kind;
  gint64             channel_id;  /* of a clash, else 0 */
  char              *channel;     /* of a clash: its name */
  gint64             content_id;  /* the other content */
  char              *title;       /* its title; of a consent or of rights (nullable): the contributor’s pen name */
  gint64             at;          /* when it goes out, or went */
  double             likeness;    /* of a similar text: 0 to 1 */
} SotongWarning;

void        sotong_warning_free     (SotongWarning        *warning);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongWarning, sotong_warning_free)

const char *sotong_warning_get_name (const SotongWarning  *warning);
char       *sotong_warning_describe (const SotongWarning  *warning,
                                     GTimeZone            *zone) G_GNUC_WARN_UNUSED_RESULT;
SotongWarning *sotong_warning_of_joint (const char        *pen_name,
                                     const char           *consent,
                                     const char           *rights) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *sotong_warning_list     (SotongDb             *db,
                                     const SotongContent  *content,
                                     GError              **error);
G_END_DECLS
