# What is installed: the library, manual pages and completions, and where it all goes. Included by the Makefile.

VERSION := $(shell sed -n 's/^.define NL_VERSION "\(.*\)"/\1/p' src/base/version.h)
ABI     := $(shell sed -n 's/^.define NORMLINT_ABI \([0-9]*\).*/\1/p' include/normlint.h)

# ---- the library --------------------------------------------------------------------------------------------------
# Its objects can stand anywhere in memory, which costs the program too much at each start: so they are objects of their own.

PIC_CFLAGS  = $(filter-out -fno-pie,$(CFLAGS)) -fPIC -fvisibility=hidden
PIC_OBJECTS := $(patsubst $(OUT)/obj/%,$(OUT)/pic/%,$(filter-out $(OUT)/obj/src/app/%,$(LIBRARY)))
PIC_LDLIBS  := $(shell pkg-config --libs $(PACKAGES)) -lstemmer -lm
SHARED      := $(OUT)/libnormlint.so.$(VERSION)
STATIC      := $(OUT)/libnormlint.a

.PHONY: lib
lib: $(SHARED) $(STATIC) ## the C library, in build/VARIANT

$(OUT)/pic/src/%.o: src/%.c | $(filter %.tab.c,$(PARSERS))
	@mkdir -p $(@D)
	@echo "  cc pic  $<"
	$(Q)$(CC) $(CPPFLAGS) $(PIC_CFLAGS) $(WARNINGS) -MMD -MP -c -o $@ $<

$(OUT)/pic/gen/%.o: $(GEN)/%.c | $(filter %.tab.c,$(PARSERS))
	@mkdir -p $(@D)
	@echo "  cc pic  $<"
	$(Q)$(CC) $(CPPFLAGS) $(PIC_CFLAGS) -w -MMD -MP -c -o $@ $<

$(OUT)/pic/stored.o: $(OUT)/stored.c
	@mkdir -p $(@D)
	@echo "  cc pic  $<"
	$(Q)$(CC) $(CPPFLAGS) $(PIC_CFLAGS) $(WARNINGS) -MMD -MP -c -o $@ $<

$(OUT)/libnormlint.map: include/normlint.h
	@mkdir -p $(@D)
	$(Q)echo 'NORMLINT_$(ABI) { global: normlint_*; local: *; };' >$@

$(SHARED): $(PIC_OBJECTS) $(OUT)/libnormlint.map
	@echo "  link    $@"
	$(Q)$(CC) $(filter-out -fno-pie,$(CFLAGS)) $(filter-out -no-pie,$(LDFLAGS)) -shared -Wl,-soname,libnormlint.so.$(ABI) \
		-Wl,--version-script,$(OUT)/libnormlint.map -Wl,-z,defs -Wl,-z,relro,-z,now -Wl,--as-needed -o $@ $(PIC_OBJECTS) $(PIC_LDLIBS)
	$(Q)ln -sf $(@F) $(OUT)/libnormlint.so.$(ABI)
	$(Q)ln -sf libnormlint.so.$(ABI) $(OUT)/libnormlint.so

# One object, in which hidden names are local ones: so it cannot clash with what else a program is made of.
$(STATIC): $(PIC_OBJECTS)
	@echo "  ar      $@"
	$(Q)$(LD) -r -o $(OUT)/pic/libnormlint.o $^
	$(Q)objcopy --localize-hidden $(OUT)/pic/libnormlint.o
	$(Q)rm -f $@ && $(AR) rcD $@ $(OUT)/pic/libnormlint.o

-include $(PIC_OBJECTS:.o=.d)

# ---- manual and completions ---------------------------------------------------------------------------------------

MADE := $(OUT)/made
.PHONY: made
made: $(MADE)/normlint.1 $(MADE)/normlint.bash $(MADE)/_normlint $(MADE)/normlint.fish ## manual page and completions, from the table of options

$(MADE)/normlint.1: man/normlint.1.in $(OUT)/normlint
	@mkdir -p $(@D)
	@echo "  make    $@"
	$(Q)$(OUT)/normlint --generate man >$@.part
	$(Q)sed -e '/^@COMMANDS@$$/{r $@.part' -e 'd}' $< >$@.new
	$(Q)mv $@.new $@ && rm $@.part

$(MADE)/normlint.bash: SHELL_NAME := bash
$(MADE)/_normlint: SHELL_NAME := zsh
$(MADE)/normlint.fish: SHELL_NAME := fish
$(MADE)/normlint.bash $(MADE)/_normlint $(MADE)/normlint.fish: $(OUT)/normlint
	@mkdir -p $(@D)
	@echo "  make    $@"
	$(Q)$(OUT)/normlint --generate complete-$(SHELL_NAME) >$@.new
	$(Q)mv $@.new $@

# ---- where it goes ------------------------------------------------------------------------------------------------
# The names are those of the GNU coding standards. normlint looks for normlint-pdf in ../libexec/normlint, as seen from bindir.

prefix      ?= /usr/local
exec_prefix ?= $(prefix)
bindir      ?= $(exec_prefix)/bin
libexecdir  ?= $(exec_prefix)/libexec
libdir      ?= $(exec_prefix)/lib
includedir  ?= $(prefix)/include
datarootdir ?= $(prefix)/share
datadir     ?= $(datarootdir)
mandir      ?= $(datarootdir)/man
docdir      ?= $(datarootdir)/doc/normlint
bashcompdir ?= $(datadir)/bash-completion/completions
zshcompdir  ?= $(datadir)/zsh/site-functions
fishcompdir ?= $(datadir)/fish/vendor_completions.d

# STRIP=-s strips programs and the shared library, as install(1) does.
STRIP ?=
PLACES = DESTDIR prefix bindir libexecdir libdir includedir datadir mandir docdir bashcompdir zshcompdir fishcompdir STRIP VERSION ABI PACKAGES
IN_PLACES = $(foreach name,$(PLACES),$(name)='$($(name))')

.PHONY: install uninstall
install: all lib made ## into DESTDIR, prefix, bindir, libdir, mandir, ...
	$(Q)$(IN_PLACES) packaging/install put $(OUT)

# For packages, which have all built before: PARTS names what.
.PHONY: install-parts
install-parts:
	$(Q)$(IN_PLACES) PARTS='$(PARTS)' packaging/install put $(OUT)

uninstall: ## take away what install put there, with the same variables
	$(Q)$(IN_PLACES) packaging/install remove $(OUT)

# ---- packages -----------------------------------------------------------------------------------------------------
# All are the same bytes wherever and whenever they are built of the same tree. Their files have the day of the last commit, or in
# a tree without Git that of the Makefile.

PACKAGED := $(BUILD)/packages
MACHINE  := $(shell uname -m)
SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || stat -c %Y Makefile)
WITH_DATE = SOURCE_DATE_EPOCH='$(SOURCE_DATE_EPOCH)'

.PHONY: dist release deb
dist: ## build/packages/normlint-VERSION.tar.gz: the committed tree
	$(Q)mkdir -p $(PACKAGED)
	$(Q)git archive --format=tar --prefix=normlint-$(VERSION)/ HEAD | gzip -9n >$(PACKAGED)/normlint-$(VERSION).tar.gz
	@echo $(PACKAGED)/normlint-$(VERSION).tar.gz

# What there is no static library of goes beside it (packaging/release).
$(OUT)/release/normlint: $(OBJECTS)
	@mkdir -p $(@D)
	@echo "  link    $@"
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -Wl,-rpath,'$$ORIGIN/../lib/normlint' -o $@ $^ $(LDLIBS)

release: all made $(OUT)/release/normlint ## build/packages/normlint-VERSION-linux-MACHINE.tar.gz: unpack and run
	$(Q)$(WITH_DATE) packaging/release $(OUT) $(PACKAGED)/normlint-$(VERSION)-linux-$(MACHINE).tar.gz

deb: all lib made ## build/packages/*.deb: normlint, libnormlint0, libnormlint-dev
	$(Q)$(WITH_DATE) packaging/deb $(OUT) $(PACKAGED)

# ---- tests --------------------------------------------------------------------------------------------------------

INSTALLED := $(BUILD)/installed
INSTALL_TESTS := installed-tree installed-library completions man
.PHONY: test-install $(INSTALL_TESTS) test-root reproducible
test-install: all lib made ## what is installed: places, manual, completions of three shells, the library; bootstrap installs what it needs
	$(Q)tests/total $(MAKE) -k --output-sync=target --no-print-directory $(INSTALL_TESTS)

installed-tree: all lib made
	@echo "  install $(INSTALLED)"
	$(Q)tests/install/tree $(VARIANT) $(INSTALLED)

installed-library: installed-tree
	@echo "  library tests/install"
	$(Q)tests/install/library $(OUT)/normlint $(INSTALLED) $(ABI) tests/install/memory.c $(EXAMPLES) examples/formats/charter.docx examples/formats/charter.odt tests/pdf/charter.pdf

completions: all
	@echo "  shells  bash zsh fish"
	$(Q)tests/install/completions $(OUT)/normlint

man: made
	@echo "  man     man"
	$(Q)tests/install/man $(OUT)/normlint $(MADE)/normlint.1 man/norm.5 grammar/norm.l

# Packages that lie about from another version or machine are not to be compared.
reproducible: ## build all packages twice, in two places: the same bytes
	$(Q)rm -rf $(PACKAGED)
	$(Q)$(WITH_DATE) $(MAKE) --no-print-directory VARIANT=release release deb
	@echo "  again   build"
	$(Q)$(WITH_DATE) tests/install/reproducible $(BUILD) VARIANT=release release deb

ROOT_BASE ?= $(BUILD)/root-base
test-root: release deb ## the packages in a clean Debian 12 (ROOT_BASE=DIRECTORY has one, or is made by debootstrap); needs root
	$(Q)tests/install/root $(PACKAGED) $(ROOT_BASE)
