// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// core_test_helper VERB NAME [ARGS…]: the other process that a test needs. Prints one line for each thing done; verbs that hold
// something go on until their input ends.

#include "core/ipc/error.h"
#include "core/ipc/hold_record.h"
#include "core/ipc/mapped_view.h"
#include "core/ipc/shared_memory.h"
#include "core/ipc/spsc_ring_buffer.h"
#include "core/observe/hidden_segments.h"
#include "core/observe/segment_list.h"
#include "core/observe/segment_reader.h"
#include "core/platform/held_segments.h"
#include "core/traffic/lock_load.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <grp.h>
#include <iostream>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <map>
#include <optional>
#include <pthread.h>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using namespace membridge;
using Arguments = std::vector<std::string>;

[[noreturn]] void fail(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

void say(std::string_view line)
{
    std::cout << line << std::endl;
}

void waitForEndOfInput()
{
    std::array<char, 64> ignored;
    while (::read(STDIN_FILENO, ignored.data(), ignored.size()) > 0) { }
}

/// root may open everything, so it has to become somebody else first.
void becomeNobody()
{
    constexpr unsigned nobody = 65534;
    if (::geteuid() != 0)
        return;
    if (::setgroups(0, nullptr) != 0 || ::setgid(nobody) != 0 || ::setuid(nobody) != 0)
        fail("become nobody");
}

int openFile(const std::string &name, bool writable)
{
    const int descriptor = ::shm_open(name.c_str(), writable ? O_RDWR : O_RDONLY, 0);
    if (descriptor < 0)
        fail("shm_open");
    return descriptor;
}

std::size_t sizeOf(int descriptor)
{
    struct ::stat status;
    if (::fstat(descriptor, &status) != 0)
        fail("fstat");
    return static_cast<std::size_t>(status.st_size);
}

volatile unsigned char *mapFile(int descriptor, bool writable, int kind = MAP_SHARED)
{
    void *pages = ::mmap(nullptr, sizeOf(descriptor), writable ? PROT_READ | PROT_WRITE : PROT_READ, kind, descriptor,
                         0);
    if (pages == MAP_FAILED)
        fail("mmap");
    return static_cast<volatile unsigned char *>(pages);
}

/// map NAME ro|rw|private|twice keep|close
int holdMapping(const Arguments &arguments)
{
    const std::string &how = arguments.at(1);
    const bool writable = how == "rw" || how == "twice";
    const int descriptor = openFile(arguments.at(0), writable);
    if (how == "private") {
        mapFile(descriptor, true, MAP_PRIVATE);
    } else {
        if (how == "twice")
            mapFile(descriptor, false);
        mapFile(descriptor, writable);
    }
    if (arguments.at(2) == "close")
        ::close(descriptor);
    say("holding");
    waitForEndOfInput();
    return 0;
}

/// claim NAME producer|consumer: is that side of a ring, for all the machine to know.
int claimSide(const Arguments &arguments)
{
    const SpscRingBuffer ring = SharedMemory::open(arguments.at(0)).spsc();
    std::optional<SpscProducer> producer;
    std::optional<SpscConsumer> consumer;
    if (arguments.at(1) == "producer")
        producer = ring.producer(RoleClaim::Machine);
    else
        consumer = ring.consumer(RoleClaim::Machine);
    say("holding");
    waitForEndOfInput();
    return 0;
}

/// hold-twice NAME: has a record for readers, and holds the write lock.
int holdTwice(const Arguments &arguments)
{
    MappedView view = SharedMemory::open(arguments.at(0)).map();
    const HoldRecord readers(arguments.at(0), false, "readers");
    HoldRecord writer(arguments.at(0), true, "writer");
    if (!readers.isKept() || !writer.isKept() || !view.lock().tryLockWrite())
        return 1;
    writer.taken();
    say("holding");
    waitForEndOfInput();
    view.lock().unlockWrite();
    return 0;
}

/// load-and-record NAME: has a record for the write lock beside a load of a reader, who keeps the lock, and a writer.
int loadAndRecord(const Arguments &arguments)
{
    const HoldRecord writer(arguments.at(0), true, "writer");
    LockLoadOptions options{.readers = 1, .writers = 1, .program = "load"};
    options.readerHold.first = std::chrono::hours(1);
    LockLoad load(arguments.at(0), options);
    StopFlag stop;
    std::thread thread([&] { (void)load.run(&stop); });
    const auto handle = platform::openSegment(arguments.at(0), platform::Access::ReadOnly);
    const auto stat = platform::stat(handle, arguments.at(0));
    while (recordedHolds(handle, stat).size() < 3)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    say("holding");
    waitForEndOfInput();
    stop.request();
    thread.join();
    return 0;
}

/// map-in-thread NAME: the main thread ends, and another one keeps the process and its mapping alive.
int holdMappingInThread(const Arguments &arguments)
{
    mapFile(openFile(arguments.at(0), true), true);
    std::thread([] {
        say("holding");
        waitForEndOfInput();
        std::_Exit(0);
    }).detach();
    ::pthread_exit(nullptr);
}

/// map-apart NAME: in a PID and a mount namespace of its own, where this user may make some.
int holdMappingApart(const Arguments &arguments)
{
    if ((::geteuid() != 0 && ::unshare(CLONE_NEWUSER) != 0) || ::unshare(CLONE_NEWNS | CLONE_NEWPID) != 0) {
        say("refused");
        return 0;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        mapFile(openFile(arguments.at(0), true), true);
        say("holding");
        waitForEndOfInput();
        std::_Exit(0);
    }
    int status = 0;
    return child > 0 && ::waitpid(child, &status, 0) == child ? 0 : 1;
}

/// open NAME ro|rw
int holdDescriptor(const Arguments &arguments)
{
    openFile(arguments.at(0), arguments.at(1) == "rw");
    say("holding");
    waitForEndOfInput();
    return 0;
}

/// nobody-open NAME read|ro|rw: prints the number of the ErrorCode, or "opened".
int openAsNobody(const Arguments &arguments)
{
    becomeNobody();
    try {
        if (arguments.at(1) == "read")
            (void)SegmentReader::open(arguments.at(0));
        else
            (void)SharedMemory::open(arguments.at(0), arguments.at(1) == "rw" ? Access::ReadWrite : Access::ReadOnly);
        say("opened");
    } catch (const Error &error) {
        say(std::to_string(static_cast<int>(error.code())) + ' ' + error.what());
    }
    return 0;
}

/// nobody-list NAME: what the list says about that one.
int listAsNobody(const Arguments &arguments)
{
    becomeNobody();
    for (const SegmentInfo &info : listSegments()) {
        if (info.name == arguments.at(0))
            say((info.readable ? "readable " : "unreadable ") + std::to_string(info.stat.size));
    }
    return 0;
}

/// nobody-attached NAME DEVICE INODE WAY: "complete" or "incomplete", and how many processes can't be looked into.
int attachedAsNobody(const Arguments &arguments)
{
    becomeNobody();
    const auto list = platform::attachedProcesses(std::stoull(arguments.at(1)), std::stoull(arguments.at(2)),
                                                  static_cast<platform::MapsWay>(std::stoi(arguments.at(3))));
    say((list.complete ? "complete " : "incomplete ") + std::to_string(list.unreadable.size()));
    return 0;
}

/// From now on PROCMAP_QUERY fails in this process, as on an older kernel or in a sandbox.
void refuseMapsQuery(unsigned error)
{
    // _IOWR('f', 17, struct procmap_query), of 104 bytes.
    constexpr unsigned procmapQuery = _IOC(_IOC_READ | _IOC_WRITE, 'f', 17, 104);
    std::array filter{
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_ioctl, 0, 3),
        sock_filter BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[1])),
        sock_filter BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, procmapQuery, 0, 1),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
        sock_filter BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        fail("seccomp");
}

/// attached-without-query NAME DEVICE INODE ERRNO: whether the query can be used, then for the best way and the query how many have the
/// object and how many can't be looked into.
int attachedWithoutQuery(const Arguments &arguments)
{
    refuseMapsQuery(static_cast<unsigned>(std::stoul(arguments.at(3))));
    std::string line = platform::canQueryMaps() ? "can" : "can't";
    for (const auto way : {platform::MapsWay::Best, platform::MapsWay::Query}) {
        const auto list = platform::attachedProcesses(std::stoull(arguments.at(1)), std::stoull(arguments.at(2)), way);
        line += ' ' + std::to_string(list.processes.size()) + ' ' + std::to_string(list.unreadable.size());
    }
    say(line);
    return 0;
}

/// nobody-held NAME PID: how the look at a process ends.
int heldAsNobody(const Arguments &arguments)
{
    becomeNobody();
    const auto held = platform::heldSegments(std::stoll(arguments.at(1)));
    say(held.outcome == platform::HeldSegments::Outcome::Refused ? "refused" : "not refused");
    return 0;
}

/// nobody-hidden NAME: whether the hidden segments were all found, and how often one of that name was.
int listHiddenAsNobody(const Arguments &arguments)
{
    becomeNobody();
    const HiddenSegmentList list = listHiddenSegments();
    const auto count = std::count_if(list.segments.begin(), list.segments.end(),
                                     [&](const HiddenSegmentInfo &info) { return info.name == arguments.at(0); });
    say((list.complete ? "complete " : "incomplete ") + std::to_string(list.unreadable.size()) + ' '
        + std::to_string(count));
    return 0;
}

/// pulse NAME read|write HOLD PAUSE: takes the lock for HOLD ns, gives it back for PAUSE ns, again and again; in the end prints how often, and the
/// median of the holds by its own clock.
int pulse(const Arguments &arguments)
{
    MappedView view = SharedMemory::open(arguments.at(0)).map();
    RwLock &lock = view.lock();
    const bool write = arguments.at(1) == "write";
    const std::int64_t holdNs = std::stoll(arguments.at(2));
    const std::int64_t pauseNs = std::stoll(arguments.at(3));
    std::atomic<bool> end = false;
    std::thread waiting([&] {
        say("pulsing");
        waitForEndOfInput();
        end = true;
    });
    std::vector<std::int64_t> holds;
    while (!end) {
        const std::int64_t pauseEnd = platform::monotonicNs() + pauseNs;
        while (platform::monotonicNs() < pauseEnd) { }
        if (!(write ? lock.tryLockWrite() : lock.tryLockRead()))
            continue;
        const std::int64_t begin = platform::monotonicNs();
        std::int64_t now = begin;
        while (now - begin < holdNs)
            now = platform::monotonicNs();
        (void)(write ? lock.unlockWrite() : lock.unlockRead());
        holds.push_back(now - begin);
    }
    waiting.join();
    if (holds.empty())
        return 1;
    std::nth_element(holds.begin(), holds.begin() + static_cast<std::ptrdiff_t>(holds.size() / 2), holds.end());
    say(std::to_string(holds.size()) + ' ' + std::to_string(holds[holds.size() / 2]));
    return 0;
}

extern "C" void tellEarlierHandler(int /*signal*/)
{
    constexpr std::string_view line = "earlier handler\n";
    (void)!::write(STDOUT_FILENO, line.data(), line.size());
    ::_exit(42);
}

extern "C" void tellEarlierActionHandler(int /*signal*/, siginfo_t *info, void * /*context*/)
{
    constexpr std::string_view line = "earlier action\n";
    (void)!::write(STDOUT_FILENO, line.data(), line.size());
    ::_exit(info->si_addr != nullptr ? 43 : 44);
}

void installEarlier(const std::string &kind)
{
    struct sigaction action = {};
    if (kind == "handler")
        action.sa_handler = tellEarlierHandler;
    if (kind == "action") {
        action.sa_sigaction = tellEarlierActionHandler;
        action.sa_flags = SA_SIGINFO;
    }
    if (kind == "default")
        action.sa_handler = SIG_DFL;
    if (kind == "ignore")
        action.sa_handler = SIG_IGN;
    ::sigaction(SIGBUS, &action, nullptr);
}

/// fault NAME default|ignore|handler|action guarded|elsewhere|sent: touches a page that is gone, in core's mapping or in one of its
/// own, or gets the signal by kill().
int fault(const Arguments &arguments)
{
    installEarlier(arguments.at(1));
    const std::string &name = arguments.at(0);
    const auto handle = std::make_shared<platform::SegmentHandle>(platform::openSegment(name, Access::ReadWrite));
    const int own = openFile(name, true);
    const auto size = sizeOf(own);
    const platform::Mapping mapping(handle, size, Access::ReadWrite, name);
    volatile unsigned char *elsewhere = mapFile(own, true);
    if (arguments.at(2) == "sent") {
        ::kill(::getpid(), SIGBUS);
        say("survived");
        return 0;
    }
    if (::ftruncate(own, 0) != 0)
        fail("ftruncate");
    const bool guarded = arguments.at(2) == "guarded";
    const auto *touched = guarded ? reinterpret_cast<volatile unsigned char *>(mapping.data()) : elsewhere;
    const int value = touched[size - 1];
    say("read " + std::to_string(value) + (mapping.lost() ? " lost" : " kept"));
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::map<std::string_view, int (*)(const Arguments &)> verbs{
        {"map", holdMapping},
        {"claim", claimSide},
        {"hold-twice", holdTwice},
        {"load-and-record", loadAndRecord},
        {"attached-without-query", attachedWithoutQuery},
        {"map-apart", holdMappingApart},
        {"map-in-thread", holdMappingInThread},
        {"open", holdDescriptor},
        {"nobody-attached", attachedAsNobody},
        {"nobody-held", heldAsNobody},
        {"nobody-open", openAsNobody},
        {"nobody-list", listAsNobody},
        {"nobody-hidden", listHiddenAsNobody},
        {"fault", fault},
        {"pulse", pulse},
    };
    try {
        const auto verb = argc > 2 ? verbs.find(argv[1]) : verbs.end();
        if (verb == verbs.end())
            throw std::invalid_argument("usage: core_test_helper VERB NAME [ARGS…]");
        return verb->second(Arguments(argv + 2, argv + argc));
    } catch (const std::exception &error) {
        std::cerr << "core_test_helper: " << error.what() << '\n';
        return 2;
    }
}
