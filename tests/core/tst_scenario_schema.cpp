// SPDX-FileCopyrightText: 2026 The Membridge Scope authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/test_case.h"

#include "core/traffic/fault.h"
#include "core/traffic/scenario.h"

#include <nlohmann/json.hpp>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

using namespace membridge;
using nlohmann::json;

namespace {

using Keys = std::set<std::string>;

QByteArray contents(const char *path)
{
    QFile file(QStringLiteral(MEMBRIDGE_SOURCE "/") + QLatin1String(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", path);
    return file.readAll();
}

/// What the schema's own words say of a value, as far as that schema uses them: a word that is not known here is an error, too.
class Validator
{
public:
    explicit Validator(const json &root) : m_root(root) { }

    /// Why it does not fit; empty when it does.
    std::string wrong(const json &value, const json &schema, const std::string &path = "") const
    {
        for (const auto &[word, means] : schema.items()) {
            if (const std::string why = wrongWith(word, value, means, schema, path); !why.empty())
                return why;
        }
        return {};
    }

private:
    bool fits(const json &value, const json &schema) const { return wrong(value, schema).empty(); }

    std::string wrongWith(const std::string &word, const json &value, const json &means, const json &schema,
                          const std::string &path) const
    {
        const auto unless = [&](bool right) { return right ? std::string() : path + ": " + word + ' ' + means.dump(); };
        const auto count = [&] {
            return std::count_if(means.begin(), means.end(), [&](const json &one) { return fits(value, one); });
        };
        const auto hasAll = [&](const json &keys) {
            return std::all_of(keys.begin(), keys.end(), [&](const json &key) { return value.contains(key); });
        };
        if (word == "$schema" || word == "title" || word == "$defs")
            return {};
        if (word == "$ref")
            return wrong(value, m_root.at(json::json_pointer(means.get<std::string>().substr(1))), path);
        if (word == "type")
            return unless(isOf(means.get<std::string>(), value));
        if (word == "enum")
            return unless(std::find(means.begin(), means.end(), value) != means.end());
        if (word == "const")
            return unless(value == means);
        if (word == "anyOf")
            return unless(count() > 0);
        if (word == "oneOf")
            return unless(count() == 1);
        if (word == "not")
            return unless(!fits(value, means));
        if (word == "minimum")
            return unless(!value.is_number() || value >= means);
        if (word == "maximum")
            return unless(!value.is_number() || value <= means);
        if (word == "exclusiveMinimum")
            return unless(!value.is_number() || value > means);
        if (word == "minItems")
            return unless(!value.is_array() || value.size() >= means);
        if (word == "maxItems")
            return unless(!value.is_array() || value.size() <= means);
        if (word == "minLength")
            return unless(!value.is_string() || value.get_ref<const std::string &>().size() >= means);
        if (word == "maxLength")
            return unless(!value.is_string() || value.get_ref<const std::string &>().size() <= means);
        if (word == "pattern")
            return unless(!value.is_string()
                          || QRegularExpression(QString::fromStdString(means.get<std::string>()))
                                 .match(QString::fromStdString(value.get<std::string>()))
                                 .hasMatch());
        if (word == "required")
            return unless(!value.is_object() || hasAll(means));
        if (word == "dependentRequired") {
            bool right = true;
            for (const auto &[key, others] : means.items())
                right = right && (!value.contains(key) || hasAll(others));
            return unless(right);
        }
        if (word == "items")
            return each(value, path, [&](const json &one, const std::string &at) { return wrong(one, means, at); });
        if (word == "properties") {
            std::string why;
            for (const auto &[key, one] : means.items()) {
                if (why.empty() && value.is_object() && value.contains(key))
                    why = wrong(value.at(key), one, path + '/' + key);
            }
            return why;
        }
        if (word == "additionalProperties") {
            for (const auto &[key, one] : value.items()) {
                if (value.is_object() && means == false && !schema.at("properties").contains(key))
                    return path + ": there is no " + key;
            }
            return {};
        }
        return "this test does not know " + word;
    }

    template <typename Check> static std::string each(const json &value, const std::string &path, Check check)
    {
        for (std::size_t number = 0; value.is_array() && number < value.size(); ++number) {
            if (const std::string why = check(value[number], path + '/' + std::to_string(number)); !why.empty())
                return why;
        }
        return {};
    }

    static bool isOf(const std::string &type, const json &value)
    {
        return type == "object" ? value.is_object()
            : type == "array"   ? value.is_array()
            : type == "string"  ? value.is_string()
            : type == "boolean" ? value.is_boolean()
            : type == "integer" ? value.is_number_integer()
                                : type == "number" && value.is_number();
    }

    const json &m_root;
};

Keys keysOf(const json &properties)
{
    Keys keys;
    for (const auto &[key, one] : properties.items())
        keys.insert(key);
    return keys;
}

QByteArray text(const Keys &keys)
{
    QByteArray text;
    for (const std::string &key : keys)
        text += QByteArray::fromStdString(key) + ' ';
    return text;
}

} // namespace

/// resources/scenario.schema.json says the same as who reads scenario files.
class tst_ScenarioSchema : public test::TestCase
{
    Q_OBJECT

private slots:
    void initTestCase() { m_schema = json::parse(contents("resources/scenario.schema.json").toStdString()); }
    void examplesFit_data();
    void examplesFit();
    void whatIsWrongDoesNot_data();
    void whatIsWrongDoesNot();
    void sameKeysAsTheReader();
    void sameWordsAsTheReader();

private:
    json m_schema;
};

void tst_ScenarioSchema::examplesFit_data()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(MEMBRIDGE_SOURCE "/resources/scenarios"));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files))
        QTest::newRow(qPrintable(name)) << QStringLiteral("resources/scenarios/") + name;
}

void tst_ScenarioSchema::examplesFit()
{
    QFETCH(QString, file);
    const std::string why = Validator(m_schema).wrong(json::parse(contents(qPrintable(file)).toStdString()), m_schema);
    QVERIFY2(why.empty(), why.c_str());
}

void tst_ScenarioSchema::whatIsWrongDoesNot_data()
{
    QTest::addColumn<QByteArray>("producer");
    QTest::addColumn<bool>("right");
    QTest::newRow("right") << QByteArray(R"({"id":"p","segment":"r","rate":5,"jitter":0.5})") << true;
    QTest::newRow("unknown key") << QByteArray(R"({"id":"p","segment":"r","speed":5})") << false;
    QTest::newRow("no segment") << QByteArray(R"({"id":"p"})") << false;
    QTest::newRow("a bad id") << QByteArray(R"({"id":"p q","segment":"r"})") << false;
    QTest::newRow("jitter without a rate") << QByteArray(R"({"id":"p","segment":"r","jitter":0.5})") << false;
    QTest::newRow("payload and size") << QByteArray(R"({"id":"p","segment":"r","payload":"1","size":8})") << false;
    QTest::newRow("no pattern") << QByteArray(R"({"id":"p","segment":"r","pattern":"noise"})") << false;
    QTest::newRow("rate 0") << QByteArray(R"({"id":"p","segment":"r","rate":0})") << false;
}

void tst_ScenarioSchema::whatIsWrongDoesNot()
{
    QFETCH(QByteArray, producer);
    QFETCH(bool, right);
    const json file = json::parse(R"({"membridge_scenario":1,"name":"n","segments":[{"id":"r","ring":64}],"producers":[)"
                                  + producer.toStdString() + R"(],"expect":[{"what":"no-loss","of":"p"}]})");
    const std::string why = Validator(m_schema).wrong(file, m_schema);
    QVERIFY2(why.empty() == right, why.c_str());
}

/// The reader has no list of its keys but in its code.
void tst_ScenarioSchema::sameKeysAsTheReader()
{
    const QString code = QString::fromUtf8(contents("core/traffic/scenario_file.cpp"));
    const QRegularExpression lists(QStringLiteral("allowOnly\\(\\{([^}]*)\\}\\)"));
    const QRegularExpression word(QStringLiteral("\"([^\"]+)\""));
    std::vector<Keys> read;
    for (auto list = lists.globalMatch(code); list.hasNext();) {
        Keys keys;
        for (auto key = word.globalMatch(list.next().captured(1)); key.hasNext();)
            keys.insert(key.next().captured(1).toStdString());
        read.push_back(std::move(keys));
    }
    const std::vector<std::string> objects{"segments", "producers", "consumers", "lock_loads",
                                           "holds",    "commands",  "faults"};
    QVERIFY(read.size() > objects.size() + 1);
    QCOMPARE(text(keysOf(m_schema.at("properties"))), text(read[0]));
    for (std::size_t number = 0; number < objects.size(); ++number)
        QCOMPARE(text(keysOf(m_schema.at("properties").at(objects[number]).at("items").at("properties"))),
                 text(read[number + 1]));
    Keys expectations;
    for (std::size_t number = objects.size() + 1; number < read.size(); ++number)
        expectations.merge(read[number]);
    QCOMPARE(text(keysOf(m_schema.at("properties").at("expect").at("items").at("properties"))), text(expectations));
}

void tst_ScenarioSchema::sameWordsAsTheReader()
{
    Keys kinds;
    for (const FaultEntry &fault : allFaults())
        kinds.insert(fault.id);
    const json &faults = m_schema.at("properties").at("faults").at("items").at("properties").at("kind").at("enum");
    QCOMPARE(text(Keys(faults.begin(), faults.end())), text(kinds));
    Keys whats;
    for (int number = 0; number <= static_cast<int>(ScenarioExpectation::What::Exit); ++number)
        whats.insert(name(static_cast<ScenarioExpectation::What>(number)));
    const json &expected = m_schema.at("properties").at("expect").at("items").at("properties").at("what").at("enum");
    QCOMPARE(text(Keys(expected.begin(), expected.end())), text(whats));
}

QTEST_GUILESS_MAIN(tst_ScenarioSchema)
#include "tst_scenario_schema.moc"
