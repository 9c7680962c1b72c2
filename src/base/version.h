/* base/version.h - the version that --version prints and every report carries. */
#ifndef NL_BASE_VERSION_H
#define NL_BASE_VERSION_H

#define NL_VERSION "0.1.0"

#endif
