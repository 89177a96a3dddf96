# SPDX-FileCopyrightText: 2026 The Membridge Scope authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Included where membridge_app is made: a generated resource must be listed in its target's own directory.
# `cmake --build … --target membridge_app_lupdate` brings new source texts into the .ts files.
set(catalogues "${PROJECT_SOURCE_DIR}/translations/membridge_scope_de.ts")
# English has only what depends on a number, "1 frame", "2 frames"; `lupdate -pluralonly` brings new ones.
set(plurals "${PROJECT_SOURCE_DIR}/translations/membridge_scope_en.ts")

file(GLOB_RECURSE translatable CONFIGURE_DEPENDS
    "${PROJECT_SOURCE_DIR}/app/*.cpp" "${PROJECT_SOURCE_DIR}/app/*.h"
    "${PROJECT_SOURCE_DIR}/widgets/*.cpp" "${PROJECT_SOURCE_DIR}/widgets/*.h")
list(FILTER translatable EXCLUDE REGEX "/app/cli/")

qt_add_lupdate(membridge_app TS_FILES ${catalogues} SOURCES ${translatable} OPTIONS -no-obsolete -locations none)
qt_add_lrelease(membridge_app TS_FILES ${catalogues} ${plurals} QM_FILES_OUTPUT_VARIABLE compiled)

set(qrc "<!DOCTYPE RCC>\n<RCC version=\"1.0\">\n  <qresource prefix=\"/i18n\">\n")
foreach(file IN LISTS compiled)
    get_filename_component(name "${file}" NAME)
    string(APPEND qrc "    <file alias=\"${name}\">${file}</file>\n")
endforeach()
string(APPEND qrc "  </qresource>\n</RCC>\n")
file(CONFIGURE OUTPUT "${CMAKE_CURRENT_BINARY_DIR}/translations.qrc" CONTENT "${qrc}" @ONLY)
target_sources(membridge_app PRIVATE "${CMAKE_CURRENT_BINARY_DIR}/translations.qrc")
