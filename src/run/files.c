/* Directories are walked in sorted order, so that a run tells the same on every file system. */
#include "run/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/buf.h"
#include "diag/codes.h"
#include "diag/suggest.h"
#include "doc/doc.h"

enum { DEEPEST = 100 }; /* directories inside directories */

static int by_bytes(const void *a, const void *b)
{
	return nl_str_cmp(*(const nl_str *)a, *(const nl_str *)b);
}

/* The nearest name in a directory ("" or ending in a slash), with the directory before it. */
static nl_str nearest_in(nl_str directory, nl_str name, nl_arena *arena)
{
	nl_str found = {0};
	DIR *dir = opendir(directory.len ? nl_arena_str(arena, directory).ptr : ".");
	NL_VEC(nl_str) names = {0};
	struct dirent *entry;
	while (dir && (entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			*nl_vec_push(&names) = nl_arena_str(arena, nl_str_of(entry->d_name));
	}
	if (dir) closedir(dir);
	if (names.len) qsort(names.at, names.len, sizeof *names.at, by_bytes);
	const nl_str *nearest = nl_suggest(name, names.at, names.len);
	if (nearest) found = nl_arena_printf(arena, NL_FMT NL_FMT, NL_ARG(directory), NL_ARG(*nearest));
	nl_vec_release(&names);
	return found;
}

nl_str nl_files_suggest(const char *path, nl_arena *arena)
{
	nl_str whole = nl_str_of(path), so_far = {0};
	for (size_t at = 0; at < whole.len;) {
		size_t slash = nl_str_find(nl_str_slice(whole, at, whole.len), NL_STR("/"));
		size_t end = slash == SIZE_MAX ? whole.len : at + slash;
		nl_str part = nl_str_slice(whole, at, end);
		nl_str here = nl_arena_printf(arena, NL_FMT NL_FMT, NL_ARG(so_far), NL_ARG(part));
		if (part.len && access(here.ptr, F_OK) != 0) here = nearest_in(so_far, part, arena);
		if (part.len && here.len == 0) return (nl_str){0};
		so_far = slash == SIZE_MAX ? here : nl_arena_printf(arena, NL_FMT "/", NL_ARG(here));
		at = end + (slash != SIZE_MAX);
	}
	return so_far;
}

static bool is_link(const char *path)
{
	struct stat st;
	return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

static const char *why_unread(const char *path, int error)
{
	if (error == EFBIG) return "it is larger than normlint reads";
	if (error == ENOENT && path && !*path) return "its name is empty";
	if (error == ENOENT && path && is_link(path)) return "it is a link to something that is not there";
	return nl_file_why(error);
}

static void add_advice(nl_sink *sink, nl_diag *diag, const char *path, int error)
{
	nl_str meant = error == ENOENT && *path ? nl_files_suggest(path, &sink->arena) : (nl_str){0};
	char *here = getcwd(NULL, 0);
	if (meant.len && !nl_str_eq(meant, nl_str_of(path)))
		nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(meant));
	else if (error == ENOENT && !here) nl_diag_help(sink, diag, "the directory that normlint was started in is gone");
	else if (error == ENOENT && strpbrk(path, "*?[")) nl_diag_help(sink, diag, "no file has a name of this pattern");
	else if (error == NL_FILE_PIPE) nl_diag_help(sink, diag, "to read what comes out of it, give it as standard input");
	else if (error == EISDIR) nl_diag_help(sink, diag, "name a file in it");
	free(here);
}

void nl_files_tell(nl_sink *sink, const char *path, int error)
{
	nl_str code = error == EFBIG ? NL_CODE_NAME(D0703) : NL_CODE_NAME(D0701);
	const char *quote = path ? "'" : "";
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, code, (nl_label){0}, "cannot read %s%s%s: %s", quote,
		path ? path : "standard input", quote, why_unread(path, error));
	if (path) add_advice(sink, diag, path, error);
}

bool nl_is_rule_file(nl_str path)
{
	return nl_str_ends(path, NL_STR(".norm"));
}

static const char *without_dot(const char *path)
{
	while (path[0] == '.' && path[1] == '/' && path[2] != '\0') path += 2 + strspn(path + 2, "/");
	return path;
}

static void push(nl_files *files, const char *path)
{
	nl_str copy = nl_arena_str(&files->arena, nl_str_of(path)), key = nl_str_of(without_dot(copy.ptr));
	if (nl_map_get(&files->seen, key) != NL_NONE) return;
	nl_map_set(&files->seen, key, files->paths.len);
	*nl_vec_push(&files->paths) = copy.ptr;
}

typedef struct {
	const char *name;
	unsigned char type; /* DT_REG and so on; DT_UNKNOWN on file systems that do not say */
} entry;

static int by_name(const void *a, const void *b)
{
	return strcmp(((const entry *)a)->name, ((const entry *)b)->name);
}

/* Hidden files, and "~$draft.docx", which Word leaves beside a file that is open. */
static bool is_passed_over(const char *name)
{
	return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

/* What is in a directory, hidden files left out; in the arena. -1 with errno set when it cannot be read. */
static int entries_in(const char *path, nl_files *files, const entry **entries)
{
	DIR *dir = opendir(path);
	if (!dir) return -1;
	NL_VEC(entry) list = {0};
	struct dirent *next;
	errno = 0;
	while ((next = readdir(dir))) {
		if (!is_passed_over(next->d_name))
			*nl_vec_push(&list) = (entry){nl_arena_str(&files->arena, nl_str_of(next->d_name)).ptr, next->d_type};
		errno = 0;
	}
	int error = errno;
	closedir(dir);
	if (list.len) qsort(list.at, list.len, sizeof *list.at, by_name);
	*entries = nl_arena_copy(&files->arena, list.at, list.len * sizeof *list.at);
	int count = error ? -1 : (int)list.len;
	nl_vec_release(&list);
	errno = error;
	return count;
}

typedef struct {
	nl_files *files;
	nl_file_wanted *wanted;
	nl_sink *sink;
} walk;

/* Counts what would have been looked at. */
static bool is_left_out(walk *w, const char *path, bool is_directory)
{
	nl_files *files = w->files;
	nl_left_out why = files->leaves_out ? files->leaves_out(files->context, path, is_directory) : NL_KEPT;
	bool counts = is_directory || w->wanted(nl_str_of(path));
	files->passed_over.by_git += counts && why == NL_BY_GIT;
	files->passed_over.by_configuration += counts && why == NL_BY_CONFIGURATION;
	return why != NL_KEPT;
}

/* A draft that somebody may miss in the report. */
static void count_unread(walk *w, const char *path)
{
	nl_passed_over *over = &w->files->passed_over;
	nl_str ending = nl_format_unread_ending(nl_str_of(path));
	if (ending.len == 0) return;
	nl_buf endings = {0};
	nl_buf_addf(&endings, NL_FMT ", ", NL_ARG(over->endings));
	over->unread++;
	nl_str one = nl_arena_printf(&w->files->arena, NL_FMT ",", NL_ARG(ending));
	if (nl_str_find(nl_buf_str(&endings), one) == SIZE_MAX)
		over->endings = nl_arena_printf(&w->files->arena, NL_FMT "%s" NL_FMT, NL_ARG(over->endings),
			over->endings.len ? ", " : "", NL_ARG(ending));
	nl_buf_release(&endings);
}

static void tell_failed(walk *w, const char *path, int error)
{
	nl_files_tell(w->sink, path, error);
	w->files->failed++;
}

static void walk_directory(walk *w, const char *path, unsigned depth);

/* Whatever has the name of a text is checked, or it is told why not. */
static void walk_file(walk *w, const char *path, unsigned char type)
{
	struct stat st;
	if (type == DT_REG) push(w->files, path);
	else if (stat(path, &st) != 0) tell_failed(w, path, errno);
	else if (S_ISREG(st.st_mode)) push(w->files, path);
	else tell_failed(w, path, nl_file_kind(&st));
}

/* False when it went away meanwhile, or cannot be looked at, which is told. */
static bool find_type(walk *w, const char *path, unsigned char *type)
{
	struct stat st;
	if (*type != DT_UNKNOWN) return true;
	if (lstat(path, &st) == 0) {
		*type = (unsigned char)IFTODT(st.st_mode);
		return true;
	}
	if (errno != ENOENT) tell_failed(w, path, errno);
	return false;
}

static void walk_entry(walk *w, const char *path, unsigned char type, unsigned depth)
{
	struct stat target;
	if (!find_type(w, path, &type) || is_left_out(w, path, type == DT_DIR)) return;
	if (type == DT_LNK && stat(path, &target) == 0 && S_ISDIR(target.st_mode)) w->files->passed_over.links++;
	else if (type != DT_DIR) {
		if (w->wanted(nl_str_of(path))) walk_file(w, path, type);
		else count_unread(w, path);
	} else if (depth < DEEPEST) walk_directory(w, path, depth + 1);
	else {
		nl_sink_add(w->sink, NL_ERROR, NL_CODE_NAME(D0701), (nl_label){0},
			"cannot read '%s': it is the %dth directory inside another", path, DEEPEST);
		w->files->failed++;
	}
}

static void walk_directory(walk *w, const char *path, unsigned depth)
{
	const entry *entries;
	int count = entries_in(path, w->files, &entries);
	if (count < 0) tell_failed(w, path, errno);
	const char *slash = nl_str_ends(nl_str_of(path), NL_STR("/")) ? "" : "/";
	bool is_here = strcmp(without_dot(path), ".") == 0 || strcmp(path, "./") == 0;
	for (int i = 0; i < count; i++) {
		const char *name = entries[i].name;
		const char *child = is_here ? name : nl_arena_printf(&w->files->arena, "%s%s%s", path, slash, name).ptr;
		walk_entry(w, child, entries[i].type, depth);
	}
}

void nl_files_add(nl_files *files, const char *path, nl_file_wanted *wanted, const char *kind, nl_sink *sink)
{
	struct stat st;
	if (strcmp(path, "-") == 0) {
		push(files, path);
		return;
	}
	if (stat(path, &st) != 0) {
		nl_files_tell(sink, path, errno);
		files->failed++;
		return;
	}
	if (!S_ISDIR(st.st_mode)) {
		push(files, path);
		return;
	}
	uint32_t before = files->paths.len, failed_before = files->failed;
	nl_passed_over over = files->passed_over;
	walk w = {files, wanted, sink};
	walk_directory(&w, path, 1);
	if (files->paths.len > before || files->failed > failed_before) return;
	nl_diag *diag =
		nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(D0701), (nl_label){0}, "no %s in the directory '%s'", kind, path);
	if (files->passed_over.by_git > over.by_git || files->passed_over.by_configuration > over.by_configuration)
		nl_diag_note(sink, diag, "what .gitignore or 'exclude' of a configuration names was left out");
	if (files->passed_over.unread > over.unread)
		nl_diag_note(sink, diag, "what ends with " NL_FMT " is not read", NL_ARG(files->passed_over.endings));
	files->failed++;
}

void nl_files_release(nl_files *files)
{
	nl_vec_release(&files->paths);
	nl_map_release(&files->seen);
	nl_arena_release(&files->arena);
}
