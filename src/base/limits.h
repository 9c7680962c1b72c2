/* base/limits.h - what an input may cost. Each limit is told as a diagnostic when it is met, never as a crash;
 * README lists them. */
#ifndef NL_BASE_LIMITS_H
#define NL_BASE_LIMITS_H

enum {
	NL_MAX_RULE_FILE = 16 << 20,  /* bytes of one .norm file */
	NL_MAX_RULE_FILES = 10000,    /* files of one load, imports included */
	NL_MAX_NESTING = 200,         /* brackets inside brackets in a pattern */
	NL_MAX_PHRASE_STATES = 20000, /* automaton instructions that one phrase may take, its terms included */
	NL_MAX_RULE_STATES = 4000000, /* the same, for all phrases together */
	NL_MAX_BASELINE = 256 << 20,  /* bytes of a baseline */
	NL_MAX_SUPPRESSIONS = 10000,  /* comments in one text */
	NL_MAX_GAP = 6,               /* words that "..." spans in a phrase */
	NL_MAX_RULE_ERRORS = 100,     /* errors shown for one load of rules */
	NL_REGEX_STEPS = 1000000,     /* PCRE2 match limit for one block */
	NL_REGEX_DEPTH = 10000,       /* PCRE2 depth limit */
	NL_MAX_LIST_DEPTH = 100,      /* list items inside list items; deeper ones count as this deep */
	NL_MAX_ZIP_ENTRIES = 100000,  /* parts of a document that is a zip archive */
	NL_MAX_UNPACKED = 128 << 20,  /* bytes that the parts of such a document unpack to, as far as they are read */
	NL_MAX_RENDITION = 1 << 30,   /* bytes of its text, numbers of items included */
	NL_FREE_UNPACKED = 16 << 20,  /* bytes that a part may unpack to, however small it is packed */
	NL_MAX_ZIP_RATIO = 200,       /* unpacked bytes for each packed one, beyond that */
	NL_MAX_XML_DEPTH = 500,       /* elements inside elements */
	NL_MAX_HTML_DEPTH = 512,      /* elements inside elements; deeper ones count as this deep, as in browsers */
	NL_MAX_PDF_PAGES = 10000,
	NL_PDF_SECONDS = 60,      /* of processor time that reading one PDF may take */
	NL_PDF_MEMORY_MIB = 1024, /* MiB of memory, beside twice the file */
	NL_MAX_OUTPUTS = 16       /* reports of one run */
};

#define NL_MAX_PDF_STREAM ((size_t)1 << 30)   /* bytes of words with their places; a page has some 20,000 */
#define NL_MAX_DOCUMENT ((size_t)0xF0000000u) /* bytes; token offsets have 32 bits */
#define NL_MAX_MARKUP ((size_t)1 << 30)       /* bytes of HTML and the like, whose text can be longer than they are */

#endif
