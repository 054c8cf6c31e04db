### Rapportörens sidor.

## Startsidan

start-title = Rapportera missförhållanden
start-lead = Har du sett något som inte står rätt till? Välj den organisation det gäller.
start-none = Här finns ingen kanal än. Har du fått en länk av din arbetsgivare? Kontrollera att adressen är rätt skriven.
start-have-code = Har du redan lämnat en rapport?
open-follow-up = Jag har en ärendekod

## Kanalens sida

channel-title = Har du sett något som inte står rätt till?
open-report = Lämna en rapport
fact-sealed-title = Förseglad i din webbläsare.
fact-sealed = Det du skriver låses innan det lämnar din enhet. Bara de som står här nedanför kan öppna det. Varken it-avdelningen eller den som driver tjänsten kan läsa det.
fact-code-title = En kod i stället för ett namn.
fact-code = Du får en ärendekod. Med den kan du läsa svar, ställa frågor och berätta mer, i månader om det behövs.
fact-answer-title = Svar i tid.
fact-answer = Vi bekräftar inom sju dagar. Inom tre månader från bekräftelsen berättar vi vad som har gjorts.
device-title = Sitter du vid jobbets dator eller på jobbets nät?
device-text = Då kan din arbetsgivare se att du har besökt sidan, men inte vad du skriver. På en dator som arbetsgivaren styr kan även skärmen ses. Använd hellre din egen telefon eller dator, på ett annat nät.
recipients-title = Vem läser din rapport?
recipients-lead = De här personerna tar emot rapporten och svarar dig:
recipients-deputies = Ersättare, bara om du stänger ute alla ovan:
recipients-recovery = { $title } förvarar en reservnyckel. Den används bara om de andra har förlorat sina nycklar.
recipients-exclude = Handlar rapporten om någon av dem? I formuläret stänger du ute den personen. Hen kan då inte öppna rapporten och får inte veta att den finns.
scope-title = Vem kan rapportera, och om vad?
protection-title = Ditt skydd
confidentiality-title = Sekretess och tystnadsplikt
classified-title = Skriv inte om rikets hemligheter
classified-text = Kanalen får inte användas för säkerhetsskyddsklassificerade uppgifter, alltså sådant som rör Sveriges säkerhet.
other-ways-title = Andra sätt att berätta
oral-title = Muntligt
authorities-title = Till en myndighet
authorities-list = Visa myndigheterna
press-title = Till medier
traces-title = Vad sidan sparar om dig
traces-nothing = Ingenting. Inga kakor, ingen adress, ingen uppgift om din webbläsare. Sidan hämtar inget från någon annan.
traces-server = Servern noterar vilken dag en rapport kommer, inte vilken tid.
traces-network = Nätet du använder kan se att du har besökt { $address }, men inte vilken sida eller vad du skriver.
traces-browser = Din webbläsare kan spara besöket i sin historik. Öppna ett privat fönster, eller rensa historiken efteråt.
traces-yourself = Det du skriver kan avslöja dig. Tänk på vad bara du vet.
key-title = Är det rätt kanal?
key-lead = Kanalen har ett fingeravtryck. Det är samma som på arbetsgivarens intranät eller anslag.
key-fingerprint = Kanalens fingeravtryck
key-unchecked = Din länk hade inget fingeravtryck med sig. Jämför gärna själv.
key-checked = Länken du följde har samma fingeravtryck. Det är rätt kanal.
key-mismatch = Fingeravtrycket stämmer inte med länken. Rapportera inte här. Någon kan ha bytt ut kanalen, eller så är länken gammal.
key-failed = Fingeravtrycket kunde inte kontrolleras. Ladda om sidan.
privacy-title = Personuppgifter
accessibility-title = Tillgänglighet

## Formuläret

report-title = Lämna en rapport
report-lead = Bara en fråga måste du svara på. Resten kan du hoppa över.
report-warning-title = Innan du skriver
report-warning-numbers = Skriv inte personnummer, varken ditt eget eller andras.
report-warning-classified = Skriv inget som är hemligt för Sveriges säkerhet.
report-warning-network = Använd hellre en egen telefon eller dator än arbetsgivarens.
report-script-missing = Formuläret har inte kommit igång. Inget kan skrivas eller skickas förrän det har gjort det. Vänta en stund eller ladda om sidan.
report-no-script = Din webbläsare kör inte skript. Då kan rapporten inte förseglas hos dig.
report-no-script-choice = Du kan i stället använda den enkla sidan. Där förseglar servern texten i samma stund som du skickar den. Den som styr servern just då, eller ett nät som öppnar krypterad trafik, skulle kunna läsa med.
report-open-server = Öppna den enkla sidan
report-server-off = Den här kanalen tar inte emot rapporter utan skript. Slå på skript, byt webbläsare eller rapportera på ett annat sätt.
step-progress = Steg { $step } av { $count }
optional = frivilligt
characters-used = { $used } av högst { $limit } tecken
category-details = Vilket passar bäst?
category-nothing = Inget val
next = Fortsätt
back = Tillbaka
problems-title = Något behöver rättas
mistake-required = Berätta kort vad som har hänt. Utan det kan ingen gå vidare.
mistake-too-long = Texten är för lång. Korta den till högst 100 000 tecken.
mistake-choice = Välj ett av svaren i listan.
mistake-form-too-long = Svaren är för långa tillsammans. Korta några av dem. Resten kan du skicka som meddelanden senare.
notice-number = Det ser ut som ett personnummer. Ta gärna bort det.

concerns-title = Handlar det om någon av dem som läser?
concerns-lead = Markera den som har med saken att göra. Den personen stängs ute: hen kan inte öppna rapporten och får inte veta att den finns.
concerns-choose = Stäng ute
concerns-handler = tar emot rapporter
concerns-deputy = ersättare, läser bara om alla andra är utestängda
concerns-custodian = hjälper till att öppna kontaktuppgifter
concerns-recovery = förvarar reservnyckeln
concerns-deputies-read = Du har stängt ute alla som vanligtvis läser. Ersättarna får rapporten i stället.
concerns-recovery-only = Nu finns bara den kvar som förvarar reservnyckeln. Det kan ta lång tid innan någon läser. Överväg att rapportera till en myndighet.
concerns-recovery-consent = Skicka ändå
concerns-nobody = Du har stängt ute alla. Då kan ingen öppna rapporten, och den skickas inte. Rapportera till en myndighet i stället.

contact-title = Vill du säga vem du är?
contact-lead = Du behöver inte. Det du skriver här förseglas för sig. En handläggare öppnar det bara med flit, och du ser att det har hänt.
contact-name = Ditt namn
contact-reach = Hur vi når dig
contact-reach-hint = Till exempel ett privat telefonnummer. Ange inte jobbets mejl.
contact-no-custodian = Du har stängt ute alla som hjälper till att öppna kontaktuppgifter. Ingen skulle kunna läsa dina. Lämna dem tomma eller stäng ute färre.

check-title = Läs igenom och skicka
check-lead = När du skickar förseglas rapporten. Sedan får du din ärendekod.
check-edit = Ändra
check-empty = Inget svar
check-readers = De som kan öppna rapporten
send = Försegla och skicka

sending-sealing = Förseglar rapporten …
sending-upload = Skickar …
sending-checking = Kontrollerar att allt har kommit fram …
sending-failed-network = Det gick inte att nå servern. Inget har gått förlorat. Kontrollera nätet och försök igen.
sending-failed-changed = Kanalens nycklar ändrades medan du skrev. Läs igenom vilka som kan öppna rapporten och skicka igen.
sending-failed-damaged = Det som kom fram är inte det du skickade. Försök igen. Händer det en gång till: rapportera på ett annat sätt.
sending-failed-expired = Kanalens nyckellista är för gammal. Rapporten har inte skickats. Använd ett annat sätt att rapportera.
sending-failed-browser = Din webbläsare är för gammal för att försegla rapporten. Uppdatera den, eller byt.
sending-failed-other = Något gick fel. Rapporten har inte skickats. Försök igen.
sending-failed-keys = Kanalens nycklar kunde inte kontrolleras. Formuläret är stängt, så att inget skickas till fel person. Ladda om sidan. Händer det igen: rapportera på ett annat sätt.
sending-failed-custodian = Du har stängt ute alla som hjälper till att öppna kontaktuppgifter. Ta bort dina kontaktuppgifter, eller stäng ute färre.
sending-retry = Försök igen

## Den enkla sidan

server-title = Lämna en rapport utan skript
server-warning-title = Så fungerar den här sidan
server-warning-reads = Servern ser det du skriver, dina val och din ärendekod under den stund då rapporten tas emot. Den förseglar allt genast och sparar inget öppet.
server-warning-who = Den som styr servern just då skulle kunna läsa med. Det skulle också ett nät som öppnar krypterad trafik kunna göra, till exempel på en arbetsplats.
server-warning-key = Sidan kan inte kontrollera kanalens fingeravtryck.
server-warning-better = Säkrare är att slå på skript och använda det vanliga formuläret.
server-open-ordinary = Till det vanliga formuläret
server-send = Skicka rapporten

## Ärendekoden

code-done = Klart. Rapporten är mottagen och förseglad.
filed-changed = En rapport med den här koden har redan kommit in, och den hade en annan text. Det du skickade nu finns inte med i den.
filed-changed-title = Skicka det du har ändrat
filed-changed-hint = Här är allt du skickade den här gången. Behåll det som är nytt och skicka det som ett meddelande.
code-title = Spara din ärendekod
code-lead = Koden är den enda vägen tillbaka. Ingen kan ta fram den åt dig, inte ens vi.
code-label = Din ärendekod
code-copy = Kopiera
code-copied = Koden är kopierad.
code-copy-failed = Det gick inte att kopiera. Markera koden och kopiera den själv.
code-print = Skriv ut
code-save = Spara som fil
code-saved = Filen är sparad. Flytta den till ett säkert ställe.
code-file-name = kvitto
code-care = Spara den där bara du kommer åt den. Skriv inte ut den på jobbet.
code-check-title = Skriv de fem sista tecknen
code-check-hint = Så vet vi båda att du har fått med dig koden.
code-check-label = De fem sista tecknen
code-check-wrong = Det är inte de fem sista tecknen. Jämför med koden ovanför.
code-check-whole-title = Skriv hela koden
code-check-whole-hint = Så vet du att du har fått med dig den. Då öppnas ditt ärende.
code-continue = Fortsätt
code-leave = Koden visas bara nu. Om du lämnar sidan utan att ha sparat den kan du inte läsa svaren.
changed-title = Du ändrade rapporten medan den skickades
changed-text = Det första försöket kom fram. Det här är ändringen. Den är inte skickad än.
changed-send = Skicka ändringen som ett meddelande
late-title = Ändringen kom för sent
late-excluded = Det första försöket kom fram. De här kan öppna rapporten, och den kan inte tas tillbaka:
late-advice = Handlar det om någon av dem? Vänd dig till en myndighet eller berätta på ett annat sätt.
late-contact = Kontaktuppgifterna är de som du hade skrivit vid det första försöket. De kan inte heller tas tillbaka.
sheet-title = Ärendekod
sheet-for = Till { $organisation }
sheet-open = Så läser du svaren: gå till { $address } och skriv koden.
sheet-keep = Koden är enda vägen tillbaka. Visa den inte för någon. Ingen kan ersätta den.
next-title = Vad händer nu?
next-acknowledge = Senast { $day } får du en bekräftelse här.
next-feedback = Senast tre månader efter bekräftelsen får du veta vad som har gjorts.
next-return = Kom gärna tillbaka tidigare. Handläggarna kan ha frågor.
next-reference = Ärendets beteckning är { $reference }. Den får du säga till andra. Den öppnar ingenting.
next-leave-nothing = Stäng fönstret när du är klar. Då finns inget kvar på sidan.

## Följa upp

follow-up-title = Följ upp din rapport
follow-up-lead = Skriv ärendekoden som du fick när du lämnade rapporten.
follow-up-code = Ärendekod
follow-up-code-hint = Fem grupper med fem tecken. Stora eller små bokstäver går lika bra. Du kan klistra in koden.
follow-up-open = Öppna ärendet
follow-up-opening = Öppnar ärendet …
follow-up-stays = Koden stannar i din webbläsare.
follow-up-lost = Har du tappat koden? Då kan ingen öppna ärendet åt dig. Lämna en ny rapport och skriv att den hör ihop med en tidigare.
code-wrong-length = Koden ska ha 25 tecken. Du har skrivit { $count }.
code-wrong-symbol = Koden har bara siffror och bokstäver, aldrig bokstaven U. Kontrollera vad du har skrivit.
code-wrong-check = Ett tecken i koden är fel, eller två har bytt plats. Jämför med det du sparade.
code-unknown = Det finns inget ärende med den koden. Kontrollera den. Stämmer den har ärendet raderats.
follow-up-damaged = Ärendet kan inte visas, för det som servern lämnade stämmer inte. Inget har skickats. Försök igen senare, eller rapportera på ett annat sätt.
follow-up-held-back = Servern håller inne något i samtalet. Läs det som visas med försiktighet.
follow-up-keys-failed = Kanalens nycklar kunde inte kontrolleras. Inget har skickats. Försök igen senare.
follow-up-server-off = Den här kanalens ärenden öppnas inte utan skript. Slå på skript eller byt webbläsare.
follow-up-server-without = Ärenden i de här kanalerna öppnas inte utan skript. Skriv inte en kod till någon av dem här:
follow-up-no-script-choice = Din webbläsare kör inte skript. På den enkla sidan öppnar servern ärendet åt dig. Då ser den koden och samtalet under en stund, och den som styr servern just då skulle kunna läsa med.
follow-up-server-title = Följ upp utan skript
follow-up-server-warning = Här skickas koden till servern. Den använder koden för att öppna ärendet, visar det för dig och glömmer den. Den som styr servern just då skulle kunna läsa hela samtalet.

case-title = Ditt ärende
case-reference = Beteckning { $reference }
case-new-none = Inget nytt sedan du var här senast.
case-new-one = Ett nytt meddelande sedan du var här senast.
case-new-many = { $count } nya meddelanden sedan du var här senast.
case-new = Nytt
case-unsigned = Servern berättar om ett steg som ingen handläggare har skrivit under. Läs läget med försiktighet.
case-status-title = Läget
state-received = Rapporten har kommit in. Den är inte bekräftad än.
state-acknowledged = Rapporten är bekräftad. Ärendet utreds.
state-closed = Ärendet är avslutat. Du kan fortfarande läsa och skriva här.
date-received = Kom in
date-acknowledge-by = Bekräftelse senast
date-acknowledged = Bekräftad
date-feedback-by = Svar om åtgärder senast
date-fed-back = Svar om åtgärder
date-closed = Avslutad
date-erase-by = Raderas senast
conversation-title = Samtalet
conversation-empty = Här är inget skrivet än.
letter-yours = Du
letter-theirs = Handläggaren
letter-report = Din rapport
letter-hidden = Dina egna ord visas inte igen i den här kanalen.
letter-damaged = Det här meddelandet kan inte visas. Det är skadat eller förfalskat.
letter-acknowledgement = Bekräftelse
letter-feedback = Svar om åtgärder
letter-closing = Avslut
letter-reopening = Upptaget igen
letter-minutes = Protokoll
letter-withdrawal = Återkallelse
letter-approval = Protokollet godkänt
letter-correction = Protokollet rättat
letter-retaliation = Repressalier
letter-continues = Fortsätter från ett tidigare ärende
letter-access = Vilka som kan öppna ärendet har ändrats.
letter-other-day = Dagen är inte den då det kom
letter-contact-opened = En handläggare har öppnat dina kontaktuppgifter.
letter-struck = Det här har strukits av en handläggare.
letter-meeting = Ber om ett möte eller samtal
reply-title = Skriv till handläggarna
reply-label = Ditt meddelande
reply-hint = Berätta mer, ställ en fråga eller säg till om du har blivit utsatt för något efter rapporten.
reply-send = Försegla och skicka
reply-send-server = Skicka
reply-sent = Meddelandet är framme.
reply-failed = Meddelandet är inte skickat. Din text finns kvar. Försök igen.
reply-conflict = Något nytt kom medan du skrev. Läs det först. Din text finns kvar; skicka den om den fortfarande passar.
reply-too-long = Texten är för lång. Korta den till högst 100 000 tecken. Din text finns kvar.
reply-held-back = Inget kan skickas, för servern håller inne något av samtalet. Din text finns kvar.
reply-empty = Skriv något först.
case-close = Stäng ärendet på den här skärmen
