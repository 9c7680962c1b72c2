/* libFuzzer target: any bytes as a flat OpenDocument text; bytes that begin like an archive as an archive. */
#include "harness/engine.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static test_engine *kept; /* libFuzzer gives a target no other place to keep what is costly to make */
	nl_str bytes = {(const char *)data, size};
	if (!kept) kept = engine_new();
	nl_format format = nl_str_starts(bytes, NL_STR("PK")) ? NL_FORMAT_ODT : NL_FORMAT_FODT;
	engine_read(kept, bytes, format);
	engine_annotate(bytes, format);
	return 0;
}
