/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "platforms/sotong-secrets.h"
#include "platforms/sotong-token.h"

static void
test_one_part (void)
{
  g_autoptr(SotongToken) token = sotong_token_parse ("abcd efgh");
  g_autoptr(SotongToken) broken = sotong_token_parse ("{\"access_token\":");

  g_assert_cmpstr (token->access_token, ==, "abcd efgh");
  g_assert_null (token->refresh_token);
  g_assert_cmpstr (broken->access_token, ==, "{\"access_token\":");
  g_assert_false (sotong_token_is_over (token, G_MAXINT64));
}

static void
test_round (void)
{
  g_autoptr(SotongToken) token = sotong_token_parse ("{\"client_id\":1234567890123456789,\"client_secret\":\"s\",\"access_token\":\"a\\\"ㄱ\","
                                                     "\"refresh_token\":\"r\",\"account_id\":\"did:plc:a\",\"expires_at\":1000,\"password\":null}");
  g_autoptr(SotongToken) again = NULL;
  char *secret;

  g_assert_cmpstr (token->client_id, ==, "1234567890123456789");
  g_assert_null (token->password);
  sotong_token_set (&token->access_token, "b\"ㄴ");
  secret = sotong_token_to_secret (token);
  again = sotong_token_parse (secret);
  sotong_secrets_free (secret);
  g_assert_cmpstr (again->client_id, ==, "1234567890123456789");
  g_assert_cmpstr (again->client_secret, ==, "s");
  g_assert_cmpstr (again->access_token, ==, "b\"ㄴ");
  g_assert_cmpstr (again->refresh_token, ==, "r");
  g_assert_cmpstr (again->account_id, ==, "did:plc:a");
  g_assert_null (again->password);
  g_assert_cmpint (again->expires_at, ==, 1000);
  g_assert_false (sotong_token_is_over (again, 1000 - SOTONG_TOKEN_EARLY_S - 1));
  g_assert_true (sotong_token_is_over (again, 1000 - SOTONG_TOKEN_EARLY_S));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/platforms/token/one-part", test_one_part);
  g_test_add_func ("/platforms/token/round", test_round);
  return g_test_run ();
}
