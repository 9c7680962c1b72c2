/* app/git.c - see git.h. libgit2 answers errors by a number, its words are asked for where they are told. */
#include "app/git.h"

#include <git2.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/library.h"
#include "base/mem.h"

enum { SHORT_NAME = 9 }; /* letters of a commit that tell it from others */

/* ---- the library ----------------------------------------------------------------------------------------------- */

static struct {
	__typeof__(git_libgit2_init) *libgit2_init;
	__typeof__(git_libgit2_shutdown) *libgit2_shutdown;
	__typeof__(git_error_last) *error_last;
	__typeof__(git_repository_open_ext) *repository_open_ext;
	__typeof__(git_repository_free) *repository_free;
	__typeof__(git_repository_workdir) *repository_workdir;
	__typeof__(git_revparse_single) *revparse_single;
	__typeof__(git_object_peel) *object_peel;
	__typeof__(git_object_free) *object_free;
	__typeof__(git_object_id) *object_id;
	__typeof__(git_commit_lookup) *commit_lookup;
	__typeof__(git_commit_tree) *commit_tree;
	__typeof__(git_commit_parentcount) *commit_parentcount;
	__typeof__(git_commit_parent) *commit_parent;
	__typeof__(git_commit_author) *commit_author;
	__typeof__(git_commit_summary) *commit_summary;
	__typeof__(git_commit_id) *commit_id;
	__typeof__(git_commit_free) *commit_free;
	__typeof__(git_tree_entry_bypath) *tree_entry_bypath;
	__typeof__(git_tree_entry_id) *tree_entry_id;
	__typeof__(git_tree_entry_type) *tree_entry_type;
	__typeof__(git_tree_entry_free) *tree_entry_free;
	__typeof__(git_tree_free) *tree_free;
	__typeof__(git_blob_lookup) *blob_lookup;
	__typeof__(git_blob_rawcontent) *blob_rawcontent;
	__typeof__(git_blob_rawsize) *blob_rawsize;
	__typeof__(git_blob_free) *blob_free;
	__typeof__(git_diff_tree_to_tree) *diff_tree_to_tree;
	__typeof__(git_diff_find_similar) *diff_find_similar;
	__typeof__(git_diff_num_deltas) *diff_num_deltas;
	__typeof__(git_diff_get_delta) *diff_get_delta;
	__typeof__(git_diff_free) *diff_free;
	__typeof__(git_revwalk_new) *revwalk_new;
	__typeof__(git_revwalk_sorting) *revwalk_sorting;
	__typeof__(git_revwalk_push) *revwalk_push;
	__typeof__(git_revwalk_hide) *revwalk_hide;
	__typeof__(git_revwalk_next) *revwalk_next;
	__typeof__(git_revwalk_free) *revwalk_free;
	__typeof__(git_oid_equal) *oid_equal;
	__typeof__(git_oid_tostr) *oid_tostr;
	__typeof__(git_oid_fromstr) *oid_fromstr;
} lib;

#define SYMBOL(name)            \
	{                           \
		"git_" #name, &lib.name \
	}

static bool load(void)
{
	const nl_library_symbol symbols[] = {SYMBOL(libgit2_init), SYMBOL(libgit2_shutdown), SYMBOL(error_last),
		SYMBOL(repository_open_ext), SYMBOL(repository_free), SYMBOL(repository_workdir), SYMBOL(revparse_single),
		SYMBOL(object_peel), SYMBOL(object_free), SYMBOL(object_id), SYMBOL(commit_lookup), SYMBOL(commit_tree),
		SYMBOL(commit_parentcount), SYMBOL(commit_parent), SYMBOL(commit_author), SYMBOL(commit_summary),
		SYMBOL(commit_id), SYMBOL(commit_free), SYMBOL(tree_entry_bypath), SYMBOL(tree_entry_id),
		SYMBOL(tree_entry_type), SYMBOL(tree_entry_free), SYMBOL(tree_free), SYMBOL(blob_lookup),
		SYMBOL(blob_rawcontent), SYMBOL(blob_rawsize), SYMBOL(blob_free), SYMBOL(diff_tree_to_tree),
		SYMBOL(diff_find_similar), SYMBOL(diff_num_deltas), SYMBOL(diff_get_delta), SYMBOL(diff_free),
		SYMBOL(revwalk_new), SYMBOL(revwalk_sorting), SYMBOL(revwalk_push), SYMBOL(revwalk_hide), SYMBOL(revwalk_next),
		SYMBOL(revwalk_free), SYMBOL(oid_equal), SYMBOL(oid_tostr), SYMBOL(oid_fromstr)};
	return nl_library_load(NL_LIBGIT2, symbols, sizeof symbols / sizeof *symbols);
}

struct nl_git {
	git_repository *repository;
	nl_str path; /* of the file, from the top of the work tree */
	nl_arena arena;
};

/* ---- errors ---------------------------------------------------------------------------------------------------- */

static nl_diag *refuse(nl_sink *sink, const char *format, ...) __attribute__((format(printf, 2, 3)));
static nl_diag *refuse(nl_sink *sink, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	nl_diag *diag = nl_sink_vadd(sink, NL_ERROR, (nl_str){0}, (nl_label){0}, format, args);
	va_end(args);
	return diag;
}

static const char *why(void)
{
	const git_error *error = lib.error_last();
	return error && error->message ? error->message : "unknown trouble";
}

/* ---- the repository -------------------------------------------------------------------------------------------- */

/* The path with all links resolved, even when the file is not there any more. In `arena`. */
static nl_str absolute(const char *path, nl_arena *arena)
{
	char resolved[PATH_MAX];
	if (realpath(path, resolved)) return nl_arena_str(arena, nl_str_of(resolved));
	const char *slash = strrchr(path, '/');
	nl_str folder = slash ? nl_arena_str(arena, (nl_str){path, (size_t)(slash - path)}) : NL_STR(".");
	if (slash == path) folder = NL_STR("/");
	if (!realpath(folder.ptr, resolved)) return nl_arena_str(arena, nl_str_of(path));
	return nl_arena_printf(arena, "%s/%s", resolved, slash ? slash + 1 : path);
}

/* The folder to look for a repository from. */
static nl_str folder_of(nl_str path, nl_arena *arena)
{
	size_t len = path.len;
	while (len > 0 && path.ptr[len - 1] != '/') len--;
	return len > 0 ? nl_arena_str(arena, nl_str_slice(path, 0, len)) : NL_STR(".");
}

static bool open_repository(nl_git *git, const char *path, nl_sink *sink)
{
	nl_str file = absolute(path, &git->arena);
	int error = lib.repository_open_ext(&git->repository, folder_of(file, &git->arena).ptr, 0, NULL);
	if (error < 0) {
		if (error == GIT_ENOTFOUND) refuse(sink, "'%s' is in no Git repository", path);
		else refuse(sink, "cannot open the Git repository of '%s': %s", path, why());
		return false;
	}
	const char *top = lib.repository_workdir(git->repository); /* ends in a slash */
	git->path = top && nl_str_starts(file, nl_str_of(top)) ? nl_str_slice(file, strlen(top), file.len) : nl_str_of(path);
	git->path = nl_arena_str(&git->arena, git->path);
	return true;
}

nl_git *nl_git_open(const char *path, nl_sink *sink)
{
	if (!load()) {
		nl_diag *diag = refuse(sink, "cannot read Git repositories: libgit2 1.5 is not installed");
		nl_diag_help(sink, diag,
			"install it (on Debian: libgit2-1.5), or write the revision to a file by 'git show REVISION:PATH'");
		return NULL;
	}
	nl_git *git = nl_alloc(sizeof *git);
	lib.libgit2_init();
	if (open_repository(git, path, sink)) return git;
	nl_git_close(git);
	return NULL;
}

void nl_git_close(nl_git *git)
{
	if (!git) return;
	lib.repository_free(git->repository);
	lib.libgit2_shutdown();
	nl_arena_release(&git->arena);
	free(git);
}

/* ---- commits and files ----------------------------------------------------------------------------------------- */

/* NULL after an error. Owned. */
static git_commit *commit_of(nl_git *git, nl_str revision, nl_sink *sink)
{
	git_object *object = NULL, *commit = NULL;
	nl_str name = nl_arena_str(&git->arena, revision.len ? revision : NL_STR("HEAD"));
	if (lib.revparse_single(&object, git->repository, name.ptr) == 0)
		lib.object_peel(&commit, object, GIT_OBJECT_COMMIT);
	if (!commit) refuse(sink, "no revision '" NL_FMT "' in the Git repository: %s", NL_ARG(name), why());
	lib.object_free(object);
	return (git_commit *)commit;
}

static git_tree *tree_of(const git_commit *commit)
{
	git_tree *tree = NULL;
	return commit && lib.commit_tree(&tree, commit) == 0 ? tree : NULL;
}

/* The file's object; false when the commit has no file of this name. */
static bool find_blob(const git_commit *commit, nl_str path, git_oid *id)
{
	git_tree *tree = tree_of(commit);
	git_tree_entry *entry = NULL;
	bool found = tree && lib.tree_entry_bypath(&entry, tree, path.ptr) == 0 && lib.tree_entry_type(entry) == GIT_OBJECT_BLOB;
	if (found) *id = *lib.tree_entry_id(entry);
	lib.tree_entry_free(entry);
	lib.tree_free(tree);
	return found;
}

/* What the file that `newer` calls `path` was called in `older`; empty when it was not renamed between them. In the arena. */
static nl_str name_before(nl_git *git, const git_commit *older, const git_commit *newer, nl_str path)
{
	git_tree *from = tree_of(older), *to = tree_of(newer);
	git_diff *diff = NULL;
	git_diff_find_options options = {.version = GIT_DIFF_FIND_OPTIONS_VERSION, .flags = GIT_DIFF_FIND_RENAMES};
	nl_str found = {0};
	if (from && to && lib.diff_tree_to_tree(&diff, git->repository, from, to, NULL) == 0 &&
		lib.diff_find_similar(diff, &options) == 0) {
		for (size_t i = 0; i < lib.diff_num_deltas(diff); i++) {
			const git_diff_delta *delta = lib.diff_get_delta(diff, i);
			if (delta->status == GIT_DELTA_RENAMED && nl_str_eq(nl_str_of(delta->new_file.path), path))
				found = nl_arena_str(&git->arena, nl_str_of(delta->old_file.path));
		}
	}
	lib.diff_free(diff);
	lib.tree_free(from);
	lib.tree_free(to);
	return found;
}

/* The day in the author's own time zone. */
static nl_str date_of(nl_git *git, const git_commit *commit)
{
	const git_signature *author = lib.commit_author(commit);
	time_t seconds = (time_t)(author->when.time + 60 * (git_time_t)author->when.offset);
	struct tm day;
	if (!gmtime_r(&seconds, &day)) return NL_STR("");
	return nl_arena_printf(&git->arena, "%04d-%02d-%02d", day.tm_year + 1900, day.tm_mon + 1, day.tm_mday);
}

static nl_str hex_of(nl_git *git, const git_oid *id)
{
	char hex[GIT_OID_HEXSZ + 1];
	return nl_arena_str(&git->arena, nl_str_of(lib.oid_tostr(hex, sizeof hex, id)));
}

/* `revision` is what it is called in the name; empty: by the commit. */
static nl_git_file file_of(nl_git *git, const git_commit *commit, nl_str revision, nl_str path, const git_oid *id)
{
	nl_git_file file = {.path = path,
		.commit = hex_of(git, lib.commit_id(commit)),
		.author = nl_arena_str(&git->arena, nl_str_of(lib.commit_author(commit)->name)),
		.date = date_of(git, commit),
		.summary = nl_arena_str(&git->arena, nl_str_of(lib.commit_summary((git_commit *)commit))),
		.object = hex_of(git, id)};
	if (revision.len == 0) revision = nl_str_slice(file.commit, 0, SHORT_NAME);
	file.name = nl_arena_printf(&git->arena, NL_FMT ":" NL_FMT, NL_ARG(revision), NL_ARG(path));
	return file;
}

char *nl_git_bytes(nl_git *git, const nl_git_file *file, size_t most, size_t *len, nl_sink *sink)
{
	git_oid id;
	git_blob *blob = NULL;
	if (lib.oid_fromstr(&id, file->object.ptr) < 0 || lib.blob_lookup(&blob, git->repository, &id) < 0) {
		refuse(sink, "cannot read '" NL_FMT "' from the Git repository: %s", NL_ARG(file->name), why());
		return NULL;
	}
	char *bytes = NULL;
	*len = (size_t)lib.blob_rawsize(blob);
	if (*len > most)
		refuse(sink, "cannot read '" NL_FMT "': it has %zu bytes, and the most is %zu", NL_ARG(file->name), *len, most);
	else {
		bytes = nl_alloc(*len + 1);
		memcpy(bytes, lib.blob_rawcontent(blob), *len);
	}
	lib.blob_free(blob);
	return bytes;
}

/* ---- renames and history --------------------------------------------------------------------------------------- */

/* Whether some parent has the file with the same content. `renamed` gets its name in the first parent when it had another there. */
static bool is_in_a_parent(nl_git *git, const git_commit *commit, nl_str path, const git_oid *id, nl_str *renamed)
{
	for (unsigned i = 0; i < lib.commit_parentcount(commit); i++) {
		git_commit *parent = NULL;
		git_oid before;
		if (lib.commit_parent(&parent, commit, i) < 0) continue;
		bool there = find_blob(parent, path, &before), same = there && lib.oid_equal(&before, id);
		if (!there && renamed->len == 0) *renamed = name_before(git, parent, commit, path);
		lib.commit_free(parent);
		if (same) return true;
	}
	return false;
}

/* The name after all renames on the way back from `newer` to `older`, step by step: over many steps a text changes too much to be
 * known again. When that leads to no file, the two are compared as they are. */
static nl_str name_long_before(nl_git *git, const git_commit *older, const git_commit *newer, nl_str path)
{
	git_revwalk *walker = NULL;
	nl_str name = path;
	git_oid at, id;
	if (lib.revwalk_new(&walker, git->repository) == 0) {
		lib.revwalk_sorting(walker, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
		bool fine =
			lib.revwalk_push(walker, lib.commit_id(newer)) == 0 && lib.revwalk_hide(walker, lib.commit_id(older)) == 0;
		while (fine && lib.revwalk_next(&at, walker) == 0) {
			git_commit *commit = NULL;
			nl_str renamed = {0};
			if (lib.commit_lookup(&commit, git->repository, &at) < 0) break;
			if (find_blob(commit, name, &id)) is_in_a_parent(git, commit, name, &id, &renamed);
			if (renamed.len) name = renamed;
			lib.commit_free(commit);
		}
	}
	lib.revwalk_free(walker);
	return find_blob(older, name, &id) ? name : name_before(git, older, newer, path);
}

bool nl_git_read(nl_git *git, nl_str revision, nl_str later, nl_git_file *file, nl_sink *sink)
{
	git_commit *commit = commit_of(git, revision, sink), *newer = NULL;
	git_oid id;
	nl_str path = git->path;
	bool found = commit && find_blob(commit, path, &id);
	if (commit && !found && (newer = commit_of(git, later, sink))) {
		path = name_long_before(git, commit, newer, path);
		found = path.len > 0 && find_blob(commit, path, &id);
	}
	if (found) *file = file_of(git, commit, revision, path, &id);
	else if (commit && newer) {
		nl_diag *diag = refuse(sink, "'" NL_FMT "' is not in revision '" NL_FMT "'", NL_ARG(git->path), NL_ARG(revision));
		nl_diag_help(sink, diag, "'git log --follow -- " NL_FMT "' tells which revisions have it", NL_ARG(git->path));
	}
	lib.commit_free(commit);
	lib.commit_free(newer);
	return found;
}

/* Newest first. */
static bool walk(nl_git *git, git_revwalk *walker, nl_git_files *files, nl_sink *sink)
{
	nl_str path = git->path;
	git_oid at, id;
	while (lib.revwalk_next(&at, walker) == 0) {
		git_commit *commit = NULL;
		nl_str renamed = {0};
		if (lib.commit_lookup(&commit, git->repository, &at) < 0) {
			refuse(sink, "cannot read the Git repository: %s", why());
			return false;
		}
		if (find_blob(commit, path, &id) && !is_in_a_parent(git, commit, path, &id, &renamed))
			*nl_vec_push(files) = file_of(git, commit, (nl_str){0}, path, &id);
		if (renamed.len) path = renamed;
		lib.commit_free(commit);
	}
	return true;
}

static bool set_out(nl_git *git, git_revwalk *walker, nl_str range, nl_sink *sink)
{
	size_t dots = nl_str_find(range, NL_STR(".."));
	nl_str from = dots == SIZE_MAX ? (nl_str){0} : nl_str_slice(range, 0, dots);
	nl_str to = dots == SIZE_MAX ? range : nl_str_slice(range, dots + 2, range.len);
	git_commit *last = commit_of(git, to, sink), *hidden = from.len && last ? commit_of(git, from, sink) : NULL;
	bool fine = last && (hidden || !from.len);
	lib.revwalk_sorting(walker, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
	if (fine) fine = lib.revwalk_push(walker, lib.commit_id(last)) == 0;
	if (fine && hidden) fine = lib.revwalk_hide(walker, lib.commit_id(hidden)) == 0;
	lib.commit_free(last);
	lib.commit_free(hidden);
	return fine;
}

bool nl_git_history(nl_git *git, nl_str range, nl_git_files *files, nl_sink *sink)
{
	git_revwalk *walker = NULL;
	uint32_t first = files->len;
	bool fine = lib.revwalk_new(&walker, git->repository) == 0 && set_out(git, walker, range, sink) &&
		walk(git, walker, files, sink);
	lib.revwalk_free(walker);
	for (uint32_t i = first, k = files->len; i + 1 < k; i++) {
		nl_git_file file = files->at[i];
		files->at[i] = files->at[--k];
		files->at[k] = file;
	}
	if (fine && files->len == first) {
		refuse(sink, "no revision has '" NL_FMT "'", NL_ARG(git->path));
		fine = false;
	}
	return fine;
}
