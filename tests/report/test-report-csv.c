/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "report-files.h"
#include "report-fixtures.h"
#include "report/sotong-table-csv.h"

#define BOM "\xef\xbb\xbf"

static void
assert_csv (SotongDocument *document,
            const char     *table,
            const char     *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = sotong_table_csv_to_bytes (document, table, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_totals (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);

  assert_csv (document, "totals",
              BOM "item,budget_2014_thousand_won,budget_2015_thousand_won,budget_2016_thousand_won,change_thousand_won,change_percent\r\n"
              "계,280395,161600,418000,256400,158\r\n"
              "사무관리비,237600,157600,414000,256400,162\r\n"
              "시책추진업무추진비,4000,4000,4000,,\r\n");
}

static void
test_settlement (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);

  assert_csv (document, "settlement",
              BOM "year,original_budget_thousand_won,carried_in_thousand_won,changed_thousand_won,current_budget_thousand_won,"
              "executed_thousand_won,carried_out_thousand_won,remaining_thousand_won\r\n"
              "2012,543923,0,0,543923,448637,0,95286\r\n"
              "2013,286195,0,0,286195,258187,0,28008\r\n"
              "2014,280395,0,0,280395,262470,0,17925\r\n");
}

static void
test_basis (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);

  assert_csv (document, "basis",
              BOM "account,level,detail,expression,amount_thousand_won\r\n"
              "사무관리비,1,시대표 블로그 운영 및 행사,,94000\r\n"
              "사무관리비,2,블로그 운영 및 관리,\"150,000원*500건\",75000\r\n"
              "사무관리비,2,블로거 시정행사 공동콘텐츠 기획 발행,\"150,000원*40회\",6000\r\n"
              "사무관리비,2,블로그 시민캠페인,\"3,000,000원\",3000\r\n"
              "사무관리비,2,모바일 반응형 웹 콘텐츠 개발,\"10,000,000원\",10000\r\n"
              "사무관리비,1,시대표SNS운영,,120000\r\n"
              "사무관리비,2,SNS 콘텐츠 제작 및 배포,\"1,000,000원*40회\",40000\r\n"
              "사무관리비,2,SNS 시민참여 캠페인 추진,\"10,000,000원*3회\",30000\r\n"
              "사무관리비,2,SNS소셜 미디어 백서제작,\"35,000,000원 (250P/500부)\",35000\r\n"
              "사무관리비,2,시정콘텐츠 페이스북 광고,\"100,000원*150회\",15000\r\n"
              "사무관리비,1,소셜미디어 통합 모니터링,,200000\r\n"
              "사무관리비,2,분석보고서 작성,\"86,000,000원\",86000\r\n"
              "사무관리비,2,빅데이터 분석 및 모니터링 시스템,\"114,000,000원\",114000\r\n"
              "시책추진업무추진비,1,소셜미디어를 통한 시민과의 소통 활성화,\"4,000,000원\",4000\r\n");
}

/* Made data says so in each row, and only there. */
static void
test_performance (void)
{
  g_autoptr(SotongReportPerformance) input = fixture_performance (2);
  g_autoptr(SotongDocument) document = sotong_report_performance_build (input);

  assert_csv (document, "deliverables",
              BOM "deliverable,unit,target,done,scheduled,progress_percent,budget_thousand_won,executed_thousand_won,executed_percent,data_kind\r\n"
              "블로그 운영 및 관리,건,500,402,61,80,75000,60300,80,made for demonstration\r\n"
              "블로거 공동콘텐츠,회,40,31,6,77,6000,4650,77,made for demonstration\r\n"
              "SNS 콘텐츠 제작 및 배포,회,40,33,5,82,40000,33000,82,made for demonstration\r\n"
              "SNS 시민참여 캠페인,회,3,2,1,66,30000,20000,66,made for demonstration\r\n"
              "소셜미디어 백서,식,1,0,1,0,35000,0,0,made for demonstration\r\n"
              "시정콘텐츠 페이스북 광고,회,150,118,20,78,15000,11800,78,made for demonstration\r\n");
  assert_csv (document, "channels",
              BOM "channel,agency,published,scheduled,failed,unknown,missed,held,sum,data_kind\r\n"
              "서울시 블로그,서울특별시,412,61,2,1,3,0,479,made for demonstration\r\n"
              "페이스북,서울특별시,133,20,0,0,1,0,154,made for demonstration\r\n"
              "인스타그램,,96,14,1,0,0,2,113,made for demonstration\r\n");
  assert_csv (document, "daily",
              BOM "date,mentions,positive,neutral,negative,uncertain,unlabelled,positive_percent,negative_percent,collection,data_kind\r\n"
              "2016-01-01,170,51,34,30,3,52,44.3,26.1,complete,made for demonstration\r\n"
              "2016-01-02,207,62,41,37,4,63,44.3,26.4,complete,made for demonstration\r\n");
}

/* Each formula, separator and quote stays the text that it was. */
static void
test_hostile_text (void)
{
  g_autoptr(SotongDocument) document = sotong_document_new ("t");
  g_autoptr(SotongTable) table = sotong_table_new ("t", NULL);
  static const char *const texts[] = {
    "=1+1", "+82-2", "-1", "@me", "\tx", "＝1", "－1", "a,b", "say \"hi\"", "two\r\nlines", " led", "nul\x01\x1b",
    "<b>&amp;</b>", "\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", "a-b",
  };

  sotong_table_add_column (table, "n", "n_won", 10, SOTONG_ALIGN_RIGHT);
  sotong_table_add_column (table, "hidden", NULL, 10, SOTONG_ALIGN_LEFT);
  sotong_table_add_column (table, "t", "=t", 10, SOTONG_ALIGN_LEFT);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      sotong_table_begin_row (table, 0);
      sotong_table_add_number (table, i == 0 ? G_MININT64 : -(gint64) i, NULL);
      sotong_table_add_text (table, "never");
      sotong_table_add_text (table, texts[i]);
    }
  sotong_table_begin_row (table, 0);
  sotong_table_add_shown (table, "-");
  sotong_table_add_blank (table);
  sotong_table_add_decimal (table, -5, 1, "△0.5");
  sotong_document_add_table (document, table);
  assert_csv (document, "t",
              BOM "n_won,'=t\r\n-9223372036854775808,'=1+1\r\n-1,'+82-2\r\n-2,'-1\r\n-3,'@me\r\n-4,'\tx\r\n-5,'＝1\r\n-6,'－1\r\n"
              "-7,\"a,b\"\r\n-8,\"say \"\"hi\"\"\"\r\n-9,\"two\nlines\"\r\n-10,\" led\"\r\n-11,nul\r\n-12,<b>&amp;</b>\r\n-13,한\r\n"
              "-14,a-b\r\n,-0.5\r\n");
}

static void
test_unknown_table (void)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GError) error = NULL;

  g_assert_null (sotong_table_csv_to_bytes (document, "nothing", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  assert_contains (error->message, "totals, basis, execution, schedule, results, settlement");
}

static void
test_file (FolderFixture *f,
           gconstpointer  data)
{
  g_autoptr(SotongReportBudget) input = fixture_budget ();
  g_autoptr(SotongDocument) document = sotong_report_budget_build (input);
  g_autoptr(GFile) file = folder_file (f, "예산 총괄.csv");
  g_autoptr(GFile) missing = folder_file (f, "없는 폴더/totals.csv");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  sotong_table_csv_write (document, "totals", file, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &text, NULL, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, BOM "item,"));
  g_assert_cmpuint (folder_count (f), ==, 1);

  g_assert_false (sotong_table_csv_write (document, "totals", missing, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (sotong_table_csv_write (document, "basis", file, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (folder_count (f), ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/report/csv/totals", test_totals);
  g_test_add_func ("/report/csv/settlement", test_settlement);
  g_test_add_func ("/report/csv/basis", test_basis);
  g_test_add_func ("/report/csv/performance", test_performance);
  g_test_add_func ("/report/csv/hostile", test_hostile_text);
  g_test_add_func ("/report/csv/unknown-table", test_unknown_table);
  g_test_add ("/report/csv/file", FolderFixture, NULL, folder_set_up, test_file, folder_tear_down);
  return g_test_run ();
}
