/* report/json.h - a document as JSON, for the outputs that hold one. */
#ifndef NL_REPORT_JSON_H
#define NL_REPORT_JSON_H

#include "report/json_writer.h"
#include "report/report.h"

/* A member of the list `documents` of normlint.schema.json. */
void nl_json_put_document(nl_json_writer *writer, const nl_report_options *options, const nl_verdict *verdict);

/* Its parts, for outputs of another shape. A place; its page is returned. */
uint32_t nl_json_put_place(nl_json_writer *writer, const char *key, const nl_source *source, uint32_t offset);
/* Into an open object: stance, strength and evidence of a position. `options` NULL: nothing is sent off before the end. */
void nl_json_put_said(nl_json_writer *writer, const nl_report_options *options, const nl_match *match, uint32_t position);

#endif
