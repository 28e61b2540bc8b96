/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli/sotong-cli.h"

const SotongCliVerb sotong_cli_plan_verbs[] = {
  { NULL }
};
