/* doc/front_matter.h - the metadata between two lines "---" at the start of a Markdown text, which site generators read: YAML
 * (yaml.org/spec/1.2.2), of which one thing concerns a reader of prose, the title. */
#ifndef NL_DOC_FRONT_MATTER_H
#define NL_DOC_FRONT_MATTER_H

#include "doc/builder.h"

/* Bytes of the front matter at the start of `text`, both lines "---" included; 0 when there is none. A text that begins with
 * a rule is none: its next line has no colon, or no second "---" follows within 64 KiB. */
size_t nl_front_matter(nl_str text);

/* The value of the key "title" in front matter, as a heading of level 0: it stands over the whole text. Nothing when there
 * is none, or when it is no plain or quoted scalar. */
void nl_front_matter_title(nl_builder *builder, nl_str front_matter);

#endif
