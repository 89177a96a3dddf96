// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <QByteArray>

#include <array>
#include <cstddef>

namespace membridge {

namespace {

template <typename Enum, std::size_t count>
const char *nameIn(const std::array<const char *, count> &names, Enum value) noexcept
{
    const auto index = static_cast<std::size_t>(value);
    return index < count ? names[index] : "(not an enumerator)";
}

} // namespace

const char *enumeratorName(ErrorCode code) noexcept
{
    constexpr std::array names{"InvalidName",      "InvalidArgument", "OutOfBounds", "NotFound",      "AlreadyExists",
                               "PermissionDenied", "ReadOnly",        "TooSmall",    "NotPowerOfTwo", "Malformed",
                               "SegmentLost",      "NoSpace",         "RoleTaken",   "System"};
    return nameIn(names, code);
}

char *toString(ErrorCode code)
{
    return qstrdup(enumeratorName(code));
}

char *toString(WaitOutcome outcome)
{
    return qstrdup(nameIn(std::array{"Done", "TimedOut", "Stopped"}, outcome));
}

char *toString(PushOutcome outcome)
{
    return qstrdup(nameIn(std::array{"Pushed", "Full", "Malformed"}, outcome));
}

char *toString(PopOutcome outcome)
{
    return qstrdup(nameIn(std::array{"Popped", "Empty", "Misfit", "Malformed"}, outcome));
}

char *toString(RingFaultKind kind)
{
    return qstrdup(nameIn(std::array{"TooSmall", "CapacityNotPowerOfTwo", "CapacityMismatch", "HeadPastTail",
                                     "OverCapacity", "FramePastTail", "HeadMoved", "TailMoved"},
                          kind));
}

char *toString(LockState state)
{
    return qstrdup(name(state));
}

char *toString(Layout layout)
{
    return qstrdup(name(layout));
}

char *toString(GuessReason reason)
{
    return qstrdup(nameIn(std::array{"TooSmall", "Unreadable", "HeaderConsistent", "CapacityMatchesSize", "RingCutShort",
                                     "SizeOfARing", "NotARingSize", "NotARingHeader", "ImplausibleLockWord"},
                          reason));
}

char *toString(SegmentStatus status)
{
    return qstrdup(nameIn(std::array{"Live", "Resized", "Shrunk", "Removed", "Replaced"}, status));
}

char *toString(Doubt doubt)
{
    return qstrdup(
        nameIn(std::array{"None", "BoolNotZeroOrOne", "InvalidUtf8", "ControlCharacters", "ImplausibleFloat"}, doubt));
}

char *toString(DecodeError::Reason reason)
{
    return qstrdup(nameIn(std::array{"PastEnd", "StringPastEnd", "TooManyValues", "TooLarge"}, reason));
}

char *toString(SchemaError::Reason reason)
{
    return qstrdup(nameIn(std::array{"Empty", "UnknownTag", "BadCount", "BadName", "ExpectedTag", "TextAfterRest",
                                     "MissingParenthesis", "TooManyFields"},
                          reason));
}

char *toString(ValueTextError::Reason reason)
{
    return qstrdup(nameIn(std::array{"NotABool", "NotAnInteger", "IntegerOutOfRange", "NotANumber", "OddHexDigits",
                                     "NotHex", "UnterminatedQuote", "UnterminatedList", "NestedTooDeep", "UnknownEscape"},
                          reason));
}

char *toString(FindingCode code)
{
    return qstrdup(name(code));
}

char *toString(Severity severity)
{
    return qstrdup(name(severity));
}

char *toString(const Value &value)
{
    return qstrdup(displayText(value).c_str());
}

} // namespace membridge
