### What a report can be about. The codes stand in src/channels/category.rs.

category-conf = Conflict of interest, nepotism or favours among friends
category-corr = Bribery or corruption
category-proc = Public procurement, purchasing or contracts
category-fraud = Fraud, embezzlement, theft or welfare crime
category-funds = Misuse of public funds or assets
category-acct = Accounting, reporting or audit
category-fin = Financial services, money laundering or terrorist financing
category-tax = Corporate tax or tax arrangements
category-eufunds = EU money
category-comp = Competition or State aid
category-abuse = Abuse of power or wrongful exercise of authority
category-record = Public records, archives or falsified documents
category-priv = Privacy, personal data or IT security
category-harass = Discrimination, harassment or sexual harassment
category-work = Serious risks in the work environment
category-reta = Punishing somebody who reported, or trying to stop a report
category-care = Serious failings in care, school or social services
category-health = Public health or patient safety
category-human = Human rights, danger to life or safety
category-env = The environment
category-food = Food, feed, animal health or animal welfare
category-prod = Products that are unsafe or break the rules
category-trans = Transport safety
category-rad = Radiation protection or nuclear safety
category-cons = Consumer protection
category-other = Something else of public interest
category-unsure = I am not sure

group-conflict = Conflicts of interest, favours or bribes
group-money = Money, purchasing or accounting
group-power = Power, decisions, records or personal data
group-people = How people are treated at work
group-care = Care, school, social services or health
group-safety = Environment, animals, products or danger to life
group-other = Something else
group-unsure = I am not sure
