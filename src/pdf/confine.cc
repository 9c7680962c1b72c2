/* pdf/confine.cc - see confine.h. Two walls: resource limits, and a seccomp filter that kills on what was not foreseen.
 *
 * What the C library or poppler try of their own accord and can do without (looking for a character map in /usr/share, the
 * size of the memory) is refused with an error instead, so that reading goes on. */
#include "pdf/confine.h"

#include <cerrno>
#include <csignal>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace pdf
{

namespace
{

/* The address sanitizer reserves terabytes and asks the system for many things at the end; what it watches is not confined. */
#if defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer);
#else
constexpr bool sanitized = false;
#endif

bool limit(int resource, rlim_t most, rlim_t hard)
{
	const rlimit value = {most, hard};
	return setrlimit(static_cast<__rlimit_resource_t>(resource), &value) == 0;
}

/* At the first of its limits the signal says that it is one. */
bool limit_time(rlim_t seconds)
{
	return limit(RLIMIT_CPU, seconds, seconds + 1);
}

bool set_limits(const Limits &limits)
{
	return limit_time(limits.seconds) && limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_NOFILE, 0, 0) &&
		limit(RLIMIT_AS, limits.memory, limits.memory);
}

bool allow_memory(scmp_filter_ctx filter)
{
	static const int calls[] = {SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise)};
	for (int call : calls)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
	/* Of no file, and nothing that can be run. */
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
			   SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS)) == 0;
}

bool allow_rest(scmp_filter_ctx filter)
{
	static const int calls[] = {SCMP_SYS(futex), SCMP_SYS(rt_sigreturn), SCMP_SYS(exit), SCMP_SYS(exit_group),
		SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(time)};
	for (int call : calls)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) != 0) return false;
	return seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(read), 1, SCMP_A0(SCMP_CMP_EQ, STDIN_FILENO)) == 0 &&
		seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_EQ, STDOUT_FILENO)) == 0;
}

bool refuse_rest(scmp_filter_ctx filter)
{
	static const int calls[] = {SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(stat), SCMP_SYS(newfstatat),
		SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(readlink), SCMP_SYS(sysinfo), SCMP_SYS(fstat), SCMP_SYS(lseek)};
	for (int call : calls)
		if (seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0) != 0) return false;
	/* Messages to standard error go nowhere. */
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(write), 1, SCMP_A0(SCMP_CMP_NE, STDOUT_FILENO)) == 0;
}

bool filter_calls()
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
	bool loaded = filter && allow_memory(filter) && allow_rest(filter) && refuse_rest(filter) && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return loaded;
}

} // namespace

bool confine(const Limits &limits)
{
	if (sanitized) return limit_time(limits.seconds);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	return prctl(PR_SET_DUMPABLE, 0) == 0 && set_limits(limits) && filter_calls();
}

} // namespace pdf
