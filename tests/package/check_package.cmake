# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs the library as its users do, then builds and runs the example of core/README.md on it: with find_package(), and with
# pkg-config from a prefix that was moved after the install.
cmake_minimum_required(VERSION 3.25)

function(must)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\nended with ${status}:\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
file(READ "${README}" text)
string(REGEX MATCH "```cpp\n([^`]*int main[^`]*)```" found "${text}")
if(NOT found)
    message(FATAL_ERROR "${README} has no example with a main()")
endif()
# A name of this test's own.
string(RANDOM LENGTH 8 suffix)
string(REPLACE "\"/demo\"" "\"/membridge-test-package-${suffix}\"" example "${CMAKE_MATCH_1}")
if(example STREQUAL CMAKE_MATCH_1)
    message(FATAL_ERROR "the example no longer uses the name /demo")
endif()
file(WRITE "${WORK_DIR}/example.cpp" "${example}")
file(WRITE "${WORK_DIR}/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.25)
project(Example LANGUAGES CXX)
find_package(membridge-core 0.1 REQUIRED)
add_executable(example example.cpp)
target_link_libraries(example PRIVATE membridge::core)
")

must("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --component development --prefix "${WORK_DIR}/prefix")
must("${CMAKE_COMMAND}" -S "${WORK_DIR}" -B "${WORK_DIR}/build" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${CXX}"
     "-DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix")
must("${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
must("${WORK_DIR}/build/example")

find_program(pkg_config pkg-config REQUIRED)
file(RENAME "${WORK_DIR}/prefix" "${WORK_DIR}/elsewhere")
execute_process(
    COMMAND "${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${WORK_DIR}/elsewhere/${LIBDIR}/pkgconfig"
            "${pkg_config}" --define-variable=prefix=${WORK_DIR}/elsewhere --cflags --libs membridge-core
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
must("${CXX}" -std=c++20 -o "${WORK_DIR}/example" "${WORK_DIR}/example.cpp" ${flags})
must("${WORK_DIR}/example")
