/* libFuzzer target: any bytes as a part of a Word file, the one that their root element is of, beside others that are always
 * the same. The archive is made here with everything stored, so that the fuzzer need not learn checksums. Bytes that begin like
 * an archive are read as they are. */
#include "harness/archive.h"
#include "harness/engine.h"

static const char styles[] =
	"<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:style w:type='paragraph' "
	"w:styleId='H'>"
	"<w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
static const char numbering[] =
	"<w:numbering xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:abstractNum "
	"w:abstractNumId='0'>"
	"<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText "
	"w:val='(%1)'/></w:lvl></w:abstractNum>"
	"<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
static const char notes[] =
	"<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:footnote "
	"w:id='1'><w:p><w:r><w:t>Note."
	"</w:t></w:r></w:p></w:footnote></w:footnotes>";
static const char body[] =
	"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:pPr><w:pStyle "
	"w:val='H'/>"
	"</w:pPr><w:r><w:t>Scope</w:t><w:footnoteReference w:id='1'/></w:r></w:p></w:body></w:document>";
static const char relations[] =
	"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Type='/styles' "
	"Target='styles.xml'/><Relationship Type='/numbering' Target='numbering.xml'/><Relationship Type='/footnotes' "
	"Target='footnotes.xml'/><Relationship Type='/comments' Target='comments.xml'/></Relationships>";
static const char comments[] =
	"<w:comments xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:comment w:id='1' "
	"w:author='normlint'><w:p><w:r><w:t>Old.</w:t></w:r></w:p></w:comment></w:comments>";

static bool has(nl_str bytes, const char *what)
{
	return nl_str_find(bytes, nl_str_of(what)) != SIZE_MAX;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static test_engine *kept; /* libFuzzer gives a target no other place to keep what is costly to make */
	static nl_buf archive;
	nl_str bytes = {(const char *)data, size};
	if (!kept) kept = engine_new();
	archive_part parts[] = {{"word/document.xml", nl_str_of(body)}, {"word/styles.xml", nl_str_of(styles)},
		{"word/numbering.xml", nl_str_of(numbering)}, {"word/footnotes.xml", nl_str_of(notes)},
		{"word/_rels/document.xml.rels", nl_str_of(relations)}, {"word/comments.xml", nl_str_of(comments)},
		{"[Content_Types].xml", NL_STR("<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>")}};
	size_t part = has(bytes, "<w:styles") ? 1 : has(bytes, "<w:numbering") ? 2 : has(bytes, "<w:footnotes") ? 3 : 0;
	if (has(bytes, "<Relationships")) part = 4;
	if (has(bytes, "<w:comments")) part = 5;
	parts[part].bytes = bytes;
	archive_make(&archive, parts, sizeof parts / sizeof *parts, 0);
	nl_str file = nl_str_starts(bytes, NL_STR("PK")) ? bytes : nl_buf_str(&archive);
	engine_read(kept, file, NL_FORMAT_DOCX);
	engine_annotate(file, NL_FORMAT_DOCX);
	return 0;
}
