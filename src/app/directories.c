#include "app/directories.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/file.h"

enum { MOST_IGNORED = 16 << 20 /* bytes of a .gitignore */, LEVELS_UP = 3 };

void nl_directories_release(nl_directories *directories)
{
	nl_map_release(&directories->by_path);
	nl_map_release(&directories->by_name);
	nl_vec_release(&directories->list);
	nl_vec_release(&directories->unread);
	nl_arena_release(&directories->arena);
}

/* ---- paths ------------------------------------------------------------------------------------------------------ */

static nl_str parent_of(nl_str path)
{
	while (path.len > 0 && path.ptr[path.len - 1] != '/') path.len--;
	while (path.len > 1 && path.ptr[path.len - 1] == '/') path.len--;
	return path;
}

static nl_str joined(nl_arena *arena, nl_str directory, const char *name)
{
	const char *slash = nl_str_ends(directory, NL_STR("/")) ? "" : "/";
	return nl_arena_printf(arena, NL_FMT "%s%s", NL_ARG(directory), slash, name);
}

nl_str nl_path_below(nl_str path, nl_str from)
{
	size_t len = nl_str_eq(from, NL_STR("/")) ? 0 : from.len;
	bool below = nl_str_starts(path, nl_str_slice(from, 0, len)) && path.len > len && path.ptr[len] == '/';
	return nl_str_slice(path, below ? len + 1 : 1, path.len);
}

nl_str nl_path_shown(nl_arena *arena, nl_str path, nl_str from)
{
	nl_buf out = {0};
	for (int up = 0; up <= LEVELS_UP && from.len; up++, from = parent_of(from)) {
		nl_str below = nl_path_below(path, from);
		bool inside =
			nl_str_eq(from, NL_STR("/")) ? up == 0 : path.len - below.len == from.len + 1 && nl_str_starts(path, from);
		if (inside) {
			for (int i = 0; i < up; i++) nl_buf_add_c(&out, "../");
			nl_buf_add(&out, below);
			break;
		}
		if (nl_str_eq(from, NL_STR("/"))) break;
	}
	nl_str shown = nl_arena_str(arena, out.len ? nl_buf_str(&out) : path);
	nl_buf_release(&out);
	return shown;
}

/* ---- directories ------------------------------------------------------------------------------------------------ */

static nl_directory *directory_at(nl_directories *d, nl_str real)
{
	uint32_t known = nl_map_get(&d->by_path, real);
	if (known != NL_NONE) return d->list.at[known];
	nl_directory *directory = nl_arena_new(&d->arena, nl_directory);
	directory->path = nl_arena_str(&d->arena, real);
	if (!nl_str_eq(real, NL_STR("/"))) directory->parent = directory_at(d, parent_of(directory->path));
	const char *configuration = joined(&d->arena, directory->path, ".normlint").ptr;
	if (access(configuration, F_OK) == 0) directory->configuration = configuration;
	else if (directory->parent) directory->configuration = directory->parent->configuration;
	nl_map_set(&d->by_path, directory->path, d->list.len);
	*nl_vec_push(&d->list) = directory;
	return directory;
}

static nl_directory *known_by_name(nl_directories *d, nl_str name)
{
	uint32_t known = nl_map_get(&d->by_name, name);
	return known == NL_NONE ? NULL : d->list.at[known];
}

/* NULL when there is no such directory. `name` may be empty: where the run was started. */
static nl_directory *existing(nl_directories *d, nl_str name)
{
	nl_directory *directory = known_by_name(d, name);
	if (directory) return directory;
	nl_str copy = nl_arena_str(&d->arena, name);
	char *real = realpath(copy.len ? copy.ptr : ".", NULL);
	if (!real) return NULL;
	directory = directory_at(d, nl_str_of(real));
	free(real);
	nl_map_set(&d->by_name, copy, nl_map_get(&d->by_path, directory->path));
	return directory;
}

const nl_directory *nl_directory_of(nl_directories *d, nl_str path, nl_str *rest)
{
	nl_str name = path;
	for (;;) {
		name = parent_of(name);
		nl_directory *directory = existing(d, name);
		size_t taken = name.len;
		while (taken < path.len && path.ptr[taken] == '/') taken++;
		*rest = nl_str_slice(path, taken, path.len);
		if (directory) return directory;
		if (name.len == 0 || nl_str_eq(name, NL_STR("/"))) return directory_at(d, NL_STR("/"));
		while (name.len > 1 && name.ptr[name.len - 1] == '/') name.len--;
	}
}

const nl_directory *nl_directory_at(nl_directories *d, nl_str path)
{
	nl_str rest;
	nl_directory *directory = existing(d, path);
	return directory ? directory : nl_directory_of(d, path, &rest);
}

/* ---- Git -------------------------------------------------------------------------------------------------------- */

/* A line of a .gitignore without what does not count; empty when nothing does. */
static nl_str pattern_of(nl_str line)
{
	if (nl_str_ends(line, NL_STR("\r"))) line.len--;
	if (nl_str_starts(line, NL_STR("#"))) return (nl_str){0};
	while (line.len && line.ptr[line.len - 1] == ' ') {
		size_t slashes = 0;
		while (slashes + 1 < line.len && line.ptr[line.len - 2 - slashes] == '\\') slashes++;
		if (slashes % 2) break; /* an escaped space counts */
		line.len--;
	}
	return line;
}

static void read_list(nl_directories *d, nl_ignore_list *list, nl_str path)
{
	nl_file file = nl_file_read(path.ptr, MOST_IGNORED);
	nl_str text = file.ptr ? nl_arena_str(&d->arena, (nl_str){file.ptr, file.len}) : (nl_str){0};
	if (!file.ptr && file.error != ENOENT && file.error != ENOTDIR)
		*nl_vec_push(&d->unread) = (nl_unread_list){path, file.error};
	nl_file_release(&file);
	if (nl_str_starts(text, NL_STR("\xef\xbb\xbf"))) text = nl_str_slice(text, 3, text.len);
	NL_VEC(nl_glob) globs = {0};
	for (size_t at = 0; at < text.len;) {
		nl_str rest = nl_str_slice(text, at, text.len);
		size_t end = nl_str_find(rest, NL_STR("\n"));
		nl_str line = pattern_of(nl_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end));
		at += end == SIZE_MAX ? rest.len : end + 1;
		if (line.len) *nl_vec_push(&globs) = nl_glob_of(line);
	}
	list->count = globs.len;
	if (globs.len) list->globs = nl_arena_copy(&d->arena, globs.at, globs.len * sizeof *globs.at);
	nl_vec_release(&globs);
}

static void read_git(nl_directories *d, nl_directory *directory)
{
	if (directory->git_was_read) return;
	directory->git_was_read = true;
	if (directory->parent) read_git(d, directory->parent);
	directory->is_repository = access(joined(&d->arena, directory->path, ".git").ptr, F_OK) == 0;
	directory->in_repository = directory->is_repository || (directory->parent && directory->parent->in_repository);
	if (!directory->in_repository) return;
	read_list(d, &directory->ignored[0], joined(&d->arena, directory->path, ".gitignore"));
	if (directory->is_repository)
		read_list(d, &directory->ignored[1], joined(&d->arena, directory->path, ".git/info/exclude"));
}

/* The last pattern that matches decides; NULL when none does. */
static const nl_glob *decides(const nl_ignore_list *list, nl_str path, bool is_directory)
{
	for (uint32_t i = list->count; i-- > 0;)
		if (nl_glob_matches(&list->globs[i], path, is_directory)) return &list->globs[i];
	return NULL;
}

bool nl_directory_ignores(nl_directories *d, const nl_directory *directory, nl_str name, bool is_directory)
{
	const nl_directory *at = directory;
	read_git(d, (nl_directory *)directory_at(d, directory->path));
	if (!directory->in_repository) return false;
	nl_buf path = {0};
	nl_buf_addf(&path, NL_FMT "%s" NL_FMT, NL_ARG(directory->path), directory->parent ? "/" : "", NL_ARG(name));
	const nl_glob *decided = NULL;
	for (; at && !decided; at = at->is_repository ? NULL : at->parent) {
		nl_str below = nl_path_below(nl_buf_str(&path), at->path);
		for (int i = 0; i < 2 && !decided; i++) decided = decides(&at->ignored[i], below, is_directory);
	}
	nl_buf_release(&path);
	return decided && !decided->negated;
}
