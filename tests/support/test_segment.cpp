// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "test_segment.h"

#include "janitor.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace membridge::test {

namespace {

[[noreturn]] void fail(const char *attempted, const std::string &path)
{
    throw std::system_error(errno, std::generic_category(), std::string(attempted) + ' ' + path);
}

class File
{
public:
    File(const std::string &path, int flags) : m_path(path), m_descriptor(::open(path.c_str(), flags | O_CLOEXEC, 0600))
    {
        if (m_descriptor < 0)
            fail("open", path);
    }
    ~File() { ::close(m_descriptor); }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    void resize(std::uint64_t size) const
    {
        if (::ftruncate(m_descriptor, static_cast<off_t>(size)) != 0)
            fail("truncate", m_path);
    }
    void write(std::uint64_t offset, std::span<const std::byte> bytes) const
    {
        if (::pwrite(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset))
            != static_cast<ssize_t>(bytes.size()))
            fail("write", m_path);
    }
    ByteVector read(std::uint64_t offset, std::uint64_t length) const
    {
        ByteVector bytes(length);
        const ssize_t count = ::pread(m_descriptor, bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (count < 0)
            fail("read", m_path);
        bytes.resize(static_cast<std::size_t>(count));
        return bytes;
    }

private:
    const std::string &m_path;
    int m_descriptor;
};

struct ::stat statusOf(const std::string &path)
{
    struct ::stat status;
    if (::stat(path.c_str(), &status) != 0)
        fail("stat", path);
    return status;
}

} // namespace

TestSegment::TestSegment(std::string_view hint)
{
    static std::atomic<unsigned> counter{0};
    m_name = "/membridge-test-" + std::to_string(::getpid()) + '-' + std::to_string(counter.fetch_add(1)) + '-'
        + std::string(hint);
    m_path = "/dev/shm" + m_name;
    janitor::watch(m_path);
}

TestSegment::~TestSegment()
{
    ::unlink(m_path.c_str());
    janitor::forget(m_path);
}

bool TestSegment::exists() const
{
    return ::access(m_path.c_str(), F_OK) == 0;
}

void TestSegment::create(std::uint64_t size) const
{
    File(m_path, O_RDWR | O_CREAT | O_EXCL).resize(size);
}

void TestSegment::fill(std::span<const std::byte> bytes) const
{
    File(m_path, O_RDWR | O_CREAT | O_EXCL).write(0, bytes);
}

void TestSegment::fillRing(const RingHeader &header, std::span<const std::byte> data) const
{
    fill(joined({packed(header), ByteVector(data.begin(), data.end())}));
}

void TestSegment::truncate(std::uint64_t size) const
{
    File(m_path, O_RDWR).resize(size);
}

void TestSegment::unlink() const
{
    if (::unlink(m_path.c_str()) != 0)
        fail("unlink", m_path);
}

void TestSegment::replace(std::uint64_t size) const
{
    unlink();
    create(size);
}

void TestSegment::write(std::uint64_t offset, std::span<const std::byte> bytes) const
{
    File(m_path, O_RDWR).write(offset, bytes);
}

ByteVector TestSegment::bytes() const
{
    return bytes(0, size());
}

ByteVector TestSegment::bytes(std::uint64_t offset, std::uint64_t length) const
{
    return File(m_path, O_RDONLY).read(offset, length);
}

std::uint64_t TestSegment::size() const
{
    return static_cast<std::uint64_t>(statusOf(m_path).st_size);
}

std::uint64_t TestSegment::allocated() const
{
    return static_cast<std::uint64_t>(statusOf(m_path).st_blocks) * 512;
}

std::int64_t TestSegment::mtimeNs() const
{
    const struct ::stat status = statusOf(m_path);
    return status.st_mtim.tv_sec * 1'000'000'000LL + status.st_mtim.tv_nsec;
}

std::uint32_t TestSegment::mode() const
{
    return statusOf(m_path).st_mode & 07777u;
}

void TestSegment::setMode(std::uint32_t mode) const
{
    if (::chmod(m_path.c_str(), mode) != 0)
        fail("chmod", m_path);
}

} // namespace membridge::test
