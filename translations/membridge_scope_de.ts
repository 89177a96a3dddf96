<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>OperationWords</name>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Seek</source>
        <translation>Springen</translation>
    </message>
    <message>
        <source>Zero</source>
        <translation>Nullen</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Einreihen</translation>
    </message>
    <message>
        <source>Pop</source>
        <translation>Entnehmen</translation>
    </message>
    <message>
        <source>Drain</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Peek</source>
        <translation>Ansehen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Edited %1 B at %2, without a lock.</source>
        <translation>%1 B bei %2 geändert, ohne Sperre.</translation>
    </message>
    <message>
        <source>Edited %1 B at %2.</source>
        <translation>%1 B bei %2 geändert.</translation>
    </message>
    <message>
        <source>other bytes are there by now</source>
        <translation>dort stehen inzwischen andere Bytes</translation>
    </message>
    <message>
        <source>Edited nothing at %1: %2.</source>
        <translation>Bei %1 nichts geändert: %2.</translation>
    </message>
    <message>
        <source>Read nothing: %1</source>
        <translation>Nichts gelesen: %1</translation>
    </message>
    <message>
        <source>too large: the frame needs %1 B, and the ring holds %2 B at most (%3 B are free).</source>
        <translation>zu groß: Der Frame braucht %1 B, und der Ring fasst höchstens %2 B (%3 B sind frei).</translation>
    </message>
    <message>
        <source>full: the frame needs %1 B and %2 B are free.</source>
        <translation>voll: Der Frame braucht %1 B, und %2 B sind frei.</translation>
    </message>
    <message>
        <source>Not pushed: %1</source>
        <translation>Nicht eingereiht: %1</translation>
    </message>
    <message>
        <source>Pushed a frame of %1 B (payload %2 B).</source>
        <translation>Frame mit %1 B eingereiht (Nutzdaten %2 B).</translation>
    </message>
    <message>
        <source>Frames pushed: %1 of %2, each of %3 B.</source>
        <translation>Eingereihte Frames: %1 von %2, je %3 B.</translation>
    </message>
    <message>
        <source>%1 Then: %2</source>
        <translation>%1 Danach: %2</translation>
    </message>
    <message>
        <source>%1 Then it was stopped.</source>
        <translation>%1 Danach wurde angehalten.</translation>
    </message>
    <message>
        <source>it was stopped.</source>
        <translation>es wurde angehalten.</translation>
    </message>
    <message>
        <source>the frame is still there: %1</source>
        <translation>der Frame ist noch da: %1</translation>
    </message>
    <message>
        <source>Popped nothing, %1</source>
        <translation>Nichts entnommen, %1</translation>
    </message>
    <message>
        <source>Frames consumed: %1, payload %2 B, left in the ring %3 B.</source>
        <translation>Verbrauchte Frames: %1, Nutzdaten %2 B, noch im Ring %3 B.</translation>
    </message>
    <message>
        <source>Waiting for the lock (%2): %1. Nothing was done.</source>
        <translation>Warten auf die Sperre (%2): %1. Nichts wurde getan.</translation>
    </message>
    <message>
        <source>Wrote %1 B at data offset %2.</source>
        <translation>%1 B ab Datenoffset %2 geschrieben.</translation>
    </message>
    <message>
        <source>The cursor is at data offset %1.</source>
        <translation>Der Cursor steht an Datenoffset %1.</translation>
    </message>
    <message>
        <source>Set %1 B to zero.</source>
        <translation>%1 B auf null gesetzt.</translation>
    </message>
</context>
<context>
    <name>ValueRow</name>
    <message>
        <source>The text is not UTF-8: write it as bytes.</source>
        <translation>Der Text ist kein UTF-8: als Bytes schreiben.</translation>
    </message>
    <message>
        <source>A list can&apos;t stand inside a list.</source>
        <translation>Eine Liste darf nicht in einer Liste stehen.</translation>
    </message>
    <message>
        <source>Behind the closing quote nothing can stand.</source>
        <translation>Hinter dem schließenden Anführungszeichen kann nichts stehen.</translation>
    </message>
    <message>
        <source>%1 is no text: put it in quotes.</source>
        <translation>%1 ist kein Text: in Anführungszeichen setzen.</translation>
    </message>
    <message>
        <source>%1 is no %2.</source>
        <translation>%1 ist kein %2.</translation>
    </message>
    <message>
        <source>hex bytes</source>
        <translation>Hex-Bytes</translation>
    </message>
    <message>
        <source>list</source>
        <translation>Liste</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Choose a file.</source>
        <translation>Eine Datei wählen.</translation>
    </message>
    <message>
        <source>The file is being read.</source>
        <translation>Die Datei wird gelesen.</translation>
    </message>
    <message>
        <source>These are %1 B, the field has %2 B.</source>
        <translation>Das sind %1 B, das Feld hat %2 B.</translation>
    </message>
    <message>
        <source>These are %1 values, the field has %2.</source>
        <translation>Das sind %1 Werte, das Feld hat %2.</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 B</source>
        <comment>bytes</comment>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1 EiB</source>
        <translation>%1 EiB</translation>
    </message>
    <message>
        <source>%1 B/s</source>
        <translation>%1 B/s</translation>
    </message>
    <message>
        <source>%1 KiB/s</source>
        <translation>%1 KiB/s</translation>
    </message>
    <message>
        <source>%1 MiB/s</source>
        <translation>%1 MiB/s</translation>
    </message>
    <message>
        <source>%1 GiB/s</source>
        <translation>%1 GiB/s</translation>
    </message>
    <message>
        <source>%1 TiB/s</source>
        <translation>%1 TiB/s</translation>
    </message>
    <message>
        <source>%1 PiB/s</source>
        <translation>%1 PiB/s</translation>
    </message>
    <message>
        <source>%1 EiB/s</source>
        <translation>%1 EiB/s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&lt; %1</source>
        <translation>&lt; %1</translation>
    </message>
    <message>
        <source>&gt; %1</source>
        <translation>&gt; %1</translation>
    </message>
    <message>
        <source>unknown</source>
        <comment>layout of a segment</comment>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>ring</source>
        <translation>Ring</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <extracomment>Layout of a segment and how sure that is, e.g. &quot;ring · 99 %&quot;.</extracomment>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>The segment is too small for either layout.</source>
        <translation>Das Segment ist für beide Layouts zu klein.</translation>
    </message>
    <message>
        <source>Its header could not be read.</source>
        <translation>Der Header konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Capacity, size and indices agree as in a ring.</source>
        <translation>Kapazität, Größe und Indizes passen zusammen wie bei einem Ring.</translation>
    </message>
    <message>
        <source>The capacity field matches the size of a ring, but the indices contradict each other: most likely a damaged ring.</source>
        <translation>Das Kapazitätsfeld passt zur Größe eines Rings, aber die Indizes widersprechen einander: höchstwahrscheinlich ein beschädigter Ring.</translation>
    </message>
    <message>
        <source>The header describes a ring of another size: perhaps the segment was resized.</source>
        <translation>Der Header beschreibt einen Ring anderer Größe: Vielleicht wurde die Größe des Segments geändert.</translation>
    </message>
    <message>
        <source>The size is that of a ring, but the header describes none: perhaps not set up yet, or damaged.</source>
        <translation>Die Größe ist die eines Rings, aber der Header beschreibt keinen: vielleicht noch nicht eingerichtet oder beschädigt.</translation>
    </message>
    <message>
        <source>The size is not that of a ring, and the first word is a possible lock state.</source>
        <translation>Die Größe ist nicht die eines Rings, und das erste Wort ist ein möglicher Zustand einer Sperre.</translation>
    </message>
    <message>
        <source>The size is not that of a ring, but the first word is no plausible lock state either.</source>
        <translation>Die Größe ist nicht die eines Rings, aber das erste Wort ist auch kein plausibler Zustand einer Sperre.</translation>
    </message>
    <message>
        <source>free</source>
        <comment>state of a lock</comment>
        <translation>frei</translation>
    </message>
    <message>
        <source>1 reader</source>
        <translation>1 Leser</translation>
    </message>
    <message numerus="yes">
        <source>%Ln readers</source>
        <translation>
            <numerusform>%Ln Leser</numerusform>
            <numerusform>%Ln Leser</numerusform>
        </translation>
    </message>
    <message>
        <source>invalid (%1)</source>
        <translation>ungültig (%1)</translation>
    </message>
    <message>
        <source>pushed</source>
        <translation>eingereiht</translation>
    </message>
    <message>
        <source>not pushed: the ring has no room for this frame now</source>
        <translation>nicht eingereiht: Der Ring hat gerade keinen Platz für diesen Frame</translation>
    </message>
    <message>
        <source>not pushed: the ring&apos;s indices contradict each other</source>
        <translation>nicht eingereiht: Die Indizes des Rings widersprechen einander</translation>
    </message>
    <message>
        <source>popped</source>
        <translation>entnommen</translation>
    </message>
    <message>
        <source>nothing to pop: the ring is empty</source>
        <translation>nichts zu entnehmen: Der Ring ist leer</translation>
    </message>
    <message>
        <source>not popped: the schema does not fit the frame, which is still there</source>
        <translation>nicht entnommen: Das Schema passt nicht zum Frame; er ist noch da</translation>
    </message>
    <message>
        <source>not popped: the ring&apos;s indices or the frame&apos;s length are impossible</source>
        <translation>nicht entnommen: Die Indizes des Rings oder die Länge des Frames sind unmöglich</translation>
    </message>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>The segment grew from %1 to %2 since it was opened. Attach again to see all of it.</source>
        <translation>Das Segment ist seit dem Öffnen von %1 auf %2 gewachsen. Verbinden Sie sich erneut, um es ganz zu sehen.</translation>
    </message>
    <message>
        <source>The segment shrank from %1 to %2. Programs that map the lost part crash when they touch it.</source>
        <translation>Das Segment ist von %1 auf %2 geschrumpft. Programme, die den verlorenen Teil eingeblendet haben, stürzen ab, sobald sie darauf zugreifen.</translation>
    </message>
    <message>
        <source>The segment&apos;s name was removed. What you see lives on for those who have it open, but no program can open it any more.</source>
        <translation>Der Name des Segments wurde entfernt. Was Sie sehen, besteht für alle weiter, die es geöffnet haben, aber kein Programm kann es mehr öffnen.</translation>
    </message>
    <message>
        <source>The segment was removed and created again: its name now means another one. You see the old one; attach again to see the new one.</source>
        <translation>Das Segment wurde entfernt und neu angelegt: Sein Name bezeichnet jetzt ein anderes. Sie sehen das alte; verbinden Sie sich erneut, um das neue zu sehen.</translation>
    </message>
    <message>
        <source>Cannot open the segment %1</source>
        <translation>Das Segment %1 kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>Cannot create the segment %1</source>
        <translation>Das Segment %1 kann nicht angelegt werden</translation>
    </message>
    <message>
        <source>Cannot give the segment %1 its size</source>
        <translation>Die Größe des Segments %1 kann nicht festgelegt werden</translation>
    </message>
    <message>
        <source>Cannot set memory aside for the segment %1</source>
        <translation>Für das Segment %1 kann kein Speicher reserviert werden</translation>
    </message>
    <message>
        <source>Cannot remove the segment %1</source>
        <translation>Das Segment %1 kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>Cannot read from the segment %1</source>
        <translation>Aus dem Segment %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Cannot map the segment %1</source>
        <translation>Das Segment %1 kann nicht in den Speicher eingeblendet werden</translation>
    </message>
    <message>
        <source>Cannot use the segment %1 as a region</source>
        <translation>Das Segment %1 kann nicht als Region verwendet werden</translation>
    </message>
    <message>
        <source>Cannot use the segment %1 as a ring</source>
        <translation>Das Segment %1 kann nicht als Ring verwendet werden</translation>
    </message>
    <message>
        <source>Cannot set up a ring in the segment %1</source>
        <translation>Im Segment %1 kann kein Ring eingerichtet werden</translation>
    </message>
    <message>
        <source>Cannot write to the region %1</source>
        <translation>In die Region %1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Cannot set the region %1 to zeros</source>
        <translation>Die Region %1 kann nicht auf null gesetzt werden</translation>
    </message>
    <message>
        <source>Cannot read from the region %1</source>
        <translation>Aus der Region %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>Cannot seek in the region %1</source>
        <translation>Der Cursor in der Region %1 kann nicht bewegt werden</translation>
    </message>
    <message>
        <source>Cannot push to the ring %1</source>
        <translation>In den Ring %1 kann nichts eingereiht werden</translation>
    </message>
    <message>
        <source>Cannot pop from the ring %1</source>
        <translation>Aus dem Ring %1 kann nichts entnommen werden</translation>
    </message>
    <message>
        <source>Cannot read from the ring %1</source>
        <translation>Aus dem Ring %1 kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>quoted name</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>Cannot encode the value</source>
        <translation>Der Wert kann nicht codiert werden</translation>
    </message>
    <message>
        <source>Cannot %1</source>
        <comment>%1 is an English phrase, e.g. &quot;map segment&quot;</comment>
        <translation>„%1“ ist nicht möglich</translation>
    </message>
    <message>
        <source>Cannot %1 %2</source>
        <extracomment>%1 is an English phrase, e.g. &quot;map segment&quot;; %2 a quoted name.</extracomment>
        <translation>„%1“ ist für %2 nicht möglich</translation>
    </message>
    <message>
        <source>A name starts with “/” and goes on without another “/”, for example /sensors.</source>
        <translation>Ein Name beginnt mit „/“ und enthält danach kein weiteres „/“, zum Beispiel /sensors.</translation>
    </message>
    <message>
        <source>Is the program that creates it running?</source>
        <translation>Läuft das Programm, das es anlegt?</translation>
    </message>
    <message>
        <source>Choose another name, or remove the old segment first.</source>
        <translation>Wählen Sie einen anderen Namen oder entfernen Sie zuerst das alte Segment.</translation>
    </message>
    <message>
        <source>Ask its owner to let you read and write it, or run as the user who owns it.</source>
        <translation>Bitten Sie den Eigentümer um Lese- und Schreibrecht oder führen Sie das Programm als dieser Benutzer aus.</translation>
    </message>
    <message>
        <source>Press “Participate” to take part.</source>
        <translation>Klicken Sie auf „Teilnehmen“, um mitzuwirken.</translation>
    </message>
    <message>
        <source>It may be damaged, not set up yet, or no ring at all: look at its bytes.</source>
        <translation>Vielleicht ist es beschädigt, noch nicht eingerichtet oder gar kein Ring: Sehen Sie sich die Bytes an.</translation>
    </message>
    <message>
        <source>Attach again to use what is left of it.</source>
        <translation>Verbinden Sie sich erneut, um zu nutzen, was davon übrig ist.</translation>
    </message>
    <message>
        <source>Remove segments that nobody needs, or choose a smaller size.</source>
        <translation>Entfernen Sie Segmente, die niemand braucht, oder wählen Sie eine kleinere Größe.</translation>
    </message>
    <message>
        <source>the name must start with &apos;/&apos;</source>
        <translation>der Name muss mit „/“ beginnen</translation>
    </message>
    <message>
        <source>the name needs at least one character after &apos;/&apos;</source>
        <translation>der Name braucht nach „/“ mindestens ein Zeichen</translation>
    </message>
    <message>
        <source>the name must not contain a NUL byte</source>
        <translation>der Name darf kein NUL-Byte enthalten</translation>
    </message>
    <message>
        <source>the name is longer than %1 bytes after &apos;/&apos;</source>
        <translation>der Name ist nach „/“ länger als %1 Bytes</translation>
    </message>
    <message>
        <source>the name is longer than %1 bytes</source>
        <translation>der Name ist länger als %1 Bytes</translation>
    </message>
    <message>
        <source>the name must not contain a further &apos;/&apos;</source>
        <translation>der Name darf kein weiteres „/“ enthalten</translation>
    </message>
    <message>
        <source>the name must not be &apos;.&apos; or &apos;..&apos;</source>
        <translation>der Name darf nicht „.“ oder „..“ sein</translation>
    </message>
    <message>
        <source>size must be greater than %1</source>
        <translation>die Größe muss über %1 liegen</translation>
    </message>
    <message>
        <source>size is beyond what a file can have</source>
        <translation>die Größe übersteigt, was eine Datei haben kann</translation>
    </message>
    <message>
        <source>length cannot be zero</source>
        <translation>die Länge darf nicht null sein</translation>
    </message>
    <message>
        <source>%1 bytes at offset %2 do not fit in a data area of %3 bytes</source>
        <translation>%1 Bytes bei Offset %2 passen nicht in einen Datenbereich von %3 Bytes</translation>
    </message>
    <message>
        <source>offset %1 is past the data area of %2 bytes</source>
        <translation>Offset %1 liegt hinter dem Datenbereich von %2 Bytes</translation>
    </message>
    <message>
        <source>position %1 is past the data area of %2 bytes</source>
        <translation>Position %1 liegt hinter dem Datenbereich von %2 Bytes</translation>
    </message>
    <message>
        <source>segment shrank from %1 to %2 bytes</source>
        <translation>das Segment ist von %1 auf %2 Bytes geschrumpft</translation>
    </message>
    <message>
        <source>%1 bytes of data are no power of two; try %2 or %3</source>
        <translation>%1 Bytes Daten sind keine Zweierpotenz; möglich wären %2 oder %3</translation>
    </message>
    <message>
        <source>a frame of %1 bytes can never fit in a ring of %2</source>
        <translation>ein Frame von %1 Bytes passt niemals in einen Ring von %2</translation>
    </message>
    <message>
        <source>the text is not UTF-8 at byte %1; write it as bytes</source>
        <translation>der Text ist bei Byte %1 kein UTF-8; schreiben Sie ihn als Bytes</translation>
    </message>
    <message>
        <source>text of 4 GiB and more has no length prefix</source>
        <translation>für Text ab 4 GiB gibt es kein Längenpräfix</translation>
    </message>
    <message>
        <source>a list can&apos;t stand here: lists nest one level at most</source>
        <translation>hier darf keine Liste stehen: Listen lassen sich höchstens eine Ebene tief schachteln</translation>
    </message>
    <message>
        <source>segment of %1 bytes is too small for a ring (%2 bytes of header and %3 of data)</source>
        <translation>ein Segment von %1 Bytes ist zu klein für einen Ring (%2 Bytes Header und %3 Bytes Daten)</translation>
    </message>
    <message>
        <source>capacity field is %1, which is no power of two (the segment has room for %2)</source>
        <translation>das Kapazitätsfeld ist %1, keine Zweierpotenz (das Segment hat Platz für %2)</translation>
    </message>
    <message>
        <source>capacity field is %1 but the segment has %2 bytes of data</source>
        <translation>das Kapazitätsfeld ist %1, aber das Segment hat %2 Bytes Daten</translation>
    </message>
    <message>
        <source>head %1 is past tail %2</source>
        <translation>head %1 ist tail %2 voraus</translation>
    </message>
    <message>
        <source>tail %1 is %2 bytes past head %3 but the capacity is %4</source>
        <translation>tail %1 ist head %3 um %2 Bytes voraus, aber die Kapazität ist %4</translation>
    </message>
    <message>
        <source>“%1”</source>
        <comment>quoted word</comment>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>not a name that a segment can have</source>
        <translation>kein möglicher Name für ein Segment</translation>
    </message>
    <message>
        <source>not allowed by the format</source>
        <translation>vom Format nicht erlaubt</translation>
    </message>
    <message>
        <source>outside of the data</source>
        <translation>außerhalb der Daten</translation>
    </message>
    <message>
        <source>no segment has that name</source>
        <translation>Kein Segment hat diesen Namen</translation>
    </message>
    <message>
        <source>a segment with that name exists already</source>
        <translation>Ein Segment mit diesem Namen gibt es schon</translation>
    </message>
    <message>
        <source>you have no permission</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>it is open read-only</source>
        <translation>nur lesend geöffnet</translation>
    </message>
    <message>
        <source>it is too small for this layout</source>
        <translation>zu klein für dieses Layout</translation>
    </message>
    <message>
        <source>a ring&apos;s capacity must be a power of two</source>
        <translation>Die Kapazität eines Rings muss eine Zweierpotenz sein</translation>
    </message>
    <message>
        <source>its header contradicts itself</source>
        <translation>Der Header widerspricht sich selbst</translation>
    </message>
    <message>
        <source>it shrank while it was in use, so nothing read or written then counts</source>
        <translation>Das Segment ist während der Benutzung geschrumpft; was dabei gelesen oder geschrieben wurde, gilt nicht</translation>
    </message>
    <message>
        <source>there is not enough memory left for segments</source>
        <translation>Der Speicher für Segmente reicht nicht mehr aus</translation>
    </message>
    <message>
        <source>the operating system reported an error</source>
        <translation>Das Betriebssystem hat einen Fehler gemeldet</translation>
    </message>
    <message>
        <source>The capacity field says %1, which is no power of two; the segment has room for %2.</source>
        <translation>Das Kapazitätsfeld nennt %1, keine Zweierpotenz; das Segment hat Platz für %2.</translation>
    </message>
    <message>
        <source>The capacity field says %1 but the segment has %2 of data.</source>
        <translation>Das Kapazitätsfeld nennt %1, aber das Segment hat %2 Daten.</translation>
    </message>
    <message>
        <source>Head (%1) is past tail (%2): the consumer can&apos;t be ahead of the producer.</source>
        <translation>head (%1) ist tail (%2) voraus: Der Verbraucher kann nicht weiter sein als der Erzeuger.</translation>
    </message>
    <message>
        <source>Tail (%1) is %2 past head (%3), more than the capacity of %4.</source>
        <translation>tail (%1) ist head (%3) um %2 voraus, mehr als die Kapazität von %4.</translation>
    </message>
    <message>
        <source>The frame at position %1 claims %2 but only %3 are pending.</source>
        <translation>Der Frame an Position %1 beansprucht %2, aber es stehen nur %3 aus.</translation>
    </message>
    <message>
        <source>Field %1</source>
        <translation>Feld %1</translation>
    </message>
    <message>
        <source>Field “%1”</source>
        <translation>Feld „%1“</translation>
    </message>
    <message>
        <source>%1, element %2,</source>
        <comment>a field and an element of its list</comment>
        <translation>%1, Element %2,</translation>
    </message>
    <message>
        <source>%1 at offset %2 needs %3 but only %4 are left.</source>
        <translation>%1 bei Offset %2 braucht %3, aber es sind nur noch %4 übrig.</translation>
    </message>
    <message>
        <source>%1 at offset %2 is a string that needs %3 with its length but only %4 are left.</source>
        <translation>%1 bei Offset %2 ist eine Zeichenkette, die mitsamt ihrer Länge %3 braucht, aber es sind nur noch %4 übrig.</translation>
    </message>
    <message>
        <source>%1 asks for more values (%2) than are shown at once (%3).</source>
        <translation>%1 verlangt mehr Werte (%2), als auf einmal angezeigt werden (%3).</translation>
    </message>
    <message>
        <source>Type a schema, for example: str int 3*bool</source>
        <translation>Schema eingeben, zum Beispiel: str int 3*bool</translation>
    </message>
    <message>
        <source>%1 is no count from 0 to %2.</source>
        <translation>%1 ist keine Anzahl von 0 bis %2.</translation>
    </message>
    <message>
        <source>%1 is no field name: letters, digits, “_”, “-” and “.”, starting with a letter or “_”.</source>
        <translation>%1 ist kein Feldname: Buchstaben, Ziffern, „_“, „-“ und „.“, beginnend mit einem Buchstaben oder „_“.</translation>
    </message>
    <message>
        <source>A type is missing after %1.</source>
        <translation>Nach %1 fehlt ein Typ.</translation>
    </message>
    <message>
        <source>“...” ignores all that is left, so nothing can follow it.</source>
        <translation>„...“ ignoriert den ganzen Rest, darum kann danach nichts folgen.</translation>
    </message>
    <message>
        <source>That is too many fields; there can be %1.</source>
        <translation>Das sind zu viele Felder; möglich sind %1.</translation>
    </message>
    <message>
        <source>%1 is neither true nor false.</source>
        <translation>%1 ist weder true noch false.</translation>
    </message>
    <message>
        <source>%1 is no integer.</source>
        <translation>%1 ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>%1 is out of range for this type.</source>
        <translation>%1 liegt außerhalb des Wertebereichs dieses Typs.</translation>
    </message>
    <message>
        <source>%1 is no number.</source>
        <translation>%1 ist keine Zahl.</translation>
    </message>
    <message>
        <source>%1 has an odd number of hexadecimal digits.</source>
        <translation>%1 hat eine ungerade Anzahl hexadezimaler Ziffern.</translation>
    </message>
    <message>
        <source>%1 has something other than hexadecimal digits.</source>
        <translation>%1 enthält etwas anderes als hexadezimale Ziffern.</translation>
    </message>
    <message>
        <source>The quoted text %1 has no closing quote.</source>
        <translation>Dem Text %1 fehlt das schließende Anführungszeichen.</translation>
    </message>
    <message>
        <source>The list %1 has no closing “]”.</source>
        <translation>Der Liste %1 fehlt die schließende „]“.</translation>
    </message>
    <message>
        <source>A list can&apos;t stand inside a list.</source>
        <translation>Eine Liste darf nicht in einer Liste stehen.</translation>
    </message>
    <message>
        <source>%1 is no escape. There are \n, \t, \r, \0, \\, \&quot;, \&apos; and \xNN.</source>
        <translation>%1 ist keine Escape-Sequenz. Es gibt \n, \t, \r, \0, \\, \&quot;, \&apos; und \xNN.</translation>
    </message>
    <message>
        <source>a bool byte other than 0 and 1</source>
        <translation>ein bool-Byte, das weder 0 noch 1 ist</translation>
    </message>
    <message>
        <source>not UTF-8 from byte %1 of the text on</source>
        <translation>ab Byte %1 des Textes kein UTF-8</translation>
    </message>
    <message>
        <source>control characters in the text</source>
        <translation>Steuerzeichen im Text</translation>
    </message>
    <message>
        <source>an implausible magnitude: perhaps no floating-point number</source>
        <translation>eine unplausible Größenordnung: vielleicht keine Gleitkommazahl</translation>
    </message>
    <message>
        <source>note</source>
        <comment>severity</comment>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>warning</source>
        <comment>severity</comment>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <comment>severity</comment>
        <translation>Fehler</translation>
    </message>
    <message numerus="yes">
        <source>The lock word counts %Ln readers: most likely it was overwritten.</source>
        <translation>
            <numerusform>Das Sperrwort zählt %Ln Leser: Höchstwahrscheinlich wurde es überschrieben.</numerusform>
            <numerusform>Das Sperrwort zählt %Ln Leser: Höchstwahrscheinlich wurde es überschrieben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Head and tail contradict each other (%1, where %2 is the limit): nothing can be pushed or popped.</source>
        <translation>head und tail widersprechen einander (%1, die Grenze ist %2): Nichts kann eingereiht oder entnommen werden.</translation>
    </message>
    <message>
        <source>The frame at offset %1 claims %2 but only %3 are pending: what follows can&apos;t be read.</source>
        <translation>Der Frame bei Offset %1 beansprucht %2, aber es stehen nur %3 aus: Was folgt, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>The ring is full (%1): its producer has to wait.</source>
        <translation>Der Ring ist voll (%1): Sein Erzeuger muss warten.</translation>
    </message>
    <message>
        <source>1 writer</source>
        <translation>1 Schreiber</translation>
    </message>
    <message>
        <source>timed out</source>
        <translation>Zeit abgelaufen</translation>
    </message>
    <message>
        <source>Cannot open the segment %1 for reading</source>
        <translation>Das Segment %1 lässt sich nicht zum Lesen öffnen</translation>
    </message>
    <message>
        <source>Cannot inspect the segment %1</source>
        <translation>Das Segment %1 lässt sich nicht untersuchen</translation>
    </message>
    <message>
        <source>Cannot inspect the ring %1</source>
        <translation>Der Ring %1 lässt sich nicht untersuchen</translation>
    </message>
    <message>
        <source>The segment has %1, too little for a ring, which needs at least %2.</source>
        <translation>Das Segment hat %1, zu wenig für einen Ring, der mindestens %2 braucht.</translation>
    </message>
    <message>
        <source>The lock word is %1, which is no state of this lock: everyone who wants it waits forever.</source>
        <translation>Das Sperrwort ist %1, kein Zustand dieser Sperre: Wer sie haben will, wartet für immer.</translation>
    </message>
    <message>
        <source>The segment has %1, too little for this layout, which needs at least %2.</source>
        <translation>Das Segment hat %1, zu wenig für dieses Layout, das mindestens %2 braucht.</translation>
    </message>
    <message>
        <source>The size could be that of a ring, but the header is none, and the first word is a possible lock state.</source>
        <translation>Die Größe könnte die eines Rings sein, aber der Header ist keiner, und das erste Wort ist ein möglicher Zustand einer Sperre.</translation>
    </message>
    <message>
        <source>Cannot take part in the segment %1</source>
        <translation>Am Segment %1 kann nicht teilgenommen werden</translation>
    </message>
    <message>
        <source>Cannot take the lock of the region %1</source>
        <translation>Die Sperre der Region %1 lässt sich nicht nehmen</translation>
    </message>
    <message>
        <source>that is no shared-memory segment but another kind of file</source>
        <translation>das ist kein Shared-Memory-Segment, sondern eine andere Art von Datei</translation>
    </message>
    <message>
        <source>the name now means another segment; attach to that one first</source>
        <translation>der Name bezeichnet jetzt ein anderes Segment; verbinden Sie sich zuerst mit diesem</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>der Speicher reicht nicht aus</translation>
    </message>
    <message>
        <source>it is larger than the address space</source>
        <translation>es ist größer als der Adressraum</translation>
    </message>
    <message>
        <source>a payload of 4 GiB and more has no length prefix</source>
        <translation>eine Nutzlast ab 4 GiB hat kein Längenpräfix</translation>
    </message>
    <message>
        <source>the segment has %1 bytes; this layout needs at least %2</source>
        <translation>das Segment hat %1 Bytes; dieses Layout braucht mindestens %2</translation>
    </message>
    <message>
        <source>%1 at offset %2 needs %3, more than the %4 that are read at once.</source>
        <translation>%1 bei Offset %2 braucht %3, mehr als die %4, die auf einmal gelesen werden.</translation>
    </message>
    <message>
        <source>this program already has that side of the ring</source>
        <translation>dieses Programm hat diese Seite des Rings schon</translation>
    </message>
    <message>
        <source>Head is %1 but this consumer left it at %2: another consumer is at work, or the ring was set up anew.</source>
        <translation>head ist %1, aber dieser Verbraucher ließ ihn bei %2: Ein anderer Verbraucher ist am Werk, oder der Ring wurde neu angelegt.</translation>
    </message>
    <message>
        <source>Tail is %1 but this producer left it at %2: another producer is at work, or the ring was set up anew.</source>
        <translation>tail ist %1, aber dieser Erzeuger ließ ihn bei %2: Ein anderer Erzeuger ist am Werk, oder der Ring wurde neu angelegt.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>The ring was full %1 % of the time: its consumer is the slower side.</source>
        <translation>Der Ring war %1 % der Zeit voll: Der Verbraucher ist die langsamere Seite.</translation>
    </message>
    <message>
        <source>The ring was full %1 % of the time, and nobody took anything out.</source>
        <translation>Der Ring war %1 % der Zeit voll, und niemand hat etwas entnommen.</translation>
    </message>
    <message>
        <source>The lock has been held (%1) in every sample for %2.</source>
        <translation>Die Sperre war in jeder Stichprobe seit %2 gehalten (%1).</translation>
    </message>
    <message>
        <source>The lock word went to %1: more read locks were given back than taken, as after a reset while readers held it.</source>
        <translation>Das Sperrwort wurde %1: Es wurden mehr Lesesperren zurückgegeben als genommen, wie nach einem Zurücksetzen, während Leser sie hielten.</translation>
    </message>
    <message>
        <source>Readers have come and gone for %1 and the lock was never seen free: a writer, if one waits, does not get in.</source>
        <translation>Seit %1 kommen und gehen Leser, und die Sperre war nie frei zu sehen: Ein Schreiber, falls einer wartet, kommt nicht hinein.</translation>
    </message>
    <message numerus="yes">
        <source>The lock never counts fewer than %Ln readers any more, though others come and go: some probably died holding it.</source>
        <translation>
            <numerusform>Die Sperre zählt nie mehr weniger als %Ln Leser, obwohl andere kommen und gehen: Wahrscheinlich ist einer gestorben, der sie hielt.</numerusform>
            <numerusform>Die Sperre zählt nie mehr weniger als %Ln Leser, obwohl andere kommen und gehen: Wahrscheinlich sind einige gestorben, die sie hielten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Head went back from %1 to %2.</source>
        <translation>Head ging zurück von %1 auf %2.</translation>
    </message>
    <message>
        <source>Tail went back from %1 to %2.</source>
        <translation>Tail ging zurück von %1 auf %2.</translation>
    </message>
    <message>
        <source>%1 wait and nothing was consumed for %2.</source>
        <translation>%1 warten, und seit %2 wurde nichts entnommen.</translation>
    </message>
    <message>
        <source>Nothing was produced for %1, after pauses of at most %2.</source>
        <translation>Seit %1 wurde nichts erzeugt, nach Pausen von höchstens %2.</translation>
    </message>
    <message numerus="yes">
        <source>A frame is broken and %Ln processes may write: two of them may be producers.</source>
        <translation>
            <numerusform>Eine Nachricht ist beschädigt, und %Ln Prozess darf schreiben: Es könnte zwei Erzeuger geben.</numerusform>
            <numerusform>Eine Nachricht ist beschädigt, und %Ln Prozesse dürfen schreiben: Zwei von ihnen könnten Erzeuger sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Tail went back from %1 to %2: two producers seem to write it.</source>
        <translation>Tail ging zurück von %1 auf %2: Anscheinend schreiben ihn zwei Erzeuger.</translation>
    </message>
    <message>
        <source>Head went back from %1 to %2: two consumers seem to read it.</source>
        <translation>Head ging zurück von %1 auf %2: Anscheinend lesen zwei Verbraucher.</translation>
    </message>
    <message>
        <source>The segment shrank from %1 to %2: programs that touch what is gone crash.</source>
        <translation>Das Segment schrumpfte von %1 auf %2: Programme, die anfassen, was fehlt, stürzen ab.</translation>
    </message>
    <message>
        <source>The segment&apos;s name now means another object: programs that opened it earlier and later don&apos;t see each other.</source>
        <translation>Der Name des Segments meint jetzt ein anderes Objekt: Programme, die es früher und später geöffnet haben, sehen einander nicht.</translation>
    </message>
    <message>
        <source>The segment&apos;s name was removed: nobody can open it any more, those who have it go on.</source>
        <translation>Der Name des Segments wurde entfernt: Niemand kann es mehr öffnen; wer es hat, macht weiter.</translation>
    </message>
    <message>
        <source>Only %1 of %2 of shared memory are free: a program that touches a new page may crash.</source>
        <translation>Nur %1 von %2 gemeinsamem Speicher sind frei: Ein Programm, das eine neue Seite anfasst, kann abstürzen.</translation>
    </message>
    <message>
        <source>The schema does not fit: field %1, at offset %2.</source>
        <translation>Das Schema passt nicht: Feld %1, bei Offset %2.</translation>
    </message>
    <message>
        <source>Head, tail, capacity and the first bytes of data share a cache line, as this format has it: each side slows the other a little.</source>
        <translation>Head, Tail, Kapazität und die ersten Datenbytes teilen sich eine Cache-Zeile, wie es das Format vorsieht: Jede Seite bremst die andere ein wenig.</translation>
    </message>
    <message>
        <source>Free the lock with `unlock --expect` and check what the dead holder was writing.</source>
        <translation>Die Sperre mit `unlock --expect` freigeben und prüfen, was der tote Halter gerade schrieb.</translation>
    </message>
    <message>
        <source>Look at what the processes that have the segment are doing; free the lock only when its holder is known to be gone.</source>
        <translation>Ansehen, was die Prozesse tun, die das Segment haben; die Sperre nur freigeben, wenn ihr Halter sicher weg ist.</translation>
    </message>
    <message>
        <source>Stop the programs, find out who wrote over the first four bytes, then free the lock with `unlock --expect`.</source>
        <translation>Die Programme anhalten, herausfinden, wer die ersten vier Bytes überschrieben hat, dann die Sperre mit `unlock --expect` freigeben.</translation>
    </message>
    <message>
        <source>Check that this is a region and not a ring, and that nobody writes over the first four bytes.</source>
        <translation>Prüfen, ob dies eine Region und kein Ring ist und niemand die ersten vier Bytes überschreibt.</translation>
    </message>
    <message>
        <source>Let the creator call map() once, before anybody else opens the segment: every call frees the lock.</source>
        <translation>Den Erzeuger map() nur einmal aufrufen lassen, bevor jemand anders das Segment öffnet: Jeder Aufruf gibt die Sperre frei.</translation>
    </message>
    <message>
        <source>Let readers hold the lock for a shorter time, or pause between reads.</source>
        <translation>Die Leser die Sperre kürzer halten oder zwischen dem Lesen pausieren lassen.</translation>
    </message>
    <message>
        <source>Find out which reader died holding the lock; once nobody reads, free it with `unlock --expect`.</source>
        <translation>Herausfinden, welcher Leser mit der Sperre gestorben ist; sobald niemand liest, sie mit `unlock --expect` freigeben.</translation>
    </message>
    <message>
        <source>Let each index be written by one process only, and the ring be set up once.</source>
        <translation>Jeden Index nur von einem Prozess schreiben und den Ring nur einmal einrichten lassen.</translation>
    </message>
    <message>
        <source>Stop both sides and set the ring up anew; nothing in it can be trusted.</source>
        <translation>Beide Seiten anhalten und den Ring neu einrichten; nichts darin ist verlässlich.</translation>
    </message>
    <message>
        <source>Check that there is one producer and that nobody else writes into the data; then set the ring up anew.</source>
        <translation>Prüfen, ob es nur einen Erzeuger gibt und niemand sonst in die Daten schreibt; dann den Ring neu einrichten.</translation>
    </message>
    <message>
        <source>Check that this is a ring, that its creator called spsc(), and that nobody resized the segment.</source>
        <translation>Prüfen, ob dies ein Ring ist, ob sein Erzeuger spsc() aufgerufen und niemand die Größe des Segments geändert hat.</translation>
    </message>
    <message>
        <source>Check that the consumer runs and asks for messages.</source>
        <translation>Prüfen, ob der Verbraucher läuft und Nachrichten abholt.</translation>
    </message>
    <message>
        <source>Check that the producer runs, unless it has nothing more to send.</source>
        <translation>Prüfen, ob der Erzeuger läuft, falls er noch etwas zu senden hat.</translation>
    </message>
    <message>
        <source>Make the ring larger or its consumer faster, if the producer must not wait.</source>
        <translation>Den Ring größer oder seinen Verbraucher schneller machen, wenn der Erzeuger nicht warten darf.</translation>
    </message>
    <message>
        <source>Let only one process push into this ring; give each producer a ring of its own.</source>
        <translation>Nur einen Prozess in diesen Ring schreiben lassen; jedem Erzeuger einen eigenen Ring geben.</translation>
    </message>
    <message>
        <source>Let only one process pop from this ring; give each consumer a ring of its own.</source>
        <translation>Nur einen Prozess aus diesem Ring entnehmen lassen; jedem Verbraucher einen eigenen Ring geben.</translation>
    </message>
    <message>
        <source>Find out who resized the segment, then restart the programs that use it.</source>
        <translation>Herausfinden, wer die Größe des Segments geändert hat, dann die Programme neu starten, die es benutzen.</translation>
    </message>
    <message>
        <source>Restart the programs that still have the old segment, and attach again here.</source>
        <translation>Die Programme neu starten, die noch das alte Segment haben, und hier neu verbinden.</translation>
    </message>
    <message>
        <source>Nothing, if the programs are done; otherwise restart them, the creator first.</source>
        <translation>Nichts, wenn die Programme fertig sind; sonst sie neu starten, den Erzeuger zuerst.</translation>
    </message>
    <message>
        <source>Check the layout, and the size that the creator asked for.</source>
        <translation>Das Layout prüfen, und die Größe, die der Erzeuger verlangt hat.</translation>
    </message>
    <message>
        <source>Remove segments that nobody uses, or make /dev/shm larger.</source>
        <translation>Segmente entfernen, die niemand benutzt, oder /dev/shm vergrößern.</translation>
    </message>
    <message>
        <source>Check that the schema has the types, order and counts that the writer uses.</source>
        <translation>Prüfen, ob das Schema die Typen, Reihenfolge und Anzahlen hat, die der Schreiber benutzt.</translation>
    </message>
    <message>
        <source>Nothing; if speed matters, push and pop in batches.</source>
        <translation>Nichts; wenn es auf Tempo ankommt, in Stapeln schreiben und entnehmen.</translation>
    </message>
    <message>
        <source>process %1 (%2)</source>
        <translation>Prozess %1 (%2)</translation>
    </message>
    <message>
        <source>No process has the segment.</source>
        <translation>Kein Prozess hat das Segment.</translation>
    </message>
    <message>
        <source>It has been stopped: %1, which has the segment.</source>
        <translation>Angehalten wurde: %1, der das Segment hat.</translation>
    </message>
    <message>
        <source>It had the segment and has it no more: %1.</source>
        <translation>Hatte das Segment und hat es nicht mehr: %1.</translation>
    </message>
    <message>
        <source>No process was seen that has the segment, but not all could be looked into.</source>
        <translation>Es war kein Prozess zu sehen, der das Segment hat, aber nicht in alle war Einblick möglich.</translation>
    </message>
    <message>
        <source>Those who have the segment are alive.</source>
        <translation>Wer das Segment hat, lebt.</translation>
    </message>
    <message>
        <source>Who has the segment was not looked at.</source>
        <translation>Wer das Segment hat, wurde nicht angesehen.</translation>
    </message>
    <message>
        <source>Inferred: an index falls like that when two processes advance it from copies of their own.</source>
        <translation>Erschlossen: So fällt ein Index, wenn zwei Prozesse ihn von eigenen Kopien aus weiterstellen.</translation>
    </message>
    <message>
        <source>It fell to 0, as when the creator sets the ring up again: what was pending is lost.</source>
        <translation>Er fiel auf 0, wie wenn der Erzeuger den Ring neu einrichtet: Was anstand, ist verloren.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes have the segment mapped for writing.</source>
        <translation>
            <numerusform>%Ln Prozess hat das Segment zum Schreiben eingeblendet.</numerusform>
            <numerusform>%Ln Prozesse haben das Segment zum Schreiben eingeblendet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Inferred: readers gave back a lock that had been freed under them.</source>
        <translation>Erschlossen: Leser haben eine Sperre zurückgegeben, die unter ihnen freigegeben worden war.</translation>
    </message>
    <message numerus="yes">
        <source>Inferred from %Ln samples; between them it may have been free.</source>
        <translation>
            <numerusform>Erschlossen aus %Ln Stichprobe; dazwischen kann sie frei gewesen sein.</numerusform>
            <numerusform>Erschlossen aus %Ln Stichproben; dazwischen kann sie frei gewesen sein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type a condition, for example: word == -1 for 2s</source>
        <translation>Bedingung eingeben, zum Beispiel: word == -1 for 2s</translation>
    </message>
    <message>
        <source>The condition is longer than %1 bytes.</source>
        <translation>Die Bedingung ist länger als %1 Bytes.</translation>
    </message>
    <message>
        <source>It is nested too deep at column %1.</source>
        <translation>In Spalte %1 ist sie zu tief geschachtelt.</translation>
    </message>
    <message>
        <source>What is at column %1 can&apos;t stand there.</source>
        <translation>Was in Spalte %1 steht, kann dort nicht stehen.</translation>
    </message>
    <message>
        <source>Something is missing at the end.</source>
        <translation>Am Ende fehlt etwas.</translation>
    </message>
    <message>
        <source>There is no such value at column %1.</source>
        <translation>Den Wert in Spalte %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no such value at column %1; is it %2?</source>
        <translation>Den Wert in Spalte %1 gibt es nicht; ist es %2?</translation>
    </message>
    <message>
        <source>What is at column %1 is no number.</source>
        <translation>Was in Spalte %1 steht, ist keine Zahl.</translation>
    </message>
    <message>
        <source>The text at column %1 has no end, or an escape that is none.</source>
        <translation>Der Text in Spalte %1 hat kein Ende oder eine Maskierung, die keine ist.</translation>
    </message>
    <message>
        <source>A time such as 500ms, 2s or 1min is missing at column %1.</source>
        <translation>In Spalte %1 fehlt eine Zeit wie 500ms, 2s oder 1min.</translation>
    </message>
    <message>
        <source>Something that is true or false is missing at column %1.</source>
        <translation>In Spalte %1 fehlt etwas, das wahr oder falsch ist.</translation>
    </message>
    <message>
        <source>This segment&apos;s name was removed before you attached. It lives on for those who have it open; a segment that has the name now is another one.</source>
        <translation>Der Name dieses Segments wurde entfernt, bevor Sie sich anbanden. Es lebt weiter für die, die es offen haben; ein Segment, das den Namen jetzt hat, ist ein anderes.</translation>
    </message>
    <message>
        <source>unlinked, held by %1 (%2)</source>
        <translation>ohne Namen, gehalten von %1 (%2)</translation>
    </message>
    <message>
        <source>in the namespace of %1 (%2)</source>
        <translation>im Namensraum von %1 (%2)</translation>
    </message>
    <message>
        <source>Type a pattern (counter, random, sine, text, verify) or fields.</source>
        <translation>Geben Sie ein Muster (counter, random, sine, text, verify) oder Felder ein.</translation>
    </message>
    <message>
        <source>The template is longer than 4096 bytes.</source>
        <translation>Die Vorlage ist länger als 4096 Bytes.</translation>
    </message>
    <message>
        <source>There are more than 256 fields.</source>
        <translation>Das sind mehr als 256 Felder.</translation>
    </message>
    <message>
        <source>“%1” is neither a field nor a value; text needs quotes.</source>
        <translation>„%1“ ist weder ein Feld noch ein Wert; Text braucht Anführungszeichen.</translation>
    </message>
    <message>
        <source>“%1” has no closing bracket.</source>
        <translation>„%1“ hat keine schließende Klammer.</translation>
    </message>
    <message>
        <source>“%1” takes fewer numbers.</source>
        <translation>„%1“ nimmt weniger Zahlen.</translation>
    </message>
    <message>
        <source>“%1” is no whole number that fits here.</source>
        <translation>„%1“ ist keine ganze Zahl, die hier passt.</translation>
    </message>
    <message>
        <source>“%1” is no number.</source>
        <translation>„%1“ ist keine Zahl.</translation>
    </message>
    <message>
        <source>The smaller number comes first: “%1”.</source>
        <translation>Die kleinere Zahl kommt zuerst: „%1“.</translation>
    </message>
    <message>
        <source>csv() needs a file and a column from 1: csv(values.csv,1).</source>
        <translation>csv() braucht eine Datei und eine Spalte ab 1: csv(values.csv,1).</translation>
    </message>
    <message>
        <source>A backslash can&apos;t stand before “%1” here.</source>
        <translation>Vor „%1“ kann hier kein Rückstrich stehen.</translation>
    </message>
    <message>
        <source>Text must be UTF-8.</source>
        <translation>Text muss UTF-8 sein.</translation>
    </message>
    <message>
        <source>This is no value: %1.</source>
        <translation>Das ist kein Wert: %1.</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sendet</translation>
    </message>
    <message>
        <source>ring full</source>
        <translation>Ring voll</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>all messages that were asked for</source>
        <translation>alle verlangten Nachrichten</translation>
    </message>
    <message>
        <source>the time is over</source>
        <translation>die Zeit ist um</translation>
    </message>
    <message>
        <source>nothing moved</source>
        <translation>nichts bewegte sich</translation>
    </message>
    <message>
        <source>the ring contradicts itself</source>
        <translation>der Ring widerspricht sich</translation>
    </message>
    <message>
        <source>the schema does not fit a message</source>
        <translation>das Schema passt nicht auf eine Nachricht</translation>
    </message>
    <message>
        <source>corrupt</source>
        <translation>beschädigt</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>duplicated</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>reordered</source>
        <translation>vertauscht</translation>
    </message>
    <message>
        <source>late</source>
        <translation>verspätet</translation>
    </message>
    <message>
        <source>%1 is no type. There are bool, int, float, f32, f64, i32, i64, u8, u32, u64, str, bytes(N), skip(N), @N and “...”.</source>
        <translation>%1 ist kein Typ. Es gibt bool, int, float, f32, f64, i32, i64, u8, u32, u64, str, bytes(N), skip(N), @N und „...“.</translation>
    </message>
    <message>
        <source>The number of bytes goes in parentheses, for example bytes(16) or skip(4).</source>
        <translation>Die Zahl der Bytes steht in Klammern, zum Beispiel bytes(16) oder skip(4).</translation>
    </message>
    <message>
        <source>%1 is no offset from @0 to @%2, decimal or hexadecimal (@0x40).</source>
        <translation>%1 ist kein Versatz von @0 bis @%2, dezimal oder hexadezimal (@0x40).</translation>
    </message>
    <message>
        <source>In %1 there is a name; what is skipped has none.</source>
        <translation>In %1 steht ein Name; was übersprungen wird, hat keinen.</translation>
    </message>
    <message>
        <source>A field is missing after %1.</source>
        <translation>Nach %1 fehlt ein Feld.</translation>
    </message>
    <message>
        <source>process %1</source>
        <translation>Prozess %1</translation>
    </message>
    <message>
        <source>%1, process %2, holds the write lock, which it asked for at %3.</source>
        <translation>%1, Prozess %2, hält die Schreibsperre, die er um %3 verlangte.</translation>
    </message>
    <message>
        <source>%1, process %2, holds a read lock, which it asked for at %3.</source>
        <translation>%1, Prozess %2, hält eine Lesesperre, die er um %3 verlangte.</translation>
    </message>
    <message>
        <source>%1, process %2, died asking for the write lock or holding it, since %3.</source>
        <translation>%1, Prozess %2, starb, während er die Schreibsperre verlangte oder hielt, seit %3.</translation>
    </message>
    <message>
        <source>%1, process %2, died asking for a read lock or holding it, since %3.</source>
        <translation>%1, Prozess %2, starb, während er eine Lesesperre verlangte oder hielt, seit %3.</translation>
    </message>
    <message>
        <source>%1, process %2, died holding the write lock, which it asked for at %3.</source>
        <translation>%1, Prozess %2, starb mit der Schreibsperre, die er um %3 verlangte.</translation>
    </message>
    <message>
        <source>%1, process %2, died holding the read lock, which it asked for at %3.</source>
        <translation>%1, Prozess %2, starb mit der Lesesperre, die er um %3 verlangte.</translation>
    </message>
    <message>
        <source>this program is its producer at the moment. Stop sending or replaying first.</source>
        <translation>Dieses Programm ist gerade ihr Erzeuger. Beenden Sie erst das Senden oder Abspielen.</translation>
    </message>
    <message>
        <source>this program is its consumer at the moment. Stop consuming first.</source>
        <translation>Dieses Programm ist gerade ihr Verbraucher. Beenden Sie erst das Verbrauchen.</translation>
    </message>
    <message>
        <source>%1 is its producer already, and a ring has one only. End that one first, or leave the pushing to it.</source>
        <translation>%1 ist schon sein Erzeuger, und ein Ring hat nur einen. Beenden Sie erst jenen, oder überlassen Sie ihm das Einreihen.</translation>
    </message>
    <message>
        <source>%1 is its consumer already, and a ring has one only. End that one first, or leave the popping to it.</source>
        <translation>%1 ist schon sein Verbraucher, und ein Ring hat nur einen. Beenden Sie erst jenen, oder überlassen Sie ihm das Entnehmen.</translation>
    </message>
    <message>
        <source>The lock is held (%1) but its holder is gone.</source>
        <translation>Das Schloss ist belegt (%1), aber wer es hält, ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Inferred from the hold record of %1.</source>
        <translation>Aus dem Halteeintrag von %1 geschlossen.</translation>
    </message>
</context>
<context>
    <name>membridge::AddressEdit</name>
    <message>
        <source>The expression is too long.</source>
        <translation>Der Ausdruck ist zu lang.</translation>
    </message>
    <message>
        <source>No variable or field has this name.</source>
        <translation>Keine Variable und kein Feld heißt so.</translation>
    </message>
    <message>
        <source>Only a ring with a valid header has this.</source>
        <translation>Das hat nur ein Ring mit gültigem Kopf.</translation>
    </message>
    <message>
        <source>This is no number.</source>
        <translation>Das ist keine Zahl.</translation>
    </message>
    <message>
        <source>Expected a number or a name.</source>
        <translation>Hier fehlt eine Zahl oder ein Name.</translation>
    </message>
    <message>
        <source>Expected an operator.</source>
        <translation>Hier fehlt ein Operator.</translation>
    </message>
    <message>
        <source>The parenthesis is not closed.</source>
        <translation>Die Klammer ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>The quote is not closed.</source>
        <translation>Das Anführungszeichen ist nicht geschlossen.</translation>
    </message>
    <message>
        <source>Too many parentheses within each other.</source>
        <translation>Zu viele Klammern ineinander.</translation>
    </message>
    <message>
        <source>Below 0 or too large for 64 bits.</source>
        <translation>Unter 0 oder zu groß für 64 Bit.</translation>
    </message>
    <message>
        <source>Division by zero.</source>
        <translation>Teilung durch null.</translation>
    </message>
    <message>
        <source>Outside of the segment.</source>
        <translation>Außerhalb des Segments.</translation>
    </message>
    <message>
        <source>Go to offset</source>
        <translation>Zu Offset gehen</translation>
    </message>
    <message>
        <source>Offset, for example: 0x1f40 +64 tail-8 pos(head)</source>
        <translation>Offset, zum Beispiel: 0x1f40 +64 tail-8 pos(head)</translation>
    </message>
</context>
<context>
    <name>membridge::Application</name>
    <message>
        <source>Start the demo programs and attach to them.</source>
        <translation>Die Demo-Programme starten und mit ihnen verbinden.</translation>
    </message>
    <message>
        <source>Layout of the named segments: region, ring or auto.</source>
        <translation>Layout der genannten Segmente: region, ring oder auto.</translation>
    </message>
    <message>
        <source>Schema to decode the named segments with.</source>
        <translation>Schema, nach dem die genannten Segmente decodiert werden.</translation>
    </message>
    <message>
        <source>Colours: system, light or dark.</source>
        <translation>Farben: system, light oder dark.</translation>
    </message>
    <message>
        <source>Save a picture of the window, then quit.</source>
        <translation>Ein Bild des Fensters speichern und dann beenden.</translation>
    </message>
    <message>
        <source>Tab to show in the screenshot: part of its name, or its number.</source>
        <translation>Tab, den das Bildschirmfoto zeigen soll: ein Teil seines Namens oder seine Nummer.</translation>
    </message>
    <message>
        <source>Milliseconds before the screenshot.</source>
        <translation>Millisekunden bis zum Bildschirmfoto.</translation>
    </message>
    <message>
        <source>Size of the window for the screenshot, in pixels.</source>
        <translation>Größe des Fensters für das Bildschirmfoto, in Pixeln.</translation>
    </message>
    <message>
        <source>An oscilloscope for shared-memory IPC.</source>
        <translation>Ein Oszilloskop für Shared-Memory-IPC.</translation>
    </message>
    <message>
        <source>Segments to attach to.</source>
        <translation>Segmente, mit denen verbunden wird.</translation>
    </message>
    <message>
        <source>--layout takes region, ring or auto</source>
        <translation>--layout nimmt region, ring oder auto</translation>
    </message>
    <message>
        <source>--theme takes system, light or dark</source>
        <translation>--theme nimmt system, light oder dark</translation>
    </message>
    <message>
        <source>--after takes milliseconds</source>
        <translation>--after nimmt Millisekunden</translation>
    </message>
    <message>
        <source>--size takes WIDTHxHEIGHT, for example 1400x900</source>
        <translation>--size nimmt BREITExHÖHE, zum Beispiel 1400x900</translation>
    </message>
</context>
<context>
    <name>membridge::AttachDialog</name>
    <message>
        <source>Attach to a segment</source>
        <translation>Mit einem Segment verbinden</translation>
    </message>
    <message>
        <source>Name of the segment</source>
        <translation>Name des Segments</translation>
    </message>
    <message>
        <source>Layout of the segment</source>
        <translation>Layout des Segments</translation>
    </message>
    <message>
        <source>guess from its header</source>
        <translation>aus dem Header erraten</translation>
    </message>
    <message>
        <source>&amp;Attach</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Layout:</source>
        <translation>&amp;Layout:</translation>
    </message>
    <message>
        <source>The name that the program gives to its SharedMemory, for example /my_segment.</source>
        <translation>Der Name, den das Programm seinem SharedMemory gibt, zum Beispiel /my_segment.</translation>
    </message>
    <message>
        <source>That can&apos;t be the name of a segment: at most 255 bytes, no further &apos;/&apos;, not &apos;.&apos; or &apos;..&apos;.</source>
        <translation>Das kann nicht der Name eines Segments sein: höchstens 255 Bytes, kein weiteres „/“, nicht „.“ oder „..“.</translation>
    </message>
    <message>
        <source>Of &amp;process:</source>
        <translation>Von &amp;Prozess:</translation>
    </message>
</context>
<context>
    <name>membridge::BookmarkModel</name>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
</context>
<context>
    <name>membridge::BookmarksPanel</name>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected bookmark</source>
        <translation>Das ausgewählte Lesezeichen entfernen</translation>
    </message>
    <message>
        <source>Bookmark</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Dorthin</translation>
    </message>
    <message>
        <source>&amp;Colour</source>
        <translation>&amp;Farbe</translation>
    </message>
    <message>
        <source>Colour &amp;1</source>
        <translation>Farbe &amp;1</translation>
    </message>
    <message>
        <source>Colour &amp;2</source>
        <translation>Farbe &amp;2</translation>
    </message>
    <message>
        <source>Colour &amp;3</source>
        <translation>Farbe &amp;3</translation>
    </message>
    <message>
        <source>Colour &amp;4</source>
        <translation>Farbe &amp;4</translation>
    </message>
    <message>
        <source>Colour &amp;5</source>
        <translation>Farbe &amp;5</translation>
    </message>
    <message>
        <source>Colour &amp;6</source>
        <translation>Farbe &amp;6</translation>
    </message>
</context>
<context>
    <name>membridge::BurstView</name>
    <message>
        <source>%1: none seen</source>
        <translation>%1: keine gesehen</translation>
    </message>
    <message>
        <source>%1: no whole hold seen, at least %2</source>
        <translation>%1: kein ganzes Halten gesehen, mindestens %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln hold(s), median %2, 99 % within %3, longest %4</source>
        <translation>
            <numerusform>%1: %Ln-mal gehalten, Median %2, 99 % innerhalb von %3, am längsten %4</numerusform>
            <numerusform>%1: %Ln-mal gehalten, Median %2, 99 % innerhalb von %3, am längsten %4</numerusform>
        </translation>
    </message>
    <message>
        <source>Burst scope</source>
        <translation>Nahaufnahme</translation>
    </message>
    <message>
        <source>What the capture saw</source>
        <translation>Was die Aufnahme sah</translation>
    </message>
    <message>
        <source>How long to look without a pause</source>
        <translation>Wie lange ohne Pause hingesehen wird</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>What ends the capture</source>
        <translation>Was die Aufnahme beendet</translation>
    </message>
    <message>
        <source>for all of it</source>
        <translation>die ganze Zeit</translation>
    </message>
    <message>
        <source>until 10 ms after a writer holds it</source>
        <translation>bis 10 ms nachdem ein Schreiber sie hält</translation>
    </message>
    <message>
        <source>until 10 ms after a reader holds it</source>
        <translation>bis 10 ms nachdem ein Leser sie hält</translation>
    </message>
    <message>
        <source>&amp;Capture</source>
        <translation>&amp;Aufnehmen</translation>
    </message>
    <message>
        <source>Look at the lock word without a pause</source>
        <translation>Das Sperrwort ohne Pause ansehen</translation>
    </message>
    <message>
        <source>Costs one processor, and slows those who use the lock: it shares their cache line.</source>
        <translation>Kostet einen Prozessor und bremst die, die die Sperre benutzen: Es teilt deren Cache-Zeile.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>End the capture now</source>
        <translation>Die Aufnahme jetzt beenden</translation>
    </message>
    <message>
        <source>&amp;Longest hold</source>
        <translation>&amp;Längstes Halten</translation>
    </message>
    <message>
        <source>Zoom to the longest hold</source>
        <translation>Auf das längste Halten zoomen</translation>
    </message>
    <message>
        <source>&amp;All</source>
        <translation>&amp;Alles</translation>
    </message>
    <message>
        <source>Show the whole capture</source>
        <translation>Die ganze Aufnahme zeigen</translation>
    </message>
    <message>
        <source>Lock word over time</source>
        <translation>Sperrwort im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Histogram of hold times</source>
        <translation>Histogramm der Haltezeiten</translation>
    </message>
    <message>
        <source>How often a hold lasted how long: writers, and readers who were alone.</source>
        <translation>Wie oft ein Halten wie lange dauerte: Schreiber, und Leser, die allein waren.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sieht hin …</translation>
    </message>
    <message>
        <source>A capture looks at the lock word without a pause for a moment, and shows holds down to some ten nanoseconds. It costs one processor, and slows those who use the lock.</source>
        <translation>Eine Aufnahme sieht das Sperrwort einen Moment lang ohne Pause an und zeigt Haltezeiten bis hinab zu einigen zehn Nanosekunden. Sie kostet einen Prozessor und bremst die, die die Sperre benutzen.</translation>
    </message>
    <message>
        <source>%1 samples in %2 (%3 M/s), one each %4, at most %5 apart: what lasted for less may be missing.</source>
        <translation>%1 Stichproben in %2 (%3 M/s), eine alle %4, höchstens %5 auseinander: Was kürzer dauerte, kann fehlen.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s), held for %1 of the time</source>
        <translation>
            <numerusform>%Ln Änderung, gehalten während %1 der Zeit</numerusform>
            <numerusform>%Ln Änderungen, gehalten während %1 der Zeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>at most %Ln reader(s) at once.</source>
        <translation>
            <numerusform>höchstens %Ln Leser zugleich.</numerusform>
            <numerusform>höchstens %Ln Leser zugleich.</numerusform>
        </translation>
    </message>
    <message>
        <source>Writers</source>
        <translation>Schreiber</translation>
    </message>
    <message>
        <source>Readers who were alone</source>
        <translation>Leser, die allein waren</translation>
    </message>
    <message>
        <source>Times with several readers, whom the word does not tell apart</source>
        <translation>Zeiten mit mehreren Lesern, die das Wort nicht unterscheidet</translation>
    </message>
    <message>
        <source>The timeline has %1 of the changes.</source>
        <translation>Die Zeitleiste hat %1 der Änderungen.</translation>
    </message>
    <message>
        <source>The segment shrank to nothing meanwhile.</source>
        <translation>Das Segment schrumpfte inzwischen auf nichts.</translation>
    </message>
    <message>
        <source>T&amp;rigger</source>
        <translation>Auslöse&amp;r</translation>
    </message>
    <message>
        <source>Show what was around the trigger</source>
        <translation>Zeigen, was um den Auslöser herum war</translation>
    </message>
    <message>
        <source>Trigger after %1; changes that are kept: %2 before it, %3 from it on.</source>
        <translation>Auslöser nach %1; aufgehobene Änderungen: %2 davor, %3 ab da.</translation>
    </message>
    <message>
        <source>The trigger did not come: the word was never seen to become %1.</source>
        <translation>Der Auslöser kam nicht: Das Wort wurde nie zu %1.</translation>
    </message>
    <message>
        <source>The lock word since the capture began; pale where a change came, between two samples. Wheel: zoom; drag: move; middle click: the hold there.</source>
        <translation>Das Sperrwort seit Beginn der Aufnahme; blass, wo zwischen zwei Stichproben ein Wechsel kam. Rad: zoomen; ziehen: verschieben; mittlere Taste: das Halten dort.</translation>
    </message>
</context>
<context>
    <name>membridge::ByteEditing</name>
    <message>
        <source>Edit the header?</source>
        <translation>Den Kopf ändern?</translation>
    </message>
    <message>
        <source>Bytes from %1 on belong to the header that the programs on this segment rely on.

%2
→ %3

It is written at once, without any lock.</source>
        <translation>Bytes ab %1 gehören zum Kopf, auf den sich die Programme an diesem Segment verlassen.

%2
→ %3

Es wird sofort geschrieben, ohne Sperre.</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>Sch&amp;reiben</translation>
    </message>
    <message>
        <source>Too many edits wait to be written.</source>
        <translation>Zu viele Änderungen warten darauf, geschrieben zu werden.</translation>
    </message>
    <message>
        <source>Not written: meanwhile %1 is there, not %2.</source>
        <translation>Nicht geschrieben: Dort steht inzwischen %1, nicht %2.</translation>
    </message>
    <message>
        <source>Not written: the write lock was not to be had in time.</source>
        <translation>Nicht geschrieben: Die Schreibsperre war nicht rechtzeitig zu bekommen.</translation>
    </message>
    <message>
        <source>Not written: stopped.</source>
        <translation>Nicht geschrieben: angehalten.</translation>
    </message>
</context>
<context>
    <name>membridge::ByteSearch</name>
    <message>
        <source>There is no pin yet: make one in the Compare panel.</source>
        <translation>Es ist noch nichts festgehalten: im Bereich „Vergleichen“ festhalten.</translation>
    </message>
    <message>
        <source>found</source>
        <translation>gefunden</translation>
    </message>
    <message>
        <source>differs</source>
        <translation>verschieden</translation>
    </message>
</context>
<context>
    <name>membridge::ByteWorker</name>
    <message>
        <source>Not pinned: of the %1 of the segment more than %2 are data, and a pin may have no more.</source>
        <translation>Nicht festgehalten: Von den %1 des Segments sind mehr als %2 Daten, und mehr wird nicht festgehalten.</translation>
    </message>
</context>
<context>
    <name>membridge::CapturePanel</name>
    <message>
        <source>&amp;Capture…</source>
        <translation>&amp;Aufzeichnen…</translation>
    </message>
    <message>
        <source>Capture the ring&apos;s frames to a file</source>
        <translation>Die Frames des Rings in eine Datei aufzeichnen</translation>
    </message>
    <message>
        <source>Stop capt&amp;uring</source>
        <translation>A&amp;ufzeichnung beenden</translation>
    </message>
    <message>
        <source>Stop capturing</source>
        <translation>Aufzeichnung beenden</translation>
    </message>
    <message>
        <source>What the capture has so far</source>
        <translation>Was bisher aufgezeichnet ist</translation>
    </message>
    <message>
        <source>How far the replay has come</source>
        <translation>Wie weit die Wiedergabe ist</translation>
    </message>
    <message>
        <source>Captured &amp;file:</source>
        <translation>Aufgezeichnete &amp;Datei:</translation>
    </message>
    <message>
        <source>Captured file to replay or export</source>
        <translation>Aufgezeichnete Datei zum Wiedergeben oder Exportieren</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Choose a captured file</source>
        <translation>Eine aufgezeichnete Datei wählen</translation>
    </message>
    <message>
        <source>&amp;Export frames…</source>
        <translation>Frames &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export the file&apos;s frames as CSV or JSON</source>
        <translation>Die Frames der Datei als CSV oder JSON exportieren</translation>
    </message>
    <message>
        <source>How fast to replay</source>
        <translation>Wie schnell wiedergegeben wird</translation>
    </message>
    <message>
        <source>as captured</source>
        <translation>wie aufgezeichnet</translation>
    </message>
    <message>
        <source>%1 times as fast</source>
        <translation>%1-mal so schnell</translation>
    </message>
    <message>
        <source>as fast as there is room</source>
        <translation>so schnell, wie Platz ist</translation>
    </message>
    <message>
        <source>How often to replay the file</source>
        <translation>Wie oft die Datei wiedergegeben wird</translation>
    </message>
    <message>
        <source> ×</source>
        <translation> ×</translation>
    </message>
    <message>
        <source>until stopped</source>
        <translation>bis zum Halt</translation>
    </message>
    <message>
        <source>Frame &amp;by frame</source>
        <translation>Frame &amp;für Frame</translation>
    </message>
    <message>
        <source>&amp;Replay</source>
        <translation>&amp;Wiedergeben</translation>
    </message>
    <message>
        <source>Push the file&apos;s frames into the ring</source>
        <translation>Die Frames der Datei in den Ring schreiben</translation>
    </message>
    <message>
        <source>&amp;Next frame</source>
        <translation>&amp;Nächster Frame</translation>
    </message>
    <message>
        <source>Push the next frame of the file</source>
        <translation>Den nächsten Frame der Datei in den Ring schreiben</translation>
    </message>
    <message>
        <source>S&amp;top replaying</source>
        <translation>Wiedergabe been&amp;den</translation>
    </message>
    <message>
        <source>Stop replaying</source>
        <translation>Wiedergabe beenden</translation>
    </message>
    <message>
        <source>How much of the file was replayed in this round</source>
        <translation>Wie viel der Datei in dieser Runde wiedergegeben ist</translation>
    </message>
    <message>
        <source>%1 frames, %2, %3 missed; the file has %4</source>
        <translation>%1 Frames, %2, %3 verpasst; die Datei hat %4</translation>
    </message>
    <message>
        <source>Nothing is being captured.</source>
        <translation>Es wird nichts aufgezeichnet.</translation>
    </message>
    <message>
        <source>This program was built without captures.</source>
        <translation>Dieses Programm wurde ohne Aufzeichnungen gebaut.</translation>
    </message>
    <message>
        <source>Capturing to %1: %2</source>
        <translation>Aufzeichnung nach %1: %2</translation>
    </message>
    <message>
        <source>Captured to %1: %2</source>
        <translation>Aufgezeichnet nach %1: %2</translation>
    </message>
    <message>
        <source>Stopped capturing to %1: %2</source>
        <translation>Aufzeichnung nach %1 beendet: %2</translation>
    </message>
    <message>
        <source>The ring&apos;s name was removed. Captured to %1: %2</source>
        <translation>Der Name des Rings wurde entfernt. Aufgezeichnet nach %1: %2</translation>
    </message>
    <message>
        <source>The name means another segment by now. Captured to %1: %2</source>
        <translation>Der Name bezeichnet inzwischen ein anderes Segment. Aufgezeichnet nach %1: %2</translation>
    </message>
    <message>
        <source>The ring&apos;s header makes no sense any more. Captured to %1: %2</source>
        <translation>Der Kopf des Rings ergibt keinen Sinn mehr. Aufgezeichnet nach %1: %2</translation>
    </message>
    <message>
        <source>%1 Kept in %2: %3</source>
        <translation>%1 Erhalten in %2: %3</translation>
    </message>
    <message>
        <source>%1 frames, %2</source>
        <translation>%1 Frames, %2</translation>
    </message>
    <message>
        <source>%1; %2 left out, cut in the file or too large for this ring</source>
        <translation>%1; %2 ausgelassen, in der Datei gekürzt oder zu groß für diesen Ring</translation>
    </message>
    <message>
        <source>Replaying: %1</source>
        <translation>Wiedergabe: %1</translation>
    </message>
    <message>
        <source>Replayed: %1</source>
        <translation>Wiedergegeben: %1</translation>
    </message>
    <message>
        <source>Stopped replaying: %1</source>
        <translation>Wiedergabe beendet: %1</translation>
    </message>
    <message>
        <source>The ring is full, and nobody takes anything out. Replayed: %1</source>
        <translation>Der Ring ist voll, und niemand nimmt etwas heraus. Wiedergegeben: %1</translation>
    </message>
    <message>
        <source>The ring was set up anew, or somebody else pushes too. Replayed: %1</source>
        <translation>Der Ring wurde neu eingerichtet, oder jemand anderes schreibt auch. Wiedergegeben: %1</translation>
    </message>
    <message>
        <source>The file is broken (%1). Replayed: %2</source>
        <translation>Die Datei ist beschädigt (%1). Wiedergegeben: %2</translation>
    </message>
    <message>
        <source>Take part in the segment&apos;s traffic first.</source>
        <translation>Nehmen Sie zuerst am Verkehr des Segments teil.</translation>
    </message>
    <message>
        <source>Size at which the capture goes on in another file</source>
        <translation>Größe, ab der die Aufzeichnung in einer weiteren Datei fortfährt</translation>
    </message>
    <message>
        <source>Size at which the capture goes on in another file: NAME.00001.pcap, NAME.00002.pcap, …</source>
        <translation>Größe, ab der die Aufzeichnung in einer weiteren Datei fortfährt: NAME.00001.pcap, NAME.00002.pcap, …</translation>
    </message>
    <message>
        <source> MiB a file</source>
        <comment>behind a number</comment>
        <translation> MiB je Datei</translation>
    </message>
    <message>
        <source>one file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>How many files are kept, the newest</source>
        <translation>Wie viele Dateien bleiben, die neuesten</translation>
    </message>
    <message>
        <source>newest </source>
        <comment>before a number of files</comment>
        <translation>die neuesten </translation>
    </message>
    <message>
        <source>all are kept</source>
        <translation>alle bleiben</translation>
    </message>
    <message>
        <source>%1 frames, %2, %3 missed; %5 files are left, with %4</source>
        <translation>%1 Frames, %2, %3 verpasst; %5 Dateien sind übrig, mit %4</translation>
    </message>
</context>
<context>
    <name>membridge::ColourRuleModel</name>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Amber</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>no filter yet</source>
        <translation>noch kein Filter</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Problem here</source>
        <translation>Problem hier</translation>
    </message>
</context>
<context>
    <name>membridge::ColourRulesEditor</name>
    <message>
        <source>Colour rules of frames</source>
        <translation>Farbregeln für Frames</translation>
    </message>
    <message>
        <source>Frames seen are marked by the first rule, from the top, whose filter lets them through.</source>
        <translation>Gesehene Frames markiert die erste Regel, von oben, deren Filter sie durchlässt.</translation>
    </message>
    <message>
        <source>Colour rules</source>
        <translation>Farbregeln</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben</translation>
    </message>
    <message>
        <source>Move &amp;down</source>
        <translation>Nach &amp;unten</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>&amp;Filter:</source>
        <translation>&amp;Filter:</translation>
    </message>
    <message>
        <source>&amp;Colour:</source>
        <translation>F&amp;arbe:</translation>
    </message>
</context>
<context>
    <name>membridge::ComparePanel</name>
    <message>
        <source>P&amp;in now</source>
        <translation>Jetzt &amp;festhalten</translation>
    </message>
    <message>
        <source>Keep all bytes as they are now</source>
        <translation>Alle Bytes so aufheben, wie sie jetzt sind</translation>
    </message>
    <message>
        <source>What was before</source>
        <translation>Was vorher war</translation>
    </message>
    <message>
        <source>What came after</source>
        <translation>Was danach kam</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>&amp;Vergleichen</translation>
    </message>
    <message>
        <source>List what differs</source>
        <translation>Auflisten, was verschieden ist</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>wie es jetzt ist</translation>
    </message>
    <message>
        <source>pin %1, %2</source>
        <translation>festgehalten %1, %2</translation>
    </message>
    <message>
        <source>a file…</source>
        <translation>eine Datei …</translation>
    </message>
    <message>
        <source>Compare with a file</source>
        <translation>Mit einer Datei vergleichen</translation>
    </message>
    <message>
        <source>Pin the segment, or choose a file, to have something to compare with.</source>
        <translation>Das Segment festhalten oder eine Datei wählen, um etwas zum Vergleichen zu haben.</translation>
    </message>
    <message>
        <source>Comparing…</source>
        <translation>Vergleicht …</translation>
    </message>
    <message>
        <source>No byte differs.</source>
        <translation>Kein Byte ist verschieden.</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %Ln place(s) differ.</source>
        <translation>
            <numerusform>%1 an %Ln Stelle verschieden.</numerusform>
            <numerusform>%1 an %Ln Stellen verschieden.</numerusform>
        </translation>
    </message>
    <message>
        <source>The sizes are %1 and %2.</source>
        <translation>Die Größen sind %1 und %2.</translation>
    </message>
    <message>
        <source>Stopped before the end.</source>
        <translation>Vor dem Ende angehalten.</translation>
    </message>
    <message>
        <source>How much was compared</source>
        <translation>Wie viel verglichen ist</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Previous difference (Shift+F8)</source>
        <translation>Vorheriger Unterschied (Umschalt+F8)</translation>
    </message>
    <message>
        <source>Next difference (F8)</source>
        <translation>Nächster Unterschied (F8)</translation>
    </message>
    <message numerus="yes">
        <source>Only the first %Ln place(s) are listed.</source>
        <translation>
            <numerusform>Nur die erste Stelle ist aufgeführt.</numerusform>
            <numerusform>Nur die ersten %Ln Stellen sind aufgeführt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::ComparisonPlot</name>
    <message>
        <source>In</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllstand</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>Schreiber</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>detached</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>no samples yet</source>
        <translation>noch keine Messwerte</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>View paused, recording goes on · %1</source>
        <translation>Ansicht angehalten, Aufzeichnung läuft weiter · %1</translation>
    </message>
    <message>
        <source>about %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Δ %1</source>
        <translation>Δ %1</translation>
    </message>
    <message>
        <source>%1   %2</source>
        <translation>%1   %2</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Δt %1 s</source>
        <translation>Δt %1 s</translation>
    </message>
    <message>
        <source>%1 and %2 over time</source>
        <translation>%1 und %2 im Zeitverlauf</translation>
    </message>
    <message>
        <source>%1 (%)</source>
        <translation>%1 (%)</translation>
    </message>
</context>
<context>
    <name>membridge::ConsumerPanel</name>
    <message>
        <source>Consume</source>
        <translation>Verbrauchen</translation>
    </message>
    <message>
        <source>Consume messages</source>
        <translation>Nachrichten verbrauchen</translation>
    </message>
    <message>
        <source>Consumes messages, as the ring&apos;s only consumer: another program that does the same breaks it</source>
        <translation>Verbraucht Nachrichten als einziger Verbraucher des Rings: Ein anderes Programm, das dasselbe tut, macht ihn kaputt</translation>
    </message>
    <message>
        <source>Stop consuming</source>
        <translation>Verbrauchen beenden</translation>
    </message>
    <message>
        <source>Consumer</source>
        <translation>Verbraucher</translation>
    </message>
    <message>
        <source>What was consumed, and what is wrong with it</source>
        <translation>Was verbraucht wurde und was daran falsch ist</translation>
    </message>
    <message>
        <source> ms</source>
        <comment>behind a number</comment>
        <translation> ms</translation>
    </message>
    <message>
        <source>Rate or period to consume at</source>
        <translation>Rate oder Periode des Verbrauchs</translation>
    </message>
    <message>
        <source>max, messages a second (1000/s) or a period (10 ms)</source>
        <translation>max, Nachrichten je Sekunde (1000/s) oder eine Periode (10 ms)</translation>
    </message>
    <message>
        <source>Slow start: nothing is consumed for so long</source>
        <translation>Später Beginn: so lange wird nichts verbraucht</translation>
    </message>
    <message>
        <source>Pause after so many messages; 0: never</source>
        <translation>Pause nach so vielen Nachrichten; 0: nie</translation>
    </message>
    <message>
        <source>How long each pause is</source>
        <translation>Wie lange jede Pause ist</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Check each message: the producer&apos;s payload has to be “verify”</source>
        <translation>Jede Nachricht prüfen: Die Nutzdaten des Erzeugers müssen „verify“ sein</translation>
    </message>
    <message>
        <source>Messages that took longer are late; 0: none is</source>
        <translation>Nachrichten, die länger brauchten, sind verspätet; 0: keine</translation>
    </message>
    <message>
        <source> µs</source>
        <comment>behind a number</comment>
        <translation> µs</translation>
    </message>
    <message>
        <source>Schema that each message has to fit; empty: none</source>
        <translation>Schema, auf das jede Nachricht passen muss; leer: keins</translation>
    </message>
    <message>
        <source>schema; empty: any message</source>
        <translation>Schema; leer: jede Nachricht</translation>
    </message>
    <message>
        <source>Rate:</source>
        <translation>Rate:</translation>
    </message>
    <message>
        <source>Late after:</source>
        <translation>Verspätet nach:</translation>
    </message>
    <message>
        <source>Slow start:</source>
        <translation>Später Beginn:</translation>
    </message>
    <message>
        <source>Pause after:</source>
        <translation>Pause nach:</translation>
    </message>
    <message>
        <source>for:</source>
        <comment>pause for</comment>
        <translation>für:</translation>
    </message>
    <message>
        <source>Schema:</source>
        <translation>Schema:</translation>
    </message>
    <message>
        <source>A rate is “max”, messages a second (1000/s) or a period (10 ms).</source>
        <translation>Eine Rate ist „max“, Nachrichten je Sekunde (1000/s) oder eine Periode (10 ms).</translation>
    </message>
    <message>
        <source>%1 consumed, %2/s, %3; waits for a message: %4</source>
        <translation>%1 verbraucht, %2/s, %3; Warten auf eine Nachricht: %4</translation>
    </message>
    <message>
        <source>latency p50 %1, p99 %2, p99.9 %3, max %4</source>
        <translation>Latenz p50 %1, p99 %2, p99,9 %3, max %4</translation>
    </message>
    <message>
        <source>%1 lost, %2 duplicated, %3 reordered, %4 corrupt, %5 late</source>
        <translation>%1 verloren, %2 doppelt, %3 vertauscht, %4 beschädigt, %5 verspätet</translation>
    </message>
    <message>
        <source>first: %1, message %2 at position %3, %4 B; stream %5, sequence %6, expected %7</source>
        <translation>zuerst: %1, Nachricht %2 an Position %3, %4 B; Strom %5, Folge %6, erwartet %7</translation>
    </message>
    <message>
        <source>Ended: %1.</source>
        <translation>Beendet: %1.</translation>
    </message>
    <message>
        <source>At position %1, and not consumed: %2</source>
        <translation>An Position %1, und nicht verbraucht: %2</translation>
    </message>
    <message>
        <source>not consuming</source>
        <translation>verbraucht nicht</translation>
    </message>
    <message>
        <source>consuming</source>
        <translation>verbraucht</translation>
    </message>
</context>
<context>
    <name>membridge::Dashboard</name>
    <message>
        <source>No segment is attached, so there is nothing to show.</source>
        <translation>Kein Segment ist verbunden, daher gibt es nichts zu zeigen.</translation>
    </message>
    <message>
        <source>Compare two…</source>
        <translation>Zwei vergleichen …</translation>
    </message>
    <message>
        <source>The plots of two segments on one time axis.</source>
        <translation>Die Diagramme zweier Segmente auf einer Zeitachse.</translation>
    </message>
    <message>
        <source>Compare the plots of two segments</source>
        <translation>Die Diagramme zweier Segmente vergleichen</translation>
    </message>
    <message>
        <source>Compare with %1</source>
        <translation>Mit %1 vergleichen</translation>
    </message>
    <message>
        <source>There is no other segment to compare with</source>
        <translation>Es gibt kein anderes Segment zum Vergleichen</translation>
    </message>
    <message>
        <source>The last minute of all attached segments</source>
        <translation>Die letzte Minute aller verbundenen Segmente</translation>
    </message>
</context>
<context>
    <name>membridge::DataInspector</name>
    <message>
        <source>Data inspector</source>
        <translation>Dateninspektor</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Jump to %1</source>
        <translation>Zu %1 &amp;springen</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Hide &quot;%1&quot;</source>
        <translation>„%1“ &amp;ausblenden</translation>
    </message>
    <message>
        <source>&amp;Show All Rows</source>
        <translation>Alle &amp;Zeilen zeigen</translation>
    </message>
    <message>
        <source>He&amp;xadecimal</source>
        <translation>He&amp;xadezimal</translation>
    </message>
</context>
<context>
    <name>membridge::DemoProcess</name>
    <message>
        <source>The demo could not be started: %1</source>
        <translation>Die Demo konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>The demo ended: %1</source>
        <translation>Die Demo ist zu Ende: %1</translation>
    </message>
    <message>
        <source>it failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>it crashed or was killed</source>
        <translation>abgestürzt oder von außen beendet</translation>
    </message>
</context>
<context>
    <name>membridge::DifferenceModel</name>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nachher</translation>
    </message>
</context>
<context>
    <name>membridge::EmptyPage</name>
    <message>
        <source>No segment attached</source>
        <translation>Mit keinem Segment verbunden</translation>
    </message>
    <message>
        <source>Double-click a segment on the left, or attach by name. Looking is read-only: it takes no lock and changes no byte. The demo starts a small producer and consumer to look at.</source>
        <translation>Doppelklicken Sie links auf ein Segment oder verbinden Sie sich über den Namen. Das Beobachten ist nur lesend: Es nimmt keine Sperre und ändert kein Byte. Die Demo startet einen kleinen Erzeuger und einen Verbraucher zum Ansehen.</translation>
    </message>
    <message>
        <source>&amp;Attach by name…</source>
        <translation>Über &amp;Namen verbinden…</translation>
    </message>
    <message>
        <source>Attach to a segment by its name</source>
        <translation>Über den Namen mit einem Segment verbinden</translation>
    </message>
    <message>
        <source>Start the &amp;demo</source>
        <translation>D&amp;emo starten</translation>
    </message>
    <message>
        <source>Start the demo and attach to it</source>
        <translation>Die Demo starten und mit ihr verbinden</translation>
    </message>
</context>
<context>
    <name>membridge::EnumNamesEditor</name>
    <message>
        <source>Type a name into the last row: the number beside it is the next one, unless you type another.</source>
        <translation>Einen Namen in die letzte Zeile tippen: Die Zahl daneben ist die nächste, wenn Sie keine andere tippen.</translation>
    </message>
    <message>
        <source>Numbers and their names</source>
        <translation>Zahlen und ihre Namen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Names of numbers: %1</source>
        <translation>Namen von Zahlen: %1</translation>
    </message>
</context>
<context>
    <name>membridge::EnumNamesModel</name>
    <message>
        <source>A field has at most %1 names.</source>
        <translation>Ein Feld hat höchstens %1 Namen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no whole number.</source>
        <translation>„%1“ ist keine ganze Zahl.</translation>
    </message>
    <message>
        <source>The field&apos;s numbers go from %1 to %2.</source>
        <translation>Die Zahlen des Feldes gehen von %1 bis %2.</translation>
    </message>
    <message>
        <source>%1 is there already.</source>
        <translation>%1 ist schon da.</translation>
    </message>
    <message>
        <source>Every number of the field is there already.</source>
        <translation>Jede Zahl des Feldes ist schon da.</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Zahl</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
</context>
<context>
    <name>membridge::FaultPanel</name>
    <message>
        <source>What can go wrong</source>
        <translation>Was schiefgehen kann</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>A correct peer</source>
        <translation>Ein korrekter Partner</translation>
    </message>
    <message>
        <source>What became of it</source>
        <translation>Was daraus wurde</translation>
    </message>
    <message>
        <source>membridge-cli could not be started: %1</source>
        <translation>membridge-cli konnte nicht gestartet werden: %1</translation>
    </message>
    <message>
        <source>&amp;Value:</source>
        <translation>&amp;Wert:</translation>
    </message>
    <message>
        <source>The number that the fault takes</source>
        <translation>Die Zahl, die der Fehler braucht</translation>
    </message>
    <message>
        <source>The process that it happens to</source>
        <translation>Der Prozess, dem es geschieht</translation>
    </message>
    <message>
        <source>How long it is stopped</source>
        <translation>Wie lange er angehalten wird</translation>
    </message>
    <message>
        <source> ms</source>
        <comment>behind a number</comment>
        <translation> ms</translation>
    </message>
    <message>
        <source>&amp;Carry out…</source>
        <translation>&amp;Ausführen …</translation>
    </message>
    <message>
        <source>Carry out the selected fault, once it is confirmed</source>
        <translation>Den ausgewählten Fehler ausführen, sobald er bestätigt ist</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>End the fault that is being carried out</source>
        <translation>Den Fehler beenden, der gerade ausgeführt wird</translation>
    </message>
    <message>
        <source>A process that is stopped goes on</source>
        <translation>Ein angehaltener Prozess läuft weiter</translation>
    </message>
    <message>
        <source>Really do it</source>
        <translation>Wirklich ausführen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1, process %2</source>
        <translation>%1, Prozess %2</translation>
    </message>
    <message>
        <source>This happens to %1. Really?</source>
        <translation>Das geschieht %1. Wirklich?</translation>
    </message>
    <message>
        <source>This damages the segment for every program that uses it. Really?</source>
        <translation>Das beschädigt das Segment für jedes Programm, das es benutzt. Wirklich?</translation>
    </message>
    <message>
        <source>No other process has the segment.</source>
        <translation>Kein anderer Prozess hat das Segment.</translation>
    </message>
    <message>
        <source>membridge-cli is neither beside this program nor in PATH</source>
        <translation>membridge-cli liegt weder neben diesem Programm noch in PATH</translation>
    </message>
    <message>
        <source>%1 is being carried out…</source>
        <translation>%1 wird ausgeführt …</translation>
    </message>
    <message>
        <source>Done: %1.
A correct peer: %2.</source>
        <translation>Ausgeführt: %1.
Ein korrekter Partner: %2.</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Nicht ausgeführt: %1</translation>
    </message>
</context>
<context>
    <name>membridge::FaultWords</name>
    <message>
        <source>takes the read lock and is killed while it holds it</source>
        <translation>nimmt die Lesesperre und wird getötet, während er sie hält</translation>
    </message>
    <message>
        <source>readers go on; writers wait with a deadline and report who is missing, and nobody resets the lock unasked</source>
        <translation>Leser machen weiter; Schreiber warten mit einer Frist und melden, wer fehlt, und niemand setzt die Sperre ungefragt zurück</translation>
    </message>
    <message>
        <source>takes the write lock and is killed while it holds it</source>
        <translation>nimmt die Schreibsperre und wird getötet, während er sie hält</translation>
    </message>
    <message>
        <source>waits with a deadline, treats the data as half written, and has the lock recovered explicitly</source>
        <translation>wartet mit einer Frist, behandelt die Daten als halb geschrieben und lässt die Sperre ausdrücklich zurücksetzen</translation>
    </message>
    <message>
        <source>writes a value over the lock word</source>
        <translation>schreibt einen Wert über das Sperrwort</translation>
    </message>
    <message>
        <source>the word (default -7)</source>
        <translation>das Wort (sonst -7)</translation>
    </message>
    <message>
        <source>takes no lock from a word that is not -1, 0 or a number of readers, and reports it</source>
        <translation>nimmt keine Sperre von einem Wort, das nicht -1, 0 oder eine Anzahl von Lesern ist, und meldet es</translation>
    </message>
    <message>
        <source>copies a message behind tail and is killed before it publishes it</source>
        <translation>kopiert eine Nachricht hinter tail und wird getötet, bevor er sie veröffentlicht</translation>
    </message>
    <message>
        <source>the consumer sees no part of it; the next producer writes over it</source>
        <translation>der Verbraucher sieht nichts davon; der nächste Erzeuger überschreibt sie</translation>
    </message>
    <message>
        <source>looks at the next message and is killed before it releases it</source>
        <translation>sieht die nächste Nachricht an und wird getötet, bevor er sie freigibt</translation>
    </message>
    <message>
        <source>the next consumer gets that message again, so whoever acts on messages must bear one twice</source>
        <translation>der nächste Verbraucher bekommt diese Nachricht noch einmal; wer auf Nachrichten hin handelt, muss eine doppelte vertragen</translation>
    </message>
    <message>
        <source>writes another length over that of the next message</source>
        <translation>schreibt eine andere Länge über die der nächsten Nachricht</translation>
    </message>
    <message>
        <source>the length (default 4294967295)</source>
        <translation>die Länge (sonst 4294967295)</translation>
    </message>
    <message>
        <source>the consumer checks the length against tail, consumes nothing and reports the ring as damaged</source>
        <translation>der Verbraucher prüft die Länge gegen tail, verbraucht nichts und meldet den Ring als beschädigt</translation>
    </message>
    <message>
        <source>writes a value over the capacity field</source>
        <translation>schreibt einen Wert über das Feld der Kapazität</translation>
    </message>
    <message>
        <source>the capacity (default 12345)</source>
        <translation>die Kapazität (sonst 12345)</translation>
    </message>
    <message>
        <source>whoever opens the ring from now on compares it with the size and refuses</source>
        <translation>wer den Ring von jetzt an öffnet, vergleicht sie mit der Größe und lehnt ab</translation>
    </message>
    <message>
        <source>pushes from a copy of tail that is out of date, as a second producer does</source>
        <translation>schiebt von einer veralteten Kopie von tail aus, wie es ein zweiter Erzeuger tut</translation>
    </message>
    <message>
        <source>the producer notices that tail is not where it left it, and stops instead of writing over messages</source>
        <translation>der Erzeuger merkt, dass tail nicht dort ist, wo er es gelassen hat, und hört auf, statt Nachrichten zu überschreiben</translation>
    </message>
    <message>
        <source>cuts the segment</source>
        <translation>schneidet das Segment ab</translation>
    </message>
    <message>
        <source>bytes that are left (default: half)</source>
        <translation>Bytes, die übrig bleiben (sonst die Hälfte)</translation>
    </message>
    <message>
        <source>survives the pages that are gone (SIGBUS) and reports the loss</source>
        <translation>übersteht die fehlenden Seiten (SIGBUS) und meldet den Verlust</translation>
    </message>
    <message>
        <source>takes the name away and gives it to a new segment of the same size</source>
        <translation>nimmt den Namen weg und gibt ihn einem neuen Segment derselben Größe</translation>
    </message>
    <message>
        <source>notices that the name means another object now, and opens it anew</source>
        <translation>merkt, dass der Name jetzt ein anderes Objekt bedeutet, und öffnet es neu</translation>
    </message>
    <message>
        <source>kills a process that has the segment (SIGKILL)</source>
        <translation>tötet einen Prozess, der das Segment hat (SIGKILL)</translation>
    </message>
    <message>
        <source>the others wait with a deadline and report who is missing; what was published before is still whole</source>
        <translation>die anderen warten mit einer Frist und melden, wer fehlt; was vorher veröffentlicht war, ist noch ganz</translation>
    </message>
    <message>
        <source>asks a process that has the segment to end (SIGTERM)</source>
        <translation>bittet einen Prozess, der das Segment hat, sich zu beenden (SIGTERM)</translation>
    </message>
    <message>
        <source>gives the lock back and ends with no message half pushed; the others go on without it</source>
        <translation>gibt die Sperre zurück und endet ohne halb geschobene Nachricht; die anderen machen ohne ihn weiter</translation>
    </message>
    <message>
        <source>stops a process that has the segment for a time (SIGSTOP)</source>
        <translation>hält einen Prozess, der das Segment hat, für eine Zeit an (SIGSTOP)</translation>
    </message>
    <message>
        <source>the others wait with a deadline and do not take it for dead: it goes on, and nothing is lost by then</source>
        <translation>die anderen warten mit einer Frist und halten ihn nicht für tot: er läuft weiter, und bis dahin ist nichts verloren</translation>
    </message>
</context>
<context>
    <name>membridge::FieldCopyAction</name>
    <message>
        <source>Cop&amp;y value</source>
        <translation>Wert &amp;kopieren</translation>
    </message>
</context>
<context>
    <name>membridge::FieldFormatMenu</name>
    <message>
        <source>Show &amp;as</source>
        <translation>&amp;Anzeigen als</translation>
    </message>
    <message>
        <source>&amp;Plain</source>
        <translation>&amp;Einfach</translation>
    </message>
    <message>
        <source>&amp;Decimal</source>
        <translation>&amp;Dezimal</translation>
    </message>
    <message>
        <source>&amp;Hexadecimal</source>
        <translation>&amp;Hexadezimal</translation>
    </message>
    <message>
        <source>&amp;Binary</source>
        <translation>&amp;Binär</translation>
    </message>
    <message>
        <source>Time in &amp;seconds since 1970</source>
        <translation>Zeit in &amp;Sekunden seit 1970</translation>
    </message>
    <message>
        <source>Time in &amp;milliseconds since 1970</source>
        <translation>Zeit in &amp;Millisekunden seit 1970</translation>
    </message>
    <message>
        <source>Time in m&amp;icroseconds since 1970</source>
        <translation>Zeit in M&amp;ikrosekunden seit 1970</translation>
    </message>
    <message>
        <source>Time in &amp;nanoseconds since 1970</source>
        <translation>Zeit in &amp;Nanosekunden seit 1970</translation>
    </message>
    <message>
        <source>Names of n&amp;umbers…</source>
        <translation>Zah&amp;len benennen …</translation>
    </message>
    <message>
        <source>Nam&amp;es of numbers</source>
        <translation>Namen von &amp;Zahlen</translation>
    </message>
</context>
<context>
    <name>membridge::FieldModel</name>
    <message>
        <source>#%1</source>
        <comment>number of a field without a name</comment>
        <translation>#%1</translation>
    </message>
    <message>
        <source>(ignored)</source>
        <translation>(ignoriert)</translation>
    </message>
    <message>
        <source>[%1]: %2</source>
        <comment>an element of a list and what is wrong with it</comment>
        <translation>[%1]: %2</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>Byte %1 of the segment</source>
        <translation>Byte %1 des Segments</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>Counted from the start of the data, the way its programs count</source>
        <translation>Vom Anfang der Daten an gezählt, wie es die Programme des Segments tun</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>No name for this number</source>
        <translation>Kein Name für diese Zahl</translation>
    </message>
    <message>
        <source>No time that a calendar has</source>
        <translation>Keine Zeit, die ein Kalender kennt</translation>
    </message>
</context>
<context>
    <name>membridge::FillBar</name>
    <message>
        <source>Fill of the ring</source>
        <translation>Füllstand des Rings</translation>
    </message>
    <message>
        <source>%1 / %2 (%3)</source>
        <comment>used / capacity (percent)</comment>
        <translation>%1 / %2 (%3)</translation>
    </message>
    <message>
        <source>High-water mark: %1</source>
        <translation>Höchststand: %1</translation>
    </message>
</context>
<context>
    <name>membridge::FindPanel</name>
    <message>
        <source>What to look for</source>
        <translation>Wonach gesucht wird</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Changes since the newest pin</source>
        <translation>Änderungen seit dem letzten Festhalten</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Kodierung</translation>
    </message>
    <message>
        <source>Ignore &amp;case</source>
        <translation>Groß/klein &amp;egal</translation>
    </message>
    <message>
        <source>Of the letters A to Z.</source>
        <translation>Bei den Buchstaben A bis Z.</translation>
    </message>
    <message>
        <source>Type of the value</source>
        <translation>Typ des Werts</translation>
    </message>
    <message>
        <source>Byte order</source>
        <translation>Bytereihenfolge</translation>
    </message>
    <message>
        <source>little endian</source>
        <translation>Little Endian</translation>
    </message>
    <message>
        <source>big endian</source>
        <translation>Big Endian</translation>
    </message>
    <message>
        <source>Tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>± tolerance</source>
        <translation>± Toleranz</translation>
    </message>
    <message>
        <source>Alignment</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Hits count only at multiples of so many bytes from the start of the segment.</source>
        <translation>Treffer zählen nur an Vielfachen von so vielen Bytes ab Anfang des Segments.</translation>
    </message>
    <message>
        <source>anywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>every %1 B</source>
        <translation>alle %1 B</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>Voriger Treffer</translation>
    </message>
    <message>
        <source>Previous hit (Shift+F3)</source>
        <translation>Voriger Treffer (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>Nächster Treffer</translation>
    </message>
    <message>
        <source>Next hit (F3)</source>
        <translation>Nächster Treffer (F3)</translation>
    </message>
    <message>
        <source>How much was searched</source>
        <translation>Wie viel durchsucht ist</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stopp</translation>
    </message>
    <message>
        <source>Hits</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>for example: DE AD ?? B?</source>
        <translation>zum Beispiel: DE AD ?? B?</translation>
    </message>
    <message>
        <source>for example: Hello</source>
        <translation>zum Beispiel: Hallo</translation>
    </message>
    <message>
        <source>for example: 42</source>
        <translation>zum Beispiel: 42</translation>
    </message>
    <message>
        <source>%1 hits, the first %2 of them listed.</source>
        <translation>%1 Treffer, die ersten %2 davon aufgelistet.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln hit(s).</source>
        <translation>
            <numerusform>%Ln Treffer.</numerusform>
            <numerusform>%Ln Treffer.</numerusform>
        </translation>
    </message>
    <message>
        <source>Stopped. %1</source>
        <translation>Angehalten. %1</translation>
    </message>
    <message>
        <source>%1 The segment became smaller meanwhile.</source>
        <translation>%1 Das Segment wurde inzwischen kleiner.</translation>
    </message>
</context>
<context>
    <name>membridge::FindingModel</name>
    <message>
        <source>No longer: %1</source>
        <translation>Nicht mehr: %1</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Finding</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>What to do: %1</source>
        <extracomment>%1 is advice on what to do about a finding</extracomment>
        <translation>Was zu tun ist: %1</translation>
    </message>
</context>
<context>
    <name>membridge::FrameFilterEdit</name>
    <message>
        <source>“%1” needs more than one frame; a filter judges each by itself.</source>
        <translation>„%1“ braucht mehr als einen Frame; ein Filter beurteilt jeden für sich.</translation>
    </message>
    <message>
        <source>“%1” is no property of frames (number, time, delta, position, length, kept, exact) and no field of the schema.</source>
        <translation>„%1“ ist keine Eigenschaft von Frames (number, time, delta, position, length, kept, exact) und kein Feld des Schemas.</translation>
    </message>
    <message>
        <source>“%1” is a list: name one of its elements, as in %1[0].</source>
        <translation>„%1“ ist eine Liste: Nennen Sie eins ihrer Elemente, wie in %1[0].</translation>
    </message>
    <message>
        <source>“%1” is raw bytes, which can&apos;t be compared.</source>
        <translation>„%1“ sind rohe Bytes, die nicht verglichen werden können.</translation>
    </message>
    <message>
        <source>A number can&apos;t be compared with a text.</source>
        <translation>Eine Zahl kann nicht mit einem Text verglichen werden.</translation>
    </message>
    <message>
        <source>“contains” takes texts.</source>
        <translation>„contains“ nimmt Texte.</translation>
    </message>
    <message>
        <source>for example: length &gt; 64 and name contains &quot;x&quot;</source>
        <translation>zum Beispiel: length &gt; 64 and name contains &quot;x&quot;</translation>
    </message>
    <message>
        <source>Filter of frames</source>
        <translation>Filter der Frames</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
</context>
<context>
    <name>membridge::FrameFindBar</name>
    <message>
        <source>What to find frames by</source>
        <translation>Wonach Frames gesucht werden</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Expression</source>
        <translation>Ausdruck</translation>
    </message>
    <message>
        <source>Text to find in frames</source>
        <translation>Text, der in Frames gesucht wird</translation>
    </message>
    <message>
        <source>in values or bytes</source>
        <translation>in Werten oder Bytes</translation>
    </message>
    <message>
        <source>Expression to find frames by</source>
        <translation>Ausdruck, nach dem Frames gesucht werden</translation>
    </message>
    <message>
        <source>Fin&amp;d:</source>
        <translation>Su&amp;chen:</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>The next frame that has it (F3)</source>
        <translation>Der nächste Frame, der es hat (F3)</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Voriger</translation>
    </message>
    <message>
        <source>The previous frame that has it (Shift+F3)</source>
        <translation>Der vorige Frame, der es hat (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the find line (Esc)</source>
        <translation>Die Suchzeile schließen (Esc)</translation>
    </message>
    <message>
        <source>No frame in the list has it.</source>
        <translation>Kein Frame der Liste hat es.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Sucht …</translation>
    </message>
    <message>
        <source>Past the last frame: found from the first one on.</source>
        <translation>Über den letzten Frame hinaus: ab dem ersten gefunden.</translation>
    </message>
    <message>
        <source>Past the first frame: found from the last one back.</source>
        <translation>Über den ersten Frame hinaus: vom letzten rückwärts gefunden.</translation>
    </message>
</context>
<context>
    <name>membridge::FrameHistoryModel</name>
    <message>
        <source>%1 rows of %2 frames</source>
        <translation>%1 Zeilen von %2 Frames</translation>
    </message>
    <message>
        <source>%1 frames</source>
        <translation>%1 Frames</translation>
    </message>
    <message>
        <source> · %1 older ones dropped</source>
        <translation> · %1 ältere verworfen</translation>
    </message>
    <message>
        <source> · %1 never seen</source>
        <translation> · %1 nie gesehen</translation>
    </message>
    <message>
        <source> · filtering…</source>
        <translation> · wird gefiltert…</translation>
    </message>
    <message>
        <source>%1 passed unseen</source>
        <translation>%1 gingen ungesehen vorbei</translation>
    </message>
    <message>
        <source>the ring was set up anew</source>
        <translation>der Ring wurde neu eingerichtet</translation>
    </message>
    <message>
        <source>what should be a frame here runs past tail</source>
        <translation>was hier ein Frame sein sollte, reicht über tail hinaus</translation>
    </message>
    <message>
        <source>*REF*</source>
        <translation>*REF*</translation>
    </message>
    <message>
        <source>When it was first seen; it came between the look before and that one, a few milliseconds.</source>
        <translation>Wann er zuerst gesehen wurde; er kam zwischen dem Blick davor und diesem, wenige Millisekunden.</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Time s (from *REF*)</source>
        <translation>Zeit s (ab *REF*)</translation>
    </message>
    <message>
        <source>Time s</source>
        <translation>Zeit s</translation>
    </message>
    <message>
        <source>Δt s</source>
        <translation>Δt s</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source> (perhaps overwritten)</source>
        <translation> (vielleicht überschrieben)</translation>
    </message>
    <message numerus="yes">
        <source>%Ln older frame(s) dropped: the memory for frames was full</source>
        <translation>
            <numerusform>Ein älterer Frame verworfen: der Speicher für Frames war voll</numerusform>
            <numerusform>%Ln ältere Frames verworfen: der Speicher für Frames war voll</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::FrameModel</name>
    <message>
        <source>The first %1 of %2 pending frames</source>
        <translation>Die ersten %1 von %2 ausstehenden Frames</translation>
    </message>
    <message>
        <source>The first %1 of at least %2 pending frames</source>
        <translation>Die ersten %1 von mindestens %2 ausstehenden Frames</translation>
    </message>
    <message>
        <source>No pending frames</source>
        <translation>Keine ausstehenden Frames</translation>
    </message>
    <message>
        <source>1 pending frame</source>
        <translation>1 ausstehender Frame</translation>
    </message>
    <message numerus="yes">
        <source>%Ln pending frames</source>
        <translation>
            <numerusform>%Ln ausstehender Frame</numerusform>
            <numerusform>%Ln ausstehende Frames</numerusform>
        </translation>
    </message>
    <message>
        <source>Logical position in the ring, %1: the value of head when this frame is next</source>
        <translation>Logische Position im Ring, %1: der Wert von head, wenn dieser Frame als nächster dran ist</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>%1 to %2 of %3 pending frames</source>
        <translation>%1 bis %2 von %3 ausstehenden Frames</translation>
    </message>
    <message>
        <source>%1 to %2 of at least %3 pending frames</source>
        <translation>%1 bis %2 von mindestens %3 ausstehenden Frames</translation>
    </message>
</context>
<context>
    <name>membridge::FramesPanel</name>
    <message>
        <source>Bytes of the selected frame</source>
        <translation>Bytes des gewählten Frames</translation>
    </message>
    <message>
        <source>Select a frame to see its bytes.</source>
        <translation>Wählen Sie einen Frame, um seine Bytes zu sehen.</translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>Fi&amp;lter:</translation>
    </message>
    <message>
        <source>&amp;Keep frames</source>
        <translation>Frames be&amp;halten</translation>
    </message>
    <message>
        <source>Reads every frame that passes through the ring and keeps it, in bounded memory.</source>
        <translation>Liest jeden Frame, der durch den Ring geht, und behält ihn, in begrenztem Speicher.</translation>
    </message>
    <message>
        <source>Follow &amp;newest</source>
        <translation>&amp;Neuestem folgen</translation>
    </message>
    <message>
        <source>Frames seen</source>
        <translation>Gesehene Frames</translation>
    </message>
    <message>
        <source>&amp;Time reference</source>
        <translation>&amp;Zeitbezug</translation>
    </message>
    <message>
        <source>&amp;Copy row</source>
        <translation>Zeile &amp;kopieren</translation>
    </message>
    <message>
        <source>Fields of the selected frame</source>
        <translation>Felder des gewählten Frames</translation>
    </message>
    <message>
        <source>This frame was dropped from the list.</source>
        <translation>Dieser Frame wurde aus der Liste verworfen.</translation>
    </message>
    <message>
        <source>There is no frame here.</source>
        <translation>Hier ist kein Frame.</translation>
    </message>
    <message>
        <source>Frame %1 at position %2</source>
        <translation>Frame %1 an Position %2</translation>
    </message>
    <message>
        <source>, only the first %1 of %2</source>
        <translation>, nur die ersten %1 von %2</translation>
    </message>
    <message>
        <source>; it was consumed while it was copied and may be overwritten in part</source>
        <translation>; er wurde verbraucht, während er kopiert wurde, und kann teilweise überschrieben sein</translation>
    </message>
    <message>
        <source>This frame has no bytes.</source>
        <translation>Dieser Frame hat keine Bytes.</translation>
    </message>
    <message>
        <source>&amp;Mark what the filter lets through</source>
        <translation>&amp;Markieren, was der Filter durchlässt</translation>
    </message>
    <message>
        <source>Apply as &amp;filter</source>
        <translation>Als &amp;Filter anwenden</translation>
    </message>
    <message>
        <source>Show as &amp;column</source>
        <translation>Als &amp;Spalte zeigen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Colour &amp;rules…</source>
        <translation>&amp;Farbregeln …</translation>
    </message>
    <message>
        <source>Always selects the newest frame, until you scroll away or choose another.</source>
        <translation>Wählt immer den neuesten Frame, bis Sie wegblättern oder einen anderen wählen.</translation>
    </message>
</context>
<context>
    <name>membridge::Freezer</name>
    <message>
        <source>Paused: the bytes beyond what was on screen are still being copied.</source>
        <translation>Angehalten: Die Bytes, die nicht zu sehen waren, werden noch kopiert.</translation>
    </message>
    <message>
        <source>Paused: only what was on screen then is kept, as the segment has more than %1 of data.</source>
        <translation>Angehalten: Nur was da zu sehen war, ist aufbewahrt, denn das Segment hat mehr als %1 Daten.</translation>
    </message>
    <message>
        <source>Paused: only what was on screen then is kept. %1</source>
        <translation>Angehalten: Nur was da zu sehen war, ist aufbewahrt. %1</translation>
    </message>
    <message>
        <source>Paused: only what was on screen then is kept, as there is not enough memory.</source>
        <translation>Angehalten: Nur was da zu sehen war, ist aufbewahrt, denn es gibt nicht genug Speicher.</translation>
    </message>
</context>
<context>
    <name>membridge::GoToBar</name>
    <message>
        <source>&amp;Go to:</source>
        <translation>&amp;Gehe zu:</translation>
    </message>
    <message>
        <source>Resulting offset</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Escape)</translation>
    </message>
    <message>
        <source>→ %1</source>
        <translation>→ %1</translation>
    </message>
    <message>
        <source>Column %1: %2</source>
        <translation>Spalte %1: %2</translation>
    </message>
</context>
<context>
    <name>membridge::HexLegend</name>
    <message>
        <source>The lock word</source>
        <translation>Das Sperrwort</translation>
    </message>
    <message>
        <source>Of the header: head, and capacity</source>
        <translation>Vom Kopf: head, und die Kapazität</translation>
    </message>
    <message>
        <source>Of the header: tail</source>
        <translation>Vom Kopf: tail</translation>
    </message>
    <message>
        <source>Written, not yet read</source>
        <translation>Geschrieben, noch nicht gelesen</translation>
    </message>
    <message>
        <source>Free: to be written</source>
        <translation>Frei: zu beschreiben</translation>
    </message>
    <message>
        <source>Here the next byte is read</source>
        <translation>Hier wird das nächste Byte gelesen</translation>
    </message>
    <message>
        <source>Here the next byte is written</source>
        <translation>Hier wird das nächste Byte geschrieben</translation>
    </message>
    <message>
        <source>Here the ring begins</source>
        <translation>Hier beginnt der Ring</translation>
    </message>
    <message>
        <source>Here the ring ends, and goes on at its beginning</source>
        <translation>Hier endet der Ring und geht an seinem Anfang weiter</translation>
    </message>
    <message>
        <source>Rose since it was looked at last; fades</source>
        <translation>Seit dem letzten Blick gestiegen; verblasst</translation>
    </message>
    <message>
        <source>Fell since it was looked at last; fades</source>
        <translation>Seit dem letzten Blick gefallen; verblasst</translation>
    </message>
    <message>
        <source>Changed, nobody can say in which direction; fades</source>
        <translation>Geändert, in welche Richtung, ist nicht bekannt; verblasst</translation>
    </message>
    <message>
        <source>Typed, and not yet seen to have arrived</source>
        <translation>Getippt, und noch nicht als angekommen gesehen</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>At the cursor</source>
        <translation>Am Cursor</translation>
    </message>
    <message>
        <source>Belongs to what is selected beside</source>
        <translation>Gehört zu dem, was daneben ausgewählt ist</translation>
    </message>
    <message>
        <source>A bookmark, in its own colour</source>
        <translation>Ein Lesezeichen, in seiner eigenen Farbe</translation>
    </message>
    <message>
        <source>Found</source>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Differs in a comparison</source>
        <translation>Anders in einem Vergleich</translation>
    </message>
    <message>
        <source>Our own cursor, for reading and writing by hand</source>
        <translation>Der eigene Cursor, zum Lesen und Schreiben von Hand</translation>
    </message>
    <message>
        <source>00 and FF, where they are dimmed</source>
        <translation>00 und FF, wo sie gedämpft sind</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>A page of 4 KiB begins</source>
        <translation>Eine Seite von 4 KiB beginnt</translation>
    </message>
    <message>
        <source>A cache line of 64 bytes begins</source>
        <translation>Eine Cache-Zeile von 64 Byte beginnt</translation>
    </message>
    <message>
        <source>Legend of the bytes</source>
        <translation>Legende der Bytes</translation>
    </message>
</context>
<context>
    <name>membridge::HexMenu</name>
    <message>
        <source>View of the bytes</source>
        <translation>Ansicht der Bytes</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Select &amp;All</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Bytes a Row</source>
        <translation>&amp;Bytes je Zeile</translation>
    </message>
    <message>
        <source>Bytes a &amp;Group</source>
        <translation>Bytes je &amp;Gruppe</translation>
    </message>
    <message>
        <source>&amp;Decimal Offsets</source>
        <translation>&amp;Dezimale Offsets</translation>
    </message>
    <message>
        <source>Offsets from the Start of the Da&amp;ta</source>
        <translation>Offsets ab Beginn der Da&amp;ten</translation>
    </message>
    <message>
        <source>Text as UTF-&amp;8</source>
        <translation>Text als UTF-&amp;8</translation>
    </message>
    <message>
        <source>Lines at Cac&amp;he Lines (64 Bytes)</source>
        <translation>Linien an Cac&amp;he-Zeilen (64 Byte)</translation>
    </message>
    <message>
        <source>Lines at &amp;Pages (4 KiB)</source>
        <translation>Linien an S&amp;peicherseiten (4 KiB)</translation>
    </message>
    <message>
        <source>Dim &amp;00 and FF</source>
        <translation>&amp;00 und FF blass</translation>
    </message>
    <message>
        <source>As Many as Fit</source>
        <translation>So viele wie passen</translation>
    </message>
    <message>
        <source>Copy &amp;As</source>
        <translation>Kopieren &amp;als</translation>
    </message>
    <message>
        <source>Copy As</source>
        <translation>Kopieren als</translation>
    </message>
    <message>
        <source>Hex &amp;Dump</source>
        <translation>Hex-&amp;Dump</translation>
    </message>
    <message>
        <source>&amp;C Array</source>
        <translation>&amp;C-Feld</translation>
    </message>
    <message>
        <source>C &amp;String</source>
        <translation>C-&amp;Zeichenkette</translation>
    </message>
    <message>
        <source>&amp;Python Bytes</source>
        <translation>&amp;Python-Bytes</translation>
    </message>
    <message>
        <source>&amp;Rust Array</source>
        <translation>&amp;Rust-Feld</translation>
    </message>
    <message>
        <source>&amp;Base64</source>
        <translation>&amp;Base64</translation>
    </message>
    <message>
        <source>&amp;JSON Array</source>
        <translation>&amp;JSON-Liste</translation>
    </message>
    <message>
        <source>&amp;Offset, Hexadecimal</source>
        <translation>&amp;Offset, hexadezimal</translation>
    </message>
    <message>
        <source>O&amp;ffset, Decimal</source>
        <translation>O&amp;ffset, dezimal</translation>
    </message>
    <message>
        <source>Book&amp;mark…</source>
        <translation>&amp;Lesezeichen …</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>&amp;Exportieren …</translation>
    </message>
    <message>
        <source>M&amp;ute Bytes That Always Change</source>
        <translation>Bytes, die sich immer ändern, &amp;stummschalten</translation>
    </message>
    <message>
        <source>U&amp;nmute All</source>
        <translation>Alle &amp;wieder zeigen</translation>
    </message>
    <message>
        <source>Only the Data, &amp;without the Header</source>
        <translation>Nur die Daten, &amp;ohne den Kopf</translation>
    </message>
    <message>
        <source>&amp;Other (%1)…</source>
        <translation>&amp;Andere (%1) …</translation>
    </message>
    <message>
        <source>&amp;Other…</source>
        <translation>&amp;Andere …</translation>
    </message>
    <message>
        <source>Bytes a Row</source>
        <translation>Bytes je Zeile</translation>
    </message>
    <message>
        <source>Bytes a row, %1 to %2:</source>
        <translation>Bytes je Zeile, %1 bis %2:</translation>
    </message>
    <message>
        <source>&amp;Legend…</source>
        <translation>Lege&amp;nde …</translation>
    </message>
</context>
<context>
    <name>membridge::HexView</name>
    <message>
        <source>Bytes of the segment</source>
        <translation>Bytes des Segments</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Lock word: %1</source>
        <translation>Sperrwort: %1</translation>
    </message>
    <message>
        <source>Lock word</source>
        <translation>Sperrwort</translation>
    </message>
    <message>
        <source>Head, the next byte to be read</source>
        <translation>head, das nächste zu lesende Byte</translation>
    </message>
    <message>
        <source>Tail, the next byte to be written</source>
        <translation>tail, das nächste zu schreibende Byte</translation>
    </message>
    <message>
        <source>Capacity in bytes</source>
        <translation>Kapazität in Bytes</translation>
    </message>
    <message>
        <source>Byte %1 of the segment</source>
        <translation>Byte %1 des Segments</translation>
    </message>
    <message>
        <source>Offset %1 in the data</source>
        <translation>Offset %1 in den Daten</translation>
    </message>
    <message>
        <source>Value %1</source>
        <translation>Wert %1</translation>
    </message>
    <message>
        <source>Not read yet</source>
        <translation>Noch nicht gelesen</translation>
    </message>
    <message>
        <source>%1 selected from byte %2 on</source>
        <translation>%1 ab Byte %2 ausgewählt</translation>
    </message>
    <message>
        <source>Written, not yet read: byte %1 of the stream</source>
        <translation>Geschrieben, noch nicht gelesen: Byte %1 des Stroms</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Here the next byte is read</source>
        <translation>Hier wird das nächste Byte gelesen</translation>
    </message>
    <message>
        <source>Here the next byte is written</source>
        <translation>Hier wird das nächste Byte geschrieben</translation>
    </message>
    <message>
        <source>Here the ring begins anew after its last byte</source>
        <translation>Hier beginnt der Ring nach seinem letzten Byte von vorn</translation>
    </message>
    <message>
        <source>Being changed to %1</source>
        <translation>Wird geändert in %1</translation>
    </message>
    <message>
        <source>A rectangle of bytes selected from byte %1 on</source>
        <translation>Ein Rechteck von Bytes ist ab Byte %1 ausgewählt</translation>
    </message>
    <message>
        <source>Nothing was copied: %1 are selected, and at most %2 can be copied. Export them to a file.</source>
        <translation>Nichts kopiert: %1 sind ausgewählt, und höchstens %2 lassen sich kopieren. Exportieren Sie sie in eine Datei.</translation>
    </message>
    <message>
        <source>Copied %1 ms after what was on screen when the view was paused</source>
        <translation>%1 ms nach dem kopiert, was beim Anhalten der Ansicht zu sehen war</translation>
    </message>
    <message>
        <source>%1 · data offset %2</source>
        <translation>%1 · Daten-Offset %2</translation>
    </message>
    <message>
        <source>%1 · %2 bytes in %3 rows selected</source>
        <translation>%1 · %2 Bytes in %3 Zeilen ausgewählt</translation>
    </message>
    <message>
        <source>%1 · %2 bytes selected</source>
        <translation>%1 · %2 Bytes ausgewählt</translation>
    </message>
</context>
<context>
    <name>membridge::HistogramPlot</name>
    <message>
        <source>Histogram of message sizes</source>
        <translation>Histogramm der Nachrichtengrößen</translation>
    </message>
    <message>
        <source>Histogram of the times between messages</source>
        <translation>Histogramm der Zeiten zwischen Nachrichten</translation>
    </message>
    <message>
        <source>What the histogram shows</source>
        <translation>Was das Histogramm zeigt</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>p50</source>
        <comment>the median</comment>
        <translation>p50</translation>
    </message>
    <message>
        <source>p99</source>
        <comment>the 99th percentile</comment>
        <translation>p99</translation>
    </message>
    <message>
        <source>max</source>
        <translation>max</translation>
    </message>
    <message>
        <source>Messages came, but too fast to be looked at one by one</source>
        <translation>Nachrichten kamen, aber zu schnell, um sie einzeln anzusehen</translation>
    </message>
    <message>
        <source>No message came since attaching</source>
        <translation>Seit dem Verbinden kam keine Nachricht</translation>
    </message>
    <message>
        <source>No two messages came since attaching</source>
        <translation>Seit dem Verbinden kamen keine zwei Nachrichten</translation>
    </message>
    <message numerus="yes">
        <source>%Ln message(s)</source>
        <translation>
            <numerusform>%Ln Nachricht</numerusform>
            <numerusform>%Ln Nachrichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln interval(s)</source>
        <translation>
            <numerusform>%Ln Abstand</numerusform>
            <numerusform>%Ln Abstände</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, every one seen</source>
        <translation>%1, alle gesehen</translation>
    </message>
    <message>
        <source>%1, a sample: %2 of the bytes seen</source>
        <translation>%1, eine Stichprobe: %2 der Bytes gesehen</translation>
    </message>
    <message>
        <source>to within %1 (at most %2)</source>
        <translation>auf %1 genau (höchstens %2)</translation>
    </message>
    <message>
        <source>%1 are means of messages that came between two looks</source>
        <translation>%1 sind Mittel von Nachrichten, die zwischen zwei Blicken kamen</translation>
    </message>
    <message>
        <source>p50 %1 · p99 %2 · max %3</source>
        <translation>p50 %1 · p99 %2 · max %3</translation>
    </message>
    <message>
        <source>%1 … %2</source>
        <translation>%1 … %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln message(s), %2</source>
        <translation>
            <numerusform>%1: %Ln Nachricht, %2</numerusform>
            <numerusform>%1: %Ln Nachrichten, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln interval(s), %2</source>
        <translation>
            <numerusform>%1: %Ln Abstand, %2</numerusform>
            <numerusform>%1: %Ln Abstände, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Message size</source>
        <translation>Nachrichtengröße</translation>
    </message>
    <message>
        <source>Time between messages</source>
        <translation>Zeit zwischen Nachrichten</translation>
    </message>
    <message>
        <source>Time between messages, to within %1</source>
        <translation>Zeit zwischen Nachrichten, auf %1 genau</translation>
    </message>
    <message>
        <source>%1 (a sample: %2 of the bytes)</source>
        <extracomment>%1 is what an axis shows</extracomment>
        <translation>%1 (eine Stichprobe: %2 der Bytes)</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>Neu beginnen</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>Bild exportieren…</translation>
    </message>
    <message>
        <source>Export values…</source>
        <translation>Werte exportieren…</translation>
    </message>
</context>
<context>
    <name>membridge::HitModel</name>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Decimal</source>
        <translation>Dezimal</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>Zeichen</translation>
    </message>
</context>
<context>
    <name>membridge::HoldPanel</name>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Take the lock and hold it for that long</source>
        <translation>Die Sperre nehmen und so lange halten</translation>
    </message>
    <message>
        <source>Takes the real lock: the segment&apos;s programs wait for it meanwhile</source>
        <translation>Nimmt die echte Sperre: Die Programme des Segments warten währenddessen auf sie</translation>
    </message>
    <message>
        <source>Give the lock back now, or stop waiting for it</source>
        <translation>Die Sperre jetzt zurückgeben oder nicht länger auf sie warten</translation>
    </message>
    <message>
        <source>The lock that is held by hand</source>
        <translation>Die von Hand gehaltene Sperre</translation>
    </message>
    <message>
        <source>not holding</source>
        <translation>hält nicht</translation>
    </message>
    <message>
        <source>holding</source>
        <translation>hält</translation>
    </message>
    <message>
        <source>How long each hold was waited for, and lasted</source>
        <translation>Wie lange auf jede Sperre gewartet wurde und wie lange sie gehalten wurde</translation>
    </message>
    <message>
        <source>Time that is left</source>
        <translation>Verbleibende Zeit</translation>
    </message>
    <message>
        <source>While the lock is held, the segment&apos;s programs wait for it. It is given back at the end of the time, by Release, and when the tab or the program is closed.</source>
        <translation>Solange die Sperre gehalten wird, warten die Programme des Segments auf sie. Zurückgegeben wird sie am Ende der Zeit, durch „Freigeben“ und beim Schließen des Reiters oder des Programms.</translation>
    </message>
    <message>
        <source>Release</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Stop waiting</source>
        <translation>Nicht mehr warten</translation>
    </message>
    <message>
        <source> ms</source>
        <comment>behind a number</comment>
        <translation> ms</translation>
    </message>
    <message>
        <source>Which lock to hold</source>
        <translation>Welche Sperre gehalten wird</translation>
    </message>
    <message>
        <source>The write lock keeps everybody out, a read lock only writers</source>
        <translation>Die Schreibsperre hält alle fern, eine Lesesperre nur Schreiber</translation>
    </message>
    <message>
        <source>write lock</source>
        <translation>Schreibsperre</translation>
    </message>
    <message>
        <source>read lock</source>
        <translation>Lesesperre</translation>
    </message>
    <message>
        <source>How long to hold it</source>
        <translation>Wie lange sie gehalten wird</translation>
    </message>
    <message>
        <source>How long to wait for it at most</source>
        <translation>Wie lange höchstens auf sie gewartet wird</translation>
    </message>
    <message>
        <source>Lock:</source>
        <translation>Sperre:</translation>
    </message>
    <message>
        <source>For:</source>
        <translation>Für:</translation>
    </message>
    <message>
        <source>Wait at most:</source>
        <translation>Höchstens warten:</translation>
    </message>
    <message>
        <source>is given back in %1 s</source>
        <translation>wird in %1 s zurückgegeben</translation>
    </message>
    <message>
        <source>is waited for, %1 s more</source>
        <translation>wartet noch %1 s</translation>
    </message>
    <message>
        <source>holding the write lock</source>
        <translation>hält die Schreibsperre</translation>
    </message>
    <message>
        <source>holding a read lock</source>
        <translation>hält eine Lesesperre</translation>
    </message>
    <message>
        <source>waiting for the lock</source>
        <translation>wartet auf die Sperre</translation>
    </message>
    <message>
        <source>Write lock: stopped after waiting for %1; the lock word is %2.</source>
        <translation>Schreibsperre: nach %1 Warten beendet; das Sperrwort ist %2.</translation>
    </message>
    <message>
        <source>Read lock: stopped after waiting for %1; the lock word is %2.</source>
        <translation>Lesesperre: nach %1 Warten beendet; das Sperrwort ist %2.</translation>
    </message>
    <message>
        <source>Write lock: not to be had within %1; the lock word is %2.</source>
        <translation>Schreibsperre: in %1 nicht zu bekommen; das Sperrwort ist %2.</translation>
    </message>
    <message>
        <source>Read lock: not to be had within %1; the lock word is %2.</source>
        <translation>Lesesperre: in %1 nicht zu bekommen; das Sperrwort ist %2.</translation>
    </message>
    <message>
        <source>Write lock: waited %1, held %2.</source>
        <translation>Schreibsperre: %1 gewartet, %2 gehalten.</translation>
    </message>
    <message>
        <source>Read lock: waited %1, held %2.</source>
        <translation>Lesesperre: %1 gewartet, %2 gehalten.</translation>
    </message>
    <message>
        <source>Somebody reset the lock meanwhile; the word was left alone.</source>
        <translation>Jemand setzte die Sperre inzwischen zurück; das Wort blieb unangetastet.</translation>
    </message>
</context>
<context>
    <name>membridge::InspectorModel</name>
    <message>
        <source>8 bits</source>
        <translation>8 Bits</translation>
    </message>
    <message>
        <source>32 bits</source>
        <translation>32 Bits</translation>
    </message>
    <message>
        <source>A value is missing.</source>
        <translation>Ein Wert fehlt.</translation>
    </message>
    <message>
        <source>Expected true or false.</source>
        <translation>Hier fehlt true oder false.</translation>
    </message>
    <message>
        <source>Expected a whole number, decimal or 0x….</source>
        <translation>Hier fehlt eine ganze Zahl, dezimal oder 0x….</translation>
    </message>
    <message>
        <source>The value does not fit.</source>
        <translation>Der Wert passt nicht.</translation>
    </message>
    <message>
        <source>Expected a number.</source>
        <translation>Hier fehlt eine Zahl.</translation>
    </message>
    <message>
        <source>Expected one character or U+….</source>
        <translation>Hier fehlt ein Zeichen oder U+….</translation>
    </message>
    <message>
        <source>Unknown escape sequence.</source>
        <translation>Unbekannte Escape-Folge.</translation>
    </message>
    <message>
        <source>Expected a time like 2026-11-23T14:40:41Z.</source>
        <translation>Hier fehlt eine Zeit wie 2026-11-23T14:40:41Z.</translation>
    </message>
    <message>
        <source>Expected binary digits.</source>
        <translation>Hier fehlen Binärziffern.</translation>
    </message>
    <message>
        <source>The segment ends before this value does.</source>
        <translation>Das Segment endet vor diesem Wert.</translation>
    </message>
    <message>
        <source>The byte is neither 0 nor 1.</source>
        <translation>Das Byte ist weder 0 noch 1.</translation>
    </message>
    <message>
        <source>The bytes are no valid UTF-8.</source>
        <translation>Die Bytes sind kein gültiges UTF-8.</translation>
    </message>
    <message>
        <source>Half of a surrogate pair.</source>
        <translation>Die Hälfte eines Surrogatpaars.</translation>
    </message>
    <message>
        <source>The string&apos;s length runs past the end of the segment.</source>
        <translation>Die Länge der Zeichenkette reicht über das Ende des Segments hinaus.</translation>
    </message>
    <message>
        <source>Not a time from the year 1 to 9999.</source>
        <translation>Keine Zeit in den Jahren 1 bis 9999.</translation>
    </message>
    <message>
        <source>Not from 1980 to 2099: hardly a time.</source>
        <translation>Nicht von 1980 bis 2099: kaum eine Zeit.</translation>
    </message>
    <message>
        <source>The value runs past the bytes that are shown here.</source>
        <translation>Der Wert reicht über die Bytes hinaus, die hier gezeigt werden.</translation>
    </message>
    <message>
        <source>Enter jumps to %1</source>
        <translation>Eingabe springt zu %1</translation>
    </message>
    <message>
        <source>Read as</source>
        <translation>Gelesen als</translation>
    </message>
    <message>
        <source>Little endian</source>
        <translation>Little Endian</translation>
    </message>
    <message>
        <source>Big endian</source>
        <translation>Big Endian</translation>
    </message>
    <message>
        <source>time, s</source>
        <translation>Zeit, s</translation>
    </message>
    <message>
        <source>time, ms</source>
        <translation>Zeit, ms</translation>
    </message>
    <message>
        <source>time, µs</source>
        <translation>Zeit, µs</translation>
    </message>
    <message>
        <source>time, ns</source>
        <translation>Zeit, ns</translation>
    </message>
    <message>
        <source>Unsigned, 64 bits, in hexadecimal</source>
        <translation>Ohne Vorzeichen, 64 Bit, hexadezimal</translation>
    </message>
    <message>
        <source>Floating point, 16 bits</source>
        <translation>Gleitkomma, 16 Bit</translation>
    </message>
    <message>
        <source>One character, UTF-8</source>
        <translation>Ein Zeichen, UTF-8</translation>
    </message>
    <message>
        <source>One character, UTF-16</source>
        <translation>Ein Zeichen, UTF-16</translation>
    </message>
    <message>
        <source>Seconds since 1970, 64 bits</source>
        <translation>Sekunden seit 1970, 64 Bit</translation>
    </message>
    <message>
        <source>Milliseconds since 1970, 64 bits</source>
        <translation>Millisekunden seit 1970, 64 Bit</translation>
    </message>
    <message>
        <source>Microseconds since 1970, 64 bits</source>
        <translation>Mikrosekunden seit 1970, 64 Bit</translation>
    </message>
    <message>
        <source>Nanoseconds since 1970, 64 bits</source>
        <translation>Nanosekunden seit 1970, 64 Bit</translation>
    </message>
    <message>
        <source>big endian</source>
        <translation>Big Endian</translation>
    </message>
    <message>
        <source>%1, big endian</source>
        <translation>%1, Big Endian</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
</context>
<context>
    <name>membridge::LockLanes</name>
    <message>
        <source>Lock over time</source>
        <translation>Sperre im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Writer</source>
        <translation>Schreiber</translation>
    </message>
    <message>
        <source>Readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>Invalid</source>
        <translation>Ungültig</translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>Noch keine Messwerte</translation>
    </message>
    <message>
        <source>%1 · in view: writer %2 of the samples, readers at most %3, %4 on average</source>
        <translation>%1 · im Bild: Schreiber in %2 der Stichproben, höchstens %3 Leser, im Mittel %4</translation>
    </message>
    <message>
        <source>View paused, recording goes on · %1</source>
        <translation>Ansicht angehalten, Aufzeichnung läuft weiter · %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>writer: held</source>
        <translation>Schreiber: hält</translation>
    </message>
    <message>
        <source>writer: not held</source>
        <translation>Schreiber: hält nicht</translation>
    </message>
    <message>
        <source>writer: held in %1 of %2 samples</source>
        <translation>Schreiber: hält in %1 von %2 Stichproben</translation>
    </message>
    <message>
        <source>readers: %1</source>
        <translation>Leser: %1</translation>
    </message>
    <message>
        <source>readers: %1 (%2 … %3)</source>
        <translation>Leser: %1 (%2 … %3)</translation>
    </message>
    <message>
        <source>no valid state</source>
        <translation>kein gültiger Zustand</translation>
    </message>
    <message>
        <source>Δt %1 s</source>
        <translation>Δt %1 s</translation>
    </message>
    <message numerus="yes">
        <source>writer: %1 of %Ln sample(s)</source>
        <translation>
            <numerusform>Schreiber: %1 von %Ln Stichprobe</numerusform>
            <numerusform>Schreiber: %1 von %Ln Stichproben</numerusform>
        </translation>
    </message>
    <message>
        <source>between two samples</source>
        <translation>zwischen zwei Stichproben</translation>
    </message>
    <message>
        <source>contended (inferred)</source>
        <translation>umkämpft (erschlossen)</translation>
    </message>
    <message>
        <source>Solid: seen in samples. Pale: between two samples that differ, so when it changed is not known. Hatched: contended, as inferred: holders joined or followed each other without a sample that shows the lock free.</source>
        <translation>Kräftig: in Stichproben gesehen. Blass: zwischen zwei verschiedenen Stichproben; wann der Wechsel kam, ist nicht bekannt. Schraffiert: umkämpft, wie erschlossen: Halter kamen hinzu oder folgten einander, ohne dass eine Stichprobe die Sperre frei zeigt.</translation>
    </message>
    <message>
        <source>, contended (inferred) %1</source>
        <translation>, umkämpft (erschlossen) %1</translation>
    </message>
    <message>
        <source>Δ not held → held</source>
        <translation>Δ nicht gehalten → gehalten</translation>
    </message>
    <message>
        <source>Δ held → not held</source>
        <translation>Δ gehalten → nicht gehalten</translation>
    </message>
</context>
<context>
    <name>membridge::LockLoadPanel</name>
    <message>
        <source>p50 %1, p99 %2, p99.9 %3, max %4</source>
        <translation>p50 %1, p99 %2, p99,9 %3, max %4</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Start readers and writers</source>
        <translation>Leser und Schreiber starten</translation>
    </message>
    <message>
        <source>Takes the lock again and again; writers overwrite the first bytes of the data</source>
        <translation>Nimmt die Sperre immer wieder; Schreiber überschreiben die ersten Bytes der Daten</translation>
    </message>
    <message>
        <source>Stop readers and writers</source>
        <translation>Leser und Schreiber anhalten</translation>
    </message>
    <message>
        <source>Readers and writers</source>
        <translation>Leser und Schreiber</translation>
    </message>
    <message>
        <source>How long they waited for and held the lock, and what was torn</source>
        <translation>Wie lange sie auf die Sperre warteten und sie hielten, und was zerrissen war</translation>
    </message>
    <message>
        <source>Writers overwrite the first bytes of the data, and readers check that no read is torn.</source>
        <translation>Schreiber überschreiben die ersten Bytes der Daten, und Leser prüfen, dass kein Lesen zerrissen ist.</translation>
    </message>
    <message>
        <source> B</source>
        <comment>behind a number</comment>
        <translation> B</translation>
    </message>
    <message>
        <source>%1: a time (5ms), evenly spread (100us:2ms) or exponentially about a mean (exp:1ms)</source>
        <translation>%1: eine Zeit (5ms), gleichmäßig verteilt (100us:2ms) oder exponentiell um einen Mittelwert (exp:1ms)</translation>
    </message>
    <message>
        <source>Readers:</source>
        <translation>Leser:</translation>
    </message>
    <message>
        <source>Threads that read</source>
        <translation>Threads, die lesen</translation>
    </message>
    <message>
        <source>Writers:</source>
        <translation>Schreiber:</translation>
    </message>
    <message>
        <source>Threads that write</source>
        <translation>Threads, die schreiben</translation>
    </message>
    <message>
        <source>Bytes:</source>
        <translation>Bytes:</translation>
    </message>
    <message>
        <source>Bytes that writers overwrite, from the start of the data</source>
        <translation>Bytes, die Schreiber überschreiben, vom Anfang der Daten an</translation>
    </message>
    <message>
        <source>Read hold:</source>
        <translation>Lesen hält:</translation>
    </message>
    <message>
        <source>How long a reader holds the lock</source>
        <translation>Wie lange ein Leser die Sperre hält</translation>
    </message>
    <message>
        <source>Write hold:</source>
        <translation>Schreiben hält:</translation>
    </message>
    <message>
        <source>How long a writer holds the lock</source>
        <translation>Wie lange ein Schreiber die Sperre hält</translation>
    </message>
    <message>
        <source>Pause:</source>
        <translation>Pause:</translation>
    </message>
    <message>
        <source>How long each waits before it asks again</source>
        <translation>Wie lange jeder wartet, bevor er wieder fragt</translation>
    </message>
    <message>
        <source>%1 reads, %2 writes, %3 attempts in vain, %4 torn reads</source>
        <translation>%1-mal gelesen, %2-mal geschrieben, %3 vergebliche Versuche, %4-mal zerrissen gelesen</translation>
    </message>
    <message>
        <source>%1 times the lock was no longer ours when it was given back: somebody reset it.</source>
        <translation>%1-mal gehörte die Sperre bei der Rückgabe nicht mehr uns: Jemand hat sie zurückgesetzt.</translation>
    </message>
    <message>
        <source>%1 waited: %2</source>
        <translation>%1 warteten: %2</translation>
    </message>
    <message>
        <source>%1 held: %2</source>
        <translation>%1 hielten: %2</translation>
    </message>
    <message>
        <source>readers</source>
        <translation>Leser</translation>
    </message>
    <message>
        <source>writers</source>
        <translation>Schreiber</translation>
    </message>
    <message>
        <source>first torn read: sequence %1, bytes%2</source>
        <translation>zuerst zerrissen: Folge %1, Bytes%2</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
</context>
<context>
    <name>membridge::LockPanel</name>
    <message>
        <source>Lock now</source>
        <translation>Sperre jetzt</translation>
    </message>
    <message>
        <source>How long the lock word has been as it is</source>
        <translation>Wie lange das Sperrwort schon so ist</translation>
    </message>
    <message>
        <source>Lock over time, and burst scope</source>
        <translation>Sperre im Lauf der Zeit und Nahaufnahme</translation>
    </message>
    <message>
        <source>Lock over time</source>
        <translation>Sperre im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Burst scope</source>
        <translation>Nahaufnahme</translation>
    </message>
    <message>
        <source>changing</source>
        <translation>ändert sich</translation>
    </message>
    <message>
        <source>unchanged for %1, all the time it was watched</source>
        <translation>seit %1 unverändert, die ganze Beobachtung lang</translation>
    </message>
    <message>
        <source>unchanged for %1</source>
        <translation>seit %1 unverändert</translation>
    </message>
</context>
<context>
    <name>membridge::MainWindow</name>
    <message>
        <source>Membridge Scope</source>
        <translation>Membridge Scope</translation>
    </message>
    <message>
        <source>Attached segments</source>
        <translation>Verbundene Segmente</translation>
    </message>
    <message>
        <source>&amp;Attach…</source>
        <translation>&amp;Verbinden…</translation>
    </message>
    <message>
        <source>Start the &amp;demo</source>
        <translation>&amp;Demo starten</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Pause the view</source>
        <translation>Ansicht &amp;anhalten</translation>
    </message>
    <message>
        <source>Freeze what is shown (Space). Looking and recording go on.</source>
        <translation>Die Anzeige einfrieren (Leertaste). Beobachtung und Aufzeichnung laufen weiter.</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Segment</source>
        <translation>&amp;Segment</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Membridge Scope</source>
        <translation>&amp;Über Membridge Scope</translation>
    </message>
    <message>
        <source>Main</source>
        <translation>Hauptleiste</translation>
    </message>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Producer / consumer</source>
        <translation>Erzeuger / Verbraucher</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>view paused, recording goes on</source>
        <translation>Ansicht angehalten, Aufzeichnung läuft weiter</translation>
    </message>
    <message>
        <source>participating</source>
        <translation>teilnehmend</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesend</translation>
    </message>
    <message>
        <source>Findings (%1)</source>
        <translation>Befunde (%1)</translation>
    </message>
    <message>
        <source>%1 – Membridge Scope</source>
        <translation>%1 – Membridge Scope</translation>
    </message>
    <message>
        <source>&amp;Resume the view</source>
        <translation>Ansicht &amp;fortsetzen</translation>
    </message>
    <message>
        <source>About Membridge Scope</source>
        <translation>Über Membridge Scope</translation>
    </message>
    <message>
        <source>Membridge Scope %1

An oscilloscope for shared-memory IPC: it shows what is in a membridge segment and what is wrong with it, and plays either side.

GPL-3.0-or-later; the core library is MIT. Plots by QCustomPlot.</source>
        <translation>Membridge Scope %1

Ein Oszilloskop für Shared-Memory-IPC: Es zeigt, was in einem membridge-Segment steht und was daran nicht stimmt, und spielt jede der beiden Seiten.

GPL-3.0-or-later; die Kernbibliothek steht unter MIT. Diagramme mit QCustomPlot.</translation>
    </message>
    <message>
        <source>Map the segment for writing. Until then Membridge Scope changes nothing in it.</source>
        <translation>Das Segment zum Schreiben einblenden. Bis dahin ändert Membridge Scope nichts daran.</translation>
    </message>
    <message>
        <source>Attach to a segment to write, push and pop by hand.</source>
        <translation>Mit einem Segment verbinden, um von Hand zu schreiben, einzureihen (push) und zu entnehmen (pop).</translation>
    </message>
    <message>
        <source>%1 samples/s</source>
        <translation>%1 Abtastungen/s</translation>
    </message>
    <message>
        <source>De&amp;tach</source>
        <translation>&amp;Trennen</translation>
    </message>
    <message>
        <source>Par&amp;ticipate</source>
        <translation>Tei&amp;lnehmen</translation>
    </message>
    <message>
        <source>&amp;Next segment</source>
        <translation>&amp;Nächstes Segment</translation>
    </message>
    <message>
        <source>Pre&amp;vious segment</source>
        <translation>&amp;Voriges Segment</translation>
    </message>
    <message>
        <source>Looks that were due and could not be taken: %1</source>
        <translation>Stichproben, die fällig waren und ausfielen: %1</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>&amp;Gehe zu…</translation>
    </message>
    <message>
        <source>Sample &amp;rate</source>
        <translation>Abtast&amp;rate</translation>
    </message>
    <message>
        <source>%1 Hz</source>
        <translation>%1 Hz</translation>
    </message>
    <message>
        <source>Processes</source>
        <translation>Prozesse</translation>
    </message>
    <message>
        <source>Producer / consumer, findings and processes</source>
        <translation>Erzeuger / Verbraucher, Befunde und Prozesse</translation>
    </message>
    <message>
        <source>Data inspector</source>
        <translation>Dateninspektor</translation>
    </message>
    <message>
        <source>Processes that have the segment</source>
        <translation>Prozesse, die das Segment haben</translation>
    </message>
    <message>
        <source>Processes (%1)</source>
        <translation>Prozesse (%1)</translation>
    </message>
    <message>
        <source>Looking who has this segment…</source>
        <translation>Es wird nachgesehen, wer dieses Segment hat…</translation>
    </message>
    <message>
        <source>Not every process could be looked into: there may be more.</source>
        <translation>Nicht in jeden Prozess war Einblick möglich: Es kann weitere geben.</translation>
    </message>
    <message>
        <source>No other process has this segment.</source>
        <translation>Kein anderer Prozess hat dieses Segment.</translation>
    </message>
    <message>
        <source>%1: %2 (%3)</source>
        <translation>%1: %2 (%3)</translation>
    </message>
    <message>
        <source>&amp;Link time axes</source>
        <translation>Zeitachsen &amp;verbinden</translation>
    </message>
    <message>
        <source>The plots of all tabs show the same stretch of time.</source>
        <translation>Die Diagramme aller Reiter zeigen dieselbe Zeitspanne.</translation>
    </message>
    <message>
        <source>&amp;Clear markers</source>
        <translation>Markierungen &amp;löschen</translation>
    </message>
    <message>
        <source>&amp;Edit bytes</source>
        <translation>Bytes ä&amp;ndern</translation>
    </message>
    <message>
        <source>Type into the bytes while participating: each edit is written under the write lock.</source>
        <translation>Beim Mitwirken in die Bytes tippen: Jede Änderung wird unter der Schreibsperre geschrieben.</translation>
    </message>
    <message>
        <source>Edit &amp;without taking the lock</source>
        <translation>Ändern, &amp;ohne die Sperre zu nehmen</translation>
    </message>
    <message>
        <source>&amp;Undo edit</source>
        <translation>Änderung &amp;zurücknehmen</translation>
    </message>
    <message>
        <source>Re&amp;do edit</source>
        <translation>Änderung &amp;wiederholen</translation>
    </message>
    <message>
        <source>Producer, consumer, findings, processes and triggers</source>
        <translation>Erzeuger, Verbraucher, Befunde, Prozesse und Auslöser</translation>
    </message>
    <message>
        <source>Attach to a segment to watch for conditions.</source>
        <translation>An ein Segment anbinden, um auf Bedingungen zu achten.</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Bytes and fields</source>
        <translation>&amp;Bytes und Felder</translation>
    </message>
    <message>
        <source>Add &amp;bookmark</source>
        <translation>&amp;Lesezeichen setzen</translation>
    </message>
    <message>
        <source>&amp;Next bookmark</source>
        <translation>&amp;Nächstes Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Previous bookmark</source>
        <translation>&amp;Voriges Lesezeichen</translation>
    </message>
    <message>
        <source>&amp;Open layout…</source>
        <translation>Layout ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>&amp;Save layout…</source>
        <translation>Layout &amp;speichern …</translation>
    </message>
    <message>
        <source>&amp;Guess schema…</source>
        <translation>Schema &amp;raten …</translation>
    </message>
    <message>
        <source>Export &amp;fields…</source>
        <translation>&amp;Felder exportieren …</translation>
    </message>
    <message>
        <source>&amp;Export bytes…</source>
        <translation>&amp;Bytes exportieren …</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Find ne&amp;xt</source>
        <translation>&amp;Weitersuchen</translation>
    </message>
    <message>
        <source>Find pre&amp;vious</source>
        <translation>&amp;Rückwärts suchen</translation>
    </message>
    <message>
        <source>P&amp;in now</source>
        <translation>Jetzt &amp;festhalten</translation>
    </message>
    <message>
        <source>Next &amp;difference</source>
        <translation>Nächster &amp;Unterschied</translation>
    </message>
    <message>
        <source>Previous di&amp;fference</source>
        <translation>Voriger Un&amp;terschied</translation>
    </message>
    <message>
        <source>&amp;Capture frames…</source>
        <translation>Frames &amp;aufzeichnen …</translation>
    </message>
    <message>
        <source>&amp;Memory for frames seen</source>
        <translation>&amp;Speicher für gesehene Frames</translation>
    </message>
    <message>
        <source>Attach to a segment to send and consume messages at a rate, or to keep its lock busy.</source>
        <translation>Öffnen Sie ein Segment, um Nachrichten mit einer Rate zu senden und zu verbrauchen oder seine Sperre zu beschäftigen.</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Attach to a ring to capture its frames.</source>
        <translation>Öffnen Sie einen Ring, um seine Frames aufzuzeichnen.</translation>
    </message>
    <message>
        <source>Capture / replay</source>
        <translation>Aufzeichnung / Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;Dashboard</source>
        <translation>Ü&amp;bersicht</translation>
    </message>
    <message>
        <source>All attached segments at a glance.</source>
        <translation>Alle verbundenen Segmente auf einen Blick.</translation>
    </message>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Sce&amp;narios…</source>
        <translation>Sze&amp;narien…</translation>
    </message>
    <message>
        <source>Compare t&amp;wo segments</source>
        <translation>Z&amp;wei Segmente vergleichen</translation>
    </message>
    <message>
        <source>The plots of two segments on one time axis.</source>
        <translation>Die Diagramme zweier Segmente auf einer Zeitachse.</translation>
    </message>
    <message>
        <source>Colour &amp;rules of frames…</source>
        <translation>&amp;Farbregeln für Frames …</translation>
    </message>
    <message>
        <source>What marks frames seen with a colour, in all rings.</source>
        <translation>Was gesehene Frames farbig markiert, in allen Ringen.</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Erneut nachsehen</translation>
    </message>
    <message>
        <source>Look now who has the segment</source>
        <translation>Jetzt nachsehen, wer das Segment hat</translation>
    </message>
    <message>
        <source>A bookmark is one range: this one has also the bytes beside the selected rectangle.</source>
        <translation>Ein Lesezeichen ist ein Bereich: Dieses hat auch die Bytes neben dem ausgewählten Rechteck.</translation>
    </message>
    <message>
        <source>&amp;Legend of the bytes…</source>
        <translation>L&amp;egende der Bytes …</translation>
    </message>
    <message>
        <source>Dashboard</source>
        <translation>Übersicht</translation>
    </message>
</context>
<context>
    <name>membridge::MessageBanner</name>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Dismiss the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Message: %1</source>
        <comment>severity</comment>
        <translation>Meldung: %1</translation>
    </message>
</context>
<context>
    <name>membridge::OffsetEdit</name>
    <message>
        <source>not an offset: type a number, or 0x and hexadecimal digits</source>
        <translation>kein Offset: Zahl eingeben, oder 0x und hexadezimale Ziffern</translation>
    </message>
</context>
<context>
    <name>membridge::OperationLogModel</name>
    <message>
        <source>failed: %1</source>
        <translation>fehlgeschlagen: %1</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Länge</translation>
    </message>
    <message>
        <source>Values or result</source>
        <translation>Werte oder Ergebnis</translation>
    </message>
</context>
<context>
    <name>membridge::OperationLogPanel</name>
    <message>
        <source>What became of each operation</source>
        <translation>Ergebnisse der Operationen</translation>
    </message>
    <message>
        <source>&amp;Copy rows</source>
        <translation>Zeilen &amp;kopieren</translation>
    </message>
    <message>
        <source>C&amp;lear the log</source>
        <translation>Protokoll &amp;leeren</translation>
    </message>
    <message>
        <source>The newest %1 are kept; older ones dropped: %2.</source>
        <translation>Die neuesten %1 werden behalten; ältere, verworfen: %2.</translation>
    </message>
</context>
<context>
    <name>membridge::ParticipatePanel</name>
    <message>
        <source>Taking part: the segment is mapped for writing.</source>
        <translation>Teilnahme begonnen: Das Segment ist zum Schreiben eingeblendet.</translation>
    </message>
    <message>
        <source>No longer taking part.</source>
        <translation>Teilnahme beendet.</translation>
    </message>
    <message>
        <source>Take part in the segment&apos;s traffic</source>
        <translation>Am Datenverkehr des Segments teilnehmen</translation>
    </message>
    <message>
        <source>Not done: %1</source>
        <translation>Nicht ausgeführt: %1</translation>
    </message>
    <message>
        <source>Read-only: Membridge Scope changes neither the segment nor its lock nor its indices. Take part to write, push and pop as one of its programs would.</source>
        <translation>Nur lesend: Membridge Scope ändert weder das Segment noch seine Sperre noch seine Indizes. Nehmen Sie teil, um zu schreiben, einzureihen (push) und zu entnehmen (pop) wie eines seiner Programme.</translation>
    </message>
    <message>
        <source>Participate</source>
        <translation>Teilnehmen</translation>
    </message>
    <message>
        <source>Still waiting for the operation before this one. Nothing was done.</source>
        <translation>Wartet noch auf die vorige Operation. Nichts wurde getan.</translation>
    </message>
    <message>
        <source>Read-only: this segment&apos;s name was removed or belongs to another namespace, and only by a name on this machine a segment can be opened for writing.</source>
        <translation>Nur lesend: Der Name dieses Segments wurde entfernt oder gehört zu einem anderen Namensraum, und nur über einen Namen auf diesem Rechner lässt sich ein Segment zum Schreiben öffnen.</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Stop waiting for the lock, or taking further frames</source>
        <translation>Nicht länger auf die Sperre warten oder weitere Frames nehmen</translation>
    </message>
    <message>
        <source>Stop waiting for the lock, or taking further frames (Esc)</source>
        <translation>Nicht länger auf die Sperre warten oder weitere Frames nehmen (Esc)</translation>
    </message>
</context>
<context>
    <name>membridge::PlotComparison</name>
    <message>
        <source>First segment</source>
        <translation>Erstes Segment</translation>
    </message>
    <message>
        <source>Second segment</source>
        <translation>Zweites Segment</translation>
    </message>
    <message>
        <source>Co&amp;mpare:</source>
        <translation>&amp;Vergleichen:</translation>
    </message>
    <message>
        <source>&amp;with</source>
        <translation>&amp;mit</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Den Vergleich schließen</translation>
    </message>
    <message>
        <source>Attach to a second segment: then both can be seen on one time axis.</source>
        <translation>Öffnen Sie ein zweites Segment: Dann sind beide auf einer Zeitachse zu sehen.</translation>
    </message>
</context>
<context>
    <name>membridge::ProcessModel</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>schläft</translation>
    </message>
    <message>
        <source>waiting for the disk</source>
        <translation>wartet auf die Platte</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>stopped by a debugger</source>
        <translation>von einem Debugger angehalten</translation>
    </message>
    <message>
        <source>zombie</source>
        <translation>Zombie</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>mapped, read and write</source>
        <translation>eingeblendet, lesen und schreiben</translation>
    </message>
    <message>
        <source>mapped, read only</source>
        <translation>eingeblendet, nur lesen</translation>
    </message>
    <message>
        <source>open, read and write</source>
        <translation>geöffnet, lesen und schreiben</translation>
    </message>
    <message>
        <source>open, read only</source>
        <translation>geöffnet, nur lesen</translation>
    </message>
    <message>
        <source>gone, or let go of it</source>
        <translation>weg, oder hat es losgelassen</translation>
    </message>
    <message>
        <source>PID</source>
        <translation>PID</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>%1 (in a container)</source>
        <translation>%1 (in einem Container)</translation>
    </message>
    <message>
        <source>%1 (in another PID namespace)</source>
        <translation>%1 (in einem anderen PID-Namensraum)</translation>
    </message>
    <message>
        <source>%1 (in another mount namespace)</source>
        <translation>%1 (in einem anderen Mount-Namensraum)</translation>
    </message>
    <message>
        <source>Running since</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Command line</source>
        <translation>Befehlszeile</translation>
    </message>
</context>
<context>
    <name>membridge::ProcessSegments</name>
    <message>
        <source>Number of a process whose segments to list</source>
        <translation>Nummer eines Prozesses, dessen Segmente aufgelistet werden</translation>
    </message>
    <message>
        <source>number of a process, to list what it has</source>
        <translation>Nummer eines Prozesses, um aufzulisten, was er hat</translation>
    </message>
    <message>
        <source>Segments of that process</source>
        <translation>Segmente dieses Prozesses</translation>
    </message>
    <message>
        <source>reads and writes</source>
        <translation>liest und schreibt</translation>
    </message>
    <message>
        <source>reads</source>
        <translation>liest</translation>
    </message>
    <message>
        <source>its name is gone</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>This process has no segment.</source>
        <translation>Dieser Prozess hat kein Segment.</translation>
    </message>
    <message>
        <source>There is no such process.</source>
        <translation>Es gibt keinen solchen Prozess.</translation>
    </message>
    <message>
        <source>This user may not look into all of this process.</source>
        <translation>Dieser Benutzer darf nicht alles an diesem Prozess ansehen.</translation>
    </message>
    <message>
        <source>This system does not tell what a process has.</source>
        <translation>Dieses System sagt nicht, was ein Prozess hat.</translation>
    </message>
    <message>
        <source>There is not enough memory.</source>
        <translation>Es ist nicht genug Speicher da.</translation>
    </message>
</context>
<context>
    <name>membridge::RecoverCard</name>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>zombie</source>
        <translation>Zombie</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>sleeping</source>
        <translation>schläft</translation>
    </message>
    <message>
        <source>Lock that nobody gives back</source>
        <translation>Sperre, die niemand zurückgibt</translation>
    </message>
    <message>
        <source>I know that its holder is gone: if it lives after all, two programs get in at once</source>
        <translation>Ich weiß, dass ihr Halter fort ist: Lebt er doch, kommen zwei Programme zugleich hinein</translation>
    </message>
    <message>
        <source>Recover the lock</source>
        <translation>Die Sperre wiederherstellen</translation>
    </message>
    <message>
        <source>&amp;Hide</source>
        <translation>&amp;Ausblenden</translation>
    </message>
    <message>
        <source>Hide this card</source>
        <translation>Diese Karte ausblenden</translation>
    </message>
    <message>
        <source>The lock is no longer stuck.</source>
        <translation>Die Sperre hängt nicht mehr.</translation>
    </message>
    <message>
        <source>&amp;Recover: set the lock word from %1 to 0, if it still is %1</source>
        <translation>&amp;Wiederherstellen: das Sperrwort von %1 auf 0 setzen, falls es noch %1 ist</translation>
    </message>
    <message>
        <source>Looking who has this segment…</source>
        <translation>Es wird nachgesehen, wer dieses Segment hat…</translation>
    </message>
    <message>
        <source>%1 (process %2, %3)</source>
        <translation>%1 (Prozess %2, %3)</translation>
    </message>
    <message>
        <source>No other process has this segment.</source>
        <translation>Kein anderer Prozess hat dieses Segment.</translation>
    </message>
    <message>
        <source>It is mapped or held by: %1.</source>
        <translation>Es ist abgebildet oder offen bei: %1.</translation>
    </message>
    <message>
        <source>Not every process could be looked into: there may be more.</source>
        <translation>Nicht in jeden Prozess war Einblick möglich: Es kann weitere geben.</translation>
    </message>
    <message>
        <source>%1: set the lock word from %2 to 0.</source>
        <translation>%1: Sperrwort von %2 auf 0 gesetzt.</translation>
    </message>
    <message>
        <source>%1: changed nothing: the lock word was %2, not %3.</source>
        <translation>%1: nichts geändert: Das Sperrwort war %2, nicht %3.</translation>
    </message>
    <message>
        <source>What is known about the lock</source>
        <translation>Was über die Sperre bekannt ist</translation>
    </message>
</context>
<context>
    <name>membridge::RegionHandPanel</name>
    <message>
        <source>Values:</source>
        <translation>Werte:</translation>
    </message>
    <message>
        <source>Values to write; arrow up for those before</source>
        <translation>Zu schreibende Werte; Pfeil hoch für frühere</translation>
    </message>
    <message>
        <source>for example: &quot;Hello from A!&quot; 42 3.14 true [a b c]</source>
        <translation>zum Beispiel: &quot;Hello from A!&quot; 42 3.14 true [a b c]</translation>
    </message>
    <message>
        <source>Data offset to write at; empty: at the cursor</source>
        <translation>Datenoffset, ab dem geschrieben wird; leer: am Cursor</translation>
    </message>
    <message>
        <source>at cursor</source>
        <translation>am Cursor</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>Sch&amp;reiben</translation>
    </message>
    <message>
        <source>Write the values under the write lock</source>
        <translation>Die Werte unter der Schreibsperre schreiben</translation>
    </message>
    <message>
        <source>Schema:</source>
        <translation>Schema:</translation>
    </message>
    <message>
        <source>Schema to read with</source>
        <translation>Schema für das Lesen</translation>
    </message>
    <message>
        <source>for example: str int float bool 3*str</source>
        <translation>zum Beispiel: str int float bool 3*str</translation>
    </message>
    <message>
        <source>Data offset to read from; empty: at the cursor</source>
        <translation>Datenoffset, ab dem gelesen wird; leer: am Cursor</translation>
    </message>
    <message>
        <source>&amp;Read</source>
        <translation>&amp;Lesen</translation>
    </message>
    <message>
        <source>Read by the schema under the read lock</source>
        <translation>Nach dem Schema unter der Lesesperre lesen</translation>
    </message>
    <message>
        <source>Data offset to move the cursor to</source>
        <translation>Datenoffset, an den der Cursor springt</translation>
    </message>
    <message>
        <source>S&amp;eek</source>
        <translation>Sprin&amp;gen</translation>
    </message>
    <message>
        <source>Move our own cursor; nothing is written</source>
        <translation>Den eigenen Cursor bewegen; geschrieben wird nichts</translation>
    </message>
    <message>
        <source>&amp;Zero…</source>
        <translation>N&amp;ullsetzen…</translation>
    </message>
    <message>
        <source>Set the whole data area to zero</source>
        <translation>Den ganzen Datenbereich auf null setzen</translation>
    </message>
    <message>
        <source>cursor %1</source>
        <translation>Cursor %1</translation>
    </message>
    <message>
        <source>type a schema first</source>
        <translation>zuerst ein Schema eingeben</translation>
    </message>
    <message>
        <source>Zero the data area</source>
        <translation>Datenbereich auf null setzen</translation>
    </message>
    <message>
        <source>Set every data byte of %1 to zero, under the write lock? This can&apos;t be undone.</source>
        <translation>Jedes Datenbyte von %1 unter der Schreibsperre auf null setzen? Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Zero it</source>
        <translation>Nullsetzen</translation>
    </message>
</context>
<context>
    <name>membridge::RegionPanel</name>
    <message>
        <source>Schema of the region</source>
        <translation>Schema der Region</translation>
    </message>
    <message>
        <source>for example: str int float bool 3*str</source>
        <translation>zum Beispiel: str int float bool 3*str</translation>
    </message>
    <message>
        <source>Data offset where the schema starts</source>
        <translation>Datenoffset, an dem das Schema beginnt</translation>
    </message>
    <message>
        <source>Decoded fields</source>
        <translation>Decodierte Felder</translation>
    </message>
    <message>
        <source>The format stores no types. Type a schema to read the data as fields.</source>
        <translation>Das Format speichert keine Typen. Geben Sie ein Schema ein, um die Daten als Felder zu lesen.</translation>
    </message>
    <message>
        <source>Read without the lock while a writer was at work: values may be torn.</source>
        <translation>Ohne Sperre gelesen, während ein Schreiber am Werk war: Werte können zerrissen sein, teils alt, teils neu.</translation>
    </message>
    <message>
        <source>Read without the lock: values may be torn unseen. A schema is a guess; the format stores no types.</source>
        <translation>Ohne Sperre gelesen: Werte können unbemerkt zerrissen sein, teils alt, teils neu. Ein Schema ist eine Vermutung; das Format speichert keine Typen.</translation>
    </message>
    <message>
        <source>Schema:</source>
        <translation>Schema:</translation>
    </message>
    <message>
        <source>from</source>
        <translation>ab</translation>
    </message>
    <message>
        <source>Our own cursor: data offset %1</source>
        <translation>Eigener Cursor: Datenoffset %1</translation>
    </message>
</context>
<context>
    <name>membridge::RingHandPanel</name>
    <message>
        <source>Values:</source>
        <translation>Werte:</translation>
    </message>
    <message>
        <source>Values of one frame to push; arrow up for those before</source>
        <translation>Werte eines einzureihenden Frames; Pfeil hoch für frühere</translation>
    </message>
    <message>
        <source>one frame, for example: Hello 0.92 true</source>
        <translation>ein Frame, zum Beispiel: Hello 0.92 true</translation>
    </message>
    <message>
        <source>P&amp;ush</source>
        <translation>E&amp;inreihen</translation>
    </message>
    <message>
        <source>Push the values as one frame</source>
        <translation>Die Werte als einen Frame einreihen (push)</translation>
    </message>
    <message>
        <source>Push &amp;again</source>
        <translation>Noch&amp;mals einreihen</translation>
    </message>
    <message>
        <source>Push the frame pushed last once more (Ctrl+Enter)</source>
        <translation>Den zuletzt eingereihten Frame nochmals einreihen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Frames of a burst</source>
        <translation>Frames einer Salve</translation>
    </message>
    <message>
        <source>&amp;Burst</source>
        <translation>&amp;Salve</translation>
    </message>
    <message>
        <source>Push the values as many times, one frame each, until the ring is full</source>
        <translation>Die Werte so oft einreihen, je ein Frame, bis der Ring voll ist</translation>
    </message>
    <message>
        <source>Schema:</source>
        <translation>Schema:</translation>
    </message>
    <message>
        <source>Schema to pop with; empty: raw bytes</source>
        <translation>Schema für das Entnehmen; leer: rohe Bytes</translation>
    </message>
    <message>
        <source>for example: str float bool; empty: raw bytes</source>
        <translation>zum Beispiel: str float bool; leer: rohe Bytes</translation>
    </message>
    <message>
        <source>P&amp;op</source>
        <translation>E&amp;ntnehmen</translation>
    </message>
    <message>
        <source>Pop one frame; a schema that does not fit consumes nothing</source>
        <translation>Einen Frame entnehmen (pop); passt das Schema nicht, wird nichts entnommen</translation>
    </message>
    <message>
        <source>Pee&amp;k</source>
        <translation>Anse&amp;hen</translation>
    </message>
    <message>
        <source>Decode the next frame and leave it in the ring</source>
        <translation>Den nächsten Frame dekodieren und im Ring lassen</translation>
    </message>
    <message>
        <source>&amp;Drain</source>
        <translation>&amp;Leeren</translation>
    </message>
    <message>
        <source>Pop every frame that is pending now</source>
        <translation>Alle jetzt anstehenden Frames entnehmen</translation>
    </message>
    <message>
        <source>Most frames to pop at once</source>
        <translation>Höchstens auf einmal zu entnehmende Frames</translation>
    </message>
    <message>
        <source>Pop &amp;many</source>
        <translation>&amp;Viele entnehmen</translation>
    </message>
    <message>
        <source>Pop as many frames; ends at the first that the schema does not fit</source>
        <translation>So viele Frames entnehmen; endet beim ersten, zu dem das Schema nicht passt</translation>
    </message>
    <message>
        <source>nothing was pushed yet</source>
        <translation>noch wurde nichts eingereiht</translation>
    </message>
</context>
<context>
    <name>membridge::RingMap</name>
    <message>
        <source>Ring map</source>
        <translation>Ringkarte</translation>
    </message>
    <message>
        <source>steady</source>
        <translation>gleichbleibend</translation>
    </message>
    <message>
        <source>full in %1</source>
        <translation>voll in %1</translation>
    </message>
    <message>
        <source>empty in %1</source>
        <translation>leer in %1</translation>
    </message>
    <message>
        <source>data byte %1</source>
        <translation>Datenbyte %1</translation>
    </message>
    <message>
        <source>free: %1 until it is written</source>
        <translation>frei: %1, bis es geschrieben wird</translation>
    </message>
    <message>
        <source>pending: %1 until it is read</source>
        <translation>wartend: %1, bis es gelesen wird</translation>
    </message>
    <message>
        <source>frame at position %1, %2</source>
        <translation>Frame an Position %1, %2</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 voll</translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln Frame</numerusform>
            <numerusform>%Ln Frames</numerusform>
        </translation>
    </message>
    <message>
        <source>over %1 frames</source>
        <translation>über %1 Frames</translation>
    </message>
    <message>
        <source>at most %1</source>
        <translation>höchstens %1</translation>
    </message>
    <message>
        <source>No ring yet</source>
        <translation>Noch kein Ring</translation>
    </message>
    <message>
        <source>head</source>
        <translation>head</translation>
    </message>
    <message>
        <source>head = tail</source>
        <translation>head = tail</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>tail</translation>
    </message>
    <message>
        <source>As a &amp;ring</source>
        <translation>Als &amp;Ring</translation>
    </message>
    <message>
        <source>As a &amp;strip</source>
        <translation>Als &amp;Streifen</translation>
    </message>
    <message>
        <source>&amp;Forget how full it was</source>
        <translation>&amp;Vergessen, wie voll er war</translation>
    </message>
    <message>
        <source>%1 of %2 pending</source>
        <translation>%1 von %2 wartend</translation>
    </message>
    <message>
        <source>frames before it: %1</source>
        <translation>Frames davor: %1</translation>
    </message>
    <message>
        <source>frames are counted as far as position %1 only</source>
        <translation>Frames sind nur bis Position %1 gezählt</translation>
    </message>
</context>
<context>
    <name>membridge::RingPanel</name>
    <message>
        <source>head</source>
        <translation>head</translation>
    </message>
    <message>
        <source>tail</source>
        <translation>tail</translation>
    </message>
    <message>
        <source>used</source>
        <translation>belegt</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>Schema of each frame</source>
        <translation>Schema jedes Frames</translation>
    </message>
    <message>
        <source>for example: str float bool</source>
        <translation>zum Beispiel: str float bool</translation>
    </message>
    <message>
        <source>Pending frames</source>
        <translation>Ausstehende Frames</translation>
    </message>
    <message>
        <source>Fields of the frame</source>
        <translation>Felder des Frames</translation>
    </message>
    <message>
        <source>no ring header</source>
        <translation>kein Ring-Header</translation>
    </message>
    <message>
        <source>≈ %1 (%2 seen)</source>
        <translation>≈ %1 (%2 gesehen)</translation>
    </message>
    <message>
        <source>unknown (0 % seen)</source>
        <translation>unbekannt (0 % gesehen)</translation>
    </message>
    <message>
        <source>Schema of each frame:</source>
        <translation>Schema jedes Frames:</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Frames</translation>
    </message>
    <message>
        <source>Frames seen</source>
        <translation>Gesehene Frames</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Intervals</source>
        <translation>Abstände</translation>
    </message>
    <message>
        <source>Follow &amp;newest</source>
        <translation>&amp;Neuestem folgen</translation>
    </message>
    <message>
        <source>Always selects the newest frame, and shows its bytes.</source>
        <translation>Wählt immer den neuesten Frame und zeigt seine Bytes.</translation>
    </message>
    <message>
        <source>From the &amp;oldest</source>
        <translation>Ab dem ä&amp;ltesten</translation>
    </message>
    <message>
        <source>Lists the oldest frames again.</source>
        <translation>Listet wieder die ältesten Frames.</translation>
    </message>
</context>
<context>
    <name>membridge::RivalBanner</name>
    <message>
        <source>Push anyway</source>
        <translation>Trotzdem einreihen</translation>
    </message>
    <message>
        <source>Pop anyway</source>
        <translation>Trotzdem entnehmen</translation>
    </message>
</context>
<context>
    <name>membridge::RivalGuard</name>
    <message>
        <source>Pushing now would corrupt it.</source>
        <translation>Jetzt einzureihen würde ihn beschädigen.</translation>
    </message>
    <message>
        <source>Popping now would take its frames away, or corrupt the ring.</source>
        <translation>Jetzt zu entnehmen würde ihm Frames wegnehmen oder den Ring beschädigen.</translation>
    </message>
    <message>
        <source>More than one producer was seen at work on this ring.</source>
        <translation>An diesem Ring wurde mehr als ein Erzeuger am Werk gesehen.</translation>
    </message>
    <message>
        <source>More than one consumer was seen at work on this ring.</source>
        <translation>An diesem Ring wurde mehr als ein Verbraucher am Werk gesehen.</translation>
    </message>
    <message>
        <source>This ring already has a producer: tail moves, and not by this program.</source>
        <translation>Dieser Ring hat schon einen Erzeuger: tail bewegt sich, und nicht durch dieses Programm.</translation>
    </message>
    <message>
        <source>This ring already has a consumer: head moves, and not by this program.</source>
        <translation>Dieser Ring hat schon einen Verbraucher: head bewegt sich, und nicht durch dieses Programm.</translation>
    </message>
    <message>
        <source>This ring already has a producer: %1.</source>
        <translation>Dieser Ring hat schon einen Erzeuger: %1.</translation>
    </message>
    <message>
        <source>This ring already has a consumer: %1.</source>
        <translation>Dieser Ring hat schon einen Verbraucher: %1.</translation>
    </message>
    <message>
        <source>This ring already has a producer, one of: %1.</source>
        <translation>Dieser Ring hat schon einen Erzeuger, einen von: %1.</translation>
    </message>
    <message>
        <source>This ring already has a consumer, one of: %1.</source>
        <translation>Dieser Ring hat schon einen Verbraucher, einen von: %1.</translation>
    </message>
</context>
<context>
    <name>membridge::ScenarioModel</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>ended by signal %1</source>
        <translation>durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>ended with %1</source>
        <translation>mit %1 beendet</translation>
    </message>
    <message>
        <source>✓ passed</source>
        <translation>✓ bestanden</translation>
    </message>
    <message>
        <source>✗ failed</source>
        <translation>✗ nicht bestanden</translation>
    </message>
    <message>
        <source>– not judged</source>
        <translation>– nicht beurteilt</translation>
    </message>
    <message>
        <source>… open</source>
        <translation>… offen</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>fault on part or segment</comment>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>after %1: %2</source>
        <translation>nach %1: %2</translation>
    </message>
    <message>
        <source>not done yet</source>
        <translation>noch nicht getan</translation>
    </message>
    <message>
        <source>⚡ fault</source>
        <translation>⚡ Störung</translation>
    </message>
    <message>
        <source>⚠ finding</source>
        <translation>⚠ Befund</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <comment>finding on segment</comment>
        <translation>%1 an %2</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column title: cell</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>Rate</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>Gesehen</translation>
    </message>
    <message>
        <source>%1 — a correct peer: %2</source>
        <comment>what a fault did — what others ought to make of it</comment>
        <translation>%1 — ein korrekter Partner: %2</translation>
    </message>
</context>
<context>
    <name>membridge::ScenarioPanel</name>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open a scenario file</source>
        <translation>Eine Szenariodatei öffnen</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Ein Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Szenarien (*.json)</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Save the scenario to a file</source>
        <translation>Das Szenario in eine Datei speichern</translation>
    </message>
    <message>
        <source>Save the scenario</source>
        <translation>Das Szenario speichern</translation>
    </message>
    <message>
        <source>E&amp;xamples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Examples of scenarios</source>
        <translation>Beispiele für Szenarien</translation>
    </message>
    <message>
        <source>Scenario, as JSON</source>
        <translation>Szenario, als JSON</translation>
    </message>
    <message>
        <source>&amp;Go to the error</source>
        <translation>&amp;Zum Fehler</translation>
    </message>
    <message>
        <source>Go to the error</source>
        <translation>Zum Fehler</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>S&amp;tarten</translation>
    </message>
    <message>
        <source>Run the scenario</source>
        <translation>Das Szenario starten</translation>
    </message>
    <message>
        <source>Run the scenario (Ctrl+Enter in the text)</source>
        <translation>Das Szenario starten (Strg+Eingabe im Text)</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>S&amp;topp</translation>
    </message>
    <message>
        <source>Stop the run</source>
        <translation>Den Lauf anhalten</translation>
    </message>
    <message>
        <source>Export &amp;JUnit…</source>
        <translation>&amp;JUnit exportieren…</translation>
    </message>
    <message>
        <source>Export the result as JUnit XML</source>
        <translation>Das Ergebnis als JUnit-XML exportieren</translation>
    </message>
    <message>
        <source>Export the result</source>
        <translation>Das Ergebnis exportieren</translation>
    </message>
    <message>
        <source>JUnit reports (*.xml)</source>
        <translation>JUnit-Berichte (*.xml)</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>Stand des Laufs</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>noch nicht gelaufen</translation>
    </message>
    <message>
        <source>Who takes part</source>
        <translation>Wer teilnimmt</translation>
    </message>
    <message>
        <source>Expectations, faults and findings</source>
        <translation>Erwartungen, Störungen und Befunde</translation>
    </message>
    <message>
        <source>%1 is longer than a scenario may be</source>
        <translation>%1 ist länger, als ein Szenario sein darf</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>%1 can&apos;t be written: %2</source>
        <translation>%1 ist nicht schreibbar: %2</translation>
    </message>
    <message>
        <source>✗ %1</source>
        <translation>✗ %1</translation>
    </message>
    <message>
        <source>✓ A sound scenario</source>
        <translation>✓ Ein gültiges Szenario</translation>
    </message>
    <message>
        <source>&amp;Go to line %1</source>
        <translation>&amp;Zu Zeile %1</translation>
    </message>
    <message>
        <source>Go to the error in line %1</source>
        <translation>Zum Fehler in Zeile %1</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>membridge-cli is neither beside this program nor in PATH</source>
        <translation>membridge-cli liegt weder neben diesem Programm noch in PATH</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <source>running, %1 s</source>
        <translation>läuft, %1 s</translation>
    </message>
    <message>
        <source>stopped after %1 s</source>
        <translation>nach %1 s angehalten</translation>
    </message>
    <message>
        <source>✓ passed in %1 s</source>
        <translation>✓ in %1 s bestanden</translation>
    </message>
    <message>
        <source>✗ failed: %1 of %2, in %3 s</source>
        <translation>✗ nicht bestanden: %1 von %2, in %3 s</translation>
    </message>
    <message>
        <source>not run</source>
        <translation>nicht gelaufen</translation>
    </message>
</context>
<context>
    <name>membridge::SchemaEdit</name>
    <message>
        <source>Schema</source>
        <translation>Schema</translation>
    </message>
    <message>
        <source>Schema, for example: str int float bool 3*str</source>
        <translation>Schema, zum Beispiel: str int float bool 3*str</translation>
    </message>
    <message>
        <source>Types</source>
        <translation>Typen</translation>
    </message>
    <message>
        <source>Schema presets</source>
        <translation>Schemavorlagen</translation>
    </message>
    <message>
        <source>Recent and example schemas</source>
        <translation>Letzte Schemata und Beispiele</translation>
    </message>
    <message>
        <source>Recent and example schemas (arrow down)</source>
        <translation>Letzte Schemata und Beispiele (Pfeil ab)</translation>
    </message>
    <message>
        <source>One string</source>
        <translation>Eine Zeichenkette</translation>
    </message>
    <message>
        <source>One integer</source>
        <translation>Eine ganze Zahl</translation>
    </message>
    <message>
        <source>Time stamp and value</source>
        <translation>Zeitstempel und Wert</translation>
    </message>
    <message>
        <source>Quick start of the Python package</source>
        <translation>Schnellstart des Python-Pakets</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
</context>
<context>
    <name>membridge::Screenshot</name>
    <message>
        <source>no tab matches &quot;%1&quot;</source>
        <translation>kein Tab passt zu „%1“</translation>
    </message>
    <message>
        <source>the screenshot could not be saved as &quot;%1&quot;</source>
        <translation>das Bildschirmfoto konnte nicht als „%1“ gespeichert werden</translation>
    </message>
</context>
<context>
    <name>membridge::SearchEdit</name>
    <message>
        <source>There is nothing to look for.</source>
        <translation>Es gibt nichts zu suchen.</translation>
    </message>
    <message>
        <source>Too long.</source>
        <translation>Zu lang.</translation>
    </message>
    <message>
        <source>Expected hexadecimal digits, or ? for any digit.</source>
        <translation>Erwartet werden Hexadezimalziffern oder ? für eine beliebige.</translation>
    </message>
    <message>
        <source>Digits come in pairs.</source>
        <translation>Ziffern kommen paarweise.</translation>
    </message>
    <message>
        <source>Only wildcards: at least one digit is needed.</source>
        <translation>Nur Platzhalter: Mindestens eine Ziffer ist nötig.</translation>
    </message>
    <message>
        <source>This is no valid text.</source>
        <translation>Das ist kein gültiger Text.</translation>
    </message>
    <message>
        <source>This is no value of that type.</source>
        <translation>Das ist kein Wert dieses Typs.</translation>
    </message>
    <message>
        <source>Expected a number that is not negative; for integers, a whole one.</source>
        <translation>Erwartet wird eine nicht negative Zahl; bei ganzen Zahlen eine ganze.</translation>
    </message>
    <message>
        <source>Only numbers have a tolerance.</source>
        <translation>Nur Zahlen haben eine Toleranz.</translation>
    </message>
    <message>
        <source>%1 (column %2)</source>
        <translation>%1 (Spalte %2)</translation>
    </message>
</context>
<context>
    <name>membridge::SegmentCard</name>
    <message>
        <source>Show segment %1</source>
        <translation>Segment %1 zeigen</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>keine Befunde</translation>
    </message>
    <message>
        <source>findings: %1</source>
        <translation>Befunde: %1</translation>
    </message>
    <message>
        <source>not seen yet</source>
        <translation>noch nicht gesehen</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>removed or replaced</source>
        <translation>entfernt oder ersetzt</translation>
    </message>
    <message>
        <source>fill %1</source>
        <translation>Füllung %1</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>ein %1</translation>
    </message>
    <message>
        <source>writer %1 of the time</source>
        <translation>Schreiber %1 der Zeit</translation>
    </message>
    <message>
        <source>readers at most %1</source>
        <translation>höchstens %1 Leser</translation>
    </message>
</context>
<context>
    <name>membridge::SegmentListPanel</name>
    <message>
        <source>Segments</source>
        <translation>Segmente</translation>
    </message>
    <message>
        <source>Filter segments by name</source>
        <translation>Segmente nach Namen filtern</translation>
    </message>
    <message>
        <source>Filter by name</source>
        <translation>Nach Namen filtern</translation>
    </message>
    <message>
        <source>No segment matches this filter.</source>
        <translation>Kein Segment passt zu diesem Filter.</translation>
    </message>
    <message>
        <source>No shared-memory segments on this machine.

Start a program that creates one: it appears here by itself.</source>
        <translation>Auf diesem Rechner gibt es keine Shared-Memory-Segmente.

Starten Sie ein Programm, das eines anlegt: Es erscheint hier von selbst.</translation>
    </message>
    <message>
        <source>Attach to the selected segment</source>
        <translation>Mit dem ausgewählten Segment verbinden</translation>
    </message>
    <message>
        <source>Attach</source>
        <translation>Verbinden</translation>
    </message>
    <message>
        <source>There may be more hidden segments.</source>
        <translation>Vielleicht gibt es weitere verborgene Segmente.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln processes could not be looked into: there may be more hidden segments.</source>
        <translation>
            <numerusform>In einen Prozess ließ sich nicht hineinsehen: Vielleicht gibt es weitere verborgene Segmente.</numerusform>
            <numerusform>In %Ln Prozesse ließ sich nicht hineinsehen: Vielleicht gibt es weitere verborgene Segmente.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>membridge::SegmentModel</name>
    <message>
        <source>no access</source>
        <translation>kein Zugriff</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 voll</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>You have no permission to read it (mode %1, owner&apos;s user ID %2). Ask its owner, or run as that user.</source>
        <translation>Sie haben keine Leseberechtigung (Modus %1, Benutzer-ID des Eigentümers %2). Fragen Sie den Eigentümer oder führen Sie das Programm als dieser Benutzer aus.</translation>
    </message>
    <message>
        <source>%1, of which %2 are backed by memory</source>
        <translation>%1, davon %2 mit Speicher hinterlegt</translation>
    </message>
    <message>
        <source>Inferred: nothing in a segment says which layout it has. %1</source>
        <translation>Erschlossen: Nichts in einem Segment sagt, welches Layout es hat. %1</translation>
    </message>
    <message>
        <source>Lock word: %1</source>
        <translation>Sperrwort: %1</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 belegt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column title: cell</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>Layout</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%1 — %2</source>
        <comment>segment — where it is hidden</comment>
        <translation>%1 — %2</translation>
    </message>
    <message>
        <source>%1: %2. You can look at it, but not take part: only a segment with a name can be opened for that.</source>
        <translation>%1: %2. Sie können es ansehen, aber nicht mitwirken: Nur ein Segment mit Namen lässt sich dafür öffnen.</translation>
    </message>
    <message>
        <source>The system does not let you look inside; run as root for that.</source>
        <translation>Das System lässt Sie nicht hineinsehen; dafür als root starten.</translation>
    </message>
</context>
<context>
    <name>membridge::SegmentTab</name>
    <message>
        <source>Attaching…</source>
        <translation>Verbindung wird hergestellt…</translation>
    </message>
    <message>
        <source>Not attached.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Layout of the segment</source>
        <translation>Layout des Segments</translation>
    </message>
    <message>
        <source>guessed</source>
        <translation>erraten</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>nur lesend</translation>
    </message>
    <message>
        <source>&amp;Participate</source>
        <translation>&amp;Teilnehmen</translation>
    </message>
    <message>
        <source>Take part in the segment&apos;s traffic</source>
        <translation>Am Datenverkehr des Segments teilnehmen</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>fehlerhaft</translation>
    </message>
    <message>
        <source>full</source>
        <translation>voll</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1 full</source>
        <translation>%1 voll</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>zu klein</translation>
    </message>
    <message>
        <source>Attach to the new one</source>
        <translation>Mit dem neuen verbinden</translation>
    </message>
    <message>
        <source>participating</source>
        <translation>teilnehmend</translation>
    </message>
    <message>
        <source>Nothing in a segment says which layout it uses. Choose if the guess is wrong.</source>
        <translation>Nichts in einem Segment sagt, welches Layout es benutzt. Wählen Sie selbst, falls falsch geraten wurde.</translation>
    </message>
    <message>
        <source>Map the segment for writing. Until then Membridge Scope changes nothing in it.</source>
        <translation>Das Segment zum Schreiben einblenden. Bis dahin ändert Membridge Scope nichts daran.</translation>
    </message>
    <message>
        <source>lock recovered</source>
        <translation>Sperre wiederhergestellt</translation>
    </message>
    <message>
        <source>holding the write lock</source>
        <translation>hält die Schreibsperre</translation>
    </message>
    <message>
        <source>holding a read lock</source>
        <translation>hält eine Lesesperre</translation>
    </message>
    <message>
        <source>The segment was not opened.</source>
        <translation>Das Segment wurde nicht geöffnet.</translation>
    </message>
</context>
<context>
    <name>membridge::SenderCellEdit</name>
    <message>
        <source>Patterns and fields</source>
        <translation>Muster und Felder</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Insert a field</source>
        <translation>Ein Feld einfügen</translation>
    </message>
    <message>
        <source>Counter: start, step</source>
        <translation>Zähler: Anfang, Schritt</translation>
    </message>
    <message>
        <source>Random number: least, most</source>
        <translation>Zufallszahl: kleinste, größte</translation>
    </message>
    <message>
        <source>Sine: centre, amplitude, period in messages</source>
        <translation>Sinus: Mitte, Amplitude, Periode in Nachrichten</translation>
    </message>
    <message>
        <source>Text and the message&apos;s number</source>
        <translation>Text und die Nummer der Nachricht</translation>
    </message>
    <message>
        <source>Column of a CSV file</source>
        <translation>Spalte einer CSV-Datei</translation>
    </message>
    <message>
        <source>Fixed value</source>
        <translation>Fester Wert</translation>
    </message>
    <message>
        <source>Checksum (CRC-32C) of all before it</source>
        <translation>Prüfsumme (CRC-32C) über alles davor</translation>
    </message>
</context>
<context>
    <name>membridge::SenderEntry</name>
    <message>
        <source>A size is a number of bytes, or two with a colon: 16:256.</source>
        <translation>Eine Größe ist eine Zahl von Bytes oder zwei mit Doppelpunkt: 16:256.</translation>
    </message>
    <message>
        <source>The smaller size comes first.</source>
        <translation>Die kleinere Größe kommt zuerst.</translation>
    </message>
    <message>
        <source>Payloads to verify have at least %1 bytes.</source>
        <translation>Nutzdaten zum Prüfen haben mindestens %1 Bytes.</translation>
    </message>
    <message>
        <source>A rate is “max”, messages a second (1000/s) or a period (10 ms).</source>
        <translation>Eine Rate ist „max“, Nachrichten je Sekunde (1000/s) oder eine Periode (10 ms).</translation>
    </message>
    <message>
        <source>A jitter is a part of the interval, from 0 to 100 %.</source>
        <translation>Eine Schwankung ist ein Teil des Abstands, von 0 bis 100 %.</translation>
    </message>
    <message>
        <source>A count is a whole number; none: no limit.</source>
        <translation>Eine Anzahl ist eine ganze Zahl; keine: ohne Grenze.</translation>
    </message>
    <message>
        <source>A burst is a number from 1 to 65536.</source>
        <translation>Ein Schub ist eine Zahl von 1 bis 65536.</translation>
    </message>
</context>
<context>
    <name>membridge::SenderModel</name>
    <message>
        <source>by its fields</source>
        <comment>size of a payload</comment>
        <translation>nach seinen Feldern</translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>messages a second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column title: cell</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Whether it is sent; takes effect at once</source>
        <translation>Ob sie gesendet wird; wirkt sofort</translation>
    </message>
    <message>
        <source>A pattern (counter, random, sine, text, verify), or fields: counter(0,1) random(1,6) sine(20,5,100) text(msg-) csv(values.csv,1) u32:7 &quot;text&quot; checksum()</source>
        <translation>Ein Muster (counter, random, sine, text, verify) oder Felder: counter(0,1) random(1,6) sine(20,5,100) text(msg-) csv(values.csv,1) u32:7 &quot;text&quot; checksum()</translation>
    </message>
    <message>
        <source>Payload bytes, or spread evenly from the one to the other: 16:256</source>
        <translation>Bytes der Nutzdaten, oder gleichmäßig verteilt von der einen zur anderen Zahl: 16:256</translation>
    </message>
    <message>
        <source>max, messages a second (1000/s) or a period (10 ms)</source>
        <translation>max, Nachrichten je Sekunde (1000/s) oder eine Periode (10 ms)</translation>
    </message>
    <message>
        <source>How much later a message may come, in percent of the interval; the rate stays</source>
        <translation>Wie viel später eine Nachricht kommen darf, in Prozent des Abstands; die Rate bleibt</translation>
    </message>
    <message>
        <source>Messages after which it ends; empty: none</source>
        <translation>Nachrichten, nach denen sie endet; leer: keine</translation>
    </message>
    <message>
        <source>Messages that are due, and become visible, together</source>
        <translation>Nachrichten, die zusammen fällig sind und sichtbar werden</translation>
    </message>
    <message>
        <source>Messages that found the ring full, and waited</source>
        <translation>Nachrichten, die den Ring voll fanden und warteten</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>Nutzdaten</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Rate or period</source>
        <translation>Rate oder Periode</translation>
    </message>
    <message>
        <source>Jitter</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>Anzahl</translation>
    </message>
    <message>
        <source>Burst</source>
        <translation>Schub</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>membridge::SenderPanel</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Send all rows that are on</source>
        <translation>Alle eingeschalteten Zeilen senden</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>Senden beenden</translation>
    </message>
    <message>
        <source>Add row</source>
        <translation>Zeile hinzufügen</translation>
    </message>
    <message>
        <source>Add a row, like the selected one</source>
        <translation>Eine Zeile wie die gewählte hinzufügen</translation>
    </message>
    <message>
        <source>Remove row</source>
        <translation>Zeile entfernen</translation>
    </message>
    <message>
        <source>Remove the selected row</source>
        <translation>Die gewählte Zeile entfernen</translation>
    </message>
    <message>
        <source>Producer</source>
        <translation>Erzeuger</translation>
    </message>
    <message>
        <source>Messages to send</source>
        <translation>Zu sendende Nachrichten</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>No row is on.</source>
        <translation>Keine Zeile ist eingeschaltet.</translation>
    </message>
    <message>
        <source>%1 sent, %2 refused</source>
        <translation>%1 gesendet, %2 abgelehnt</translation>
    </message>
    <message>
        <source>not sending</source>
        <translation>sendet nicht</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>sendet</translation>
    </message>
    <message>
        <source>Row %1 stays off: %2</source>
        <translation>Zeile %1 bleibt aus: %2</translation>
    </message>
</context>
<context>
    <name>membridge::ThroughputPlot</name>
    <message>
        <source>Throughput over time</source>
        <translation>Durchsatz im Zeitverlauf</translation>
    </message>
    <message>
        <source>In</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>Ausgang</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Füllstand</translation>
    </message>
    <message>
        <source>Bytes per second</source>
        <translation>Bytes pro Sekunde</translation>
    </message>
    <message>
        <source>Fill (%)</source>
        <translation>Füllstand (%)</translation>
    </message>
    <message>
        <source>No samples yet</source>
        <translation>Noch keine Messwerte</translation>
    </message>
    <message>
        <source>In %1 · out %2 · fill %3</source>
        <translation>Eingang %1 · Ausgang %2 · Füllstand %3</translation>
    </message>
    <message>
        <source>View paused, recording goes on · %1</source>
        <translation>Ansicht angehalten, Aufzeichnung läuft weiter · %1</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Messages, estimated</source>
        <translation>Nachrichten, geschätzt</translation>
    </message>
    <message>
        <source>Messages/s</source>
        <translation>Nachrichten/s</translation>
    </message>
    <message>
        <source>%1 (%2 … %3)</source>
        <extracomment>%1 is a mean, %2 and %3 the least and the most</extracomment>
        <translation>%1 (%2 … %3)</translation>
    </message>
    <message>
        <source>%1 · in view: full %2, empty %3 of the time</source>
        <translation>%1 · im Bild: %2 der Zeit voll, %3 leer</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1 is what, %2 its value</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>messages estimated from %1</source>
        <translation>Nachrichten geschätzt aus %1</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>Δt %1 s</source>
        <translation>Δt %1 s</translation>
    </message>
    <message>
        <source>%1, about %2</source>
        <translation>%1, etwa %2</translation>
    </message>
    <message>
        <source>Δ %1 (%2 per second)</source>
        <extracomment>A change, and how much of it came in a second</extracomment>
        <translation>Δ %1 (%2 je Sekunde)</translation>
    </message>
    <message>
        <source>~%1</source>
        <extracomment>%1 is a value that is estimated</extracomment>
        <translation>~%1</translation>
    </message>
</context>
<context>
    <name>membridge::TimeLink</name>
    <message>
        <source>%1 in %2</source>
        <extracomment>What happened, and the name of the segment</extracomment>
        <translation>%1 in %2</translation>
    </message>
</context>
<context>
    <name>membridge::TimePlot</name>
    <message>
        <source>Newest values</source>
        <translation>Neueste Werte</translation>
    </message>
    <message>
        <source>Between the cursors</source>
        <translation>Zwischen den Cursorn</translation>
    </message>
    <message>
        <source>Export the plot</source>
        <translation>Diagramm exportieren</translation>
    </message>
    <message>
        <source>Pictures (*.png *.svg *.pdf)</source>
        <translation>Bilder (*.png *.svg *.pdf)</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>Export values</source>
        <translation>Werte exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv)</source>
        <translation>Durch Kommas getrennte Werte (*.csv)</translation>
    </message>
    <message>
        <source>%1 could not be written: %2</source>
        <translation>%1 konnte nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Last second</source>
        <translation>Letzte Sekunde</translation>
    </message>
    <message>
        <source>Last 10 seconds</source>
        <translation>Letzte 10 Sekunden</translation>
    </message>
    <message>
        <source>Last minute</source>
        <translation>Letzte Minute</translation>
    </message>
    <message>
        <source>Last 10 minutes</source>
        <translation>Letzte 10 Minuten</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Export picture…</source>
        <translation>Bild exportieren…</translation>
    </message>
    <message>
        <source>Export values shown…</source>
        <translation>Gezeigte Werte exportieren…</translation>
    </message>
    <message>
        <source>Export all values…</source>
        <translation>Alle Werte exportieren…</translation>
    </message>
    <message>
        <source>Time since attaching (h:min:s)</source>
        <translation>Zeit seit dem Verbinden (h:min:s)</translation>
    </message>
    <message>
        <source>Time since attaching (min:s)</source>
        <translation>Zeit seit dem Verbinden (min:s)</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>The view moves with the newest values (End)</source>
        <translation>Die Ansicht geht mit den neuesten Werten mit (Ende)</translation>
    </message>
</context>
<context>
    <name>membridge::TrafficPanel</name>
    <message>
        <source>Produce</source>
        <translation>Erzeugen</translation>
    </message>
    <message>
        <source>Show the producer at load</source>
        <translation>Den Erzeuger unter Last zeigen</translation>
    </message>
    <message>
        <source>Consume</source>
        <translation>Verbrauchen</translation>
    </message>
    <message>
        <source>Show the consumer at load</source>
        <translation>Den Verbraucher unter Last zeigen</translation>
    </message>
    <message>
        <source>Participate</source>
        <translation>Teilnehmen</translation>
    </message>
    <message>
        <source>Take part in the segment&apos;s traffic</source>
        <translation>Am Datenverkehr des Segments teilnehmen</translation>
    </message>
    <message>
        <source>Read-only: nothing is sent and nothing is consumed. To send messages at a rate, or to consume and check them, take part: a ring has room for one producer and one consumer, so be the one that is missing.</source>
        <translation>Nur lesend: Nichts wird gesendet und nichts verbraucht. Um Nachrichten mit einer Rate zu senden oder sie zu verbrauchen und zu prüfen, nehmen Sie teil: Ein Ring hat Platz für einen Erzeuger und einen Verbraucher, seien Sie also der, der fehlt.</translation>
    </message>
    <message>
        <source>Load</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Show the readers and writers at load</source>
        <translation>Leser und Schreiber unter Last anzeigen</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>Halten</translation>
    </message>
    <message>
        <source>Show the lock that is held by hand</source>
        <translation>Die von Hand gehaltene Sperre anzeigen</translation>
    </message>
    <message>
        <source>Read-only: no lock is taken and nothing is written. To hold the lock for some time, or to keep it busy with readers and writers, take part. Writers overwrite the first bytes of the data.</source>
        <translation>Nur lesend: Es wird keine Sperre genommen und nichts geschrieben. Um die Sperre eine Zeit lang zu halten oder sie mit Lesern und Schreibern zu beschäftigen, wirken Sie mit. Schreiber überschreiben die ersten Bytes der Daten.</translation>
    </message>
    <message>
        <source>Faults</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Show what can be broken on purpose</source>
        <translation>Zeigen, was sich absichtlich stören lässt</translation>
    </message>
</context>
<context>
    <name>membridge::TrafficSidePanel</name>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>stopping…</source>
        <translation>hält an…</translation>
    </message>
</context>
<context>
    <name>membridge::TriggerMemoryView</name>
    <message>
        <source>Around the latest firing</source>
        <translation>Um die letzte Auslösung herum</translation>
    </message>
    <message>
        <source>Show in &amp;plots</source>
        <translation>In &amp;Diagrammen zeigen</translation>
    </message>
    <message>
        <source>Show the moment of the firing in the segment&apos;s plots</source>
        <translation>Den Zeitpunkt der Auslösung in den Diagrammen des Segments zeigen</translation>
    </message>
    <message>
        <source>Samples around the firing</source>
        <translation>Stichproben um die Auslösung herum</translation>
    </message>
    <message>
        <source>Every sample around the firing, at 0. Wheel: zoom; drag: move; Home: everything.</source>
        <translation>Jede Stichprobe um die Auslösung herum, die bei 0 liegt. Rad: zoomen; ziehen: verschieben; Pos1: alles.</translation>
    </message>
    <message>
        <source>Nothing has fired yet. What was sampled before and after a firing is kept and shown here.</source>
        <translation>Noch hat nichts ausgelöst. Die Stichproben vor und nach einer Auslösung werden aufgehoben und hier gezeigt.</translation>
    </message>
    <message>
        <source>Bytes in the ring</source>
        <translation>Bytes im Ring</translation>
    </message>
    <message>
        <source>Lock word</source>
        <translation>Sperrwort</translation>
    </message>
    <message>
        <source>%1, sample by sample: %2 before, %3 after</source>
        <translation>%1, jede Stichprobe: %2 davor, %3 danach</translation>
    </message>
    <message>
        <source>%1, sample by sample: %2 before; those after are still to come</source>
        <translation>%1, jede Stichprobe: %2 davor; die danach kommen noch</translation>
    </message>
</context>
<context>
    <name>membridge::TriggerModel</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>column title: cell</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Whether it is watched for</source>
        <translation>Ob darauf geachtet wird</translation>
    </message>
    <message>
        <source>Set a marker in the plots</source>
        <translation>Eine Markierung in den Diagrammen setzen</translation>
    </message>
    <message>
        <source>Pause the view; recording goes on</source>
        <translation>Die Anzeige anhalten; die Aufzeichnung geht weiter</translation>
    </message>
    <message>
        <source>Look at the lock word without a pause; slows those who use the lock</source>
        <translation>Das Sperrwort ohne Pause ansehen; bremst die, die die Sperre benutzen</translation>
    </message>
    <message>
        <source>Beep, and say so in the status bar</source>
        <translation>Piepsen und es in der Statuszeile sagen</translation>
    </message>
    <message>
        <source>Only the first time</source>
        <translation>Nur beim ersten Mal</translation>
    </message>
    <message>
        <source>On</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Burst scope</source>
        <translation>Nahaufnahme</translation>
    </message>
    <message>
        <source>Notify</source>
        <translation>Melden</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>Fired</source>
        <translation>Ausgelöst</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Pin all bytes, to compare with later</source>
        <translation>Alle Bytes festhalten, um später zu vergleichen</translation>
    </message>
    <message>
        <source>Record a ring&apos;s frames to a file for 10 seconds</source>
        <translation>Die Frames eines Rings 10 Sekunden lang in eine Datei aufzeichnen</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Festhalten</translation>
    </message>
    <message>
        <source>Capture</source>
        <translation>Aufzeichnen</translation>
    </message>
</context>
<context>
    <name>membridge::TriggerPanel</name>
    <message>
        <source>New trigger&apos;s condition</source>
        <translation>Bedingung des neuen Auslösers</translation>
    </message>
    <message>
        <source>for example: word == -1 for 2s, or fill &gt; 90%, or processes &lt; 2</source>
        <translation>zum Beispiel: word == -1 for 2s, oder fill &gt; 90%, oder processes &lt; 2</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Add the trigger</source>
        <translation>Den Auslöser hinzufügen</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Remove the selected trigger</source>
        <translation>Den ausgewählten Auslöser entfernen</translation>
    </message>
    <message>
        <source>Triggers</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Values: %1. With ==, !=, &lt;, &lt;=, &gt;, &gt;=, contains, and, or, not, changed(…), rises(…), falls(…), and “for 2s” after a condition. Each message that comes is looked at, also when it is consumed at once, unless it is overwritten too soon.</source>
        <translation>Werte: %1. Mit ==, !=, &lt;, &lt;=, &gt;, &gt;=, contains, and, or, not, changed(…), rises(…), falls(…) und „for 2s“ nach einer Bedingung. Jede Nachricht, die kommt, wird angesehen, auch wenn sie sofort abgeholt wird, sofern sie nicht zu früh überschrieben wird.</translation>
    </message>
</context>
<context>
    <name>membridge::ValueCellEdit</name>
    <message>
        <source>Value of %1</source>
        <translation>Wert von %1</translation>
    </message>
</context>
<context>
    <name>membridge::ValueFileReader</name>
    <message>
        <source>The file is larger than what fits here: %1.</source>
        <translation>Die Datei ist größer, als hier passt: %1.</translation>
    </message>
    <message>
        <source>There is not enough memory for the file.</source>
        <translation>Für die Datei reicht der Speicher nicht.</translation>
    </message>
</context>
<context>
    <name>membridge::ValueLineEdit</name>
    <message>
        <source>Values</source>
        <translation>Werte</translation>
    </message>
    <message>
        <source>Values, for example: 42 3.14 true &quot;some text&quot; bytes:00ff [1 2 3]</source>
        <translation>Werte, zum Beispiel: 42 3.14 true &quot;some text&quot; bytes:00ff [1 2 3]</translation>
    </message>
</context>
<context>
    <name>membridge::ValuePresetsButton</name>
    <message>
        <source>Presets</source>
        <translation>Vorlagen</translation>
    </message>
    <message>
        <source>Named values</source>
        <translation>Benannte Werte</translation>
    </message>
    <message>
        <source>Named values of this segment</source>
        <translation>Benannte Werte dieses Segments</translation>
    </message>
    <message>
        <source>Name these values</source>
        <translation>Diese Werte benennen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>&amp;Name these values…</source>
        <translation>Diese Werte be&amp;nennen…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
</context>
<context>
    <name>membridge::ValueRowDelegate</name>
    <message>
        <source>Type of the value</source>
        <translation>Typ des Werts</translation>
    </message>
</context>
<context>
    <name>membridge::ValueRowsEdit</name>
    <message>
        <source>Values, a row each</source>
        <translation>Werte, je eine Zeile</translation>
    </message>
    <message>
        <source>Fields:</source>
        <translation>Felder:</translation>
    </message>
    <message>
        <source>Schema whose fields the rows are; empty: rows of any type</source>
        <translation>Schema, dessen Felder die Zeilen sind; leer: Zeilen jeder Art</translation>
    </message>
    <message>
        <source>a schema makes the rows its fields</source>
        <translation>ein Schema macht die Zeilen zu seinen Feldern</translation>
    </message>
    <message>
        <source>Add a value</source>
        <translation>Einen Wert hinzufügen</translation>
    </message>
    <message>
        <source>Remove the selected value</source>
        <translation>Den gewählten Wert entfernen</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>Datei…</translation>
    </message>
    <message>
        <source>Add the bytes of a file</source>
        <translation>Die Bytes einer Datei hinzufügen</translation>
    </message>
    <message>
        <source>A file whose bytes are a value</source>
        <translation>Eine Datei, deren Bytes ein Wert sind</translation>
    </message>
</context>
<context>
    <name>membridge::ValueRowsModel</name>
    <message>
        <source>Values are written one after the other: @ has no place here.</source>
        <translation>Werte werden hintereinander geschrieben: @ hat hier keinen Platz.</translation>
    </message>
    <message>
        <source>This skips more than is written at once.</source>
        <translation>Das überspringt mehr, als auf einmal geschrieben wird.</translation>
    </message>
    <message>
        <source>Row %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
</context>
<context>
    <name>membridge::ValuesByHand</name>
    <message>
        <source>this is too long to be kept under a name</source>
        <translation>das ist zu lang, um unter einem Namen behalten zu werden</translation>
    </message>
    <message>
        <source>the bytes of a file can&apos;t be kept under a name</source>
        <translation>die Bytes einer Datei lassen sich nicht unter einem Namen behalten</translation>
    </message>
</context>
<context>
    <name>membridge::ValuesEdit</name>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Type the values in rows</source>
        <translation>Die Werte in Zeilen eingeben</translation>
    </message>
    <message>
        <source>Rows can&apos;t show this line: %1</source>
        <translation>Zeilen können diese Eingabe nicht zeigen: %1</translation>
    </message>
    <message>
        <source>These are more values than there can be rows.</source>
        <translation>Das sind mehr Werte, als es Zeilen geben kann.</translation>
    </message>
    <message>
        <source>A line can&apos;t show the bytes of a file.</source>
        <translation>Eine Eingabezeile kann die Bytes einer Datei nicht zeigen.</translation>
    </message>
    <message>
        <source>A line can&apos;t show this: %1</source>
        <translation>Eine Eingabezeile kann das nicht zeigen: %1</translation>
    </message>
    <message>
        <source>This is too long for a line.</source>
        <translation>Das ist zu lang für eine Eingabezeile.</translation>
    </message>
    <message>
        <source>Type the values in rows, or in one line</source>
        <translation>Die Werte in Zeilen eingeben oder in einer Eingabezeile</translation>
    </message>
</context>
<context>
    <name>membridge::Workbench</name>
    <message>
        <source>Open a layout file</source>
        <translation>Eine Layout-Datei öffnen</translation>
    </message>
    <message>
        <source>Layouts (*.json)</source>
        <translation>Layouts (*.json)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The layout of %1 is in use.</source>
        <translation>Das Layout aus %1 ist in Gebrauch.</translation>
    </message>
    <message>
        <source>The layout is in use. %1</source>
        <translation>Das Layout ist in Gebrauch. %1</translation>
    </message>
    <message>
        <source>There is no schema to save.</source>
        <translation>Es gibt kein Schema zu speichern.</translation>
    </message>
    <message>
        <source>Save the layout</source>
        <translation>Das Layout speichern</translation>
    </message>
    <message>
        <source>The layout is in %1.</source>
        <translation>Das Layout ist in %1.</translation>
    </message>
    <message>
        <source>%1 could not be written.</source>
        <translation>%1 konnte nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>There are no fields to export: type a schema first.</source>
        <translation>Es gibt keine Felder zu exportieren: zuerst ein Schema eingeben.</translation>
    </message>
    <message>
        <source>Export fields</source>
        <translation>Felder exportieren</translation>
    </message>
    <message>
        <source>Comma-separated values (*.csv);;JSON (*.json)</source>
        <translation>Kommagetrennte Werte (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>The fields are in %1.</source>
        <translation>Die Felder sind in %1.</translation>
    </message>
    <message>
        <source>Export bytes</source>
        <translation>Bytes exportieren</translation>
    </message>
    <message>
        <source>Raw bytes (*.bin);;Hex dump (*.hex);;C source (*.c);;Rust source (*.rs);;Python source (*.py)</source>
        <translation>Rohe Bytes (*.bin);;Hex-Dump (*.hex);;C-Quelltext (*.c);;Rust-Quelltext (*.rs);;Python-Quelltext (*.py)</translation>
    </message>
    <message>
        <source>Exporting %1…</source>
        <translation>%1 werden exportiert …</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Stopped; there is no file.</source>
        <translation>Angehalten; es gibt keine Datei.</translation>
    </message>
    <message>
        <source>%1 are in %2.</source>
        <translation>%1 sind in %2.</translation>
    </message>
    <message>
        <source>There is nothing to guess a schema from.</source>
        <translation>Es gibt nichts, woraus ein Schema zu raten wäre.</translation>
    </message>
    <message>
        <source>Guesses: a segment stores no types</source>
        <translation>Vermutungen: Ein Segment speichert keine Typen</translation>
    </message>
    <message>
        <source>%1 · %2%3</source>
        <translation>%1 · %2%3</translation>
    </message>
    <message>
        <source> (weak)</source>
        <translation> (schwach)</translation>
    </message>
    <message>
        <source>Only a ring has frames to capture.</source>
        <translation>Nur ein Ring hat Frames zum Aufzeichnen.</translation>
    </message>
    <message>
        <source>Captures (*.pcap)</source>
        <translation>Aufzeichnungen (*.pcap)</translation>
    </message>
    <message>
        <source>Capturing frames to %1…</source>
        <translation>Frames werden in %1 aufgezeichnet …</translation>
    </message>
    <message>
        <source>%1 frames are in %2; %3 were missed.</source>
        <translation>%1 Frames sind in %2; %3 wurden verpasst.</translation>
    </message>
    <message>
        <source>%1 could not be written: this program was built without captures.</source>
        <translation>%1 konnte nicht geschrieben werden: Dieses Programm wurde ohne Aufzeichnungen gebaut.</translation>
    </message>
    <message>
        <source>Capture frames</source>
        <translation>Frames aufzeichnen</translation>
    </message>
    <message>
        <source>This ring is being captured already.</source>
        <translation>Dieser Ring wird schon aufgezeichnet.</translation>
    </message>
    <message>
        <source>Open captured frames</source>
        <translation>Aufgezeichnete Frames öffnen</translation>
    </message>
    <message>
        <source>Captures (*.pcap *.pcapng)</source>
        <translation>Aufzeichnungen (*.pcap *.pcapng)</translation>
    </message>
    <message>
        <source>Export captured frames</source>
        <translation>Aufgezeichnete Frames exportieren</translation>
    </message>
    <message>
        <source>%1 From there on %2 is broken: %3.</source>
        <translation>%1 Von dort an ist %2 beschädigt: %3.</translation>
    </message>
    <message>
        <source>%1 are on the clipboard.</source>
        <translation>%1 sind in der Zwischenablage.</translation>
    </message>
    <message>
        <source>Nothing was copied: the segment has fewer bytes by now.</source>
        <translation>Nichts kopiert: Das Segment hat inzwischen weniger Bytes.</translation>
    </message>
    <message>
        <source>Nothing was copied: there is not enough memory.</source>
        <translation>Nichts kopiert: Es gibt nicht genug Speicher.</translation>
    </message>
    <message>
        <source>Nothing was guessed: there is not enough memory.</source>
        <translation>Nichts vermutet: Es gibt nicht genug Speicher.</translation>
    </message>
    <message numerus="yes">
        <source>Guesses from %Ln frame(s): a segment stores no types</source>
        <translation>
            <numerusform>Vermutungen aus %Ln Frame: Ein Segment speichert keine Typen</numerusform>
            <numerusform>Vermutungen aus %Ln Frames: Ein Segment speichert keine Typen</numerusform>
        </translation>
    </message>
</context>
</TS>
