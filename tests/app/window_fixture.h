// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/embedded_resources.h"
#include "app/main_window.h"
#include "app/segment_content.h"
#include "app/segment_tab.h"
#include "app/settings.h"
#include "core/ipc/error.h"
#include "core/ipc/shared_memory.h"
#include "tests/support/own_process.h"
#include "widgets/message_banner.h"

#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QPointer>
#include <QProcess>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTest>

#include <functional>
#include <memory>

namespace membridge::test {

/// A segment name of this test's own; the segment is removed with it.
class OwnName
{
public:
    OwnName()
    {
        static int count = 0;
        m_name = "/tst-app-" + std::to_string(QCoreApplication::applicationPid()) + "-" + std::to_string(++count);
    }
    ~OwnName()
    {
        try {
            SharedMemory::remove(m_name);
        } catch (const Error &) {
            // The test removed it itself.
        }
    }
    OwnName(const OwnName &) = delete;
    OwnName &operator=(const OwnName &) = delete;

    const std::string &name() const { return m_name; }
    QByteArray bytes() const { return QByteArray::fromStdString(m_name); }
    QString file() const { return QStringLiteral("/dev/shm") + QString::fromStdString(m_name); }
    QByteArray contents() const
    {
        QFile segment(file());
        return segment.open(QIODevice::ReadOnly) ? segment.readAll() : QByteArray();
    }
    void overwrite(qint64 offset, const QByteArray &bytes) const
    {
        QFile segment(file());
        QVERIFY(segment.open(QIODevice::ReadWrite));
        QVERIFY(segment.seek(offset));
        QCOMPARE(segment.write(bytes), bytes.size());
    }

private:
    std::string m_name;
};

/// Runs the real wheel: `script` sees the segment's name as `name` and `membridge` imported. Returns what it printed.
inline QByteArray runWheel(const OwnName &name, const QByteArray &script)
{
    const QString python = QStringLiteral(MEMBRIDGE_PYTHON);
    if (python.isEmpty())
        qFatal("MEMBRIDGE_PYTHON is not set: these tests need an interpreter with the membridge wheel");
    OwnProcess process;
    process.start(python,
                  {QStringLiteral("-c"),
                   QString::fromUtf8("import membridge, struct\nname = '" + name.bytes() + "'\n" + script)});
    if (!process.waitForFinished(30'000) || process.exitCode() != 0)
        qFatal("the wheel failed: %s", process.readAllStandardError().constData());
    return process.readAllStandardOutput().trimmed();
}

/// A window of the real application, with settings of its own.
class Window
{
public:
    Window()
    {
        loadEmbeddedResources();
        m_settings.sampleRateHz = 200;
        m_settings.viewIntervalMs = 33;
        m_window = std::make_unique<MainWindow>(m_settings);
        m_window->resize(1300, 900);
        m_window->show();
        if (!QTest::qWaitForWindowActive(m_window.get()))
            qFatal("the window did not come up");
    }

    MainWindow *operator->() const { return m_window.get(); }
    MainWindow *get() const { return m_window.get(); }
    Settings &settings() { return m_settings; }
    void close() { m_window.reset(); }

    /// Attaches and waits until the first observation is shown.
    SegmentTab *attached(const OwnName &name, Layout told = Layout::Unknown)
    {
        SegmentTab *tab = m_window->attach(name.bytes(), told);
        if (!QTest::qWaitFor([tab] { return tab->content() != nullptr && tab->session()->latest() != nullptr; }, 5000))
            qFatal("the segment was not attached: %s", qPrintable(tab->banner()->text()));
        return tab;
    }

private:
    Settings m_settings;
    std::unique_ptr<MainWindow> m_window;
};

template <typename Widget> Widget *find(const QObject *in, const char *name)
{
    auto *widget = in->findChild<Widget *>(QLatin1String(name));
    if (widget == nullptr)
        qFatal("no widget is called %s", name);
    return widget;
}

/// Types into a line edit as a user does.
inline void type(QWidget *edit, const QString &text)
{
    edit->setFocus();
    QTest::keyClick(edit, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(edit, text);
}

/// Types into a spin box as a user does; what stands behind the number stays.
inline void typeNumber(QSpinBox *box, int number)
{
    box->setFocus();
    QTest::keyClick(box, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(box, QString::number(number));
    QTest::keyClick(box, Qt::Key_Return);
    QCOMPARE(box->value(), number);
}

/// What the user does inside of the file dialog of that name is Qt's affair: from the file chosen on.
inline void chooseFile(const QObject *in, const char *name, const QString &path)
{
    QPointer<QFileDialog> dialog;
    QTRY_VERIFY((dialog = in->findChild<QFileDialog *>(QLatin1String(name))) != nullptr && dialog->isVisible());
    emit dialog->fileSelected(path);
    dialog->close();
    QTRY_VERIFY(dialog == nullptr);
}

/// The same with a file dialog that the user types a whole path into.
inline void typeFile(const QObject *in, const char *name, const QString &path)
{
    QPointer<QFileDialog> dialog;
    QTRY_VERIFY((dialog = in->findChild<QFileDialog *>(QLatin1String(name))) != nullptr && dialog->isVisible());
    auto *edit = find<QLineEdit>(dialog.data(), "fileNameEdit");
    type(edit, path);
    QTest::keyClick(edit, Qt::Key_Return);
    QTRY_VERIFY(dialog == nullptr);
}

/// As a user does: not before it can be clicked.
inline void click(QWidget *button)
{
    (void)QTest::qWaitFor([button] { return button->isEnabled(); }, 10'000);
    QTest::mouseClick(button, Qt::LeftButton);
}

/// Qt's offscreen platform warns about what it can't do; anything else that is warned about fails the test.
inline void failOnWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support|QStandardPaths: ).*")));
}

} // namespace membridge::test
