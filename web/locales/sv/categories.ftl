### Vad en rapport kan gälla. Koderna står i src/channels/category.rs.

category-conf = Jäv, intressekonflikt eller vänskapskorruption
category-corr = Mutor, bestickning eller korruption
category-proc = Offentlig upphandling, inköp eller avtal
category-fraud = Bedrägeri, förskingring, stöld eller välfärdsbrott
category-funds = Missbruk av allmänna medel eller tillgångar
category-acct = Bokföring, redovisning eller revision
category-fin = Finansiella tjänster, penningtvätt eller finansiering av terrorism
category-tax = Bolagsskatt eller skatteupplägg
category-eufunds = EU:s pengar
category-comp = Konkurrens eller statligt stöd
category-abuse = Maktmissbruk eller felaktig myndighetsutövning
category-record = Offentlighet, arkiv eller förvanskade handlingar
category-priv = Integritet, personuppgifter eller it-säkerhet
category-harass = Diskriminering, trakasserier eller sexuella trakasserier
category-work = Allvarliga risker i arbetsmiljön
category-reta = Straff för någon som har rapporterat, eller försök att hindra en rapport
category-care = Allvarliga missförhållanden i vård, skola eller omsorg
category-health = Folkhälsa eller patientsäkerhet
category-human = Mänskliga rättigheter, fara för liv eller säkerhet
category-env = Miljön
category-food = Livsmedel, foder, djurhälsa eller djurskydd
category-prod = Produkter som inte är säkra eller inte följer reglerna
category-trans = Säkerhet i trafik och transporter
category-rad = Strålskydd eller kärnsäkerhet
category-cons = Konsumentskydd
category-other = Något annat av allmänt intresse
category-unsure = Jag vet inte

group-conflict = Jäv, vänskapsband eller mutor
group-money = Pengar, inköp eller bokföring
group-power = Makt, beslut, handlingar eller personuppgifter
group-people = Hur människor behandlas på arbetet
group-care = Vård, skola, omsorg eller hälsa
group-safety = Miljö, djur, produkter eller fara för liv
group-other = Något annat
group-unsure = Jag vet inte
