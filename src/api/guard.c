#include "api/guard.h"

#include <locale.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "diag/draw.h"

normlint_status nl_api_guarded(normlint_status (*work)(void *context), void *context)
{
	jmp_buf here;
	locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (!plain) return NORMLINT_NO_MEMORY;
	locale_t outer_locale = uselocale(plain);
	jmp_buf *outer = nl_memory_guard(&here);
	normlint_status status = setjmp(here) ? NORMLINT_NO_MEMORY : work(context);
	nl_memory_guard(outer);
	uselocale(outer_locale);
	freelocale(plain);
	return status;
}

void nl_api_message(nl_sink *sink, char **message)
{
	nl_buf out = {0};
	if (message && sink->list.len) {
		nl_draw_sink(&out, sink, (nl_draw_style){.show_source = true});
		nl_buf_add_byte(&out, '\0');
		*message = out.ptr;
	}
	nl_sink_release(sink);
}
