/* app/config_json.h - what holds for a text, and where it comes from, as JSON (src/report/config.schema.json). */
#ifndef NL_APP_CONFIG_JSON_H
#define NL_APP_CONFIG_JSON_H

#include "app/profile.h"

/* `whole` is the text's path where it really is, empty for a directory; `path` the one that was given. */
void nl_config_json(const nl_profile *profile, nl_str path, nl_str whole, nl_buf *out);

#endif
