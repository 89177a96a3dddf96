<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en">
<context>
    <name>Words</name>
    <message numerus="yes">
        <source>%Ln readers</source>
        <translation>
            <numerusform>%Ln reader</numerusform>
            <numerusform>%Ln readers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The lock word counts %Ln readers: most likely it was overwritten.</source>
        <translation>
            <numerusform>The lock word counts %Ln reader: most likely it was overwritten.</numerusform>
            <numerusform>The lock word counts %Ln readers: most likely it was overwritten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The lock never counts fewer than %Ln readers any more, though others come and go: some probably died holding it.</source>
        <translation>
            <numerusform>The lock never counts fewer than %Ln reader any more, though others come and go: it probably died holding it.</numerusform>
            <numerusform>The lock never counts fewer than %Ln readers any more, though others come and go: some probably died holding it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A frame is broken and %Ln processes may write: two of them may be producers.</source>
        <translation>
            <numerusform>A frame is broken and %Ln process may write: two of them may be producers.</numerusform>
            <numerusform>A frame is broken and %Ln processes may write: two of them may be producers.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes have the segment mapped for writing.</source>
        <translation>
            <numerusform>%Ln process has the segment mapped for writing.</numerusform>
            <numerusform>%Ln processes have the segment mapped for writing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Inferred from %Ln samples; between them it may have been free.</source>
        <translation>
            <numerusform>Inferred from %Ln sample; before and after it may have been free.</numerusform>
            <numerusform>Inferred from %Ln samples; between them it may have been free.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::BurstView</name>
    <message numerus="yes">
        <source>%1: %Ln hold(s), median %2, 99 % within %3, longest %4</source>
        <translation>
            <numerusform>%1: %Ln hold, median %2, 99 % within %3, longest %4</numerusform>
            <numerusform>%1: %Ln holds, median %2, 99 % within %3, longest %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s), held for %1 of the time</source>
        <translation>
            <numerusform>%Ln change, held for %1 of the time</numerusform>
            <numerusform>%Ln changes, held for %1 of the time</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln reader(s) at once.</source>
        <translation>
            <numerusform>at most %Ln reader at once.</numerusform>
            <numerusform>at most %Ln readers at once.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::ComparePanel</name>
    <message numerus="yes">
        <source>%1 in %Ln place(s) differ.</source>
        <translation>
            <numerusform>%1 in %Ln place differ.</numerusform>
            <numerusform>%1 in %Ln places differ.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln place(s) are listed.</source>
        <translation>
            <numerusform>Only the first place is listed.</numerusform>
            <numerusform>Only the first %Ln places are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::FindPanel</name>
    <message numerus="yes">
        <source>%Ln hit(s).</source>
        <translation>
            <numerusform>%Ln hit.</numerusform>
            <numerusform>%Ln hits.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::FrameHistoryModel</name>
    <message numerus="yes">
        <source>%Ln older frame(s) dropped: the memory for frames was full</source>
        <translation>
            <numerusform>One older frame dropped: the memory for frames was full</numerusform>
            <numerusform>%Ln older frames dropped: the memory for frames was full</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::FrameModel</name>
    <message numerus="yes">
        <source>%Ln pending frames</source>
        <translation>
            <numerusform>%Ln pending frame</numerusform>
            <numerusform>%Ln pending frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::HistogramPlot</name>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln message</numerusform>
            <numerusform>%Ln messages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln interval(s)</source>
        <translation>
            <numerusform>%Ln interval</numerusform>
            <numerusform>%Ln intervals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln message(s), %2</source>
        <translation>
            <numerusform>%1: %Ln message, %2</numerusform>
            <numerusform>%1: %Ln messages, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln interval(s), %2</source>
        <translation>
            <numerusform>%1: %Ln interval, %2</numerusform>
            <numerusform>%1: %Ln intervals, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::LockLanes</name>
    <message numerus="yes">
        <source>writer: %1 of %Ln sample(s)</source>
        <translation>
            <numerusform>writer: %1 of %Ln sample</numerusform>
            <numerusform>writer: %1 of %Ln samples</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::RingMap</name>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::SegmentListPanel</name>
    <message numerus="yes">
        <source>%Ln processes could not be looked into: there may be more hidden segments.</source>
        <translation>
            <numerusform>One process could not be looked into: there may be more hidden segments.</numerusform>
            <numerusform>%Ln processes could not be looked into: there may be more hidden segments.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::Workbench</name>
    <message numerus="yes">
        <source>Guesses from %Ln frame(s): a segment stores no types</source>
        <translation>
            <numerusform>Guesses from %Ln frame: a segment stores no types</numerusform>
            <numerusform>Guesses from %Ln frames: a segment stores no types</numerusform>
        </translation>
    </message>
</context>
</TS>
