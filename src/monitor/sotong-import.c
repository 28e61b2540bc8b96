/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "monitor/sotong-import-private.h"
#include "platforms/sotong-item.h"
#include "store/sotong-change.h"
#include "store/sotong-mention-writer.h"
#include "store/sotong-source-run.h"
#include "store/sotong-source.h"
#include "store/sotong-take-back.h"
#include "util/sotong-time.h"

#define BATCH_ROWS 20000
#define BATCH_BYTES (16 * 1024 * 1024)
#define N_BATCHES 3             /* on their way between the thread that reads and the one that writes */
#define PROGRESS_ROWS 4096

G_DEFINE_QUARK (sotong-import-error-quark, sotong_import_error)

/* What one import knows of itself. */
typedef struct {
  SotongStore          *store;         /* (unowned) */
  const char           *path;          /* (unowned) */
  gint64                source_id;     /* 0 until the new one is made */
  const char           *new_source;    /* (unowned) (nullable) */
  SotongImportProgress  progress;      /* (nullable) */
  gpointer              progress_data;
  GCancellable         *cancellable;   /* (unowned) (nullable) */
  SotongImportReport   *report;        /* (owned) */
  SotongImportReader   *checked;       /* (owned) (nullable): the first reading, which knows what the file was */
  gint64                run_id;
  gint64                now;           /* when it began */
  gint64                oldest;
  gint64                newest;
} Import;

void
sotong_import_report_free (SotongImportReport *report)
{
  if (report == NULL)
    return;
  g_ptr_array_unref (report->problems);
  g_free (report);
}

static void
add_sentence (GString *text,
              char    *sentence)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
  g_free (sentence);
}

/**
 * sotong_import_report_tell:
 * @report: how an import ended
 *
 * Returns: (transfer full) (nullable): sentences about rows that were taken otherwise than they are written, or not at all; %NULL if there are none
 */
char *
sotong_import_report_tell (const SotongImportReport *report)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (report->n_future > 0)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "%" PRId64 " mention is dated in the future and counts at the time of the import.",
                                                      "%" PRId64 " mentions are dated in the future and count at the time of the import.",
                                                      (gulong) report->n_future), report->n_future));
  if (report->n_epoch > 0)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "The time of %" PRId64 " mention is a number; it was read as seconds or milliseconds since 1970.",
                                                      "The times of %" PRId64 " mentions are numbers; they were read as seconds or milliseconds since 1970.",
                                                      (gulong) report->n_epoch), report->n_epoch));
  if (report->n_purged > 0)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "%" PRId64 " mention was purged here before and was not brought back.",
                                                      "%" PRId64 " mentions were purged here before and were not brought back.",
                                                      (gulong) report->n_purged), report->n_purged));
  if (report->n_nameless > 0)
    add_sentence (text, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                      "%" PRId64 " new mention has no author: the file hides the name.",
                                                      "%" PRId64 " new mentions have no author: the file hides the names.",
                                                      (gulong) report->n_nameless), report->n_nameless));
  return text->len > 0 ? g_strdup (text->str) : NULL;
}

static void
tell (Import             *import,
      SotongImportReader *reader,
      gboolean            writing)
{
  guint64 size = MAX (sotong_import_reader_get_size (reader), 1);
  int part = (int) MIN (sotong_import_reader_get_place (reader) * 1000 / size, 1000);

  if (import->progress != NULL)
    import->progress (writing ? 1000 : part, writing ? part : 0, import->progress_data);
}

/* ---- the first reading: is every row right? ---- */

static void
add_problem (Import     *import,
             const char *problem)
{
  SotongImportReport *report = import->report;
  guint64 line = sotong_import_reader_get_line (import->checked);

  report->n_problems++;
  if (report->problems->len < SOTONG_IMPORT_MAX_PROBLEMS)
    /* Translators: a line of a file, and a sentence about what is wrong in it */
    g_ptr_array_add (report->problems, g_strdup_printf (_("Line %" PRIu64 ": %s"), line, problem));
}

static void
add_broken (Import     *import,
            const char *problem)
{
  if (!sotong_import_reader_names_line (import->checked))
    {
      add_problem (import, problem);
      return;
    }
  import->report->n_problems++;
  g_ptr_array_add (import->report->problems, g_strdup (problem));
}

static gboolean
check_record (Import                   *import,
              SotongImportBatch        *batch,
              SotongImportRules        *rules,
              const SotongImportRecord *record)
{
  g_autofree char *problem = sotong_import_batch_add (batch, rules, record);

  if (problem != NULL)
    {
      add_problem (import, problem);
      return FALSE;
    }
  import->report->n_epoch += g_array_index (batch->rows, SotongImportRow, 0).is_epoch;
  import->report->n_future += g_array_index (batch->rows, SotongImportRow, 0).precision == SOTONG_ITEM_FIRST_SEEN;
  import->oldest = MIN (import->oldest, g_array_index (batch->rows, SotongImportRow, 0).published_at);
  import->newest = MAX (import->newest, g_array_index (batch->rows, SotongImportRow, 0).published_at);
  sotong_import_batch_clear (batch);
  return TRUE;
}

static gboolean
check_records (Import             *import,
               SotongImportRules  *rules,
               GError            **error)
{
  g_autoptr(SotongImportBatch) batch = sotong_import_batch_new ();

  for (;;)
    {
      SotongImportRecord record;
      g_autofree char *problem = NULL;

      switch (sotong_import_reader_next (import->checked, &record, &problem, import->cancellable, error))
        {
        case SOTONG_IMPORT_END:
          return TRUE;
        case SOTONG_IMPORT_RECORD:
          check_record (import, batch, rules, &record);
          break;
        case SOTONG_IMPORT_WRONG:
          add_problem (import, problem);
          break;
        case SOTONG_IMPORT_BROKEN:
          add_broken (import, problem);
          return TRUE;
        case SOTONG_IMPORT_FAILED:
        default:
          return FALSE;
        }
      if (++import->report->n_rows % PROGRESS_ROWS == 0)
        {
          tell (import, import->checked, FALSE);
          if (g_cancellable_set_error_if_cancelled (import->cancellable, error))
            return FALSE;
        }
    }
}

static gboolean
check_file (Import  *import,
            GError **error)
{
  SotongImportRules rules;
  g_autofree char *name = g_filename_display_basename (import->path);
  gboolean done;

  import->checked = sotong_import_reader_open (import->path, import->cancellable, error);
  if (import->checked == NULL)
    return FALSE;
  sotong_import_rules_init (&rules, sotong_store_get_zone (import->store), import->source_id, import->now);
  done = check_records (import, &rules, error);
  sotong_import_rules_clear (&rules);
  if (!done)
    return FALSE;
  if (import->report->n_rows > 0 || import->report->n_problems > 0)
    return TRUE;
  g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_EMPTY,
               _("There is no mention in “%s”. Nothing was imported. Check that it is the right file."), name);
  return FALSE;
}

/* ---- the second: a thread reads, this one writes ---- */

/* Batches go from @free to the reading thread, from it to @full, and back. */
typedef struct {
  Import             *import;      /* (unowned) */
  SotongImportReader *reader;      /* (owned) */
  GAsyncQueue        *free;        /* (owned) (element-type SotongImportBatch) */
  GAsyncQueue        *full;        /* (owned) (element-type SotongImportBatch) */
  SotongImportBatch  *last;        /* (owned): an empty one that ends the queue */
  gint                stopped;     /* (atomic): the writer wants no more */
  gboolean            changed;     /* the file is not what was checked */
  GError             *error;       /* (owned) (nullable): read after the thread has ended */
} Pipe;

static gboolean
is_full (SotongImportBatch *batch)
{
  return batch->rows->len >= BATCH_ROWS || batch->block->len >= BATCH_BYTES;
}

/* Fills a batch; %FALSE when the file has ended or something went wrong. */
static gboolean
read_batch (Pipe              *pipe,
            SotongImportBatch *batch,
            SotongImportRules *rules)
{
  sotong_import_batch_clear (batch);
  while (!is_full (batch))
    {
      SotongImportRecord record;
      g_autofree char *problem = NULL;
      SotongImportStep step = sotong_import_reader_next (pipe->reader, &record, &problem, pipe->import->cancellable, &pipe->error);

      if (step == SOTONG_IMPORT_RECORD)
        {
          problem = sotong_import_batch_add (batch, rules, &record);
          if (problem == NULL)
            continue;
        }
      pipe->changed = step != SOTONG_IMPORT_END && step != SOTONG_IMPORT_FAILED;
      return FALSE;
    }
  return TRUE;
}

static gpointer
load_job (SotongDb      *db,
          gpointer       data,
          GCancellable  *cancellable,
          GError       **error)
{
  SotongImportRules *rules = data;

  return (rules->opinion == NULL || sotong_opinion_load (rules->opinion, db, error))
         && (rules->finder == NULL || sotong_word_finder_load (rules->finder, db, error)) ? rules : NULL;
}

static gpointer
read_thread (gpointer user_data)
{
  Pipe *pipe = user_data;
  SotongImportRules rules;
  gboolean more = TRUE;

  sotong_import_rules_init (&rules, sotong_store_get_zone (pipe->import->store), pipe->import->source_id, pipe->import->now);
  rules.opinion = sotong_opinion_new (NULL); /* without its model the mentions are kept all the same, unlabelled */
  rules.finder = sotong_word_finder_new (NULL);
  more = sotong_store_read (pipe->import->store, load_job, &rules, pipe->import->cancellable, &pipe->error) != NULL;
  while (more && !g_atomic_int_get (&pipe->stopped))
    {
      SotongImportBatch *batch = g_async_queue_pop (pipe->free);

      more = !g_atomic_int_get (&pipe->stopped) && read_batch (pipe, batch, &rules);
      sotong_import_batch_sort (batch);
      g_async_queue_push (pipe->full, batch);
    }
  g_async_queue_push (pipe->full, pipe->last);
  sotong_import_rules_clear (&rules);
  return NULL;
}

typedef struct {
  Import            *import;
  SotongImportBatch *batch;
} WriteData;

static gpointer
write_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  WriteData *write = data;
  const char *block = write->batch->block->str;
  g_autoptr(SotongMentionWriter) writer = sotong_mention_writer_new (db, write->import->source_id, write->import->run_id, error);
  gint64 first_seen = sotong_db_now (db);
  gint64 n_new = 0, n_nameless = 0;

  for (guint i = 0; writer != NULL && i < write->batch->rows->len; i++)
    {
      const SotongImportRow *row = &g_array_index (write->batch->rows, SotongImportRow, i);
      SotongMentionInput input = {
        .external_id = block + row->external_id,
        .canonical_key = block + row->key,
        .shares_address = !g_str_equal (block + row->external_id, block + row->url), /* else it has no id but its address */
        .author = block + row->author,
        .published_at = row->published_at,
        .precision = row->precision,
        .first_seen = first_seen,
        .url = block + row->url,
        .text = block + row->text,
        .reach = row->reach,
        .number = row->number,
        .hidden_author = row->hidden != 0 ? block + row->hidden : NULL,
        .words = row->words != 0 ? block + row->words : NULL,
        .sketch = row->words != 0 ? &row->sketch : NULL,
        .guess = row->guess.model != NULL ? &row->guess : NULL,
        .copy_id = SOTONG_NONE,
      };
      gboolean is_new;

      if ((i & 0xff) == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!sotong_mention_writer_add (writer, &input, &is_new, NULL, error))
        return NULL;
      n_new += is_new;
      n_nameless += is_new && input.hidden_author != NULL && *input.hidden_author != '\0';
    }
  if (writer == NULL || !sotong_mention_writer_finish (writer, error))
    return NULL;
  write->import->report->n_new += n_new;
  write->import->report->n_nameless += n_nameless;
  write->import->report->n_purged += sotong_mention_writer_get_n_purged (writer);
  return write;
}

static gboolean
write_batches (Import  *import,
               Pipe    *pipe,
               GError **error)
{
  SotongImportBatch *batch;

  while ((batch = g_async_queue_pop (pipe->full)) != pipe->last)
    {
      WriteData write = { import, batch };
      gboolean done = sotong_store_write (import->store, SOTONG_WRITE_BULK, write_job, &write, import->cancellable, error) != NULL;

      g_async_queue_push (pipe->free, batch);
      if (!done)
        return FALSE;
      tell (import, pipe->reader, TRUE);
    }
  return TRUE;
}

static gboolean
file_changed (Import  *import,
              GError **error)
{
  g_autofree char *name = g_filename_display_basename (import->path);

  g_set_error (error, SOTONG_IMPORT_ERROR, SOTONG_IMPORT_ERROR_CHANGED,
               _("“%s” was changed while it was read. Nothing of it was kept. Import it again when it is complete."), name);
  return FALSE;
}

static void
pipe_close (Pipe    *pipe,
            GThread *thread)
{
  gpointer batch;

  g_atomic_int_set (&pipe->stopped, TRUE);
  g_async_queue_push (pipe->free, sotong_import_batch_new ()); /* wakes the reading thread */
  g_thread_join (thread);
  while ((batch = g_async_queue_try_pop (pipe->full)) != NULL)
    {
      if (batch != pipe->last)
        sotong_import_batch_free (batch);
    }
  while ((batch = g_async_queue_try_pop (pipe->free)) != NULL)
    sotong_import_batch_free (batch);
  sotong_import_batch_free (pipe->last);
  g_async_queue_unref (pipe->free);
  g_async_queue_unref (pipe->full);
}

static gboolean
write_file (Import  *import,
            GError **error)
{
  g_autoptr(SotongImportReader) reader = sotong_import_reader_open (import->path, import->cancellable, error);
  Pipe pipe = { import, reader };
  GThread *thread;
  gboolean done;

  if (reader == NULL)
    return FALSE;
  pipe.free = g_async_queue_new ();
  pipe.full = g_async_queue_new ();
  pipe.last = sotong_import_batch_new ();
  for (int i = 0; i < N_BATCHES; i++)
    g_async_queue_push (pipe.free, sotong_import_batch_new ());
  thread = g_thread_new ("sotong-import", read_thread, &pipe);
  done = write_batches (import, &pipe, error);
  pipe_close (&pipe, thread);
  if (done && pipe.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&pipe.error));
      return FALSE;
    }
  g_clear_error (&pipe.error);
  if (done && (pipe.changed || !sotong_import_reader_is_same (reader, import->checked)))
    return file_changed (import, error);
  return done;
}

/* ---- the run ---- */

static gpointer
begin_job (SotongDb      *db,
           gpointer       data,
           GCancellable  *cancellable,
           GError       **error)
{
  Import *import = data;

  if (import->source_id != 0)
    import->run_id = sotong_source_run_begin (db, import->source_id, "import", error);
  else
    import->run_id = sotong_source_run_begin_new (db, import->new_source, &import->source_id, error);
  return import->run_id != 0 && sotong_mention_expect_many (db, TRUE, error) ? import : NULL;
}

static gpointer
few_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  return sotong_mention_expect_many (db, FALSE, error) ? data : NULL;
}

/* An import covers the time from its oldest mention to its newest, as far as that has come. */
static gpointer
end_job (SotongDb      *db,
         gpointer       data,
         GCancellable  *cancellable,
         GError       **error)
{
  Import *import = data;
  g_autoptr(SotongSourceRun) run = sotong_source_run_new ();
  g_autofree char *name = g_filename_display_basename (import->path);

  run->id = import->run_id;
  run->source_id = import->source_id;
  run->outcome = g_strdup ("ok");
  run->n_items = import->report->n_rows;
  run->n_new = import->report->n_new;
  if (import->oldest <= sotong_db_now (db))
    {
      run->covered_from = import->oldest;
      run->covered_to = MIN (import->newest + 1, sotong_db_now (db));
    }
  return sotong_change_begin_run (db, "mention.import", import->run_id, name, error)
         && sotong_source_run_end (db, run, NULL, error) && sotong_mention_expect_many (db, FALSE, error) ? import : NULL;
}

/* Tells of a part that could not be taken back, where @why would say that nothing was written. */
static GError *
left_behind (Import       *import,
             const GError *why)
{
  g_autofree char *name = g_filename_display_basename (import->path);
  g_autofree char *workspace = g_filename_display_basename (sotong_store_get_path (import->store));

  if (g_error_matches (why, SOTONG_STORE_ERROR, SOTONG_STORE_ERROR_FULL))
    return g_error_new (why->domain, why->code,
                        _("The disk that holds “%s” is full, and the import of “%s” broke off. The part of it that was written will be "
                          "taken back when the workspace is next opened with room on the disk. Make room, then import it again."),
                        workspace, name);
  return g_error_new (why->domain, why->code,
                      _("The import of “%s” broke off. The part of it that was written could not be taken back yet, and will be when the "
                        "workspace is next opened. The reason: %s"), name, why->message);
}

/* Takes back what was written. What cannot be taken back now is found and taken back by the
 * next start, which @cause then says. */
static GError *
give_up (Import *import,
         GError *cause)
{
  gboolean cancelled = g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_autoptr(GError) local = NULL;

  if (sotong_store_take_back_run (import->store, import->run_id, cancelled ? "cancelled" : "failed", cancelled ? "" : cause->message, NULL, NULL, NULL,
                                  &local))
    {
      sotong_store_write (import->store, SOTONG_WRITE_DEFAULT, few_job, import, NULL, NULL); /* the next import does it too */
      return cause;
    }
  g_error_free (cause);
  return left_behind (import, local);
}

static gboolean
run (Import  *import,
     GError **error)
{
  g_autoptr(GPtrArray) recovered = NULL;
  GError *local = NULL;

  if (!check_file (import, error))
    return FALSE;
  if (import->report->n_problems > 0)
    return TRUE;
  recovered = sotong_import_recover (import->store, import->cancellable, error);
  if (recovered == NULL || sotong_store_write (import->store, SOTONG_WRITE_DEFAULT, begin_job, import, import->cancellable, error) == NULL)
    return FALSE;
  if (!write_file (import, &local)
      || sotong_store_write (import->store, SOTONG_WRITE_DEFAULT, end_job, import, NULL, &local) == NULL)
    {
      g_propagate_error (error, give_up (import, local));
      sotong_source_run_release (import->run_id);
      return FALSE;
    }
  sotong_source_run_release (import->run_id);
  sotong_words_settle (import->store, NULL, NULL, import->cancellable, NULL); /* what is left of it is done later */
  return TRUE;
}

/**
 * sotong_import_run:
 * @store: a workspace
 * @path: a file of JSON lines or CSV, with the members or columns external_id, author,
 *   published_at, url, title and text
 * @source_id: where the mentions count as coming from, or 0
 * @new_source: (nullable): with 0, the name of the source to be made; it is made when the file
 *   has been found right, and goes again if the import fails
 * @progress: (nullable): called now and then
 * @progress_data: for @progress
 * @cancellable: (nullable): a cancellable; what was written is taken back
 * @error: return location; `SOTONG_IMPORT_ERROR`, or why the workspace could not be written
 *
 * Reads the file twice: first to check every row, then to write them. If a row is wrong,
 * nothing is written and the report says which. What is known already is not added again.
 * Memory does not grow with the file. A program that is killed in the middle leaves a part
 * that sotong_import_recover() takes back. Blocks: for sotongctl and worker threads.
 *
 * Returns: (transfer full) (nullable): what was done
 */
SotongImportReport *
sotong_import_run (SotongStore           *store,
                   const char            *path,
                   gint64                 source_id,
                   const char            *new_source,
                   SotongImportProgress   progress,
                   gpointer               progress_data,
                   GCancellable          *cancellable,
                   GError               **error)
{
  Import import = { store, path, source_id, new_source, progress, progress_data, cancellable };
  gboolean done;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (source_id != 0 || new_source != NULL, NULL);

  import.now = sotong_clock_now (sotong_store_get_clock (store));
  import.oldest = G_MAXINT64;
  import.newest = G_MININT64;
  import.report = g_new0 (SotongImportReport, 1);
  import.report->problems = g_ptr_array_new_with_free_func (g_free);
  done = run (&import, error);
  g_clear_pointer (&import.checked, sotong_import_reader_free);
  if (!done)
    g_clear_pointer (&import.report, sotong_import_report_free);
  return import.report;
}

/* ---- after a crash ---- */

/* A broken import and what is said of it. */
typedef struct {
  GPtrArray *runs;  /* (element-type SotongSourceRun) */
  GPtrArray *names; /* (element-type utf8): of their sources */
} Broken;

static gpointer
broken_job (SotongDb      *db,
            gpointer       data,
            GCancellable  *cancellable,
            GError       **error)
{
  Broken *broken = data;

  broken->runs = sotong_source_run_list_broken (db, error);
  broken->names = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; broken->runs != NULL && i < broken->runs->len; i++)
    {
      const SotongSourceRun *one = g_ptr_array_index (broken->runs, i);
      g_autoptr(SotongSource) source = sotong_source_get (db, one->source_id, NULL);

      g_ptr_array_add (broken->names, g_strdup (source != NULL ? source->name : "?"));
    }
  return broken->runs != NULL ? broken : NULL;
}

static char *
recover_one (SotongStore            *store,
             const SotongSourceRun  *one,
             const char             *name,
             GCancellable           *cancellable,
             GError                **error)
{
  g_autofree char *started = sotong_time_format_iso (one->started_at, sotong_store_get_zone (store));
  g_autofree char *sentence = NULL;
  gboolean undone = *one->message != '\0'; /* an import that was reopened to be undone says so */

  if (undone)
    sentence = g_strdup_printf (_("The import into “%s” that began at %s was being undone. The rest of it has been taken back now."), name, started);
  else
    sentence = g_strdup_printf (_("The import into “%s” that began at %s was interrupted. Its part was taken back, nothing of it is left. Import the file again."), name, started);
  return sotong_store_take_back_run (store, one->id, undone ? "cancelled" : "failed", undone ? one->message : sentence, NULL, NULL, cancellable,
                                     error) ? g_steal_pointer (&sentence) : NULL;
}

/**
 * sotong_import_recover:
 * @store: a workspace
 * @cancellable: (nullable): a cancellable; stops between two steps, and the next start goes on
 * @error: return location
 *
 * Takes back imports that were interrupted because their program was killed. To be
 * called when a workspace was opened. Blocks.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): a sentence for each, to be shown
 */
GPtrArray *
sotong_import_recover (SotongStore   *store,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) runs = NULL;
  g_autoptr(GPtrArray) names = NULL;
  Broken broken = { NULL, NULL };
  gboolean done;

  g_return_val_if_fail (SOTONG_IS_STORE (store), NULL);

  done = sotong_store_read (store, broken_job, &broken, cancellable, error) != NULL;
  runs = broken.runs;
  names = broken.names;
  for (guint i = 0; done && i < runs->len; i++)
    {
      char *sentence = NULL;

      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        sentence = recover_one (store, g_ptr_array_index (runs, i), g_ptr_array_index (names, i), cancellable, error);
      done = sentence != NULL;
      if (done)
        g_ptr_array_add (sentences, sentence);
    }
  return done ? g_steal_pointer (&sentences) : NULL;
}
