// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "hidden_segments.h"

#include <charconv>

namespace membridge::platform {

namespace {

constexpr std::string_view prefix = "pid:";

template <typename Number> bool isWholly(std::string_view text, Number &number) noexcept
{
    // from_chars takes a sign, and no number here has one.
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return false;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size();
}

} // namespace

std::string HiddenAddress::text() const
{
    return std::string(prefix) + std::to_string(pid) + '/' + name;
}

bool looksLikeHiddenAddress(std::string_view text) noexcept
{
    if (!text.starts_with(prefix))
        return false;
    text.remove_prefix(prefix.size());
    const auto digits = text.find_first_not_of("0123456789");
    return digits != 0 && digits != std::string_view::npos && text[digits] == '/';
}

std::optional<HiddenAddress> parseHiddenAddress(std::string_view text)
{
    if (!looksLikeHiddenAddress(text))
        return std::nullopt;
    const auto slash = text.find('/');
    HiddenAddress address;
    if (!isWholly(text.substr(prefix.size(), slash - prefix.size()), address.pid) || address.pid <= 0)
        return std::nullopt;
    address.name = text.substr(slash + 1);
    // Two slashes would be a valid start of a name in the system's own list.
    if (address.name.starts_with('/'))
        return std::nullopt;
    const auto hash = address.name.rfind('#');
    std::uint64_t inode = 0;
    if (hash != std::string::npos && isWholly(std::string_view(address.name).substr(hash + 1), inode)
        && whyNotAName('/' + address.name.substr(0, hash)).empty()) {
        address.inode = inode;
        address.nameWithoutInode = address.name.substr(0, hash);
    }
    // A name may be so long that there is no room for the suffix in it.
    if (!address.inode && !whyNotAName('/' + address.name).empty())
        return std::nullopt;
    return address;
}

} // namespace membridge::platform
