#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/vec.h"

enum { SECONDS = 20, MAX_OUTPUT = 64 << 20 };

typedef NL_VEC(char *) strings; /* ends with a NULL when it goes to exec */

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "tests: cannot %s: %s\n", what, strerror(errno));
	exit(2);
}

static const char *path_in(const sandbox *box, nl_arena *arena, const char *name)
{
	return nl_arena_printf(arena, "%s/%s", box->root, name).ptr;
}

void sandbox_open(sandbox *box)
{
	snprintf(box->root, sizeof box->root, "/tmp/normlint-XXXXXX");
	if (!mkdtemp(box->root)) give_up("make a temporary directory");
	sandbox_write(box, NL_STR(""), NL_STR(""));
}

static int remove_entry(const char *path, const struct stat *info, int type, struct FTW *walk)
{
	(void)info, (void)type, (void)walk;
	return remove(path);
}

void sandbox_close(sandbox *box)
{
	nftw(box->root, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void write_file(const char *path, nl_str bytes)
{
	FILE *file = fopen(path, "wb");
	if (!file || (bytes.len > 0 && fwrite(bytes.ptr, 1, bytes.len, file) != bytes.len) || fclose(file) != 0)
		give_up(path);
}

void sandbox_write(const sandbox *box, nl_str name, nl_str bytes)
{
	nl_arena arena = {0};
	char *path = (char *)nl_arena_printf(&arena, "%s/files/" NL_FMT, box->root, NL_ARG(name)).ptr;
	for (char *slash = path + strlen(box->root); (slash = strchr(slash + 1, '/'));) {
		*slash = '\0';
		if (mkdir(path, 0755) != 0 && errno != EEXIST) give_up(path);
		*slash = '/';
	}
	if (path[strlen(path) - 1] != '/') write_file(path, bytes);
	nl_arena_release(&arena);
}

void sandbox_write_zeros(const sandbox *box, nl_str name, uint64_t size)
{
	nl_arena arena = {0};
	sandbox_write(box, name, NL_STR(""));
	nl_str path = nl_arena_printf(&arena, "%s/files/" NL_FMT, box->root, NL_ARG(name));
	if (truncate(path.ptr, (off_t)size) != 0) give_up(path.ptr);
	nl_arena_release(&arena);
}

/* ---- running a program --------------------------------------------------------------------------------------- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* The next word of a command line without its quotes; NULL at the end. */
static char *next_word(nl_str line, size_t *at, nl_arena *arena)
{
	while (*at < line.len && is_blank(line.ptr[*at])) ++*at;
	if (*at == line.len) return NULL;
	char *word = nl_arena_alloc(arena, line.len - *at + 1), quote = '\0';
	size_t len = 0;
	for (; *at < line.len && (quote || !is_blank(line.ptr[*at])); ++*at) {
		char c = line.ptr[*at];
		if (quote ? c == quote : c == '"' || c == '\'') quote = quote ? '\0' : c;
		else word[len++] = c;
	}
	return word;
}

static bool is_assignment(const char *word)
{
	size_t name = strspn(word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
	return name > 0 && word[name] == '=';
}

static void split(nl_str line, nl_arena *arena, strings *words, strings *environment)
{
	static const char *const kept[] = {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"};
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		const char *value = getenv(kept[i]);
		if (value) *nl_vec_push(environment) = (char *)nl_arena_printf(arena, "%s=%s", kept[i], value).ptr;
	}
	size_t at = 0;
	for (char *word; (word = next_word(line, &at, arena));) {
		bool sets = words->len == 1 && is_assignment(word);
		*nl_vec_push(sets ? environment : words) = word;
	}
	*nl_vec_push(words) = NULL;
	*nl_vec_push(environment) = NULL;
}

static void redirect(const char *path, int flags, int to)
{
	int fd = open(path, flags, 0600);
	if (fd < 0 || dup2(fd, to) < 0) _exit(126);
	close(fd);
}

static int wait_for(pid_t child)
{
	int status;
	while (waitpid(child, &status, 0) < 0) {
		if (errno != EINTR) give_up("wait for the program");
	}
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static nl_str read_back(const char *path, nl_arena *arena)
{
	nl_file file = nl_file_read(path, MAX_OUTPUT);
	if (!file.ptr) {
		errno = file.error;
		give_up(path);
	}
	nl_str text = nl_arena_str(arena, (nl_str){file.ptr, file.len});
	nl_file_release(&file);
	return text;
}

sandbox_result sandbox_run(const sandbox *box, const char *program, nl_str arguments, nl_str input, nl_arena *arena)
{
	const char *in = path_in(box, arena, "in"), *out = path_in(box, arena, "out"), *err = path_in(box, arena, "err");
	const char *files = path_in(box, arena, "files");
	strings words = {0}, environment = {0};
	*nl_vec_push(&words) = (char *)program;
	split(arguments, arena, &words, &environment);
	write_file(in, input);

	fflush(NULL);
	pid_t child = fork();
	if (child < 0) give_up("start the program");
	if (child == 0) {
		redirect(in, O_RDONLY, 0);
		redirect(out, O_WRONLY | O_CREAT | O_TRUNC, 1);
		redirect(err, O_WRONLY | O_CREAT | O_TRUNC, 2);
		if (chdir(files) != 0) _exit(126);
		alarm(SECONDS); /* outlives exec */
		execve(program, words.at, environment.at);
		_exit(127);
	}
	int status = wait_for(child);
	nl_vec_release(&words);
	nl_vec_release(&environment);
	return (sandbox_result){read_back(out, arena), read_back(err, arena), status};
}

void sandbox_show_difference(const sandbox *box, const char *what, nl_str wanted, nl_str got)
{
	nl_arena arena = {0};
	const char *a = path_in(box, &arena, "wanted"), *b = path_in(box, &arena, "got");
	write_file(a, wanted);
	write_file(b, got);
	const char *label_a = nl_arena_printf(&arena, "wanted %s", what).ptr,
			   *label_b = nl_arena_printf(&arena, "got %s", what).ptr;
	fflush(NULL);
	pid_t child = fork();
	if (child < 0) give_up("start diff");
	if (child == 0) {
		execlp("diff", "diff", "-u", "--label", label_a, "--label", label_b, a, b, (char *)NULL);
		_exit(127);
	}
	wait_for(child);
	nl_arena_release(&arena);
}
