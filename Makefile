# normlint: make, make test, make help

VARIANT ?= release
CC      ?= cc
BUILD   := build
OUT     := $(BUILD)/$(VARIANT)
GEN     := $(BUILD)/gen
Q       := $(if $(V),,@)

# No test is to depend on what its user has configured.
export XDG_CONFIG_HOME := $(CURDIR)/$(BUILD)/no-config

PACKAGES := libpcre2-8 libcjson libutf8proc md4c
CPPFLAGS := -D_GNU_SOURCE -Isrc -Iinclude -I$(GEN) $(shell pkg-config --cflags $(PACKAGES)) $(CPPFLAGS)
# A shared library costs each start its mapping and its relocations: the larger ones become part of the program where there is an
# archive of them.
archive   = $(if $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a)),-l:lib$(1).a,-l$(1))
LDLIBS   := $(foreach l,pcre2-8 utf8proc stemmer,$(call archive,$l)) -lcjson -lmd4c -lm $(LDLIBS)

WARNINGS := -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla $(if $(WERROR),-Werror)
SANITIZE := address,undefined
# The stored rules hold thousands of addresses: with fixed ones nothing is to be relocated at each start.
CFLAGS_release := -O2 -g -fno-pie
LDFLAGS_release := -no-pie
CFLAGS_debug   := -O0 -g
# The plain ways through sixteen bytes (base/bytes.h) are tested here, where SSE2 is used elsewhere.
CFLAGS_asan    := -DNL_PLAIN_BYTES -O1 -g -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS_tsan    := -O1 -g -fsanitize=thread -fno-omit-frame-pointer
CFLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
# Where the tree lies is not to be seen in what is built.
CFLAGS  += -std=c11 -pthread -ffile-prefix-map=$(CURDIR)=. $(CFLAGS_$(firstword $(subst -, ,$(VARIANT))))
LDFLAGS += $(LDFLAGS_$(firstword $(subst -, ,$(VARIANT)))) $(filter -fsanitize%,$(CFLAGS))

# The program that reads PDF; it alone is linked with poppler, whose headers are not for our warnings.
PDF_CPPFLAGS := -D_GNU_SOURCE -Isrc $(subst -I,-isystem ,$(shell pkg-config --cflags poppler libseccomp))
PDF_LDLIBS   := $(shell pkg-config --libs poppler libseccomp) -Wl,-z,relro,-z,now
PDF_CXXFLAGS := -std=c++17 -ffile-prefix-map=$(CURDIR)=. $(filter-out -fno-pie,$(filter -O% -g -f%,$(CFLAGS_$(firstword $(subst -, ,$(VARIANT)))))) -Wall -Wextra -Wshadow $(if $(WERROR),-Werror)
PDF_SOURCES  := $(sort $(wildcard src/pdf/*.cc))
PDF_OBJECTS  := $(PDF_SOURCES:%.cc=$(OUT)/obj/%.o)

SOURCES  := $(sort $(wildcard src/*/*.c))
PARSERS  := $(patsubst grammar/%.y,$(GEN)/%.tab.c,$(wildcard grammar/*.y)) $(patsubst grammar/%.l,$(GEN)/%.lex.c,$(wildcard grammar/*.l))
RULES    := $(sort $(wildcard rules/*.norm rules/*/*.norm))
FORMATS  := $(sort $(filter-out %README.md,$(wildcard examples/formats/*)))
EXAMPLES := $(sort $(filter-out examples/README.md,$(wildcard examples/*.txt examples/*.md)))
DRAFTS   := $(EXAMPLES) $(sort $(filter-out %README.md %.docx %.odt,$(wildcard examples/formats/charter.*)))
GOLDEN   := $(sort $(wildcard tests/golden/*/*.test))
COMPILED := $(SOURCES:%.c=$(OUT)/obj/%.o) $(PARSERS:$(GEN)/%.c=$(OUT)/obj/gen/%.o) $(addprefix $(OUT)/obj/gen/,builtin.o html_assets.o database.o)
# src/store/: its main.c and write.c make the tool that compiles rules/ into stored.c.
TOOL     := $(OUT)/obj/src/store/main.o $(OUT)/obj/src/store/write.o
STORE    := $(TOOL) $(filter $(OUT)/obj/gen/% $(foreach f,base diag text ir lang,$(OUT)/obj/src/$f/%),$(COMPILED))
OBJECTS  := $(filter-out $(TOOL) $(OUT)/obj/src/api/%,$(COMPILED)) $(OUT)/obj/stored.o
LIBRARY  := $(filter-out $(OUT)/obj/src/app/main.o,$(OBJECTS)) $(filter $(OUT)/obj/src/api/%,$(COMPILED))
UNITS    := $(patsubst tests/unit/%.c,$(OUT)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))

# ---- the program --------------------------------------------------------------------------------------------------

.PHONY: all
all: $(OUT)/normlint $(OUT)/normlint-pdf
ifeq ($(VARIANT),release)
all: $(BUILD)/normlint $(BUILD)/normlint-pdf
$(BUILD)/normlint $(BUILD)/normlint-pdf: $(BUILD)/%: $(OUT)/%
	$(Q)ln -f $< $@
endif

$(OUT)/normlint: $(OBJECTS)
	@echo "  link    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/normlint-pdf: $(PDF_OBJECTS)
	@echo "  link    $@"
	$(Q)$(CXX) $(PDF_CXXFLAGS) -o $@ $^ $(PDF_LDLIBS)

$(PDF_OBJECTS): $(OUT)/obj/%.o: %.cc
	@mkdir -p $(@D)
	@echo "  c++     $<"
	$(Q)$(CXX) $(PDF_CPPFLAGS) $(PDF_CXXFLAGS) -MMD -MP -c -o $@ $<

$(OUT)/obj/src/%.o: src/%.c | $(filter %.tab.c,$(PARSERS))
	@mkdir -p $(@D)
	@echo "  cc      $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(WARNINGS) -MMD -MP -c -o $@ $<

$(OUT)/obj/src/app/version.o: private CPPFLAGS += -DNL_MD4C_VERSION='"$(shell pkg-config --modversion md4c)"' \
	-DNL_POPPLER_VERSION='"$(shell pkg-config --modversion poppler)"'

# Generated code: its warnings are its makers'.
$(OUT)/obj/gen/%.o: $(GEN)/%.c | $(filter %.tab.c,$(PARSERS))
	@mkdir -p $(@D)
	@echo "  cc      $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -w -MMD -MP -c -o $@ $<

$(GEN)/%.tab.c: grammar/%.y
	@mkdir -p $(@D)
	@echo "  bison   $<"
	$(Q)bison -Wall -Wcounterexamples -Werror --defines=$(GEN)/$*.tab.h -o $@ $<

.SECONDARY: $(PARSERS)
$(GEN)/%.lex.c: grammar/%.l
	@mkdir -p $(@D)
	@echo "  flex    $<"
	$(Q)flex -Cf -o $@ $<

# A file as the numbers of its bytes.
BYTES := od -An -v -td1

# The rules as arrays of bytes, so that the program works alone.
$(GEN)/builtin.c: $(RULES) Makefile
	@mkdir -p $(@D)
	@echo "  embed   rules"
	$(Q){ echo '/* Made from rules/ by the Makefile. */'; echo '#include "lang/rules.h"'; \
	  n=0; for f in $(RULES); do echo "static const char file_$$n[] = {"; $(BYTES) "$$f" | sed 's/[-0-9][0-9]*/&,/g'; echo '0};'; n=$$((n+1)); done; \
	  echo 'const nl_builtin_file nl_builtin_files[] = {'; \
	  n=0; for f in $(RULES); do echo "{\"$${f#rules/}\", file_$$n, sizeof file_$$n - 1},"; n=$$((n+1)); done; echo '{0, 0, 0}};'; } >$@.new
	$(Q)mv $@.new $@

# The style and the script of pages of HTML, without indents, empty lines and comments of a line, with what a content security
# policy knows them by.
HTML_CSS := src/report/html/report.css src/report/html/drafts.css
HTML_JS  := src/report/html/report.js
$(GEN)/html_assets.c: $(HTML_CSS) $(HTML_JS) Makefile
	@mkdir -p $(@D)
	@echo "  embed   src/report/html"
	$(Q){ echo '/* Made from src/report/html/ by the Makefile. */'; echo '#include "report/html_assets.h"'; \
	  bare='s/^\t*//; /^\/\*.*\*\/$$/d; /^$$/d'; \
	  sed "$$bare" $(HTML_CSS) >$(GEN)/report.css; sed "$$bare" $(HTML_JS) >$(GEN)/report.js; \
	  for f in css js; do \
	    echo "static const char $$f[] = {"; $(BYTES) $(GEN)/report.$$f | sed 's/[-0-9][0-9]*/&,/g'; echo '0};'; \
	    printf 'const nl_page_asset nl_page_%s = {%s, sizeof %s - 1, "%s"};\n' $$f $$f $$f \
	      "$$(sha256sum $(GEN)/report.$$f | cut -c1-64 | tr a-f A-F | basenc -d --base16 | basenc --base64)"; done; } >$@.new
	$(Q)mv $@.new $@

# The tables of the database, as they stand in the file that people read.
$(GEN)/database.c: src/report/normlint.schema.sql Makefile
	@mkdir -p $(@D)
	@echo "  embed   $<"
	$(Q){ echo '#include "report/sqlite.h"'; echo 'const char nl_sqlite_schema[] = {'; \
	  $(BYTES) $< | sed 's/[-0-9][0-9]*/&,/g'; echo '0};'; } >$@.new
	$(Q)mv $@.new $@

# The rules compiled, so that the program starts without a word to parse. A field left out is an error of src/store/write.c.
$(OUT)/store: $(STORE)
	@echo "  link    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(OUT)/stored.c: $(OUT)/store
	@echo "  store   rules"
	$(Q)$(OUT)/store >$@.new
	$(Q)mv $@.new $@

$(OUT)/obj/stored.o: $(OUT)/stored.c
	@echo "  cc      $<"
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(WARNINGS) -Werror=missing-field-initializers -MMD -MP -c -o $@ $<

-include $(COMPILED:.o=.d) $(PDF_OBJECTS:.o=.d) $(OUT)/obj/stored.d

.PHONY: demo
demo: all ## lint the examples
	$(Q)$(OUT)/normlint check --exit-zero $(EXAMPLES)

include packaging/install.mk

# ---- tests --------------------------------------------------------------------------------------------------------

# Each part prints "N passed, N failed" last; tests/total adds them up.
TEST_PARTS := unit golden pdf pdf-comments oracle docs changes fix git threads example outputs database pages robust reference-check codes schema rules-test layers
.PHONY: test
test: all ## everything but the long ones: chop, fuzz, corpus
	$(Q)tests/total $(MAKE) -k --output-sync=target --no-print-directory $(TEST_PARTS)

$(UNITS): $(OUT)/unit/%: tests/unit/%.c $(LIBRARY)
$(OUT)/unit/test_format: tests/golden/cases.c
$(OUT)/golden: tests/golden/run.c tests/golden/cases.c tests/harness/sandbox.c $(LIBRARY)
$(OUT)/docs:   tests/docs/run.c tests/harness/sandbox.c $(LIBRARY)
$(OUT)/corpus: tests/corpus/run.c tests/harness/sandbox.c tests/harness/table.c $(LIBRARY)
$(OUT)/changes: tests/corpus/changes.c tests/harness/sandbox.c tests/harness/table.c $(LIBRARY)
$(OUT)/fixes: tests/fix/fixes.c tests/harness/sandbox.c $(LIBRARY)
$(OUT)/marked: tests/office/marked.c $(LIBRARY)
$(OUT)/mutate: $(wildcard tests/mutate/*.c) tests/harness/engine.c $(LIBRARY)
$(OUT)/chop:   tests/chop/chop.c tests/harness/engine.c $(LIBRARY)
$(OUT)/bench:  $(filter-out tests/bench/empty.c tests/bench/pcre2_loop.c,$(wildcard tests/bench/*.c)) $(LIBRARY)
$(OUT)/example: examples/library/check.c $(LIBRARY)
$(OUT)/bench_empty: tests/bench/empty.c
$(OUT)/bench_pcre2: tests/bench/pcre2_loop.c $(LIBRARY)
$(OUT)/oracle: $(wildcard tests/oracle/*.c) $(LIBRARY)
MARKUP := html rst asciidoc latex
FUZZERS := $(filter-out $(OUT)/fuzz_markup,$(patsubst tests/fuzz/%.c,$(OUT)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c))))
$(FUZZERS): $(OUT)/fuzz_%: tests/fuzz/fuzz_%.c tests/harness/engine.c $(LIBRARY)
MARKUP_FUZZERS := $(MARKUP:%=$(OUT)/fuzz_%)
$(MARKUP_FUZZERS): tests/fuzz/fuzz_markup.c tests/harness/engine.c $(LIBRARY)
$(MARKUP_FUZZERS): private CPPFLAGS += -DMARKUP=NL_FORMAT_$(shell echo $(patsubst $(OUT)/fuzz_%,%,$@) | tr a-z A-Z)
$(FUZZERS) $(MARKUP_FUZZERS): private LDFLAGS += -fsanitize=fuzzer
TOOLS := $(UNITS) $(addprefix $(OUT)/,golden oracle docs corpus changes fixes mutate marked chop example bench bench_empty bench_pcre2) $(FUZZERS) $(MARKUP_FUZZERS)
$(TOOLS): $(wildcard tests/*/*.h)
	@mkdir -p $(@D)
	@echo "  cc      $@"
	$(Q)$(CC) $(CPPFLAGS) -Itests -Itests/unit $(CFLAGS) $(WARNINGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) $(LDLIBS)

.PHONY: tools
tools: $(filter-out $(OUT)/fuzz_%,$(TOOLS)) ## every test program but the fuzzers, not run

.PHONY: unit golden pdf pdf-comments oracle bless docs changes fix git reference reference-check codes schema threads example outputs database pages robust rules-test layers
unit: $(UNITS) ## one program a module: tests/unit
	$(Q)bad=0; for t in $^; do echo "  unit    $$t"; ./$$t || bad=1; done; exit $$bad

golden: $(OUT)/golden $(OUT)/normlint $(OUT)/normlint-pdf ## cases of rules, draft and output: tests/golden; T=TEXT: those whose title has it
	@echo "  golden  tests/golden"
	$(Q)$(OUT)/golden $(if $(T),--only '$(T)') $(OUT)/normlint $(GOLDEN)

bless: $(OUT)/golden $(OUT)/docs $(OUT)/normlint $(OUT)/normlint-pdf ## write what comes out into golden cases and RULES.md; read the diff
	$(Q)$(OUT)/golden --bless $(if $(T),--only '$(T)') $(OUT)/normlint $(GOLDEN)
	$(Q)$(if $(T),,$(OUT)/docs --bless $(OUT)/normlint RULES.md)

pdf: $(OUT)/normlint $(OUT)/normlint-pdf ## whole PDFs: tests/pdf
	@echo "  pdf     tests/pdf"
	$(Q)tests/pdf/run $(OUT)/normlint

pdf-comments: $(OUT)/normlint $(OUT)/normlint-pdf ## comments on the pages of PDFs, by other programs: tests/pdf
	@echo "  pdf     comments"
	$(Q)tests/pdf/comments $(OUT)/normlint

# Case i is made from ORACLE_SEED + i: a case that failed is run again by ORACLE_CASES=1 and its seed.
ORACLE_CASES ?= 3000
ORACLE_SEED ?= 1
oracle: $(OUT)/oracle ## random rules over random drafts, against a plain matcher; ORACLE_CASES=N, ORACLE_SEED=N
	@echo "  oracle  tests/oracle"
	$(Q)$(OUT)/oracle $(ORACLE_CASES) $(ORACLE_SEED)

docs: $(OUT)/docs $(OUT)/normlint ## the examples of RULES.md
	@echo "  docs    RULES.md"
	$(Q)$(OUT)/docs $(OUT)/normlint RULES.md

changes: $(OUT)/changes $(OUT)/normlint ## what became of each position in drafts of examples/drafts
	@echo "  changes examples/drafts"
	$(Q)$(OUT)/changes $(OUT)/normlint examples/drafts tests/corpus/examples.tsv

FIXABLE := $(EXAMPLES) $(filter-out %.docx %.odt,$(FORMATS)) $(sort $(wildcard examples/drafts/*.md))
fix: $(OUT)/fixes $(OUT)/normlint ## what --fix does to texts
	@echo "  fix     tests/fix"
	$(Q)$(OUT)/fixes $(OUT)/normlint tests/fix/rules.norm $(FIXABLE)
	$(Q)tests/fix/run $(OUT)/normlint

git: $(BUILD)/validate $(OUT)/normlint ## drafts out of a Git repository
	@echo "  git     tests/git"
	$(Q)tests/git/run $(OUT)/normlint $(BUILD)/validate src/report/history.schema.json

reference: $(OUT)/normlint ## write the reference part of RULES.md
	$(Q)tests/reference --write $(OUT)/normlint RULES.md

reference-check: $(OUT)/normlint ## it is what the rules say
	@echo "  refer   RULES.md"
	$(Q)tests/reference $(OUT)/normlint RULES.md

codes: ## every code of the registry has a test
	@echo "  codes   src/diag/codes.def"
	$(Q)tests/codes src/diag/codes.def $(GOLDEN) $(wildcard tests/unit/test_*.c) tests/pdf/run

SEEDS := $(OUT)/seeds
$(SEEDS): $(OUT)/golden $(GOLDEN)
	$(Q)rm -rf $@ && mkdir -p $@
	$(Q)$(OUT)/golden --extract $@ $(GOLDEN)

$(BUILD)/validate: tests/schema/validate.cc
	@mkdir -p $(@D)
	@echo "  c++     $<"
	$(Q)$(CXX) -std=c++17 -O1 -Wall -Wextra -o $@ $<

schema: $(BUILD)/validate $(OUT)/normlint $(SEEDS) ## JSON output against its JSON Schema
	@echo "  schema  src/report/normlint.schema.json"
	$(Q)tests/schema/run $(BUILD)/validate src/report/normlint.schema.json $(OUT)/normlint $(EXAMPLES) $(FORMATS) $$(find $(SEEDS) -type f ! -name "*.norm" | sort)
	@echo "  schema  src/report/eval.schema.json"
	$(Q)tests/schema/run-eval $(BUILD)/validate src/report/eval.schema.json $(OUT)/normlint
	@echo "  schema  src/report/compare.schema.json"
	$(Q)tests/schema/run-compare $(BUILD)/validate src/report/compare.schema.json $(OUT)/normlint $(EXAMPLES) $(FORMATS) $(wildcard examples/drafts/*.md)
	@echo "  schema  src/report/config.schema.json"
	$(Q)tests/schema/run-config $(BUILD)/validate src/report/config.schema.json $(OUT)/normlint

outputs: $(BUILD)/validate $(OUT)/normlint ## each output by its readers; several at once; whole files
	@echo "  outputs tests/outputs"
	$(Q)tests/outputs/run $(OUT)/normlint $(BUILD)/validate tests/schema $(EXAMPLES) $(filter-out %/README.md,$(wildcard examples/formats/*)) $(wildcard tests/office/tracked.*)

database: $(OUT)/normlint ## the SQLite database by sqlite3; run after run, killed, two at once; the questions of examples/dashboard
	@echo "  database tests/database"
	$(Q)tests/database/run $(OUT)/normlint examples/dashboard/questions.sql $(EXAMPLES) $(filter-out %/README.md,$(wildcard examples/formats/charter.*)) $(wildcard examples/drafts/*.md)

pages: $(OUT)/normlint ## pages of comparisons and histories, read by xmllint
	@echo "  pages   tests/pages"
	$(Q)tests/pages/run $(OUT)/normlint $(wildcard examples/drafts/*.md) examples/information-security-code.md

robust: $(BUILD)/validate $(OUT)/normlint ## killed, a full disk, a closed pipe, pipes for files, strange names
	@echo "  robust  tests/robust"
	$(Q)tests/robust/run $(OUT)/normlint $(BUILD)/validate src/report/normlint.schema.json

threads: $(OUT)/normlint $(SEEDS) ## several threads tell what one tells
	@echo "  threads tests/threads"
	$(Q)tests/threads/run $(OUT)/normlint $(SEEDS)

# The reader of PDF has less memory than the thread sanitizer takes; it is a process of its own, with one thread.
example: $(OUT)/example $(OUT)/normlint $(OUT)/normlint-pdf ## the example program of the C library
	@echo "  example examples/library"
	$(Q)tests/install/example $(OUT)/normlint $(OUT)/example $(EXAMPLES) $(wildcard examples/formats/charter.*) $(if $(filter tsan,$(VARIANT)),,tests/pdf/charter.pdf)

rules-test: $(OUT)/normlint ## every accept and reject of rules/, every alternative exercised; its layout
	@echo "  rules   rules"
	$(Q)$(OUT)/normlint fmt --check rules >/dev/null
	$(Q)$(OUT)/normlint test --coverage rules

layers: ## who includes whom
	@echo "  layers  src grammar"
	$(Q)tests/layers

# ---- the long ones ------------------------------------------------------------------------------------------------

.PHONY: asan tsan chop mutate fuzz test-office test-browser picture corpus accuracy bench
asan: ## unit tests, golden cases, oracle and chop under address and undefined-behaviour sanitizers
	$(Q)tests/total $(MAKE) -k --output-sync=target --no-print-directory VARIANT=asan unit golden pdf pdf-comments oracle docs example chop

tsan: ## what runs in several threads, under the thread sanitizer
	$(Q)tests/total $(MAKE) -k --output-sync=target --no-print-directory VARIANT=tsan UNITS=$(BUILD)/tsan/unit/test_batch unit threads example

CHOP_STEP ?= 1
chop: $(OUT)/chop $(SEEDS) ## every text cut short at each byte; CHOP_STEP=N: at each Nth
	@echo "  chop    rules examples golden"
	$(Q)$(OUT)/chop $(CHOP_STEP) $(RULES) $(DRAFTS) $$(find $(SEEDS) -type f | sort)

MUTATIONS ?= 2000
MUTATION_SEED ?= 1
# Good files of every format; those that are small come of the drafts of the project.
MUTATED := $(DRAFTS) $(filter-out %README.md,$(wildcard examples/formats/* examples/drafts/*)) $(wildcard tests/office/tracked.docx tests/office/tracked.odt tests/fuzz/odt/*.fodt tests/pdf/*.fodt) \
	$(filter-out tests/pdf/damaged.pdf,$(wildcard tests/pdf/*.pdf tests/pdf/*.txt))
mutate: ## damaged files of every format, under sanitizers: MUTATIONS=N of each, MUTATION_SEED=N; MUTATE=docx: only those
	$(Q)$(MAKE) --no-print-directory VARIANT=asan $(BUILD)/asan/mutate $(BUILD)/asan/normlint-pdf
	@echo "  mutate  examples tests/office tests/pdf"
	$(Q)$(BUILD)/asan/mutate $(BUILD)/asan/mutated $(MUTATIONS) $(MUTATION_SEED) $(filter %$(MUTATE:%=.%),$(MUTATED))

FUZZ_SECONDS ?= 20
fuzz: $(OUT)/normlint-pdf ## libFuzzer on rules, on drafts of each format and on the words of PDFs, FUZZ_SECONDS each
	$(Q)$(MAKE) --no-print-directory VARIANT=fuzz CC=clang $(patsubst $(OUT)/%,$(BUILD)/fuzz/%,$(FUZZERS) $(MARKUP_FUZZERS)) $(BUILD)/fuzz/seeds
	$(Q)tests/fuzz/run $(BUILD)/fuzz $(FUZZ_SECONDS) $(OUT)/normlint-pdf

test-office: $(OUT)/normlint $(OUT)/marked ## word processor files made anew by pandoc and LibreOffice; with CORPUS also of real texts
	@echo "  office  examples"
	$(Q)tests/office/run $(OUT)/normlint $(CORPUS)
	@echo "  office  comments"
	$(Q)tests/office/comments $(OUT)/normlint $(OUT)/marked

# Of what comes from npm; `./bootstrap test-browser` installs Chromium and Node.js before.
BROWSER := $(BUILD)/browser
$(BROWSER)/node_modules: tests/browser/tools.json
	$(Q)mkdir -p $(BROWSER) && cp $< $(BROWSER)/package.json
	$(Q)npm --prefix $(BROWSER) install --no-audit --no-fund --loglevel=error
	$(Q)touch $@

test-browser: $(OUT)/normlint $(BROWSER)/node_modules ## pages of HTML in a browser; with CORPUS also of a hundred real texts
	@echo "  browser examples"
	$(Q)tests/browser/run $(OUT)/normlint $(BROWSER) $(CORPUS)

picture: $(OUT)/normlint $(BROWSER)/node_modules ## take the picture of a page of HTML that README shows anew
	$(Q)cd examples && ../$(OUT)/normlint check --exit-zero -q -f html -o ../$(BROWSER)/one.html information-security-code.md
	$(Q)cp tests/browser/picture.mjs $(BROWSER)/ && cd $(BROWSER) && node picture.mjs one.html ../../examples/report.png

# Of what comes from npm; `./bootstrap test-hooks` installs it with pre-commit.
HOOK_TOOLS := $(BUILD)/hook-tools
.PHONY: hook-tools test-hooks
hook-tools:
	$(Q)mkdir -p $(HOOK_TOOLS) && cp tests/hooks/package.json $(HOOK_TOOLS)/package.json
	$(Q)npm --prefix $(HOOK_TOOLS) install --no-audit --no-fund --loglevel=error

test-hooks: $(BUILD)/validate all ## pre-commit, the GitHub action and the GitLab job, by the real programs where there are any
	@echo "  hooks   integrations"
	$(Q)tests/hooks/run $(BUILD) $(BUILD)/validate $(HOOK_TOOLS)

corpus: $(OUT)/corpus $(OUT)/changes $(OUT)/fixes $(OUT)/normlint $(OUT)/normlint-pdf ## stances and scores of real texts: CORPUS=DIRECTORY
ifeq ($(CORPUS),)
	@echo "no corpus: set CORPUS=DIRECTORY to the texts that tests/corpus/stances.tsv names"
else
	$(Q)$(OUT)/corpus $(OUT)/normlint $(CORPUS) tests/corpus/stances.tsv tests/corpus/distances.tsv tests/corpus/same.tsv
	$(Q)$(OUT)/changes $(OUT)/normlint $(CORPUS) tests/corpus/changes.tsv
	$(Q)tests/corpus/reflow $(OUT)/normlint $(CORPUS)
	$(Q)find $(CORPUS) -type f \( -name "*.txt" -o -name "*.md" -o -name "*.html" \) -print0 | sort -z | xargs -0 $(OUT)/fixes $(OUT)/normlint tests/fix/rules.norm
endif

# Whoever has the texts has their labels beside them, or names them.
LABELS ?= $(CORPUS)/../labels/labels.tsv
accuracy: $(OUT)/normlint ## the built-in rules against coders: CORPUS=DIRECTORY, LABELS=FILE, MIN_F1=N
ifeq ($(CORPUS),)
	@echo "no corpus: set CORPUS=DIRECTORY to the texts that coders labelled, and LABELS=FILE if the labels are not beside it"
else
	$(Q)$(OUT)/normlint eval $(if $(MIN_F1),--min-f1 $(MIN_F1)) $(LABELS) $(CORPUS)
endif

# Of what comes from npm; `./bootstrap bench` installs it with the peers that are Debian packages.
PEERS := $(BUILD)/peers
.PHONY: peers
peers:
	$(Q)mkdir -p $(PEERS) && cp tests/bench/peers.json $(PEERS)/package.json
	$(Q)npm --prefix $(PEERS) install --no-audit --no-fund --loglevel=error

bench: $(OUT)/bench $(OUT)/bench_empty $(OUT)/bench_pcre2 $(OUT)/texts $(OUT)/normlint ## speed and memory beside other programs, as tables; tests/bench/bench.c
	$(Q)$(OUT)/texts few 1000000 $(OUT)/few.txt
	$(Q)BENCH_TEXT='$(BENCH_TEXT)' $(OUT)/bench $(OUT)/normlint $(PEERS) $(OUT)/few.txt -- $(EXAMPLES)

$(OUT)/texts: tests/instructions/texts.c
	@mkdir -p $(@D)
	@echo "  cc      $@"
	$(Q)$(CC) $(CFLAGS) $(WARNINGS) $(LDFLAGS) -o $@ $<

.PHONY: instructions instructions-bless
instructions: $(OUT)/normlint $(OUT)/texts ## what a check costs in instructions, held against tests/instructions/figures.tsv
	@echo "  count   tests/instructions"
	$(Q)tests/instructions/run $^

instructions-bless: $(OUT)/normlint $(OUT)/texts ## write what it costs now into that file
	$(Q)tests/instructions/run --bless $^

# ---- the house ----------------------------------------------------------------------------------------------------

# pandoc makes the drafts of examples/formats from the Markdown beside them; they are committed, so only whoever changes a draft needs it.
.PHONY: formats
formats: ## make the other formats of examples/formats/*.md anew, by pandoc
	$(Q)for f in $(filter-out %README.md,$(wildcard examples/formats/*.md)); do for t in html:html rst:rst latex:tex asciidoc:adoc; do pandoc -s -f markdown+smart -t $${t%:*} $$f -o $${f%.md}.$${t#*:} || exit 1; done; done

# Needs a LibreOffice with windows; the picture is committed, so only whoever changes what it shows needs it.
.PHONY: pictures
pictures: $(OUT)/normlint ## make the pictures of examples/pictures anew; its script says what that needs
	$(Q)examples/pictures/make $(OUT)/normlint

CODE := $(sort $(wildcard src/*/*.[ch] src/*/*.cc include/*.h examples/library/*.c tests/*/*.[ch] tests/*/*.cc))
.PHONY: format format-check clean help
format: ## lay the code out by .clang-format
	$(Q)clang-format -i $(CODE)

format-check: ## tell what `make format` would change
	$(Q)clang-format --dry-run --Werror $(CODE)

clean: ## remove build/
	$(Q)rm -rf $(BUILD)

help: ## this list
	@echo "make                 build/normlint; V=1 shows the commands, VARIANT=debug|asan builds another kind"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' Makefile packaging/install.mk | while IFS="$$(printf '\t')" read -r verb what; do printf 'make %-15s %s\n' "$$verb" "$$what"; done
