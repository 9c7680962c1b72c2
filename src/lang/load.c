/* Files and their imports. A file is known by its identity (the real path, or "<built-in>/name"), so that two ways to the
 * same file read it once. Imports are read when the importing file is parsed, depth first; a file that is imported while
 * its own imports are still being read closes a cycle, and the chain of files under way is what the error shows. */
#include "lang/load.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "diag/codes.h"
#include "diag/suggest.h"
#include "lang/parse.h"

static const nl_str builtin_prefix = {"<built-in>/", 11};

/* An import, as the place of errors about what it asks for. */
typedef struct {
	const nl_rule_file *file; /* NULL: nobody imports, the file was asked for by the caller */
	nl_span span;
} importer;

static void load_imports(nl_rules *rules, nl_rule_file *file, nl_sink *sink);

/* ---- one file ----------------------------------------------------------------------------------------------------- */

static nl_label label_of(importer by)
{
	return by.file ? nl_at(by.file->source, by.span) : (nl_label){0};
}

/* Whether the bytes can be rules at all; else that is told, at the first byte that cannot. */
static bool check_bytes(nl_rules *rules, const nl_rule_file *file, nl_sink *sink)
{
	nl_str text = nl_source_text(file->source);
	const char *nul = text.len ? memchr(text.ptr, 0, text.len) : NULL;
	size_t at = nul ? (size_t)(nul - text.ptr) : SIZE_MAX, invalid = nl_utf8_invalid(text);
	if (invalid < at) at = invalid;
	if (at == SIZE_MAX) return true;
	nl_label place = nl_at(file->source, (nl_span){(uint32_t)at, (uint32_t)at + 1});
	nl_diag *diag = nl_rules_error(rules, sink, NL_CODE_NAME(E0502), place,
		"the rule file is not UTF-8 text: it holds the byte 0x%02x", (unsigned char)text.ptr[at]);
	nl_diag_help(sink, diag, "save the file as UTF-8");
	rules->incomplete = true;
	return false;
}

/* NULL when it is no text. */
static nl_rule_file *parse_file(nl_rules *rules, nl_str identity, nl_str path, nl_str text, bool builtin, nl_sink *sink)
{
	nl_rule_file *file = nl_arena_new(&rules->arena, nl_rule_file);
	uint32_t bom = nl_str_starts(text, NL_STR("\xef\xbb\xbf")) ? 3 : 0;
	*file = (nl_rule_file){.number = rules->files.len, .path = path, .builtin = builtin, .layer = rules->layer};
	file->configuration = rules->next_is_configuration || nl_str_ends(path, NL_STR(".normlint"));
	rules->next_is_configuration = false;
	file->source = nl_source_new(path, nl_str_slice(text, bom, text.len), NL_ENCODING_UTF8, bom);
	nl_map_set(&rules->file_index, identity, rules->files.len);
	*nl_vec_push(&rules->files) = file;
	if (!check_bytes(rules, file, sink)) return NULL;
	nl_parse_file(rules, file, sink);
	return file;
}

static void read_imports(nl_rules *rules, nl_rule_file *file, nl_sink *sink)
{
	file->loading = true;
	load_imports(rules, file, sink);
	file->loading = false;
}

static void read_file(nl_rules *rules, nl_str identity, nl_str path, nl_str text, bool builtin, nl_sink *sink)
{
	nl_rule_file *file = parse_file(rules, identity, path, text, builtin, sink);
	if (file) read_imports(rules, file, sink);
}

static bool room_for_file(nl_rules *rules, importer by, nl_sink *sink)
{
	if (rules->files.len < NL_MAX_RULE_FILES) return true;
	if (rules->files.len == NL_MAX_RULE_FILES && !rules->incomplete)
		nl_rules_error(rules, sink, NL_CODE_NAME(E0506), label_of(by), "more than %d rule files", NL_MAX_RULE_FILES);
	rules->incomplete = true;
	return false;
}

/* ---- cycles ------------------------------------------------------------------------------------------------------- */

/* The files under way lie in `files` in order of depth, among others that are done. */
static void tell_cycle(nl_rules *rules, const nl_rule_file *target, importer by, nl_sink *sink)
{
	nl_buf chain = {0};
	bool inside = false;
	for (uint32_t i = 0; i < rules->files.len; i++) {
		const nl_rule_file *file = rules->files.at[i];
		inside |= file == target;
		if (inside && file->loading) nl_buf_addf(&chain, NL_FMT " → ", NL_ARG(file->path));
	}
	nl_buf_add(&chain, target->path);
	nl_diag *diag = nl_rules_error(rules, sink, NL_CODE_NAME(E0504), label_of(by),
		"this import closes a cycle: " NL_FMT, NL_ARG(nl_buf_str(&chain)));
	nl_diag_help(sink, diag, "take one of these imports out; what both files need can go into a third");
	nl_buf_release(&chain);
}

/* True when the file was read, or is being read, which is told. */
static bool is_known(nl_rules *rules, nl_str identity, importer by, nl_sink *sink)
{
	uint32_t known = nl_map_get(&rules->file_index, identity);
	if (known == NL_NONE) return false;
	const nl_rule_file *file = rules->files.at[known];
	if (file->loading && by.file) tell_cycle(rules, file, by, sink);
	return true;
}

/* ---- where files are ------------------------------------------------------------------------------------------------ */

static void tell_unreadable(nl_rules *rules, nl_str path, int error, importer by, nl_sink *sink)
{
	rules->incomplete = true;
	if (error == EFBIG) {
		nl_diag *diag = nl_rules_error(rules, sink, NL_CODE_NAME(E0506), label_of(by),
			"rule file '" NL_FMT "' is larger than %d MiB", NL_ARG(path), NL_MAX_RULE_FILE >> 20);
		nl_diag_help(sink, diag, "split it, and import its parts");
		return;
	}
	nl_rules_error(rules, sink, NL_CODE_NAME(E0501), label_of(by), "cannot read rule file '" NL_FMT "': %s",
		NL_ARG(path), nl_file_why(error));
}

static bool is_ordinary(const char *path)
{
	struct stat st;
	return stat(path, &st) != 0 || S_ISREG(st.st_mode);
}

/* False when there is no such file; true when it was read, known, or found unreadable, which is told. */
static bool load_path(nl_rules *rules, nl_str path, importer by, nl_sink *sink)
{
	nl_str name = nl_arena_str(&rules->arena, path);
	char *real = nl_file_real_path(name.ptr);
	if (!real) {
		if (by.file && (errno == ENOENT || errno == ENOTDIR)) return false;
		tell_unreadable(rules, name, errno, by, sink);
		return true;
	}
	nl_str identity = nl_arena_str(&rules->arena, nl_str_of(real));
	free(real);
	if (is_known(rules, identity, by, sink) || !room_for_file(rules, by, sink)) return true;
	if (rules->base && !is_ordinary(identity.ptr)) { /* what can be read once may have to be read again without a base */
		rules->outgrown = true;
		return true;
	}
	nl_file file = nl_file_read(identity.ptr, NL_MAX_RULE_FILE);
	if (!file.ptr) tell_unreadable(rules, name, file.error, by, sink);
	else read_file(rules, identity, name, nl_arena_str(&rules->arena, (nl_str){file.ptr, file.len}), false, sink);
	nl_file_release(&file);
	return true;
}

static bool load_builtin(nl_rules *rules, nl_str name, importer by, nl_sink *sink)
{
	uint32_t index = nl_map_get(&rules->builtin_index, name);
	if (index == NL_NONE) return false;
	const nl_builtin_file *builtin = &rules->builtins[index];
	nl_str identity = nl_arena_printf(&rules->arena, NL_FMT "%s", NL_ARG(builtin_prefix), builtin->name);
	if (is_known(rules, identity, by, sink) || !room_for_file(rules, by, sink)) return true;
	read_file(rules, identity, identity, (nl_str){builtin->text, builtin->len}, true, sink);
	return true;
}

/* ---- imports ------------------------------------------------------------------------------------------------------ */

/* "a/b.norm" imported by "x/c.norm" is "x/a/b.norm"; ".." and "." are resolved for built-in files, which no system knows. */
static nl_str beside(nl_rules *rules, nl_str importing, nl_str name)
{
	size_t slash = importing.len;
	while (slash > 0 && importing.ptr[slash - 1] != '/') slash--;
	return nl_arena_printf(&rules->arena, NL_FMT NL_FMT, NL_ARG(nl_str_slice(importing, 0, slash)), NL_ARG(name));
}

static nl_str without_dots(nl_rules *rules, nl_str path)
{
	char *out = nl_arena_alloc(&rules->arena, path.len + 1);
	size_t len = 0;
	for (size_t at = 0; at < path.len;) {
		size_t end = at;
		while (end < path.len && path.ptr[end] != '/') end++;
		nl_str part = nl_str_slice(path, at, end);
		at = end + 1;
		if (part.len == 0 || nl_str_eq(part, NL_STR("."))) continue;
		if (nl_str_eq(part, NL_STR(".."))) {
			while (len > 0 && out[len - 1] != '/') len--;
			if (len > 0) len--;
			continue;
		}
		if (len > 0) out[len++] = '/';
		memcpy(out + len, part.ptr, part.len);
		len += part.len;
	}
	return (nl_str){out, len};
}

/* Relative to the importing file, on disk or built in; then from the root of the built-in rules. */
static bool find_import(nl_rules *rules, const nl_rule_file *file, nl_str name, importer by, nl_sink *sink)
{
	if (file->builtin) {
		nl_str inside = nl_str_slice(file->path, builtin_prefix.len, file->path.len);
		if (load_builtin(rules, without_dots(rules, beside(rules, inside, name)), by, sink)) return true;
	} else {
		nl_str path = name.ptr[0] == '/' ? name : beside(rules, file->path, name);
		if (load_path(rules, path, by, sink)) return true;
	}
	return load_builtin(rules, without_dots(rules, name), by, sink);
}

static void tell_not_found(nl_rules *rules, const nl_ast_text *name, importer by, nl_sink *sink)
{
	rules->incomplete = true;
	nl_diag *diag = nl_rules_error(rules, sink, NL_CODE_NAME(E0503), label_of(by), "there is no rule file '" NL_FMT "'",
		NL_ARG(name->text));
	nl_diag_note(sink, diag, "looked beside '" NL_FMT "' and among the built-in rules", NL_ARG(by.file->path));
	NL_VEC(nl_str) names = {0};
	for (uint32_t i = 0; i < rules->builtin_index.len; i++) *nl_vec_push(&names) = rules->builtin_index.entries[i].key;
	const nl_str *meant = nl_suggest(name->text, names.at, names.len);
	if (meant) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(*meant));
	else if (!nl_str_ends(name->text, NL_STR(".norm"))) nl_diag_help(sink, diag, "rule files end in '.norm'");
	nl_vec_release(&names);
}

static void load_imports(nl_rules *rules, nl_rule_file *file, nl_sink *sink)
{
	for (const nl_ast_item *item = file->items.first; item; item = item->next) {
		if (item->kind != NL_AST_IMPORT || item->broken) continue;
		importer by = {file, item->title->span};
		bool readable = item->title->text.len > 0 && !memchr(item->title->text.ptr, 0, item->title->text.len);
		if (!readable || !find_import(rules, file, item->title->text, by, sink))
			tell_not_found(rules, item->title, by, sink);
	}
}

/* ---- what callers ask for ------------------------------------------------------------------------------------------- */

void nl_load_path(nl_rules *rules, nl_str path, nl_sink *sink)
{
	load_path(rules, path, (importer){0}, sink);
}

void nl_load_builtin(nl_rules *rules, nl_str name, nl_sink *sink)
{
	if (!load_builtin(rules, name, (importer){0}, sink)) tell_unreadable(rules, name, ENOENT, (importer){0}, sink);
}

nl_rule_file *nl_load_alone(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink)
{
	if (text.len > NL_MAX_RULE_FILE) {
		tell_unreadable(rules, name, EFBIG, (importer){0}, sink);
		return NULL;
	}
	if (!room_for_file(rules, (importer){0}, sink)) return NULL;
	nl_str path = nl_arena_str(&rules->arena, name);
	/* Two texts of one name are two texts: only files have an identity. */
	nl_str identity = nl_arena_printf(&rules->arena, "<text %u>", rules->files.len);
	return parse_file(rules, identity, path, nl_arena_str(&rules->arena, text), false, sink);
}

void nl_load_text(nl_rules *rules, nl_str name, nl_str text, nl_sink *sink)
{
	nl_rule_file *file = nl_load_alone(rules, name, text, sink);
	if (file) read_imports(rules, file, sink);
}
