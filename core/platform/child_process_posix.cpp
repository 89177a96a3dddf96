// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: MIT

#include "child_process.h"

#include "../ipc/error.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <sys/wait.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#ifdef __linux__
#include <sys/prctl.h>
#elif defined(__APPLE__)
#include <mach-o/dyld.h>
#endif

namespace membridge::platform {

namespace {

class Descriptor
{
public:
    Descriptor() noexcept = default;
    explicit Descriptor(int number) noexcept : m_number(number) { }
    Descriptor(Descriptor &&other) noexcept : m_number(std::exchange(other.m_number, -1)) { }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor() { close(); }

    int number() const noexcept { return m_number; }
    bool isOpen() const noexcept { return m_number >= 0; }
    void close() noexcept
    {
        if (m_number >= 0)
            ::close(std::exchange(m_number, -1));
    }

private:
    int m_number = -1;
};

Error failed(const std::string &program, int error)
{
    const ErrorCode code = error == ENOENT || error == ENOTDIR ? ErrorCode::NotFound
        : error == EACCES || error == EPERM                    ? ErrorCode::PermissionDenied
                                                               : ErrorCode::System;
    return Error(code, program, "start program", std::generic_category().message(error), error);
}

struct Pipe
{
    Descriptor read;
    Descriptor write;
};

Pipe makePipe(const std::string &program)
{
    std::array<int, 2> ends{};
#ifdef __linux__
    // At once: a program that another thread starts meanwhile would keep an end open.
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        throw failed(program, errno);
#else
    if (::pipe(ends.data()) != 0)
        throw failed(program, errno);
    for (const int end : ends)
        ::fcntl(end, F_SETFD, FD_CLOEXEC);
#endif
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// Takes what there is. Closes at the end of the stream.
void drain(Descriptor &from, std::string &into)
{
    std::array<char, 16 * 1024> buffer;
    while (from.isOpen()) {
        const ssize_t count = ::read(from.number(), buffer.data(), buffer.size());
        if (count > 0) {
            into.append(buffer.data(), static_cast<std::size_t>(count));
            if (into.size() > 2 * ChildProcess::mostOutput)
                into.erase(0, into.size() - ChildProcess::mostOutput);
        } else if (count == 0) {
            from.close();
        } else if (errno != EINTR) {
            return;
        }
    }
}

/// After fork(), where only async-signal-safe calls are allowed. Returns errno.
int becomeProgram(char *const *argv, const char *directory, int out, int err, ::pid_t parent) noexcept
{
    ::setpgid(0, 0);
#ifdef __linux__
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // It may have ended before it could be asked for.
    if (::getppid() != parent)
        ::_exit(127);
#else
    (void)parent;
#endif
    for (const int number : {SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGCHLD})
        ::signal(number, SIG_DFL);
    ::sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    const int null = ::open("/dev/null", O_RDONLY);
    if (null < 0 || ::dup2(null, STDIN_FILENO) < 0 || ::dup2(out, STDOUT_FILENO) < 0 || ::dup2(err, STDERR_FILENO) < 0)
        return errno;
    if (*directory != '\0' && ::chdir(directory) != 0)
        return errno;
    ::execvp(argv[0], argv);
    return errno;
}

} // namespace

struct ChildProcess::State
{
    ::pid_t pid = -1;
    Descriptor out;
    Descriptor err;
    std::string outText;
    std::string errText;
    std::optional<ChildExit> exit;

    State() = default;
    State(const State &) = delete;
    State &operator=(const State &) = delete;
    ~State()
    {
        if (pid <= 0 || exit)
            return;
        ::kill(-pid, SIGKILL);
        // Should it not lead its group yet.
        ::kill(pid, SIGKILL);
        while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) { }
    }
};

ChildProcess::ChildProcess(std::unique_ptr<State> state) noexcept : m_state(std::move(state)) { }
ChildProcess::ChildProcess(ChildProcess &&) noexcept = default;
ChildProcess &ChildProcess::operator=(ChildProcess &&) noexcept = default;
ChildProcess::~ChildProcess() = default;

ChildProcess ChildProcess::start(const std::vector<std::string> &argv, const std::string &directory)
{
    if (argv.empty())
        throw Error(ErrorCode::InvalidArgument, "", "start program", "no program is named");
    const std::string &program = argv.front();
    std::vector<char *> words;
    for (const std::string &word : argv)
        words.push_back(
            const_cast<char *>(word.c_str())); // NOLINT(cppcoreguidelines-pro-type-const-cast): execvp()'s signature
    words.push_back(nullptr);

    Pipe out = makePipe(program);
    Pipe err = makePipe(program);
    Pipe trouble = makePipe(program);
    auto state = std::make_unique<State>();
    const ::pid_t parent = ::getpid();
    const ::pid_t pid = ::fork();
    if (pid < 0)
        throw failed(program, errno);
    if (pid == 0) {
        const int error = becomeProgram(words.data(), directory.c_str(), out.write.number(), err.write.number(), parent);
        [[maybe_unused]] const auto written = ::write(trouble.write.number(), &error, sizeof error);
        ::_exit(127);
    }
    // Both sides do it, so that it is done whoever is first.
    ::setpgid(pid, pid);
    state->pid = pid;
    trouble.write.close();
    int error = 0;
    ssize_t told = 0;
    while ((told = ::read(trouble.read.number(), &error, sizeof error)) < 0 && errno == EINTR) { }
    if (told == static_cast<ssize_t>(sizeof error))
        throw failed(program, error);
    state->out = std::move(out.read);
    state->err = std::move(err.read);
    for (const int end : {state->out.number(), state->err.number()})
        ::fcntl(end, F_SETFL, O_NONBLOCK);
    return ChildProcess(std::move(state));
}

std::int64_t ChildProcess::pid() const noexcept
{
    return m_state->pid;
}

void ChildProcess::update()
{
    State &state = *m_state;
    if (!state.exit) {
        ::siginfo_t ended{};
        int status = 0;
        if (::waitid(P_PID, static_cast<::id_t>(state.pid), &ended, WEXITED | WNOHANG | WNOWAIT) == 0
            && ended.si_pid == state.pid) {
            // What it started goes with it; while it is a zombie, nobody else can have the group's number.
            ::kill(-state.pid, SIGKILL);
            while (::waitpid(state.pid, &status, 0) < 0 && errno == EINTR) { }
            if (WIFSIGNALED(status))
                state.exit = ChildExit{.signal = WTERMSIG(status)};
            else
                state.exit = ChildExit{.status = WEXITSTATUS(status)};
        }
    }
    // After the look whether it ended, so that its last words are there when it has.
    drain(state.out, state.outText);
    drain(state.err, state.errText);
}

const std::optional<ChildExit> &ChildProcess::exit() const noexcept
{
    return m_state->exit;
}

void ChildProcess::signal(ChildSignal what) noexcept
{
    if (m_state->exit)
        return;
    int number = SIGTERM;
    if (what == ChildSignal::Kill)
        number = SIGKILL;
    else if (what == ChildSignal::Stop)
        number = SIGSTOP;
    else if (what == ChildSignal::Continue)
        number = SIGCONT;
    ::kill(-m_state->pid, number);
}

const std::string &ChildProcess::standardOutput() const noexcept
{
    return m_state->outText;
}

const std::string &ChildProcess::standardError() const noexcept
{
    return m_state->errText;
}

std::string ownProgram()
{
#ifdef __linux__
    std::string path(4096, '\0');
    const ssize_t size = ::readlink("/proc/self/exe", path.data(), path.size());
    path.resize(size > 0 ? static_cast<std::size_t>(size) : 0);
    return path;
#elif defined(__APPLE__)
    std::string path(4096, '\0');
    auto size = static_cast<std::uint32_t>(path.size());
    if (_NSGetExecutablePath(path.data(), &size) != 0)
        return {};
    return path.c_str();
#else
    return {};
#endif
}

} // namespace membridge::platform
