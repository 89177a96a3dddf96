// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// crash_helper producer|consumer|lock SEED ROUNDS NAME…: kills a process that works on a segment, at a random moment, and looks at what it left;
// over and over. Prints what it saw, one "NAME NUMBER" a line; or, with exit code 1, what was wrong. Whoever calls it removes the segments.

#include "crash_helper.h"

#include <algorithm>
#include <cstring>
#include <iostream>

namespace crash {

namespace {

/// Any byte that is not as it was shows; a word at a time, because what counts is to be in a push when the signal comes and not here.
std::uint64_t checksum(std::span<const std::byte> bytes)
{
    constexpr std::uint64_t prime = 0x9e3779b97f4a7c15;
    std::uint64_t sum = bytes.size() + 1;
    const auto add = [&](std::size_t at, std::size_t length) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data() + at, length);
        sum = (sum ^ word) * prime;
        sum ^= sum >> 29;
    };
    std::size_t at = 0;
    for (; bytes.size() - at >= 8; at += 8)
        add(at, 8);
    add(at, bytes.size() - at);
    return sum;
}

} // namespace

// u64 sequence, u32 flags, filler, u64 checksum: the last bytes written are as much at stake as the first.
void makeMessage(const Message &message, std::size_t largest, ByteVector &payload)
{
    Random filler(message.sequence);
    const std::size_t length = smallestMessage + filler.below(largest - smallestMessage + 1);
    const std::size_t checked = length - 8;
    payload.resize(length);
    const std::uint32_t flags = message.endsBatch ? 1 : 0;
    std::memcpy(payload.data(), &message.sequence, 8);
    std::memcpy(payload.data() + 8, &flags, 4);
    for (std::size_t at = 12; at < checked; at += 8) {
        const std::uint64_t word = filler.next();
        std::memcpy(payload.data() + at, &word, std::min<std::size_t>(8, checked - at));
    }
    const std::uint64_t sum = checksum(std::span(payload).first(checked));
    std::memcpy(payload.data() + checked, &sum, 8);
}

Message checkedMessage(std::span<const std::byte> payload)
{
    require(payload.size() >= smallestMessage, "a payload of " + std::to_string(payload.size()) + " bytes");
    const std::size_t checked = payload.size() - 8;
    Message message;
    std::uint32_t flags = 0;
    std::uint64_t sum = 0;
    std::memcpy(&message.sequence, payload.data(), 8);
    std::memcpy(&flags, payload.data() + 8, 4);
    std::memcpy(&sum, payload.data() + checked, 8);
    if (sum != checksum(payload.first(checked)))
        throw Failure("a partial or damaged payload, said to be number " + std::to_string(message.sequence));
    message.endsBatch = flags != 0;
    return message;
}

} // namespace crash

int main(int argc, char **argv)
{
    using namespace crash;
    const std::map<std::string_view, Counts (*)(std::uint64_t, std::uint64_t, const Names &)> verbs{
        {"producer", producerRounds}, {"consumer", consumerRounds}, {"lock", lockRounds}};
    try {
        const auto verb = argc > 4 ? verbs.find(argv[1]) : verbs.end();
        if (verb == verbs.end())
            throw Failure("usage: crash_helper producer|consumer|lock SEED ROUNDS NAME…");
        for (const auto &[name, count] :
             verb->second(std::stoull(argv[2]), std::stoull(argv[3]), Names(argv + 4, argv + argc)))
            std::cout << name << ' ' << count << '\n';
        return 0;
    } catch (const std::exception &error) {
        std::cerr << "crash_helper: " << error.what() << '\n';
        return 1;
    }
}
