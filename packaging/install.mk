# What is installed: the library, manual pages and completions, and where it all goes. Included by the Makefile.

VERSION := $(shell sed -n 's/^.define NL_VERSION "\(.*\)"/\1/p' src/base/version.h)
ABI     := $(shell sed -n 's/^.define NORMLINT_ABI \([0-9]*\).*/\1/p' include/normlint.h)

# ---- the library --------------------------------------------------------------------------------------------------
# Its objects can stand anywhere in memory, which costs the program too much at each start: so they are objects of their own.

PIC_CFLAGS  = $(filter-out -fno-pie,$(CFLAGS)) -fPIC -fvisibility=hidden
PIC_OBJECTS := $(patsubst $(OUT)/obj/%,$(OUT)/pic/%,$(filter-out $(OUT)/obj/src/app/%,$(LIBRARY)))
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
		-Wl,--version-script,$(OUT)/libnormlint.map -Wl,-z,defs -Wl,-z,relro,-z,now -Wl,--as-needed -o $@ $(PIC_OBJECTS) $(LDLIBS)
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
export DESTDIR prefix bindir libexecdir libdir includedir datadir mandir docdir bashcompdir zshcompdir fishcompdir VERSION ABI PACKAGES

# STRIP=-s strips programs and the shared library, as install(1) does.
STRIP ?=
export STRIP

.PHONY: install uninstall
install: all lib made ## into DESTDIR, prefix, bindir, libdir, mandir, ...
	$(Q)packaging/install put $(OUT)

uninstall: ## take away what install put there, with the same variables
	$(Q)packaging/install remove $(OUT)
