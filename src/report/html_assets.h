/* report/html_assets.h - the style and the script that every page of HTML carries: src/report/html/report.css and report.js,
 * made into arrays by the Makefile. */
#ifndef NL_REPORT_HTML_ASSETS_H
#define NL_REPORT_HTML_ASSETS_H

#include <stddef.h>

typedef struct {
	const char *text;
	size_t len;
	const char *sha256; /* in base64, for the content security policy */
} nl_page_asset;

extern const nl_page_asset nl_page_css, nl_page_js;

#endif
