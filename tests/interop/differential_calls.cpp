// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "differential_calls.h"

#include "core/codec/type_tag.h"

#include <algorithm>
#include <limits>

namespace membridge::test {

using nlohmann::json;

namespace {

constexpr auto u64max = std::numeric_limits<std::uint64_t>::max();
constexpr auto i64min = std::numeric_limits<std::int64_t>::min();
constexpr auto i64max = std::numeric_limits<std::int64_t>::max();

std::string hexOf(std::uint64_t number)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (int i = 0; i < 8; ++i, number >>= 8) {
        text += digits[(number >> 4) & 15];
        text += digits[number & 15];
    }
    return text;
}

void appendUtf8(std::string &text, std::uint64_t point)
{
    const auto put = [&](std::uint64_t byte) { text += static_cast<char>(byte); };
    const auto tail = [&](unsigned shift) { put(0x80 | ((point >> shift) & 0x3f)); };
    if (point < 0x80) {
        put(point);
    } else if (point < 0x800) {
        put(0xc0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        put(0xe0 | (point >> 12));
        tail(6);
        tail(0);
    } else {
        put(0xf0 | (point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

json one(const char *tag)
{
    return json::array({json::array({tag, 1})});
}

} // namespace

json CallMaker::call(const char *operation, std::size_t object, std::initializer_list<json> arguments)
{
    json made = json::array({operation, object});
    for (const json &argument : arguments)
        made.push_back(argument);
    ++m_done;
    return m_do(std::move(made));
}

std::string CallMaker::text()
{
    std::string text;
    const std::uint64_t length = m_random.chance(3) ? m_random.below(200) : m_random.below(12);
    for (std::uint64_t i = 0; i < length; ++i) {
        switch (m_random.below(6)) {
        case 0:
            appendUtf8(text, m_random.below(0x80)); // with NUL and the other controls
            break;
        case 1:
            appendUtf8(text, 0x80 + m_random.below(0x780));
            break;
        case 2: {
            const std::uint64_t point = 0x800 + m_random.below(0xf800);
            appendUtf8(text, point >= 0xd800 && point < 0xe000 ? 0xfffd : point);
            break;
        }
        case 3:
            appendUtf8(text, 0x10000 + m_random.below(0x100000));
            break;
        case 4:
            appendUtf8(text,
                       m_random.oneOf({0x0ul, 0x7ful, 0x80ul, 0x7fful, 0x800ul, 0xfefful, 0xfffful, 0x10000ul,
                                       0x10fffful, 0x1f680ul}));
            break;
        default:
            text += static_cast<char>('a' + m_random.below(26));
        }
    }
    return text;
}

CallMaker::Made CallMaker::scalar(std::size_t largestBlob)
{
    switch (m_random.below(10)) {
    case 0:
        return {m_random.chance(1, 2), one("bool")};
    case 1:
    case 2: {
        const std::int64_t number = m_random.chance(1, 2)
            ? static_cast<std::int64_t>(m_random.next())
            : m_random.oneOf<std::int64_t>({0, 1, -1, i64min, i64max, i64min + 1, 1L << 32, 255});
        return {number, one(m_random.oneOf({"int", "i64"}))};
    }
    case 3:
    case 4: {
        // Zeros, infinities, quiet and signalling NaNs with a payload, the least and the greatest, and any bits.
        const std::uint64_t bits = m_random.chance(1, 2)
            ? m_random.next()
            : m_random.oneOf<std::uint64_t>({0, 1, 1ull << 63, 0x7ff0000000000000, 0xfff0000000000000,
                                             0x7ff8000000000000, 0xfff8000000000001, 0x7ff0000000000001,
                                             0x7fefffffffffffff, 0x0010000000000000, 0x3ff0000000000000});
        return {{{"f", hexOf(bits)}}, one(m_random.oneOf({"float", "f64"}))};
    }
    case 5:
    case 6:
        return {text(), one("str")};
    case 7:
    case 8: {
        std::string bytes;
        const std::uint64_t length = m_random.below(m_random.chance(10) ? largestBlob + 9 : 24);
        for (std::uint64_t i = 0; i < length; ++i)
            bytes += hexOf(m_random.chance(20) ? m_random.oneOf<std::uint64_t>({0, 255}) : m_random.next()).substr(0, 2);
        return {{{"b", bytes}}, json::array({json::array({"u8", length})})};
    }
    default:
        if (m_random.chance(20))
            return {{{"i", m_random.oneOf({"9223372036854775808", "-9223372036854775809", "18446744073709551616"})}},
                    one("int")};
        if (m_random.chance(10))
            return {{{"s", m_random.oneOf({"eda080", "61edbfbf", "edaebfedb080"})}}, one("str")}; // lone surrogates
        return {static_cast<std::int64_t>(m_random.below(1000)), one("int")};
    }
}

CallMaker::Made CallMaker::items(bool mayNest)
{
    Made made{json::array()};
    // At most one value that is refused: of two, the sides could name either.
    const auto add = [&](json &list) {
        Made value = scalar(40);
        const bool refused = value.wire.is_object() && (value.wire.contains("i") || value.wire.contains("s"));
        if (refused && m_random.chance(90))
            value = {true, one("bool")};
        for (json &field : value.schema)
            made.schema.push_back(std::move(field));
        list.push_back(std::move(value.wire));
        return !refused;
    };
    const std::uint64_t count = m_random.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (!mayNest || m_random.chance(60)) {
            if (!add(made.wire))
                break;
            continue;
        }
        json list = json::array();
        const std::uint64_t inner = m_random.below(4);
        bool good = true;
        for (std::uint64_t j = 0; j < inner && good; ++j)
            good = add(list);
        if (good && m_random.chance(2)) {
            list.push_back(json::array({1})); // nested too deep
            good = false;
        }
        made.wire.push_back(std::move(list));
        if (!good)
            break;
    }
    return made;
}

json CallMaker::schema(bool mayBeWrong)
{
    json fields = json::array();
    const std::uint64_t count = m_random.below(5);
    for (std::uint64_t i = 0; i < count; ++i) {
        std::string tag(name(m_random.oneOf(allTypeTags)));
        if (mayBeWrong && m_random.chance(1))
            tag = m_random.oneOf({"", "INT", "bytes", "int ", "u16"});
        const std::uint64_t elements = m_random.oneOf<std::uint64_t>(
            {0, 1, 1, 1, 1, 2, 3, m_random.below(20), 1ull << 32, u64max});
        fields.push_back({tag, m_random.chance(80) ? std::min<std::uint64_t>(elements, 3) : elements});
    }
    return fields;
}

std::uint64_t CallMaker::offset()
{
    switch (m_random.below(10)) {
    case 0:
    case 1:
        return m_size - std::min(m_size, m_random.below(10));
    case 2:
        return m_size + m_random.below(4);
    case 3:
        return m_random.chance(50)
            ? 0
            : m_random.oneOf<std::uint64_t>({u64max, u64max - 3, u64max - 7, 1ull << 63, 1ull << 32, m_size * 2});
    default:
        return m_random.below(m_size);
    }
}

void CallMaker::regionPiece(std::size_t object)
{
    switch (m_random.below(24)) {
    case 0: {
        const std::uint64_t at = offset();
        const Made value = scalar(m_size);
        call("seek", object, {at});
        call("write", object, {value.wire});
        call("tell", object);
        call("seek", object, {at});
        if (value.schema[0][1] == 1)
            call("read", object, {value.schema[0][0]});
        else
            call("read_mixed", object, {value.schema});
        break;
    }
    case 1:
    case 2: {
        const std::uint64_t at = offset();
        const Made made = items(true);
        call("write_mixed", object, {made.wire, at});
        call("read_mixed", object, {made.schema, at});
        break;
    }
    case 3: {
        const Made made = items(true);
        call("write_mixed", object, {made.wire});
        break;
    }
    case 4:
    case 5:
        call("write", object, {scalar(m_size).wire});
        break;
    case 6:
    case 7:
        call("write", object, {scalar(m_size).wire, offset()});
        break;
    case 8:
        call("write", object,
             {m_random.chance(20) ? json::array({1, "list"}) : scalar(m_size).wire, offset()}); // lists are refused
        break;
    case 9:
    case 10:
    case 11:
        call("read_mixed", object, {schema(true)});
        break;
    case 12:
    case 13:
        call("read_mixed", object, {schema(true), offset()});
        break;
    case 14:
    case 15:
    case 16:
        call("read", object, {m_random.chance(2) ? "nope" : std::string(name(m_random.oneOf(allTypeTags)))});
        break;
    case 17:
        call("read_range", object,
             {offset(), m_random.chance(10) ? offset() : m_random.below(std::min<std::uint64_t>(m_size, 64) + 2)});
        break;
    case 18:
        call("read_all", object);
        break;
    case 19:
    case 20:
        if (m_random.chance(20))
            call("seek", object);
        else
            call("seek", object, {offset()});
        break;
    case 21:
        if (m_random.chance(20))
            call("zero", object);
        call("tell", object);
        break;
    case 22:
        call(m_random.oneOf({"size", "reader_count", "is_write_locked"}), object);
        break;
    default:
        call("word", object,
             {"@0",
              m_random.oneOf<std::int64_t>(
                  {1, 2, -1, -2, -7, 0x7fffffff, -0x80000000L, static_cast<std::int32_t>(m_random.next())})});
    }
}

void CallMaker::region(std::uint64_t calls)
{
    const std::uint64_t end = m_done + calls;
    const std::uint64_t size = m_random.oneOf<std::uint64_t>(
        {5, 6, 12, 20, 68, 100, 260, 1028, 4096, 5 + m_random.below(300), 5 + m_random.below(300)});
    m_size = size - 4;
    const std::size_t creator = m_random.below(2);
    call("create", creator, {"@0", size});
    call("map", creator, {creator});
    call("open", 1 - creator, {"@0"});
    call("map", 1 - creator, {1 - creator});
    for (unsigned piece = 0; m_done < end; ++piece) {
        regionPiece(m_random.below(2));
        if (piece % 16 == 0)
            call("bytes", 0, {"@0"});
    }
    call("bytes", 0, {"@0"});
    call("remove", creator, {"@0"});
}

void CallMaker::push(std::size_t object)
{
    Made made = m_random.chance(30) ? items(false) : scalar(m_size);
    if (m_random.chance(1))
        made.wire = json::array({1, json::array({2})}); // nested
    if (call("push", object, {made.wire}) == true)
        m_pending.push_back(std::move(made.schema));
}

void CallMaker::pop(std::size_t object)
{
    const json fitting = m_pending.empty() || m_random.chance(15) ? schema(false) : m_pending.front();
    switch (m_random.below(3)) {
    case 0:
        call("pop", object);
        break;
    case 1:
        call("pop", object, {fitting.empty() ? json("int") : fitting[0][0]});
        break;
    default:
        call("pop_mixed", object, {fitting});
    }
    // Fit or not, it is gone.
    if (!m_pending.empty())
        m_pending.pop_front();
}

void CallMaker::pushMany(std::size_t object)
{
    // Each fits an empty ring: what can never fit is an error, which push() covers.
    const std::uint64_t largest = m_size - 4;
    const bool alike = m_random.chance(1, 2);
    json values = json::array();
    json schemas = json::array();
    const std::uint64_t count = m_random.below(m_random.chance(10) ? 200 : 20);
    for (std::uint64_t i = 0; i < count; ++i) {
        if (largest >= 8 && (alike || m_random.chance(1, 2))) {
            values.push_back(static_cast<std::int64_t>(m_random.next()));
            schemas.push_back(one("int"));
        } else {
            std::string bytes;
            const std::uint64_t length = m_random.below(std::min<std::uint64_t>(largest, 40) + 1);
            for (std::uint64_t j = 0; j < length; ++j)
                bytes += hexOf(m_random.next()).substr(0, 2);
            values.push_back({{"b", bytes}});
            schemas.push_back(json::array({json::array({"u8", length})}));
        }
    }
    const json pushed = call("push_many", object, {values});
    for (std::size_t i = 0; pushed.is_number() && i < pushed.get<std::size_t>(); ++i)
        m_pending.push_back(std::move(schemas[i]));
}

void CallMaker::popMany(std::size_t object)
{
    const json popped = call("pop_many", object, {m_random.below(m_random.chance(10) ? 200 : 20)});
    for (std::size_t i = 0; popped.is_array() && i < popped.size() && !m_pending.empty(); ++i)
        m_pending.pop_front();
}

void CallMaker::ring(std::uint64_t calls, Objects objects)
{
    const std::uint64_t end = m_done + calls;
    m_size = m_random.oneOf<std::uint64_t>({4, 8, 16, 32, 64, 128, 256, 1024, 4096});
    m_pending.clear();
    const std::size_t creator = m_random.below(2);
    call("create", creator, {"@0", m_size + 24});
    call("spsc", creator, {creator});
    call("open", 1 - creator, {"@0"});
    call("spsc", 1 - creator, {1 - creator});
    bool filling = true;
    for (unsigned piece = 0; m_done < end; ++piece) {
        if (m_random.chance(5))
            filling = !filling;
        const bool pushes = m_random.chance(filling ? 75 : 25);
        std::size_t object = m_random.below(2);
        if (objects != Objects::Any)
            object = pushes == (objects == Objects::Roles01) ? 0 : 1;
        const bool many = m_random.chance(10);
        if (pushes)
            many ? pushMany(object) : push(object);
        else
            many ? popMany(object) : pop(object);
        if (m_random.chance(25))
            call(m_random.oneOf({"used", "free", "capacity", "is_empty", "is_full"}), m_random.below(2));
        if (piece % 16 == 0)
            call("bytes", 0, {"@0"});
    }
    call("bytes", 0, {"@0"});
    call("remove", creator, {"@0"});
}

void CallMaker::useName(std::size_t handle)
{
    const std::size_t which = m_random.below(m_named.size());
    const std::string name = '@' + std::to_string(which);
    auto &object = m_named.at(which);
    if (m_random.chance(1, 3)) {
        call("remove", handle, {name});
        object.reset();
    } else if (object || m_random.chance(1, 4)) {
        // Creating an existing name is one of the deliberate differences.
        if (!call("open", handle, {name}).is_object())
            m_handles.at(handle) = {.made = true, .creator = false, .ring = object};
    } else {
        const std::uint64_t size = m_random.oneOf<std::uint64_t>(
            {0, 1, 4, 5, 24, 27, 28, 29, 31, 32, 40, 88, 89, 1048, 4096, m_random.below(20), 27 + m_random.below(100)});
        if (call("create", handle, {name, size}).is_object())
            return;
        object = std::make_shared<bool>(false);
        m_handles.at(handle) = {.made = true, .creator = true, .ring = object};
    }
}

void CallMaker::names(std::uint64_t calls)
{
    static const std::string bad[] = {"",
                                      "/",
                                      "none",
                                      "//",
                                      "///",
                                      "/a/b",
                                      "/.",
                                      "/..",
                                      "/./x",
                                      "a",
                                      std::string("/a\0b", 4),
                                      "/" + std::string(256, 'n'),
                                      "/" + std::string(5000, 'n')};
    const std::uint64_t end = m_done + calls;
    while (m_done < end) {
        const std::size_t handle = m_random.below(2);
        const Handle &held = m_handles.at(handle);
        switch (m_random.below(5)) {
        case 0:
            if (m_random.chance(1, 3))
                call("create", handle, {m_random.oneOf(bad), 1 + m_random.below(100)});
            else
                call(m_random.oneOf({"open", "remove"}), handle, {m_random.oneOf(bad)});
            break;
        case 1:
            if (held.made && call("map", handle, {handle}).is_number())
                call("size", handle);
            break;
        case 2:
            // An opener's ring that nobody set up is one more deliberate difference.
            if (held.made && (held.creator || *held.ring) && call("spsc", handle, {handle}).is_number())
                *held.ring = true;
            break;
        default:
            useName(handle);
        }
    }
    for (std::size_t i = 0; i < m_named.size(); ++i) {
        if (m_named.at(i))
            call("remove", 0, {'@' + std::to_string(i)});
        m_named.at(i).reset();
    }
}

} // namespace membridge::test
