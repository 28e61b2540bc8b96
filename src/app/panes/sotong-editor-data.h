/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-advertisement.h"
#include "store/sotong-attempt.h"
#include "store/sotong-budget.h"
#include "store/sotong-campaign.h"
#include "store/sotong-change.h"
#include "store/sotong-channel.h"
#include "store/sotong-content-event.h"
#include "store/sotong-content.h"
#include "store/sotong-restriction.h"
#include "store/sotong-contributor.h"
#include "store/sotong-link-rule.h"
#include "store/sotong-store.h"
#include "store/sotong-type.h"

G_BEGIN_DECLS
/* What an editor of one content shows. */
typedef struct {
  SotongContent *content;    /* (owned) (nullable): %NULL for one that is not stored yet */
  GPtrArray     *channels;   /* (owned) (element-type SotongChannel) */
  GPtrArray     *groups;     /* (owned) (element-type SotongChannelGroup) */
  GArray        *barred;     /* (owned) (element-type gint64): channels on which others publish */
  GPtrArray     *types;      /* (owned) (element-type SotongType) */
  GPtrArray     *campaigns;  /* (owned) (element-type SotongCampaign) */
  GPtrArray     *lines;      /* (owned) (element-type SotongBudgetLine): those with money left, and the content's own */
  GPtrArray     *attempts;   /* (owned) (element-type SotongAttempt): newest first */
  GPtrArray     *changes;    /* (owned) (element-type SotongChangeInfo): newest first */
  SotongRestrictionRules *rules; /* (owned): by which its days are told */
  GPtrArray     *link_rules; /* (owned) (element-type SotongLinkRule) */
  GPtrArray     *people;     /* (owned) (element-type SotongPerson): who may be in charge of it */
  gint64         owner_id;   /* who is, or SOTONG_NONE */
  char          *owner;      /* (owned) (nullable): the name */
  GPtrArray     *contributors; /* (owned) (element-type SotongContributor) */
  GPtrArray     *checklist;  /* (owned) (element-type SotongChecklistItem) */
  GPtrArray     *entries;    /* (owned) (element-type SotongEntry): what an advertisement may show */
  SotongContentEvent  *event; /* (owned) (nullable): %NULL for one that is not stored yet */
  SotongAdvertisement *ad;   /* (owned) (nullable): likewise, and of other types */
} SotongEditorData;

/* What is to be saved: as the person has it, and as it was when it was read. */
typedef struct {
  SotongContent *mine;       /* (owned) */
  SotongContent *base;       /* (owned) (nullable) */
  gboolean       following;  /* all later ones of the series are changed likewise */
  char          *session;    /* (owned) (nullable): of writing, see sotong_change_set_session() */
} SotongEditorSave;

void              sotong_editor_data_free      (SotongEditorData     *data);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongEditorData, sotong_editor_data_free)
void              sotong_editor_save_free      (SotongEditorSave     *save);

SotongContent    *sotong_content_dup           (const SotongContent  *content) G_GNUC_WARN_UNUSED_RESULT;
SotongCopy       *sotong_copy_dup              (const SotongCopy     *copy) G_GNUC_WARN_UNUSED_RESULT;
gboolean          sotong_editor_rewritten      (const SotongContent  *base,
                                                const SotongContent  *now);
SotongCopy       *sotong_editor_find_copy      (const SotongContent  *content,
                                                gint64                copy_id);
gboolean          sotong_editor_differs        (const SotongContent  *a,
                                                const SotongContent  *b);
gboolean          sotong_editor_has_words      (const SotongContent  *content);

gpointer          sotong_editor_data_job       (SotongDb             *db,
                                                gpointer              content_id,
                                                GCancellable         *cancellable,
                                                GError              **error);
gpointer          sotong_editor_save_job       (SotongDb             *db,
                                                gpointer              save,
                                                GCancellable         *cancellable,
                                                GError              **error);
gint64            sotong_editor_line_left      (const SotongBudgetLine *line);
G_END_DECLS
