// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

// The language gives the names of what a coroutine is made of.
// NOLINTBEGIN(readability-identifier-naming)

namespace membridge::test {

/// A function of a model: it stops at each atomic operation, until the explorer lets that one happen. Starts when it is awaited, and ends
/// with the Task at the latest. Exceptions end the program: a model reports what it finds through Machine::check().
template <typename Result = void> class [[nodiscard]] Task;

namespace detail {

struct PromiseBase
{
    struct BackToCaller
    {
        bool await_ready() const noexcept { return false; }
        template <typename Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) const noexcept
        {
            const std::coroutine_handle<> caller = ended.promise().caller;
            return caller ? caller : std::noop_coroutine();
        }
        void await_resume() const noexcept { }
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    BackToCaller final_suspend() const noexcept { return {}; }
    void unhandled_exception() const noexcept { std::terminate(); }

    std::coroutine_handle<> caller;
};

template <typename Result> struct Promise : PromiseBase
{
    Task<Result> get_return_object() noexcept;
    void return_value(Result result) noexcept { value = result; }
    Result take() const noexcept { return value; }

    Result value{};
};

template <> struct Promise<void> : PromiseBase
{
    Task<void> get_return_object() noexcept;
    void return_void() const noexcept { }
    void take() const noexcept { }
};

} // namespace detail

template <typename Result> class Task
{
public:
    using promise_type = detail::Promise<Result>;
    using Handle = std::coroutine_handle<promise_type>;

    explicit Task(Handle handle) noexcept : m_handle(handle) { }
    Task(Task &&other) noexcept : m_handle(std::exchange(other.m_handle, {})) { }
    Task &operator=(Task &&) = delete;
    ~Task()
    {
        if (m_handle)
            m_handle.destroy();
    }

    Handle handle() const noexcept { return m_handle; }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) const noexcept
    {
        m_handle.promise().caller = caller;
        return m_handle;
    }
    Result await_resume() const noexcept { return m_handle.promise().take(); }

private:
    Handle m_handle;
};

template <typename Result> Task<Result> detail::Promise<Result>::get_return_object() noexcept
{
    return Task<Result>(std::coroutine_handle<Promise>::from_promise(*this));
}

inline Task<void> detail::Promise<void>::get_return_object() noexcept
{
    return Task<void>(std::coroutine_handle<Promise>::from_promise(*this));
}

} // namespace membridge::test

// NOLINTEND(readability-identifier-naming)
