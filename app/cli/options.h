// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/codec/schema.h"
#include "core/observe/condition.h"
#include "core/observe/layout_guess.h"
#include "core/traffic/duration_spread.h"
#include "core/traffic/payload_template.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace CLI { // NOLINT(readability-identifier-naming): the parser's own
class App;
class Option;
} // namespace CLI

namespace membridge::cli {

/// Declares what a command takes and where it goes. Hides the parser, which costs seconds of compilation.
class Options
{
public:
    enum class Presence { Optional, Required };

    explicit Options(CLI::App &app) noexcept : m_app(app) { }

    /// The positional NAME, with or without its leading slash; arrives with one.
    void segment(std::string &name);
    /// The same, which may be left out.
    void optionalSegment(std::string &name);
    /// The positionals after it.
    void values(std::vector<std::string> &words);

    /// A file's path: a positional ("FILE") or an option ("-o,--output"); required.
    void file(const std::string &title, std::string &path, const std::string &help);
    /// The same as an option that may be left out.
    void optionalFile(const std::string &option, std::string &path, const std::string &help);
    /// Times as fast; nothing for "max".
    void speed(const std::string &option, std::optional<double> &factor, const std::string &help);

    void flag(const std::string &option, bool &on, const std::string &help);
    void size(const std::string &option, std::uint64_t &bytes, const std::string &help, std::uint64_t least = 0);
    void size(const std::string &option, std::optional<std::uint64_t> &bytes, const std::string &help);
    void count(const std::string &option, std::uint64_t &number, const std::string &help);
    void count(const std::string &option, std::optional<std::uint64_t> &number, const std::string &help);
    void milliseconds(const std::string &option, std::chrono::milliseconds &time, const std::string &help,
                      std::int64_t least = 0);
    void milliseconds(const std::string &option, std::optional<std::chrono::milliseconds> &time,
                      const std::string &help);
    /// A signed number that a lock word can have.
    void integer(const std::string &option, std::optional<std::int32_t> &number, const std::string &help);
    void number(const std::string &option, std::optional<std::int64_t> &number, const std::string &help);
    /// "1ms", "100us:2ms", "exp:1ms".
    void spread(const std::string &option, std::optional<DurationSpread> &spread, const std::string &help);
    /// A positional that is one of `words`; required.
    void choice(const std::string &title, const std::vector<std::string> &words, std::string &chosen,
                const std::string &help);
    /// Optional, one of `words`.
    void word(const std::string &option, const std::vector<std::string> &words, std::string &chosen,
              const std::string &help);
    /// Messages a second, such as 1000 or 0.5; "max" is 0.
    void rate(const std::string &option, double &perSecond, const std::string &help);
    /// A share from 0 to 1, such as 0.2.
    void share(const std::string &option, double &part, const std::string &help);
    /// A payload's fields, as template_text.h has them; what they read from files is not read yet.
    void payload(const std::string &option, std::optional<PayloadTemplate> &fields, const std::string &help);
    /// "A" or "A:B" with A <= B.
    void sizeRange(const std::string &option, std::optional<std::pair<std::uint64_t, std::uint64_t>> &bytes,
                   const std::string &help);
    void mode(const std::string &option, std::optional<std::uint32_t> &bits, const std::string &help);
    /// A condition on the variables of a TriggerEngine.
    void condition(const std::string &option, std::optional<ConditionState> &condition, const std::string &help);
    void schema(std::optional<Schema> &schema, Presence presence, const std::string &help);
    void layout(Layout &told);

private:
    CLI::Option *segmentText(std::string &name);
    CLI::Option *fileText(const std::string &title, std::string &path, const std::string &help);
    template <typename Take>
    CLI::Option *text(const std::string &option, const std::string &type, const std::string &help, Take &&take);

    CLI::App &m_app;
};

/// Marks the arguments that the parser would take apart or drop ("-1.5e3", "[a]", "{}"), so that Options gets
/// them whole.
std::vector<std::string> protectedArguments(std::vector<std::string> arguments);
/// One of them as it was given.
std::string unprotected(const std::string &argument);

} // namespace membridge::cli
