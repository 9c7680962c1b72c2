/* doc/zip.c - see zip.h. libzip is loaded when the first archive is opened: with what it needs itself it would add more than a
 * millisecond to the start of every run. */
#include "doc/zip.h"

#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <zip.h>

#include "base/library.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"
#include "doc/encoding.h"

enum { HEAD = 4096, MAX_KIND = 1 << 20 }; /* bytes looked at to tell what an archive is */

/* ---- the library --------------------------------------------------------------------------------------------- */

static struct {
	bool loaded;
	__typeof__(zip_source_buffer_create) *source_buffer_create;
	__typeof__(zip_source_free) *source_free;
	__typeof__(zip_open_from_source) *open_from_source;
	__typeof__(zip_discard) *discard;
	__typeof__(zip_get_num_entries) *get_num_entries;
	__typeof__(zip_get_name) *get_name;
	__typeof__(zip_stat_index) *stat_index;
	__typeof__(zip_fopen_index) *fopen_index;
	__typeof__(zip_file_add) *file_add;
	__typeof__(zip_file_replace) *file_replace;
	__typeof__(zip_file_set_mtime) *file_set_mtime;
	__typeof__(zip_delete) *delete;
	__typeof__(zip_close) *close;
	__typeof__(zip_strerror) *strerror;
	__typeof__(zip_source_buffer) *source_buffer;
	__typeof__(zip_source_keep) *source_keep;
	__typeof__(zip_source_open) *source_open;
	__typeof__(zip_source_read) *source_read;
	__typeof__(zip_source_close) *source_close;
	__typeof__(zip_fread) *fread;
	__typeof__(zip_fclose) *fclose;
	__typeof__(zip_error_init) *error_init;
	__typeof__(zip_error_fini) *error_fini;
	__typeof__(zip_error_strerror) *error_strerror;
} lib;

static void load(void)
{
	const nl_library_symbol symbols[] = {
		{"zip_source_buffer_create", &lib.source_buffer_create},
		{"zip_source_free", &lib.source_free},
		{"zip_open_from_source", &lib.open_from_source},
		{"zip_discard", &lib.discard},
		{"zip_get_num_entries", &lib.get_num_entries},
		{"zip_get_name", &lib.get_name},
		{"zip_stat_index", &lib.stat_index},
		{"zip_fopen_index", &lib.fopen_index},
		{"zip_file_add", &lib.file_add},
		{"zip_file_replace", &lib.file_replace},
		{"zip_file_set_mtime", &lib.file_set_mtime},
		{"zip_delete", &lib.delete},
		{"zip_close", &lib.close},
		{"zip_strerror", &lib.strerror},
		{"zip_source_buffer", &lib.source_buffer},
		{"zip_source_keep", &lib.source_keep},
		{"zip_source_open", &lib.source_open},
		{"zip_source_read", &lib.source_read},
		{"zip_source_close", &lib.source_close},
		{"zip_fread", &lib.fread},
		{"zip_fclose", &lib.fclose},
		{"zip_error_init", &lib.error_init},
		{"zip_error_fini", &lib.error_fini},
		{"zip_error_strerror", &lib.error_strerror},
	};
	lib.loaded = nl_library_load(NL_LIBZIP, symbols, sizeof symbols / sizeof *symbols);
}

static bool have_library(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, load);
	return lib.loaded;
}

/* ---- an archive ---------------------------------------------------------------------------------------------- */

typedef struct {
	nl_str name; /* in the arena */
	char *bytes; /* owned */
	size_t len;
} unpacked;

struct nl_zip {
	const nl_input_file *file;
	zip_t *archive;
	size_t total; /* bytes unpacked so far */
	NL_VEC(unpacked) parts;
	nl_arena arena;
};

/* `source` may be asked for; it is the archive's. NULL with the reason in `why`. One at a time: the library turns every date of the directory into local time, and libc keeps
 * the time zone in one place, behind a lock that the thread sanitizer cannot see. */
static zip_t *open_archive(nl_str bytes, int flags, zip_source_t **kept, nl_buf *why)
{
	/* The library frees memory that it writes over, whether it was given it or not. */
	char *own = flags & ZIP_RDONLY ? NULL : nl_alloc(bytes.len + 1);
	if (own) memcpy(own, bytes.ptr, bytes.len);
	static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
	zip_error_t error;
	lib.error_init(&error);
	zip_source_t *source = lib.source_buffer_create(own ? own : bytes.ptr, bytes.len, own != NULL, &error);
	if (!source) free(own);
	pthread_mutex_lock(&opening);
	zip_t *archive = source ? lib.open_from_source(source, flags, &error) : NULL;
	pthread_mutex_unlock(&opening);
	if (!archive) {
		if (why) nl_buf_add_c(why, lib.error_strerror(&error));
		if (source) lib.source_free(source);
	}
	if (kept) *kept = archive ? source : NULL;
	lib.error_fini(&error);
	return archive;
}

static bool is_zip(nl_str bytes)
{
	return nl_str_starts(bytes, NL_STR("PK\x03\x04")) || nl_str_starts(bytes, NL_STR("PK\x05\x06"));
}

static void refuse_other(const nl_input_file *file)
{
	const char *what = nl_known_content(file->bytes);
	if (file->bytes.len == 0) nl_input_refuse(file, NL_CODE_NAME(D0714), "it is empty");
	else if (what)
		nl_input_refuse(file, NL_CODE_NAME(D0714), "it %s, and no zip archive, as documents of this format are", what);
	else nl_input_refuse(file, NL_CODE_NAME(D0714), "it is no zip archive, as documents of this format are");
}

nl_zip *nl_zip_open(const nl_input_file *file)
{
	if (!is_zip(file->bytes)) {
		refuse_other(file);
		return NULL;
	}
	if (!have_library()) {
		nl_input_refuse(file, NL_CODE_NAME(D0704), "it is a zip archive, and the library libzip.so.4 is not installed");
		return NULL;
	}
	nl_buf why = {0};
	zip_t *archive = open_archive(file->bytes, ZIP_RDONLY, NULL, &why);
	if (!archive)
		nl_input_refuse(file, NL_CODE_NAME(D0711), "the archive is damaged: " NL_FMT, NL_ARG(nl_buf_str(&why)));
	nl_buf_release(&why);
	if (!archive) return NULL;
	nl_zip *zip = nl_alloc(sizeof *zip);
	zip->file = file;
	zip->archive = archive;
	if (lib.get_num_entries(archive, 0) <= NL_MAX_ZIP_ENTRIES) return zip;
	nl_input_refuse(file, NL_CODE_NAME(D0713), "the archive has more than %d parts", NL_MAX_ZIP_ENTRIES);
	nl_zip_free(zip);
	return NULL;
}

void nl_zip_free(nl_zip *zip)
{
	if (!zip) return;
	lib.discard(zip->archive);
	for (uint32_t i = 0; i < zip->parts.len; i++) free(zip->parts.at[i].bytes);
	nl_vec_release(&zip->parts);
	nl_arena_release(&zip->arena);
	free(zip);
}

/* ---- parts --------------------------------------------------------------------------------------------------- */

static bool is_called(const char *entry, nl_str name)
{
	return entry && strlen(entry) == name.len && strncasecmp(entry, name.ptr, name.len) == 0;
}

static nl_str without_slash(nl_str name)
{
	return nl_str_starts(name, NL_STR("/")) ? nl_str_slice(name, 1, name.len) : name;
}

/* The first entry of this name from `from` on, or -1. */
static zip_int64_t find(zip_t *archive, nl_str name, zip_int64_t from)
{
	zip_int64_t count = lib.get_num_entries(archive, 0);
	for (zip_int64_t i = from; i < count; i++)
		if (is_called(lib.get_name(archive, (zip_uint64_t)i, 0), name)) return i;
	return -1;
}

bool nl_zip_has(const nl_zip *zip, nl_str name)
{
	return find(zip->archive, without_slash(name), 0) >= 0;
}

/* How many bytes may still be unpacked, given the packed size of the next part. */
static size_t most_of(const nl_zip *zip, uint64_t packed)
{
	size_t total = nl_input_max_unpacked(zip->file->options);
	size_t left = total > zip->total ? total - zip->total : 0;
	uint64_t by_ratio = packed < SIZE_MAX / NL_MAX_ZIP_RATIO ? packed * NL_MAX_ZIP_RATIO : SIZE_MAX;
	if (by_ratio < NL_FREE_UNPACKED) by_ratio = NL_FREE_UNPACKED;
	return left < by_ratio ? left : (size_t)by_ratio;
}

static bool too_large(const nl_zip *zip, nl_str name, size_t most)
{
	return nl_input_refuse(zip->file, NL_CODE_NAME(D0713),
		"its part '" NL_FMT "' unpacks to more than the %zu bytes that it may (a \"zip bomb\"?)", NL_ARG(name), most);
}

static bool unpack(nl_zip *zip, nl_str name, zip_uint64_t index, unpacked *part)
{
	zip_stat_t stat;
	bool known = lib.stat_index(zip->archive, index, 0, &stat) == 0 && stat.valid & ZIP_STAT_SIZE &&
		stat.valid & ZIP_STAT_COMP_SIZE;
	if (!known)
		return nl_input_refuse(zip->file, NL_CODE_NAME(D0711), "its part '" NL_FMT "' is damaged", NL_ARG(name));
	if (stat.valid & ZIP_STAT_ENCRYPTION_METHOD && stat.encryption_method != ZIP_EM_NONE)
		return nl_input_refuse(zip->file, NL_CODE_NAME(D0712), "it is encrypted");
	size_t most = most_of(zip, stat.comp_size);
	if (stat.size > most) return too_large(zip, name, most);

	zip_file_t *entry = lib.fopen_index(zip->archive, index, 0);
	part->bytes = nl_alloc((size_t)stat.size + 1); /* a part that holds more than it says is damaged */
	zip_int64_t got = 1;
	while (entry && part->len <= stat.size && (got = lib.fread(entry, part->bytes + part->len, stat.size + 1 - part->len)) > 0)
		part->len += (size_t)got;
	bool fine = entry && got == 0 && part->len == stat.size;
	if (entry) fine = lib.fclose(entry) == 0 && fine;
	zip->total += part->len;
	if (!fine) nl_input_refuse(zip->file, NL_CODE_NAME(D0711), "its part '" NL_FMT "' is damaged", NL_ARG(name));
	return fine;
}

bool nl_zip_read(nl_zip *zip, nl_str name, nl_str *bytes)
{
	name = without_slash(name);
	for (uint32_t i = 0; i < zip->parts.len; i++) {
		const unpacked *known = &zip->parts.at[i];
		if (!nl_str_eq(known->name, name)) continue;
		*bytes = (nl_str){known->bytes, known->len};
		return true;
	}
	zip_int64_t index = find(zip->archive, name, 0);
	if (index < 0)
		return nl_input_refuse(zip->file, NL_CODE_NAME(D0711), "its part '" NL_FMT "' is missing", NL_ARG(name));
	if (find(zip->archive, name, index + 1) >= 0) /* who would know which of them other programs show? */
		return nl_input_refuse(zip->file, NL_CODE_NAME(D0711), "it has the part '" NL_FMT "' twice", NL_ARG(name));
	unpacked part = {.name = nl_arena_str(&zip->arena, name)};
	if (!unpack(zip, name, (zip_uint64_t)index, &part)) {
		free(part.bytes);
		return false;
	}
	*nl_vec_push(&zip->parts) = part;
	*bytes = (nl_str){part.bytes, part.len};
	return true;
}

/* ---- changes ------------------------------------------------------------------------------------------------- */

/* 1980-01-01, the first day that an archive can tell, as office programs have it. */
static time_t first_day(void)
{
	struct tm day = {.tm_year = 80, .tm_mday = 1, .tm_isdst = -1};
	return mktime(&day);
}

static bool change_part(zip_t *archive, const nl_zip_change *change)
{
	zip_stat_t stat;
	nl_str name = without_slash(change->name);
	zip_int64_t index = find(archive, name, 0);
	if (!change->bytes.ptr) return index < 0 || lib.delete(archive, (zip_uint64_t)index) == 0;
	zip_source_t *source = lib.source_buffer(archive, change->bytes.ptr, change->bytes.len, 0);
	if (!source) return false;
	bool dated = index >= 0 && lib.stat_index(archive, (zip_uint64_t)index, 0, &stat) == 0 && stat.valid & ZIP_STAT_MTIME;
	nl_arena arena = {0};
	bool fine;
	if (index >= 0) fine = lib.file_replace(archive, (zip_uint64_t)index, source, 0) == 0;
	else fine = (index = lib.file_add(archive, nl_arena_str(&arena, name).ptr, source, ZIP_FL_ENC_UTF_8)) >= 0;
	nl_arena_release(&arena);
	if (!fine) lib.source_free(source);
	return fine && lib.file_set_mtime(archive, (zip_uint64_t)index, dated ? stat.mtime : first_day(), 0) == 0;
}

static bool take_bytes(zip_source_t *source, nl_buf *out)
{
	enum { CHUNK = 64 << 10 };
	zip_int64_t got = 0;
	if (lib.source_open(source) != 0) return false;
	do {
		out->len += (size_t)got;
		nl_buf_reserve(out, CHUNK);
	} while ((got = lib.source_read(source, out->ptr + out->len, CHUNK)) > 0);
	return lib.source_close(source) == 0 && got == 0;
}

static uint32_t number_at(const nl_buf *archive, size_t at, int bytes)
{
	uint32_t number = 0;
	while (bytes-- > 0) number = number << 8 | (unsigned char)archive->ptr[at + (size_t)bytes];
	return number;
}

static bool is_at(const nl_buf *archive, size_t at, const char *signature)
{
	return at + 4 <= archive->len && memcmp(archive->ptr + at, signature, 4) == 0;
}

/* The library leaves the parts before the first changed one as they are, but says in the directory that their names are not in
 * UTF-8 when they are in ASCII. Readers that hold the two against each other would take the archive for damaged. */
static void mend_flags(nl_buf *archive)
{
	enum { DIRECTORY_ENTRY = 46, LOCAL_HEADER = 30, UTF8_NAME = 0x08 /* of the second byte */ };
	size_t end = archive->len;
	while (end > 0 && !is_at(archive, --end, "PK\5\6")) {}
	if (!is_at(archive, end, "PK\5\6") || end + 22 > archive->len) return;
	for (size_t at = number_at(archive, end + 16, 4); is_at(archive, at, "PK\1\2") && at + DIRECTORY_ENTRY <= end;) {
		size_t local = number_at(archive, at + 42, 4);
		bool known = is_at(archive, local, "PK\3\4") && local + LOCAL_HEADER <= end;
		char *flags = archive->ptr + at + 9;
		if (known) *flags = (char)((*flags & ~UTF8_NAME) | (archive->ptr[local + 7] & UTF8_NAME));
		at += DIRECTORY_ENTRY + number_at(archive, at + 28, 2) + number_at(archive, at + 30, 2) +
			number_at(archive, at + 32, 2);
	}
}

bool nl_zip_rewrite(const nl_input_file *file, const nl_zip_change *changes, uint32_t count, nl_buf *out)
{
	nl_buf why = {0};
	zip_source_t *source = NULL;
	zip_t *archive = have_library() ? open_archive(file->bytes, 0, &source, &why) : NULL;
	bool fine = archive != NULL;
	if (fine) lib.source_keep(source);
	for (uint32_t i = 0; i < count && fine; i++) fine = change_part(archive, &changes[i]);
	bool closed = fine && lib.close(archive) == 0;
	if (archive && !closed) {
		nl_buf_add_c(&why, lib.strerror(archive));
		lib.discard(archive);
	}
	fine = closed && take_bytes(source, out);
	if (fine) mend_flags(out);
	if (source) lib.source_free(source);
	if (!fine)
		nl_input_refuse(file, NL_CODE_NAME(D0711), "the archive cannot be written anew: " NL_FMT, NL_ARG(nl_buf_str(&why)));
	nl_buf_release(&why);
	return fine;
}

/* ---- what kind of archive ------------------------------------------------------------------------------------ */

static bool holds(nl_str bytes, const char *what)
{
	return nl_str_find(bytes, nl_str_of(what)) != SIZE_MAX;
}

static const char odf_type[] = "application/vnd.oasis.opendocument.text", word_type[] = "wordprocessingml";

static nl_zip_kind by_head(nl_str bytes)
{
	nl_str head = nl_str_slice(bytes, 0, HEAD);
	if (holds(head, odf_type)) return NL_ZIP_OPENDOCUMENT_TEXT;
	return holds(head, "word/") || holds(head, "[Content_Types].xml") ? NL_ZIP_WORD : NL_ZIP_OTHER;
}

/* Whether the small part `name` says `what`. */
static bool says(zip_t *archive, const char *name, const char *what)
{
	zip_int64_t index = find(archive, nl_str_of(name), 0);
	zip_file_t *entry = index < 0 ? NULL : lib.fopen_index(archive, (zip_uint64_t)index, 0);
	if (!entry) return false;
	char *bytes = nl_alloc(MAX_KIND);
	zip_int64_t got, len = 0;
	while (len < MAX_KIND && (got = lib.fread(entry, bytes + len, (zip_uint64_t)(MAX_KIND - len))) > 0) len += got;
	bool said = holds((nl_str){bytes, (size_t)len}, what);
	lib.fclose(entry);
	free(bytes);
	return said;
}

nl_zip_kind nl_zip_kind_of(nl_str bytes)
{
	if (!is_zip(bytes)) return NL_ZIP_NONE;
	zip_t *archive = have_library() ? open_archive(bytes, ZIP_RDONLY, NULL, NULL) : NULL;
	if (!archive) return by_head(bytes);
	nl_zip_kind kind = NL_ZIP_OTHER;
	if (says(archive, "mimetype", odf_type)) kind = NL_ZIP_OPENDOCUMENT_TEXT;
	else if (says(archive, "[Content_Types].xml", word_type)) kind = NL_ZIP_WORD;
	lib.discard(archive);
	return kind;
}
