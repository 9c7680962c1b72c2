/* app/directories.h - what a run needs to know of the directories around its texts, each looked into once: which configuration
 * lies nearest, and what Git ignores.
 *
 * A path is known by where its directory really is, so that "drafts/../a.md" and a symbolic link to a directory lead to the
 * same place. */
#ifndef NL_APP_DIRECTORIES_H
#define NL_APP_DIRECTORIES_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/glob.h"
#include "base/map.h"
#include "base/vec.h"

/* A .gitignore, or .git/info/exclude. */
typedef struct {
	nl_glob *globs;
	uint32_t count;
} nl_ignore_list;

typedef struct {
	nl_str path;
	int error; /* of an nl_file */
} nl_unread_list;

typedef struct nl_directory nl_directory;
struct nl_directory {
	nl_str path;               /* where it really is; "/" at the top */
	nl_directory *parent;      /* NULL at the top */
	const char *configuration; /* the nearest file called .normlint, here or above; NULL: none */
	bool is_repository;        /* it holds .git */
	bool in_repository;        /* it or one above it does */
	bool git_was_read;
	nl_ignore_list ignored[2]; /* .gitignore, and of a repository .git/info/exclude; read when first asked for */
};

typedef struct {
	nl_arena arena;
	nl_map by_path, by_name; /* where it really is; as it was written */
	NL_VEC(nl_directory *) list;
	NL_VEC(nl_unread_list) unread; /* .gitignore files that are there, but could not be read */
} nl_directories;                  /* all zero is empty */

void nl_directories_release(nl_directories *directories);

/* The directory that `path` is in. When that does not exist, the nearest above it that does, and then `rest` holds the
 * missing directories; `rest` always ends with the file's name, "missing/a.md". Valid until release. */
const nl_directory *nl_directory_of(nl_directories *directories, nl_str path, nl_str *rest);
/* The same of a path that is a directory itself. */
const nl_directory *nl_directory_at(nl_directories *directories, nl_str path);

/* Whether Git passes over a name in the directory: by the .gitignore files from there up to the repository's top, and its
 * .git/info/exclude. What a user's own core.excludesFile says is left aside, since a run should tell the same for everybody. */
bool nl_directory_ignores(nl_directories *directories, const nl_directory *directory, nl_str name, bool is_directory);

/* `path` as seen from `from`, when it lies below; else from the top of the file system, without its '/'. */
nl_str nl_path_below(nl_str path, nl_str from);
/* The same for people: "../x" up to three levels up, else the whole path. In `arena`, with a NUL. */
nl_str nl_path_shown(nl_arena *arena, nl_str path, nl_str from);

#endif
