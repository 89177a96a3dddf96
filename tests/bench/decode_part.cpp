// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "decode_part.h"

#include "child.h"
#include "race.h"
#include "steps.h"

#include "core/codec/decode.h"
#include "core/codec/scalar_decoder.h"
#include "core/codec/schema.h"
#include "tests/support/allocation_meter.h"

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

namespace membridge::bench {

namespace {

constexpr std::size_t messageCount = 1024;

struct Case
{
    const char *what;
    const char *schema;
    const char *format; ///< The same for CPython's struct.
    std::size_t fields;
};

constexpr Case cases[] = {
    {"8 fields: i64 f64 u32 i32 u8 f32 u64 bool", "i64 f64 u32 i32 u8 f32 u64 bool", "<qdIiBfQ?", 8},
    {"a list: 64*f64", "64*f64", "<64d", 64},
};

template <typename T> void append(ByteVector &bytes, T value)
{
    const auto *raw = reinterpret_cast<const std::byte *>(&value);
    bytes.insert(bytes.end(), raw, raw + sizeof value);
}

/// Values as a program has them: no NaN, bools of 0 and 1.
ByteVector makeMessages(const Case &one, std::mt19937 &random)
{
    ByteVector bytes;
    std::uniform_real_distribution<double> real(-1000, 1000);
    for (std::size_t i = 0; i < messageCount; ++i) {
        if (one.fields == 64) {
            for (int element = 0; element < 64; ++element)
                append(bytes, real(random));
            continue;
        }
        append(bytes, static_cast<std::int64_t>(random()) - 1'000'000'000);
        append(bytes, real(random));
        append(bytes, static_cast<std::uint32_t>(random()));
        append(bytes, static_cast<std::int32_t>(random()));
        append(bytes, static_cast<std::uint8_t>(random()));
        append(bytes, static_cast<float>(real(random)));
        append(bytes, static_cast<std::uint64_t>(random()));
        append(bytes, static_cast<std::uint8_t>(random() % 2));
    }
    return bytes;
}

/// A file for Python to read the same bytes from.
class ScratchFile
{
public:
    explicit ScratchFile(const ByteVector &bytes)
        : m_path(std::filesystem::temp_directory_path() / ("membridge-bench-" + std::to_string(getpid())))
    {
        std::ofstream file(m_path, std::ios::binary);
        file.write(reinterpret_cast<const char *>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        if (!file.flush())
            throw std::runtime_error("can't write " + m_path.string());
    }
    ~ScratchFile()
    {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }
    ScratchFile(const ScratchFile &) = delete;
    ScratchFile &operator=(const ScratchFile &) = delete;

    std::string path() const { return m_path.string(); }

private:
    std::filesystem::path m_path;
};

void measureCase(Results &results, const Case &one, bool scalars, const Plan &plan, const Cores &cores,
                 std::mt19937 &random)
{
    const ByteVector bytes = makeMessages(one, random);
    const std::size_t size = bytes.size() / messageCount;
    const Schema schema = std::get<Schema>(parseSchema(one.schema));
    const ScratchFile file(bytes);
    Decoded decoded;
    const ScalarDecoder decoder = ScalarDecoder::of(schema).value();
    std::vector<Scalar> values(decoder.count());
    const auto step = [&](std::uint64_t i) {
        const auto message = std::span(bytes).subspan(i % messageCount * size, size);
        if (scalars)
            (void)decoder.decode(message, values);
        else
            decodeInto(decoded, message, schema);
        asm volatile("" : : "r"(&decoded), "r"(values.data()) : "memory");
    };
    step(0);
    if (scalars ? decoder.size() != size : decoded.error || decoded.consumed != size)
        throw std::runtime_error(std::string("the schema \"") + one.schema + "\" does not fit its own messages");
    Results::Decoding figures{.what = std::string(one.what)
                                  + (scalars ? "; ScalarDecoder" : "; decodeInto(), with offsets and doubts"),
                              .fields = one.fields,
                              .oursNs = {},
                              .pythonNs = {},
                              .allocationsAMessage = 0};
    const test::AllocationMeter meter;
    for (std::uint64_t i = 0; i < messageCount; ++i)
        step(i);
    figures.allocationsAMessage = static_cast<double>(meter.blocks()) / static_cast<double>(messageCount);

    const std::string script = MEMBRIDGE_BENCH_SCRIPTS "/struct_side.py";
    const std::string python = plan.python.empty() ? "python3" : plan.python;
    for (unsigned repetition = 0; repetition < plan.repetitions; ++repetition) {
        const double line = cacheLineNs(cores);
        // The order is chance, as everywhere.
        const bool oursFirst = random() % 2 == 0;
        if (oursFirst)
            figures.oursNs.add(nsAStep(plan.milliseconds, messageCount, step), line);
        try {
            Child child({python, script, one.format, file.path(), std::to_string(plan.milliseconds),
                         std::to_string(cores.consumer)});
            const std::string told = child.line();
            if (child.succeeded())
                figures.pythonNs.add(std::stod(told), line);
            else
                results.whyNotPython = python + " does not run struct_side.py";
        } catch (const std::system_error &error) {
            results.whyNotPython = error.what();
        }
        if (!oursFirst)
            figures.oursNs.add(nsAStep(plan.milliseconds, messageCount, step), line);
    }
    results.decoding.push_back(std::move(figures));
}

} // namespace

void measureDecode(Results &results, const Plan &plan, const Cores &cores, std::mt19937 &random)
{
    pinThread(cores.consumer);
    for (const Case &one : cases) {
        for (const bool scalars : {true, false})
            measureCase(results, one, scalars, plan, cores, random);
    }
}

} // namespace membridge::bench
