# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Installs the library as its users do, then builds and runs the examples of README.md and core/README.md on it: with find_package(), and
# with pkg-config from a prefix that was moved after the install. All installed headers are compiled, too: what was
# not installed and is needed is missed here.
cmake_minimum_required(VERSION 3.25)

function(must)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT status EQUAL 0)
        list(JOIN ARGN " " command)
        message(FATAL_ERROR "${command}\nended with ${status}:\n${output}")
    endif()
endfunction()

file(REMOVE_RECURSE "${WORK_DIR}")
# A name of this test's own.
string(RANDOM LENGTH 8 suffix)
set(examples "")
string(REPLACE "," ";" readmes "${READMES}")
foreach(readme IN LISTS readmes)
    file(READ "${readme}" text)
    string(REGEX MATCH "```cpp\n([^`]*int main[^`]*)```" found "${text}")
    if(NOT found)
        message(FATAL_ERROR "${readme} has no example with a main()")
    endif()
    string(REPLACE "\"/demo" "\"/membridge-test-package-${suffix}" example "${CMAKE_MATCH_1}")
    if(example STREQUAL CMAKE_MATCH_1)
        message(FATAL_ERROR "the example of ${readme} no longer uses the name /demo")
    endif()
    if(NOT example MATCHES "spsc\\(\\)")
        message(FATAL_ERROR "the example of ${readme} has no ring")
    endif()
    list(LENGTH examples count)
    file(WRITE "${WORK_DIR}/example${count}.cpp" "${example}")
    list(APPEND examples example${count})
endforeach()

must("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --component development --prefix "${WORK_DIR}/prefix")
# Every header in one program, in either order: what one needs and does not include, the other order misses.
set(include_dir "${WORK_DIR}/prefix/include/membridge-core")
file(GLOB_RECURSE headers RELATIVE "${include_dir}" "${include_dir}/*.h")
list(LENGTH headers count)
if(count LESS 20)
    message(FATAL_ERROR "only ${count} headers were installed")
endif()
foreach(header IN LISTS headers)
    file(STRINGS "${include_dir}/${header}" foreign REGEX "#include <(nlohmann|pcap|Q)")
    if(foreign)
        message(FATAL_ERROR "${header} needs what users of the package need not have: ${foreign}")
    endif()
endforeach()
foreach(order IN ITEMS forwards backwards)
    list(TRANSFORM headers REPLACE "(.+)" "#include <\\1>" OUTPUT_VARIABLE includes)
    list(JOIN includes "\n" includes)
    file(WRITE "${WORK_DIR}/${order}.cpp" "${includes}\n")
    list(REVERSE headers)
endforeach()
file(WRITE "${WORK_DIR}/CMakeLists.txt" "
cmake_minimum_required(VERSION 3.25)
project(Example LANGUAGES CXX)
find_package(membridge-core 0.1 REQUIRED)
foreach(example IN ITEMS ${examples})
    add_executable(\${example} \${example}.cpp)
    target_link_libraries(\${example} PRIVATE membridge::core)
endforeach()
add_library(headers OBJECT forwards.cpp backwards.cpp)
target_link_libraries(headers PRIVATE membridge::core)
")

must("${CMAKE_COMMAND}" -S "${WORK_DIR}" -B "${WORK_DIR}/build" -G "${GENERATOR}" "-DCMAKE_CXX_COMPILER=${CXX}"
     "-DCMAKE_PREFIX_PATH=${WORK_DIR}/prefix")
must("${CMAKE_COMMAND}" --build "${WORK_DIR}/build")
foreach(example IN LISTS examples)
    must("${WORK_DIR}/build/${example}")
endforeach()

find_program(pkg_config pkg-config REQUIRED)
file(RENAME "${WORK_DIR}/prefix" "${WORK_DIR}/elsewhere")
execute_process(
    COMMAND "${CMAKE_COMMAND}" -E env "PKG_CONFIG_PATH=${WORK_DIR}/elsewhere/${LIBDIR}/pkgconfig"
            "${pkg_config}" --define-variable=prefix=${WORK_DIR}/elsewhere --cflags --libs membridge-core
    OUTPUT_VARIABLE flags OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
separate_arguments(flags UNIX_COMMAND "${flags}")
foreach(example IN LISTS examples)
    must("${CXX}" -std=c++20 -o "${WORK_DIR}/${example}" "${WORK_DIR}/${example}.cpp" ${flags})
    must("${WORK_DIR}/${example}")
endforeach()
