#include "app/database.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>

#include "base/library.h"
#include "report/rows.h"
#include "report/sqlite.h"

enum { PATIENCE = 60000, MAX_STATEMENTS = 32 }; /* milliseconds to wait for another run that writes */

/* ---- the library --------------------------------------------------------------------------------------------- */

static struct {
	__typeof__(sqlite3_open_v2) *open_v2;
	__typeof__(sqlite3_close) *close;
	__typeof__(sqlite3_busy_timeout) *busy_timeout;
	__typeof__(sqlite3_db_readonly) *db_readonly;
	__typeof__(sqlite3_errmsg) *errmsg;
	__typeof__(sqlite3_exec) *exec;
	__typeof__(sqlite3_prepare_v2) *prepare_v2;
	__typeof__(sqlite3_finalize) *finalize;
	__typeof__(sqlite3_step) *step;
	__typeof__(sqlite3_reset) *reset;
	__typeof__(sqlite3_column_int64) *column_int64;
	__typeof__(sqlite3_bind_null) *bind_null;
	__typeof__(sqlite3_bind_int64) *bind_int64;
	__typeof__(sqlite3_bind_double) *bind_double;
	__typeof__(sqlite3_bind_text64) *bind_text64;
} lib;

static bool load(void)
{
	const nl_library_symbol symbols[] = {
		{"sqlite3_open_v2", &lib.open_v2},
		{"sqlite3_close", &lib.close},
		{"sqlite3_busy_timeout", &lib.busy_timeout},
		{"sqlite3_db_readonly", &lib.db_readonly},
		{"sqlite3_errmsg", &lib.errmsg},
		{"sqlite3_exec", &lib.exec},
		{"sqlite3_prepare_v2", &lib.prepare_v2},
		{"sqlite3_finalize", &lib.finalize},
		{"sqlite3_step", &lib.step},
		{"sqlite3_reset", &lib.reset},
		{"sqlite3_column_int64", &lib.column_int64},
		{"sqlite3_bind_null", &lib.bind_null},
		{"sqlite3_bind_int64", &lib.bind_int64},
		{"sqlite3_bind_double", &lib.bind_double},
		{"sqlite3_bind_text64", &lib.bind_text64},
	};
	return nl_library_load(NL_LIBSQLITE, symbols, sizeof symbols / sizeof *symbols);
}

/* ---- a database ---------------------------------------------------------------------------------------------- */

typedef struct {
	const char *path;
	nl_sink *sink;
	sqlite3 *db;
	sqlite3_stmt *statements[MAX_STATEMENTS]; /* prepared when first needed */
} database;

static nl_diag *refuse(const database *d, const char *why)
{
	return nl_sink_add(d->sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "cannot write '%s': %s", d->path, why);
}

/* Tells why the library could not do something, in our words where they say more. */
static bool failed(const database *d, int result)
{
	switch (result & 0xFF) {
	case SQLITE_NOTADB:
		nl_diag_help(d->sink, refuse(d, "it is a file of another kind, no SQLite database"),
			"give the database another name; a new one is made when there is no such file");
		break;
	case SQLITE_BUSY: refuse(d, "another program keeps the database locked"); break;
	case SQLITE_CANTOPEN: refuse(d, errno ? strerror(errno) : lib.errmsg(d->db)); break;
	default: refuse(d, lib.errmsg(d->db)); break;
	}
	return false;
}

static bool execute(const database *d, const char *sql)
{
	int result = lib.exec(d->db, sql, NULL, NULL, NULL);
	return result == SQLITE_OK || failed(d, result);
}

/* The one number that a query yields. */
static bool ask(const database *d, const char *sql, int64_t *number)
{
	sqlite3_stmt *statement = NULL;
	int result = lib.prepare_v2(d->db, sql, -1, &statement, NULL);
	if (result == SQLITE_OK) result = lib.step(statement);
	if (result == SQLITE_ROW) *number = lib.column_int64(statement, 0);
	lib.finalize(statement);
	return result == SQLITE_ROW || failed(d, result);
}

/* A name that SQLite takes for nothing but a file: not for ":memory:", nor for a URI. */
static void add_file_name(nl_buf *out, const char *path)
{
	if (path[0] != '/') nl_buf_add_c(out, "./");
	nl_buf_add_c(out, path);
	nl_buf_add_byte(out, '\0');
}

static bool open_database(database *d, int flags)
{
	nl_buf name = {0};
	if (!load()) {
		refuse(d, "the library " NL_LIBSQLITE " is not installed");
		return false;
	}
	add_file_name(&name, d->path);
	errno = 0;
	int result = lib.open_v2(name.ptr, &d->db, SQLITE_OPEN_READWRITE | flags, NULL);
	nl_buf_release(&name);
	if (result != SQLITE_OK) return failed(d, result);
	lib.busy_timeout(d->db, PATIENCE);
	return true;
}

static bool close_database(database *d, bool fine)
{
	for (size_t i = 0; i < MAX_STATEMENTS; i++)
		if (d->statements[i]) lib.finalize(d->statements[i]);
	if (d->db) lib.close(d->db); /* what was not committed is undone */
	return fine;
}

/* ---- whose it is --------------------------------------------------------------------------------------------- */

static bool other_version(const database *d, int64_t version)
{
	nl_diag *diag = nl_sink_add(d->sink, NL_ERROR, (nl_str){0}, (nl_label){0},
		"cannot write '%s': its tables are those of version %lld, this normlint writes version %d", d->path,
		(long long)version, NL_SQLITE_VERSION);
	nl_diag_help(d->sink, diag, "give the database another name, or use the normlint that made it");
	return false;
}

/* Whether it is ours, or nobody's yet: empty. */
static bool is_ours(const database *d, bool *empty)
{
	int64_t application = 0, version = 0, objects = 0;
	if (!ask(d, "PRAGMA application_id", &application) || !ask(d, "PRAGMA user_version", &version) ||
		!ask(d, "SELECT count(*) FROM sqlite_master", &objects))
		return false;
	*empty = application == 0 && version == 0 && objects == 0;
	if (*empty) return true;
	if (application == NL_SQLITE_APPLICATION) return version == NL_SQLITE_VERSION || other_version(d, version);
	nl_diag_help(d->sink, refuse(d, "it is a database of another program"),
		"give the database another name; a new one is made when there is no such file");
	return false;
}

bool nl_database_check(const char *path, nl_sink *sink)
{
	database d = {.path = path, .sink = sink};
	struct stat st;
	bool empty;
	if (stat(path, &st) != 0 && errno == ENOENT) {
		if (load()) return true;
		refuse(&d, "the library " NL_LIBSQLITE " is not installed");
		return false;
	}
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode)) {
		refuse(&d, S_ISDIR(st.st_mode) ? "it is a directory" : "a database has to be a file");
		return false;
	}
	if (!open_database(&d, 0)) return close_database(&d, false);
	bool writable = lib.db_readonly(d.db, "main") == 0;
	if (!writable) refuse(&d, strerror(EACCES));
	return close_database(&d, writable && is_ours(&d, &empty));
}

/* ---- rows ---------------------------------------------------------------------------------------------------- */

static int bind(sqlite3_stmt *statement, int at, const nl_row_value *value)
{
	switch (value->kind) {
	case NL_ROW_COUNT: return lib.bind_int64(statement, at, value->count);
	case NL_ROW_NUMBER: return lib.bind_double(statement, at, value->number);
	case NL_ROW_TEXT:
		return lib.bind_text64(statement, at, value->text.ptr, value->text.len, SQLITE_STATIC, SQLITE_UTF8);
	case NL_ROW_NULL: break;
	}
	return lib.bind_null(statement, at);
}

static bool write_row(database *d, nl_str row)
{
	nl_row_value value;
	uint8_t number = nl_row_statement(&row);
	sqlite3_stmt **statement = &d->statements[number];
	int result = SQLITE_OK, at = 1;
	if (!*statement) result = lib.prepare_v2(d->db, nl_sqlite_statement(number), -1, statement, NULL);
	while (result == SQLITE_OK && nl_row_next(&row, &value)) result = bind(*statement, at++, &value);
	if (result == SQLITE_OK) result = lib.step(*statement);
	if (result != SQLITE_DONE) return failed(d, result);
	lib.reset(*statement);
	return true;
}

static bool write_rows(database *d, FILE *rows)
{
	nl_buf row = {0};
	char head[NL_ROW_HEAD];
	bool fine = true;
	while (fine && fread(head, sizeof head, 1, rows) == 1) {
		size_t len = nl_row_length(head);
		nl_buf_clear(&row);
		nl_buf_reserve(&row, len);
		row.len = fread(row.ptr, 1, len, rows);
		if (row.len < len) break;
		fine = write_row(d, nl_buf_str(&row));
	}
	nl_buf_release(&row);
	if (!fine || (feof(rows) && !ferror(rows))) return fine;
	refuse(d, strerror(errno));
	return false;
}

/* Another run may have made the tables since the check. */
static bool append(database *d, FILE *rows)
{
	bool empty;
	return execute(d, "PRAGMA foreign_keys = ON") && execute(d, "BEGIN IMMEDIATE") && is_ours(d, &empty) &&
		(!empty || execute(d, nl_sqlite_schema)) && write_rows(d, rows) && execute(d, "COMMIT");
}

bool nl_database_append(const char *path, FILE *rows, nl_sink *sink)
{
	database d = {.path = path, .sink = sink};
	return close_database(&d, open_database(&d, SQLITE_OPEN_CREATE) && append(&d, rows));
}
