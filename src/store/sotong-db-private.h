/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once
#include <sqlite3.h>

#include "store/sotong-db.h"
#include "util/sotong-clock.h"

G_BEGIN_DECLS
#define SOTONG_DB_CHECKPOINT 4000 /* pages of the log, after which it is brought into the file */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

typedef struct _SotongChange SotongChange;
typedef struct _SotongWordCache SotongWordCache;
typedef struct _SotongLikenessCache SotongLikenessCache;
typedef struct _SotongHourCache SotongHourCache;
typedef struct _SotongTurn SotongTurn;

/* A prepared statement and where its $1, $2, ... are. */
typedef struct {
  sqlite3_stmt *stmt;          /* (owned) */
  SotongDb     *db;            /* (unowned) */
  int           n_params;
  int           index[24];     /* of $1, $2, ... in the statement */
  gboolean      busy;
  gboolean      single;        /* the cached one was busy: gone with its reset */
} SotongStmt;

/* A statement found before under the address of its text. */
typedef struct {
  const char   *at;            /* (unowned) (nullable): only compared, another text may stand there by now */
  const char   *sql;           /* (unowned): the text, of @statements */
  SotongStmt   *stmt;          /* (unowned) */
} SotongStmtSlot;

#define SOTONG_STMT_SLOTS 64

struct _SotongDb
{
  sqlite3      *handle;        /* (owned) */
  GHashTable   *statements;    /* (owned): SQL text -> SotongStmt; none is ever taken out */
  SotongStmtSlot slots[SOTONG_STMT_SLOTS]; /* nearly always the text is the literal it was the last time */
  char         *path;          /* (owned): for error texts */
  GTimeZone    *zone;          /* (owned): the office's */
  SotongClock  *clock;         /* (owned) */
  char         *actor;         /* (owned): the desktop account */
  GCancellable *cancellable;   /* (unowned) (nullable): of the job that runs */
  gboolean    (*stops) (gpointer data); /* (nullable): asked now and then whether what runs is to stop */
  gpointer      stops_data;    /* (unowned) */
  gint64        busy_since;    /* monotonic, when it began to wait for another connection */
  guint         touched;       /* SotongStoreArea flags of the job that runs */
  SotongChange *change;        /* (owned) (nullable): the change that is being recorded */
  gboolean      together;      /* whether the changes of this job are one act; see sotong_change_begin_together() */
  gint64        together_id;   /* the first of them, or SOTONG_NONE */
  SotongTurn   *turn;          /* (owned) (nullable): of a connection that writes */
  SotongWordCache *words;      /* (owned) (nullable): of a connection that writes mentions */
  SotongLikenessCache *likeness; /* (owned) (nullable): of a connection that writes mentions */
  SotongHourCache *hours;        /* (owned) (nullable): of a connection that only reads */
};

SotongDb   *sotong_db_open      (const char   *path,
                                 int           flags,
                                 GError      **error);
void        sotong_db_close     (SotongDb     *db);
gboolean    sotong_db_script    (SotongDb     *db,
                                 const char   *sql,
                                 GError      **error);
gboolean    sotong_db_set_error (SotongDb     *db,
                                 int           rc,
                                 GError      **error);

/* Types in the text after the SQL: i gint64 (SOTONG_NONE is null), d double, t text (NULL
 * is null), b blob (pointer and gsize). Texts and blobs must live until the statement is reset. */
SotongStmt *sotong_db_query     (SotongDb     *db,
                                 GError      **error,
                                 const char   *sql,
                                 const char   *types,
                                 ...);
gboolean    sotong_db_exec      (SotongDb     *db,
                                 GError      **error,
                                 const char   *sql,
                                 const char   *types,
                                 ...);
gint64      sotong_db_insert    (SotongDb     *db,
                                 GError      **error,
                                 const char   *sql,
                                 const char   *types,
                                 ...);
gboolean    sotong_db_get_int   (SotongDb     *db,
                                 gint64       *out_value,
                                 GError      **error,
                                 const char   *sql,
                                 const char   *types,
                                 ...);
int         sotong_db_n_changes (SotongDb     *db);

gboolean    sotong_stmt_next    (SotongStmt   *self,
                                 GError      **error);
void        sotong_stmt_reset   (SotongStmt   *self);
gint64      sotong_stmt_int     (SotongStmt   *self,
                                 int           column);
double      sotong_stmt_double  (SotongStmt   *self,
                                 int           column);
const char *sotong_stmt_text    (SotongStmt   *self,
                                 int           column);
char       *sotong_stmt_dup     (SotongStmt   *self,
                                 int           column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SotongStmt, sotong_stmt_reset)

gboolean    sotong_tokenizer_register (sqlite3  *handle,
                                       GError  **error);
gboolean    sotong_contributor_register (sqlite3 *handle);
G_END_DECLS
