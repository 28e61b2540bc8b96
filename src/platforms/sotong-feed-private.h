/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <libxml/tree.h>

#include "platforms/sotong-feed.h"

G_BEGIN_DECLS
/* The vocabularies that feeds are written in, told apart by namespace and not by prefix. */
typedef enum {
  SOTONG_FEED_SPACE_CORE,     /* RSS of any version */
  SOTONG_FEED_SPACE_ATOM,
  SOTONG_FEED_SPACE_RDF,
  SOTONG_FEED_SPACE_CONTENT,
  SOTONG_FEED_SPACE_DC,
  SOTONG_FEED_SPACE_THREAD,
  SOTONG_FEED_SPACE_OTHER,
} SotongFeedSpace;

SotongFeedSpace  sotong_feed_node_space     (const xmlNode           *node);
gboolean         sotong_feed_node_is        (const xmlNode           *node,
                                             SotongFeedSpace          space,
                                             const char              *name);
const xmlNode   *sotong_feed_node_find      (const xmlNode           *parent,
                                             SotongFeedSpace          space,
                                             const char              *name);
char            *sotong_feed_node_dup_raw   (const xmlNode           *node);
char            *sotong_feed_node_dup_plain (const xmlNode           *node);
SotongItem      *sotong_feed_read_rss_item  (const xmlNode           *node,
                                             const SotongFeedContext *context);
SotongItem      *sotong_feed_read_atom_item (const xmlNode           *node,
                                             const SotongFeedContext *context);
G_END_DECLS
