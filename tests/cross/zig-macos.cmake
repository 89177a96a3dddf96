# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# macOS, with zig, which brings clang, libc++ and the system's interface. ZIG_TOOLS is a folder with the programs c++, ar and ranlib,
# ZIG_ARCHITECTURE is aarch64 or x86_64.
set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_SYSTEM_PROCESSOR ${ZIG_ARCHITECTURE})
set(CMAKE_TRY_COMPILE_PLATFORM_VARIABLES ZIG_TOOLS ZIG_ARCHITECTURE)
set(CMAKE_CXX_COMPILER "${ZIG_TOOLS}/c++")
set(CMAKE_AR "${ZIG_TOOLS}/ar" CACHE FILEPATH "")
set(CMAKE_RANLIB "${ZIG_TOOLS}/ranlib" CACHE FILEPATH "")
# No Mac's own tools: nothing is bundled, stripped or installed here.
set(CMAKE_INSTALL_NAME_TOOL "${ZIG_TOOLS}/ranlib" CACHE FILEPATH "")
set(CMAKE_CXX_FLAGS_INIT "-target ${ZIG_ARCHITECTURE}-macos.11.0")
set(CMAKE_OSX_SYSROOT "" CACHE PATH "")
set(CMAKE_OSX_DEPLOYMENT_TARGET "" CACHE STRING "")

set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
