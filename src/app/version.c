/* The versions are asked of the libraries as they run, not of the headers: a bug report wants to know the former.
 * libstemmer cannot be asked, and md4c and poppler only when normlint is built. */
#include "app/version.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <cjson/cJSON.h>
#include <pcre2.h>
#include <utf8proc.h>

#include "base/library.h"
#include "base/version.h"
#include "doc/pdf_process.h"

static void add_zip(nl_buf *out)
{
	const char *(*version)(void);
	if (nl_library_load(NL_LIBZIP, &(nl_library_symbol){"zip_libzip_version", &version}, 1))
		nl_buf_addf(out, "libzip %s", version());
	else nl_buf_addf(out, "%s, which is not there", NL_LIBZIP);
}

static void add_expat(nl_buf *out)
{
	const char *(*version)(void);
	if (nl_library_load(NL_LIBEXPAT, &(nl_library_symbol){"XML_ExpatVersion", &version}, 1))
		nl_buf_addf(out, "expat %s", version() + strcspn(version(), "0123456789"));
	else nl_buf_addf(out, "%s, which is not there", NL_LIBEXPAT);
}

static void add_git(nl_buf *out)
{
	int (*version)(int *major, int *minor, int *patch), major, minor, patch;
	if (nl_library_load(NL_LIBGIT2, &(nl_library_symbol){"git_libgit2_version", &version}, 1)) {
		version(&major, &minor, &patch);
		nl_buf_addf(out, "libgit2 %d.%d.%d", major, minor, patch);
	} else nl_buf_addf(out, "%s, which is not there", NL_LIBGIT2);
}

static void add_sqlite(nl_buf *out)
{
	const char *(*version)(void);
	if (nl_library_load(NL_LIBSQLITE, &(nl_library_symbol){"sqlite3_libversion", &version}, 1))
		nl_buf_addf(out, "SQLite %s", version());
	else nl_buf_addf(out, "%s, which is not there", NL_LIBSQLITE);
}

static void add_pdf(nl_buf *out)
{
	char *program = nl_pdf_process_program();
	if (access(program, X_OK) == 0) nl_buf_addf(out, "%s with poppler %s", program, NL_POPPLER_VERSION);
	else nl_buf_addf(out, "%s, which is not there", program);
	free(program);
}

void nl_version(nl_buf *out)
{
	char pcre2[64] = "?";
	pcre2_config(PCRE2_CONFIG_VERSION, pcre2); /* at most 24 bytes; "10.42 2022-12-11" */
	nl_buf_addf(out, "normlint %s\n", NL_VERSION);
	nl_buf_addf(out, "PCRE2 %s, utf8proc %s, cJSON %s, md4c %s, libstemmer\n", pcre2, utf8proc_version(),
		cJSON_Version(), NL_MD4C_VERSION);
	nl_buf_add_c(out, "opened when needed: Word and OpenDocument: ");
	add_zip(out);
	nl_buf_add_c(out, ", ");
	add_expat(out);
	nl_buf_add_c(out, "; Git: ");
	add_git(out);
	nl_buf_add_c(out, "; databases: ");
	add_sqlite(out);
	nl_buf_add_c(out, "; PDF: ");
	add_pdf(out);
	nl_buf_add_c(out, "\n");
}
