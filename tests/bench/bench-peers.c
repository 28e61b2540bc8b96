/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-peers.h"

#include <glib/gstdio.h>
#include <libical/ical.h>
#include <sys/resource.h>

#define CSV "Text - txt - csv (StarCalc):44,34,76,1"

/* The peers get finished values: no workspace is read, no sequence kept, no text cut for them. */

/* Of the processor, which another program's load does not lengthen as it does the clock's. */
static double
used_s (int whose)
{
  struct rusage usage;

  getrusage (whose, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static void
write_out (const char *folder,
           const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_file_set_contents (path, text, -1, NULL);
  g_unlink (path);
}

static icalcomponent *
make_event (int i)
{
  g_autofree char *uid = g_strdup_printf ("post-%d@bench.example", i), *title = g_strdup_printf ("[페이스북] 가을 축제 소식 %d", i);
  g_autofree char *text = g_strdup_printf ("시민 여러분, 안녕하세요. %d번째 소식입니다. 이번 주말 한강에서 만나요.\n상태: 예약", i);
  icalcomponent *event = icalcomponent_new_vevent ();
  struct icaltimetype start = icaltime_from_timet_with_zone (1480000000 + i * 1800, 0, icaltimezone_get_utc_timezone ());
  struct icaltimetype end = icaltime_from_timet_with_zone (1480000000 + i * 1800 + 1800, 0, icaltimezone_get_utc_timezone ());
  icalcomponent *alarm = icalcomponent_new_valarm ();

  icalcomponent_set_uid (event, uid);
  icalcomponent_set_dtstamp (event, start);
  icalcomponent_set_dtstart (event, start);
  icalcomponent_set_dtend (event, end);
  icalcomponent_set_summary (event, title);
  icalcomponent_set_description (event, text);
  icalcomponent_set_status (event, ICAL_STATUS_CONFIRMED);
  icalcomponent_set_sequence (event, 0);
  icalcomponent_add_property (event, icalproperty_new_categories ("페이스북,가을 축제"));
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  icalcomponent_add_property (alarm, icalproperty_new_trigger (icaltriggertype_from_string ("-PT10M")));
  icalcomponent_add_property (alarm, icalproperty_new_description (title));
  icalcomponent_add_component (event, alarm);
  return event;
}

/**
 * bench_peer_libical:
 * @folder: where to write
 * @n: how many events
 *
 * Returns: seconds of CPU that libical alone takes to make and write as many events, each with an alarm
 */
double
bench_peer_libical (const char *folder,
                    int         n)
{
  double begun = used_s (RUSAGE_SELF);
  icalcomponent *calendar = icalcomponent_new_vcalendar ();
  char *text;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//bench//"));
  for (int i = 0; i < n; i++)
    icalcomponent_add_component (calendar, make_event (i));
  text = icalcomponent_as_ical_string_r (calendar);
  write_out (folder, "libical.ics", text);
  free (text);
  icalcomponent_free (calendar);
  return used_s (RUSAGE_SELF) - begun;
}

/* A program for Debian's Python that prints the seconds of CPU it took; -1 without what it needs. */
static double
run_python (const char *folder,
            const char *name,
            const char *program,
            int         n)
{
  g_autofree char *count = g_strdup_printf ("%d", n), *path = g_build_filename (folder, name, NULL), *out = NULL;
  const char *argv[] = { "/usr/bin/python3", "-c", program, count, path, NULL };
  int status = 0;

  if (!g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status, NULL) || status != 0)
    return -1;
  g_unlink (path);
  return g_ascii_strtod (out, NULL);
}

static const char python[] =
  "import datetime, sys, time\n"
  "from icalendar import Alarm, Calendar, Event\n"
  "begun = time.process_time()\n"
  "calendar = Calendar()\n"
  "calendar.add('version', '2.0')\n"
  "calendar.add('prodid', '-//bench//')\n"
  "first = datetime.datetime(2016, 11, 24, tzinfo=datetime.timezone.utc)\n"
  "for i in range(int(sys.argv[1])):\n"
  "    event = Event()\n"
  "    at = first + datetime.timedelta(minutes=30 * i)\n"
  "    for name, value in (('uid', f'post-{i}@bench.example'), ('dtstamp', at), ('dtstart', at), ('dtend', at + datetime.timedelta(minutes=30)),\n"
  "                        ('summary', f'[페이스북] 가을 축제 소식 {i}'), ('status', 'CONFIRMED'), ('sequence', 0), ('transp', 'TRANSPARENT'),\n"
  "                        ('description', f'시민 여러분, 안녕하세요. {i}번째 소식입니다. 이번 주말 한강에서 만나요.'),\n"
  "                        ('categories', ['페이스북', '가을 축제'])):\n"
  "        event.add(name, value)\n"
  "    alarm = Alarm()\n"
  "    alarm.add('action', 'DISPLAY')\n"
  "    alarm.add('trigger', datetime.timedelta(minutes=-10))\n"
  "    event.add_component(alarm)\n"
  "    calendar.add_component(event)\n"
  "open(sys.argv[2], 'wb').write(calendar.to_ical())\n"
  "print(time.process_time() - begun)\n";

/**
 * bench_peer_python:
 * @folder: where to write
 * @n: how many events
 *
 * Returns: seconds of CPU that Debian's python3-icalendar takes, without Python's own start; -1 without it
 */
double
bench_peer_python (const char *folder,
                   int         n)
{
  return run_python (folder, "python.ics", python, n);
}

static const char openpyxl[] =
  "import sys, time\n"
  "from openpyxl import Workbook\n"
  "begun = time.process_time()\n"
  "book = Workbook(write_only=True)\n"
  "sheet = book.create_sheet('자료')\n"
  "for i in range(int(sys.argv[1])):\n"
  "    sheet.append([i + 1, '2016-10-14 10:00', '시 페이스북', f'시민과의 소통 {i}', i + 1, i + 1, i + 1, 'published'])\n"
  "book.save(sys.argv[2])\n"
  "print(time.process_time() - begun)\n";

/* Seconds of CPU that Debian's openpyxl takes for a sheet of @n rows, in its fast way; -1 without it. */
double
bench_peer_openpyxl (const char *folder,
                     int         n)
{
  return run_python (folder, "python.xlsx", openpyxl, n);
}

/* Seconds of CPU in which LibreOffice makes another file of one, its start with them; -1 without it. @from: (nullable). */
double
bench_peer_convert (const char *folder,
                    const char *file,
                    const char *from,
                    const char *to)
{
  g_autofree char *filter = from != NULL ? g_strconcat ("--infilter=", from, NULL) : g_strdup ("--norestore");
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/office", folder), *out = g_build_filename (folder, "converted", NULL);
  g_autofree char *soffice = g_find_program_in_path ("soffice");
  const char *argv[] = { soffice, profile, "--headless", filter, "--convert-to", to, "--outdir", out, file, NULL };
  double begun = used_s (RUSAGE_CHILDREN);
  int status = 0;

  if (soffice == NULL || !g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                                        &status, NULL) || status != 0)
    return -1;
  return used_s (RUSAGE_CHILDREN) - begun;
}

/**
 * bench_peer_libreoffice:
 * @folder: where to write; its profile stays there
 * @sheet: a sheet (CSV)
 * @out_start: (out): seconds of CPU that it takes for a sheet of one line, its start above all
 *
 * Returns: seconds of CPU that LibreOffice takes to read the sheet and write a workbook; -1 without it
 */
double
bench_peer_libreoffice (const char *folder,
                        const char *sheet,
                        double     *out_start)
{
  g_autofree char *one = g_build_filename (folder, "one.csv", NULL);

  g_file_set_contents (one, "제목,매체\n가,나\n", -1, NULL);
  bench_peer_convert (folder, one, CSV, "xlsx"); /* makes the profile */
  *out_start = bench_peer_convert (folder, one, CSV, "xlsx");
  return bench_peer_convert (folder, sheet, CSV, "xlsx");
}

/* The rows that openpyxl writes, as CSV. */
char *
bench_peer_csv (const char *folder,
                int         n)
{
  GString *out = g_string_new (NULL);
  char *path = g_build_filename (folder, "rows.csv", NULL);

  for (int i = 0; i < n; i++)
    g_string_append_printf (out, "%d,2016-10-14 10:00,시 페이스북,시민과의 소통 %d,%d,%d,%d,published\r\n", i + 1, i, i + 1, i + 1, i + 1);
  g_file_set_contents (path, out->str, (gssize) out->len, NULL);
  g_string_free (out, TRUE);
  return path;
}
