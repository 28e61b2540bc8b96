/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include "store/sotong-campaign.h"

G_BEGIN_DECLS
/* The parts of a campaign, in the change that is open. */
gboolean sotong_campaign_put_parts  (SotongDb              *db,
                                     gint64                 id,
                                     const SotongCampaign  *campaign,
                                     const char            *first_day,
                                     GError               **error);
gboolean sotong_campaign_read_parts (SotongDb              *db,
                                     SotongCampaign        *campaign,
                                     GError               **error);
gint64   sotong_campaign_put_agency (SotongDb              *db,
                                     const char            *name,
                                     GError               **error);
G_END_DECLS
