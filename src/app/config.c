/* A file is read once and becomes a configuration with what it extends, depth first; a file that is met while it is still
 * being read closes a circle. Each has an nl_rules of its own, which holds what its settings point to. */
#include "app/config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/files.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/mem.h"
#include "diag/codes.h"

enum { MOST_EXTENDED = 50 }; /* configurations that extend each other, one above the other */
enum { TOO_MANY = -100 };    /* an error of reading: there are more of them */

typedef struct {
	nl_config config;
	nl_rules *rules; /* owned */
	nl_settings own;
	bool reading;
} entry;

struct nl_configs {
	nl_arena arena;
	nl_directories directories;
	nl_map by_path; /* of entries */
	NL_VEC(entry *) entries;
	const char *file;
	bool none;
	nl_config empty;
	const nl_config *fallback; /* the user's own, or `empty`; NULL: not looked for yet */
	nl_str here;               /* where the run was started */
};

nl_configs *nl_configs_new(const char *file, bool none)
{
	nl_configs *configs = nl_alloc(sizeof *configs);
	char *here = getcwd(NULL, 0);
	configs->file = file;
	configs->none = none;
	configs->empty.use_gitignore = true;
	configs->here = nl_arena_str(&configs->arena, nl_str_of(here ? here : "/"));
	free(here);
	return configs;
}

void nl_configs_free(nl_configs *configs)
{
	if (!configs) return;
	for (uint32_t i = 0; i < configs->entries.len; i++) nl_rules_free(configs->entries.at[i]->rules);
	nl_vec_release(&configs->entries);
	nl_map_release(&configs->by_path);
	nl_directories_release(&configs->directories);
	nl_arena_release(&configs->arena);
	free(configs);
}

nl_directories *nl_configs_directories(nl_configs *configs)
{
	return &configs->directories;
}

/* ---- one file --------------------------------------------------------------------------------------------------- */

/* Who asks for a file, for messages: `extends` with its place, or nobody. */
typedef struct {
	const nl_setting *setting; /* NULL: it was found, or --config names it */
	const nl_setting_name *name;
	uint32_t depth;
} asker;

static nl_label label_of(asker by)
{
	return by.setting ? nl_at(by.setting->source, by.name->span) : (nl_label){0};
}

static entry *load(nl_configs *c, nl_str path, asker by, nl_sink *sink);

static nl_str directory_of(nl_str path)
{
	while (path.len > 1 && path.ptr[path.len - 1] != '/') path.len--;
	return path.len > 1 ? nl_str_slice(path, 0, path.len - 1) : path;
}

static const char *why_unread(int error)
{
	if (error == EFBIG) return "it is larger than a configuration may be";
	return error == TOO_MANY ? "too many configurations extend each other" : nl_file_why(error);
}

static void tell_unreadable(nl_configs *c, nl_str path, int error, asker by, nl_sink *sink)
{
	nl_str shown = nl_path_shown(&c->arena, path, c->here);
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(E0909), label_of(by),
		"cannot read configuration '" NL_FMT "': %s", NL_ARG(shown), why_unread(error));
	nl_str meant = error == ENOENT ? nl_files_suggest(path.ptr, &sink->arena) : (nl_str){0};
	if (meant.len)
		nl_diag_help(sink, diag, "did you mean '" NL_FMT "'?", NL_ARG(nl_path_shown(&sink->arena, meant, c->here)));
	if (by.setting) nl_diag_help(sink, diag, "'extends' counts paths from the directory of the file that it stands in");
}

typedef struct {
	NL_VEC(nl_held_setting) settings;
	NL_VEC(const char *) files;
} gathered;

static void add_file(gathered *to, const char *path)
{
	for (uint32_t i = 0; i < to->files.len; i++)
		if (strcmp(to->files.at[i], path) == 0) return;
	*nl_vec_push(&to->files) = path;
}

/* True when a setting is held already: two ways may lead to the same file. */
static bool is_held(const gathered *in, const nl_setting *setting)
{
	for (uint32_t i = 0; i < in->settings.len; i++)
		if (in->settings.at[i].setting == setting) return true;
	return false;
}

static void take_base(gathered *to, const entry *base)
{
	for (uint32_t i = 0; i < base->config.setting_count; i++)
		if (!is_held(to, base->config.settings[i].setting)) *nl_vec_push(&to->settings) = base->config.settings[i];
	for (uint32_t i = 0; i < base->config.rule_file_count; i++) add_file(to, base->config.rule_files[i]);
}

static void take_extended(nl_configs *c, entry *e, gathered *to, uint32_t depth, nl_sink *sink)
{
	nl_str directory = directory_of(e->config.path);
	for (uint32_t i = 0; i < e->own.count; i++) {
		const nl_setting *setting = &e->own.list[i];
		for (uint32_t n = 0; setting->kind == NL_SETTING_EXTENDS && n < setting->name_count; n++) {
			nl_str name = setting->names[n].text;
			nl_str path = nl_str_starts(name, NL_STR("/"))
				? nl_arena_str(&c->arena, name)
				: nl_arena_printf(&c->arena, NL_FMT "/" NL_FMT, NL_ARG(directory), NL_ARG(name));
			const entry *base = load(c, path, (asker){setting, &setting->names[n], depth + 1}, sink);
			if (!base || base->config.failed) e->config.failed = true;
			else take_base(to, base);
		}
	}
}

static void gather(nl_configs *c, entry *e, uint32_t depth, nl_sink *sink)
{
	gathered all = {0};
	take_extended(c, e, &all, depth, sink);
	for (uint32_t i = 0; i < e->own.count; i++) {
		if (e->own.list[i].kind == NL_SETTING_EXTENDS) continue;
		*nl_vec_push(&all.settings) = (nl_held_setting){&e->own.list[i], directory_of(e->config.path)};
	}
	if (e->own.has_rules) add_file(&all, e->config.shown.ptr);
	nl_config *config = &e->config;
	for (uint32_t i = 0; i < all.settings.len; i++)
		if (all.settings.at[i].setting->kind == NL_SETTING_GITIGNORE)
			config->use_gitignore = all.settings.at[i].setting->yes;
	config->setting_count = all.settings.len;
	config->rule_file_count = all.files.len;
	if (all.settings.len)
		config->settings = nl_arena_copy(&c->arena, all.settings.at, all.settings.len * sizeof *all.settings.at);
	if (all.files.len)
		config->rule_files = nl_arena_copy(&c->arena, all.files.at, all.files.len * sizeof *all.files.at);
	nl_vec_release(&all.settings);
	nl_vec_release(&all.files);
}

static void read_entry(nl_configs *c, entry *e, nl_file *file, uint32_t depth, nl_sink *sink)
{
	e->rules = nl_rules_new(NULL);
	e->reading = true;
	if (!nl_rules_read_settings(e->rules, e->config.shown, (nl_str){file->ptr, file->len}, &e->own, sink))
		e->config.failed = true;
	gather(c, e, depth, sink);
	e->reading = false;
}

static void tell_circle(const entry *e, asker by, nl_sink *sink)
{
	nl_diag *diag = nl_sink_add(sink, NL_ERROR, NL_CODE_NAME(E0909), label_of(by),
		"configuration '" NL_FMT "' extends itself by this", NL_ARG(e->config.shown));
	nl_diag_help(sink, diag, "take one 'extends' of the circle out");
}

static entry *new_entry(nl_configs *c, nl_str identity)
{
	entry *e = nl_arena_new(&c->arena, entry);
	e->config.path = identity;
	e->config.shown = nl_path_shown(&c->arena, identity, c->here);
	e->config.use_gitignore = true;
	nl_map_set(&c->by_path, identity, c->entries.len);
	*nl_vec_push(&c->entries) = e;
	return e;
}

/* What cannot be read is remembered as well, so that it is told once. NULL after an error that the file is being read. */
static entry *load(nl_configs *c, nl_str path, asker by, nl_sink *sink)
{
	char *real = realpath(path.ptr, NULL);
	int error = !real && nl_file_descriptor(path.ptr) >= 0 ? NL_FILE_PIPE : errno; /* its rules are read once more */
	nl_str identity = real ? nl_arena_str(&c->arena, nl_str_of(real)) : path;
	uint32_t known = nl_map_get(&c->by_path, identity);
	if (known != NL_NONE) free(real);
	if (known != NL_NONE && c->entries.at[known]->reading) {
		tell_circle(c->entries.at[known], by, sink);
		return NULL;
	}
	if (known != NL_NONE) return c->entries.at[known];
	entry *e = new_entry(c, identity);
	bool too_many = by.depth > MOST_EXTENDED;
	nl_file file = real && !too_many ? nl_file_read(identity.ptr, NL_MAX_RULE_FILE)
									 : (nl_file){.error = too_many ? TOO_MANY : error};
	e->config.failed = !file.ptr;
	if (file.ptr) read_entry(c, e, &file, by.depth, sink);
	else tell_unreadable(c, path, file.error, by, sink);
	free(real);
	nl_file_release(&file);
	return e;
}

/* ---- which one -------------------------------------------------------------------------------------------------- */

static const nl_config *loaded(nl_configs *c, nl_str path, nl_sink *sink)
{
	return &load(c, path, (asker){0}, sink)->config;
}

static nl_str users_own(nl_configs *c)
{
	const char *home = getenv("XDG_CONFIG_HOME");
	if (home && home[0] == '/') return nl_arena_printf(&c->arena, "%s/normlint/config.normlint", home);
	home = getenv("HOME");
	if (!home || home[0] != '/') return (nl_str){0};
	return nl_arena_printf(&c->arena, "%s/.config/normlint/config.normlint", home);
}

static const nl_config *fallback(nl_configs *c, nl_sink *sink)
{
	if (c->fallback) return c->fallback;
	nl_str own = c->none || c->file ? (nl_str){0} : users_own(c);
	c->fallback = own.len && access(own.ptr, F_OK) == 0 ? loaded(c, own, sink) : &c->empty;
	if (!c->none && c->file) c->fallback = loaded(c, nl_arena_str(&c->arena, nl_str_of(c->file)), sink);
	return c->fallback;
}

const nl_config *nl_configs_for(nl_configs *c, const nl_directory *directory, nl_sink *sink)
{
	if (c->none || c->file || !directory->configuration) return fallback(c, sink);
	return loaded(c, nl_str_of(directory->configuration), sink);
}

/* ---- what settings speak of ------------------------------------------------------------------------------------- */

/* As in .gitignore: the last pattern that covers the path decides. */
static bool covers(const nl_str *patterns, uint32_t count, nl_str from, nl_str path)
{
	nl_str below = nl_path_below(path, from);
	for (uint32_t i = count; i-- > 0;) {
		nl_glob glob = nl_glob_of(patterns[i]);
		if (nl_glob_covers(&glob, below)) return !glob.negated;
	}
	return false;
}

bool nl_setting_holds(const nl_held_setting *held, nl_str path)
{
	const nl_setting *setting = held->setting;
	return setting->path_count == 0 || covers(setting->paths, setting->path_count, held->from, path);
}

/* Later settings decide before earlier ones, so that "!keep.md" can take back what a base excludes. */
static bool excludes(const nl_config *config, nl_str path, bool is_directory, bool above)
{
	for (uint32_t i = config->setting_count; i-- > 0;) {
		const nl_setting *setting = config->settings[i].setting;
		nl_str below = nl_path_below(path, config->settings[i].from);
		for (uint32_t n = setting->kind == NL_SETTING_EXCLUDE ? setting->name_count : 0; n-- > 0;) {
			nl_glob glob = nl_glob_of(setting->names[n].text);
			if (above ? nl_glob_covers(&glob, below) : nl_glob_matches(&glob, below, is_directory))
				return !glob.negated;
		}
	}
	return false;
}

bool nl_config_leaves_out(const nl_config *config, nl_str path, bool is_directory)
{
	return excludes(config, path, is_directory, false);
}

bool nl_config_excludes(const nl_config *config, nl_str path)
{
	return excludes(config, path, false, true);
}
