#include "app/fixed.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/diff.h"
#include "app/output.h"
#include "doc/encoding.h"
#include "report/path.h"

/* ---- the file ---------------------------------------------------------------------------------------------------- */

static bool refuse(nl_sink *sink, const char *path, const char *why)
{
	nl_sink_add(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, "'%s' is not changed: %s", path, why);
	return false;
}

/* A file can be replaced in a directory that can be written, whatever its own rights say; so they are asked. */
bool nl_fixed_write(const char *path, nl_str before, const nl_buf *after, nl_sink *sink)
{
	struct stat st;
	nl_output output;
	nl_buf copy = {0};
	if (stat(path, &st) != 0) return refuse(sink, path, strerror(errno));
	if (!S_ISREG(st.st_mode)) return refuse(sink, path, "it is no regular file");
	if (!(st.st_mode & (S_IWUSR | S_IWGRP | S_IWOTH)) || access(path, W_OK) != 0)
		return refuse(sink, path, "it is read-only");
	nl_file file = nl_file_read(path, before.len + 1);
	bool same = file.ptr && nl_str_eq((nl_str){file.ptr, file.len}, before);
	nl_file_release(&file);
	if (!same) return refuse(sink, path, "somebody else changed it meanwhile");
	if (!nl_output_open(&output, path, sink)) return false;
	nl_buf_add(&copy, nl_buf_str(after));
	nl_output_write(&output, &copy);
	nl_buf_release(&copy);
	return nl_output_close(&output, sink);
}

/* ---- the diff ---------------------------------------------------------------------------------------------------- */

/* A name as Git writes it: in quotation marks where it holds what would end it. */
static void add_name(nl_buf *out, char side, nl_str path)
{
	bool quoted = false, spaced = false;
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		quoted |= c < ' ' || c == '"' || c == '\\' || c == 0x7F;
		spaced |= c == ' ';
	}
	const char *slash = nl_str_starts(path, NL_STR("/")) ? "" : "/";
	nl_buf_addf(out, "%s%c%s", quoted ? "\"" : "", side, slash);
	for (size_t i = 0; i < path.len; i++) {
		unsigned char c = (unsigned char)path.ptr[i];
		if (c == '"' || c == '\\') nl_buf_add_byte(out, '\\');
		if (c < ' ' || c == 0x7F) nl_buf_addf(out, "\\%03o", c);
		else nl_buf_add_byte(out, (char)c);
	}
	if (quoted) nl_buf_add_byte(out, '"');
	else if (spaced) nl_buf_add_byte(out, '\t');
}

/* The bytes as UTF-8 when they are UTF-16, which neither a terminal nor Git takes for text; else as they are. */
static nl_str readable(nl_str bytes, nl_encoding encoding, nl_arena *arena)
{
	if (encoding != NL_ENCODING_UTF16LE && encoding != NL_ENCODING_UTF16BE) return bytes;
	bool marked = nl_str_starts(bytes, NL_STR("\xFF\xFE")) || nl_str_starts(bytes, NL_STR("\xFE\xFF"));
	return nl_utf16_to_utf8(nl_str_slice(bytes, marked ? 2 : 0, bytes.len), encoding == NL_ENCODING_UTF16BE, arena);
}

void nl_fixed_diff(const nl_checked *checked, const nl_fixed *fixed, nl_str directory, bool colour, nl_buf *out, nl_sink *sink)
{
	if (fixed->count == 0) return;
	nl_buf path = {0}, old = {0}, new = {0};
	nl_arena arena = {0};
	nl_encoding encoding = nl_source_encoding(checked->source);
	const nl_report_options options = {.directory = directory};
	nl_report_path(&path, &options, checked->doc);
	add_name(&old, 'a', nl_buf_str(&path));
	add_name(&new, 'b', nl_buf_str(&path));
	nl_str before = readable((nl_str){checked->file.ptr, checked->file.len}, encoding, &arena);
	nl_str after = readable(nl_buf_str(&fixed->bytes), encoding, &arena);
	nl_diff(nl_buf_str(&old), nl_buf_str(&new), before, after, colour, out);
	if (before.ptr != checked->file.ptr) {
		nl_diag *diag = nl_sink_add(sink, NL_NOTE, (nl_str){0}, nl_at_file(checked->source),
			"the diff shows UTF-16 as UTF-8, so it cannot be applied");
		nl_diag_help(sink, diag, "take --fix, which keeps the encoding");
	}
	nl_arena_release(&arena);
	nl_buf_release(&path);
	nl_buf_release(&old);
	nl_buf_release(&new);
}
