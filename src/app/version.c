/* The versions are asked of the libraries as they run, not of the headers: a bug report wants to know the former.
 * md4c and libstemmer cannot be asked. */
#include "app/version.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <cjson/cJSON.h>
#include <pcre2.h>
#include <utf8proc.h>

#include "base/version.h"

void nl_version(nl_buf *out)
{
	char pcre2[64] = "?";
	pcre2_config(PCRE2_CONFIG_VERSION, pcre2); /* at most 24 bytes; "10.42 2022-12-11" */
	nl_buf_addf(out, "normlint %s\n", NL_VERSION);
	nl_buf_addf(out, "PCRE2 %s, utf8proc %s, cJSON %s, md4c, libstemmer\n", pcre2, utf8proc_version(), cJSON_Version());
}
