// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The window that `window_part.cpp` measures, in a process of its own:
//   start bare|empty|ring NAME          says when the first paint was over, in ns of CLOCK_MONOTONIC
//   live frames|throughput NAME MS      looks at a busy ring; says p50 and p99 of its paints and its longest event in ms, its
//                                       GUI thread's share of a core, paints a second, frames kept a second
//   live sending NAME MS                is that ring's producer and consumer itself, as fast as it goes, the throughput in front; says the same, but
//                                       messages sent a second at the end
#include "measured_application.h"

#include "app/consuming_side.h"
#include "app/embedded_resources.h"
#include "app/frames_panel.h"
#include "app/main_window.h"
#include "app/segment_content.h"
#include "app/segment_tab.h"
#include "app/sending_side.h"
#include "app/settings.h"

#include <QTabWidget>
#include <QTimer>
#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <memory>

namespace {

using namespace membridge;
using namespace membridge::bench;

constexpr QSize windowSize(1300, 900);
/// So long a ring is looked at before it counts: plots and lists have something to show then.
constexpr int warmUpMs = 1000;
constexpr int patienceMs = 30'000;

double threadSeconds()
{
    struct timespec used;
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const auto at = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(at, 1, values.size()) - 1];
}

int fail(const char *why)
{
    std::printf("%s\n", why);
    return 1;
}

std::unique_ptr<QWidget> bareWindow()
{
    auto window = std::make_unique<QMainWindow>();
    auto *plot = new QCustomPlot(window.get());
    QCPGraph *graph = plot->addGraph();
    for (int i = 0; i < 1000; ++i)
        graph->addData(i, std::sin(i / 50.0));
    plot->rescaleAxes();
    window->setCentralWidget(plot);
    return window;
}

int start(MeasuredApplication &application, const QString &what, const QByteArray &name)
{
    loadEmbeddedResources();
    Settings settings;
    std::unique_ptr<QWidget> window;
    const SegmentTab *tab = nullptr;
    if (what == QStringLiteral("bare")) {
        window = bareWindow();
    } else {
        auto own = std::make_unique<MainWindow>(settings);
        if (what == QStringLiteral("ring"))
            tab = own->attach(name);
        window = std::move(own);
    }
    application.setPainted([&application, tab] {
        if (tab != nullptr && (tab->content() == nullptr || tab->session()->latest() == nullptr))
            return; // not yet what was asked for
        application.setPainted({});
        std::printf("%lld\n", static_cast<long long>(nowNs()));
        std::fflush(stdout);
        QTimer::singleShot(0, &application, [] { QCoreApplication::exit(0); });
    });
    window->resize(windowSize);
    window->show();
    QTimer::singleShot(patienceMs, &application, [] { QCoreApplication::exit(fail("nothing was painted")); });
    return QApplication::exec();
}

/// Looks at one ring for a while.
class LiveLook : public QObject
{
public:
    LiveLook(MeasuredApplication &application, const QString &what, const QByteArray &name, int milliseconds)
        : m_application(application),
          m_framesInFront(what == QStringLiteral("frames")),
          m_sends(what == QStringLiteral("sending")),
          m_milliseconds(milliseconds)
    {
        // Some rules, so that what colours cost is in it.
        m_settings.colourRules = {{QStringLiteral("length > 1000"), ColourRule::Red},
                                  {QStringLiteral("a > 5 and b == 3"), ColourRule::Amber},
                                  {QStringLiteral("number >= 0"), ColourRule::Green}};
        m_window = std::make_unique<MainWindow>(m_settings);
        m_window->resize(windowSize);
        m_window->show();
        m_tab = m_window->attach(name, Layout::Ring);
        m_tab->setSchemaText(QStringLiteral("a:u8 b:u8 6*u8 7*u64"));
        connect(m_tab, &SegmentTab::contentMade, this, &LiveLook::bringToFront);
    }

private:
    void bringToFront()
    {
        const auto page = [this](const char *tabs, int index) {
            m_tab->findChild<QTabWidget *>(QLatin1String(tabs))->setCurrentIndex(index);
        };
        page("ringPlots", 0);
        page("ringPages", m_framesInFront ? 1 : 0);
        if (!m_sends) {
            QTimer::singleShot(warmUpMs, this, &LiveLook::begin);
            return;
        }
        Session *session = m_tab->session();
        connect(session, &Session::participationChanged, this, [this, session](bool participating) {
            if (!participating)
                return QCoreApplication::exit(fail("the window does not take part any more"));
            SenderRow row;
            row.payload.smallest = row.payload.largest = 64;
            session->startSending({row});
            ConsumerLoadOptions all;
            all.timeout = std::chrono::hours(1);
            session->startConsuming(all);
            QTimer::singleShot(warmUpMs, this, &LiveLook::begin);
        });
        session->setParticipating(true);
    }

    quint64 framesMoved() const
    {
        if (m_sends)
            return m_tab->session()->sending()->counters().messages;
        const auto &store = m_tab->session()->frameStore();
        return store != nullptr ? store->view().framesSeen() : 0;
    }

    void begin()
    {
        m_frames = framesMoved();
        m_cpu = threadSeconds();
        m_beganNs = nowNs();
        m_application.begin();
        QTimer::singleShot(m_milliseconds, this, &LiveLook::tell);
    }

    void tell()
    {
        const double seconds = static_cast<double>(nowNs() - m_beganNs) / 1e9;
        const double share = (threadSeconds() - m_cpu) / seconds;
        const std::vector<double> &paints = m_application.paints();
        std::printf("%.4f %.4f %.4f %.5f %.3f %.1f\n", percentile(paints, 0.5), percentile(paints, 0.99),
                    m_application.longestMs(), share, static_cast<double>(paints.size()) / seconds,
                    static_cast<double>(framesMoved() - m_frames) / seconds);
        std::fflush(stdout);
        QCoreApplication::exit(0);
    }

    MeasuredApplication &m_application;
    bool m_framesInFront;
    bool m_sends;
    int m_milliseconds;
    Settings m_settings;
    std::unique_ptr<MainWindow> m_window;
    SegmentTab *m_tab = nullptr;
    quint64 m_frames = 0;
    double m_cpu = 0;
    qint64 m_beganNs = 0;
};

} // namespace

int main(int argc, char **argv)
{
    MeasuredApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments[1] == QStringLiteral("start"))
        return start(application, arguments[2], arguments[3].toUtf8());
    if (arguments.size() == 5 && arguments[1] == QStringLiteral("live")) {
        loadEmbeddedResources();
        LiveLook look(application, arguments[2], arguments[3].toUtf8(), arguments[4].toInt());
        QTimer::singleShot(arguments[4].toInt() + patienceMs, &application,
                           [] { QCoreApplication::exit(fail("the ring was not attached")); });
        return QApplication::exec();
    }
    return fail("usage: membridge_bench_window start bare|empty|ring NAME | live frames|throughput|sending NAME MS");
}
