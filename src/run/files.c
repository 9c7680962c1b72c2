/* Directories are walked in sorted order, so that a run tells the same on every file system. */
#include "run/files.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "diag/codes.h"
#include "diag/suggest.h"

enum { DEEPEST = 100 }; /* directories inside directories */

static int by_bytes(const void *a, const void *b)
{
	return nl_str_cmp(*(const nl_str *)a, *(const nl_str *)b);
}

nl_str nl_files_suggest(const char *path, nl_arena *arena)
{
	const char *slash = strrchr(path, '/');
	nl_str directory = nl_str_slice(nl_str_of(path), 0, slash ? (size_t)(slash - path) + 1 : 0);
	nl_str name = nl_str_of(slash ? slash + 1 : path), found = {0};
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

void nl_files_tell(nl_sink *sink, const char *path, int error)
{
	bool too_large = error == EFBIG;
	nl_str code = too_large ? NL_CODE_NAME(D0703) : NL_CODE_NAME(D0701);
	const char *quote = path ? "'" : "", *why = too_large ? "it is larger than normlint reads" : strerror(error);
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, code, (nl_label){0}, "cannot read %s%s%s: %s", quote,
		path ? path : "standard input", quote, why);
	nl_str meant = path && error == ENOENT ? nl_files_suggest(path, &sink->arena) : (nl_str){0};
	if (meant.len) nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(meant));
}

bool nl_is_rule_file(nl_str path)
{
	return nl_str_ends(path, NL_STR(".norm"));
}

static void push(nl_files *files, const char *path)
{
	if (nl_map_get(&files->seen, nl_str_of(path)) != NL_NONE) return;
	nl_str copy = nl_arena_str(&files->arena, nl_str_of(path));
	nl_map_set(&files->seen, copy, files->paths.len);
	*nl_vec_push(&files->paths) = copy.ptr;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Hidden files, and "~$draft.docx", which Word leaves beside a file that is open. */
static bool is_passed_over(const char *name)
{
	return name[0] == '.' || strncmp(name, "~$", 2) == 0;
}

/* The names in a directory, hidden ones left out; in the arena. -1 with errno set when it cannot be read. */
static int names_in(const char *path, nl_files *files, const char ***names)
{
	DIR *dir = opendir(path);
	if (!dir) return -1;
	NL_VEC(const char *) list = {0};
	struct dirent *entry;
	while ((entry = readdir(dir)))
		if (!is_passed_over(entry->d_name))
			*nl_vec_push(&list) = nl_arena_str(&files->arena, nl_str_of(entry->d_name)).ptr;
	closedir(dir);
	if (list.len) qsort(list.at, list.len, sizeof *list.at, by_name);
	*names = nl_arena_copy(&files->arena, list.at, list.len * sizeof *list.at);
	int count = (int)list.len;
	nl_vec_release(&list);
	return count;
}

typedef struct {
	nl_files *files;
	nl_file_wanted *wanted;
	nl_sink *sink;
} walk;

static bool is_left_out(nl_files *files, const char *path, bool is_directory)
{
	bool out = files->leaves_out && files->leaves_out(files->context, path, is_directory);
	files->left_out += out;
	return out;
}

static void walk_directory(walk *w, const char *path, unsigned depth)
{
	const char **names;
	int count = names_in(path, w->files, &names);
	if (count < 0) {
		nl_files_tell(w->sink, path, errno);
		w->files->failed++;
		return;
	}
	const char *slash = nl_str_ends(nl_str_of(path), NL_STR("/")) ? "" : "/";
	for (int i = 0; i < count; i++) {
		const char *child = nl_arena_printf(&w->files->arena, "%s%s%s", path, slash, names[i]).ptr;
		struct stat here, target;
		if (lstat(child, &here) != 0) continue; /* it went away meanwhile */
		if (is_left_out(w->files, child, S_ISDIR(here.st_mode))) continue;
		if (S_ISDIR(here.st_mode)) {
			if (depth < DEEPEST) walk_directory(w, child, depth + 1);
		} else if (w->wanted(nl_str_of(child)) && stat(child, &target) == 0 && S_ISREG(target.st_mode))
			push(w->files, child);
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
	uint32_t before = files->paths.len, failed_before = files->failed, left_out = files->left_out;
	walk w = {files, wanted, sink};
	walk_directory(&w, path, 1);
	if (files->paths.len > before || files->failed > failed_before) return;
	nl_diag *diag =
		nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(D0701), (nl_label){0}, "no %s in the directory '%s'", kind, path);
	if (files->left_out > left_out)
		nl_diag_note(sink, diag, "what .gitignore or 'exclude' of a configuration names was left out");
	files->failed++;
}

void nl_files_release(nl_files *files)
{
	nl_vec_release(&files->paths);
	nl_map_release(&files->seen);
	nl_arena_release(&files->arena);
}
