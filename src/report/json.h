/* report/json.h - a document as JSON, for the outputs that hold one. */
#ifndef NL_REPORT_JSON_H
#define NL_REPORT_JSON_H

#include "report/json_writer.h"
#include "report/report.h"

/* A member of the list `documents` of normlint.schema.json. */
void nl_json_put_document(nl_json_writer *writer, const nl_report_options *options, const nl_verdict *verdict);

#endif
