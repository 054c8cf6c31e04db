### What a channel says from the beginning. The owner changes what needs it before the channel is published.
### An empty line: a new paragraph. A dash first on the line: an item of a list.

default-welcome = Here you can tell us about wrongdoing that you have seen at { $organisation }. You do not need to say who you are. We cannot see it unless you tell us.
default-scope-municipality =
    The channel is for you who through your work have learned of wrongdoing at { $organisation }. That means you who are, or have been

    - employed, hired in or contracted
    - an applicant, a trainee or a volunteer
    - self-employed with an assignment here
    - a member of a board or the management

    Others may write here too, such as residents, patients, relatives and elected politicians. The protection of the Swedish Whistleblowing Act then normally does not apply, and we may have to direct you elsewhere.

    Wrongdoing is something the public has an interest in bringing to light, or something that breaks certain EU rules. It can be conflicts of interest, bribes, fraud, danger to life or to the environment, or serious failings in care and schools.

    Your own pay or a conflict with a colleague normally does not count. Talk to your manager, HR, your union or the safety representative. If it is a crime you can report it to the police. If a life is in danger: call 112.
default-scope-company =
    The channel is for you who through your work have learned of wrongdoing at { $organisation }. That means you who are, or have been

    - employed, hired in or contracted
    - an applicant, a trainee or a volunteer
    - self-employed with an assignment here
    - a member of the board or the management, or a shareholder who works in the company

    Others may write here too, such as customers and neighbours. The protection of the Swedish Whistleblowing Act then normally does not apply, and we may have to direct you elsewhere.

    Wrongdoing is something the public has an interest in bringing to light, or something that breaks certain EU rules. It can be bribes, false accounting, danger to life or to the environment, or serious breaches of the law.

    Your own pay or a conflict with a colleague normally does not count. Talk to your manager, HR, your union or the safety representative. If it is a crime you can report it to the police. If a life is in danger: call 112.
default-protection =
    You must not be punished for reporting. Your employer may not stop you and may not retaliate, for example by dismissing, moving or harassing you. Whoever helps you, such as a colleague, the union or a safety representative, is protected in the same way.

    The protection holds if you had reason to believe that what you told was true. The law gives no right to hand out secret documents or to commit a crime to obtain information.

    You can be anonymous. If you later want the help of the law, you need to be able to show that it was you who reported. So keep your case code. If something is done to you afterwards you can tell it here, also when the case is closed.
default-confidentiality-municipality =
    Information that can reveal who you are is secret if the Whistleblowing Act protects you (chapter 32, section 3 b of the Public Access to Information and Secrecy Act). Whoever the Act does not cover does not have the same secrecy.

    A report is normally a public record. Anybody can ask to read it. { $organisation } then decides what is secret before anything is released. If you want to be anonymous, write nothing that shows who you are.

    If information that can show who you are must be handed out, you will be told, unless that would hinder the investigation.
default-confidentiality-municipality-voluntary =
    This channel is voluntary. The special secrecy for whistleblowers therefore does not apply here.

    A report is normally a public record. Anybody can ask to read it. { $organisation } then decides what is secret before anything is released. If you want to be anonymous, write nothing that shows who you are.
default-confidentiality-company =
    Those who handle the case are bound to silence. They may not tell who you are, or who else is named, to anybody who does not need it for the investigation.

    If information that can show who you are must be handed out, you will be told, unless that would hinder the investigation.
default-confidentiality-company-voluntary =
    This channel is voluntary. Those who handle the case have promised { $organisation } not to tell who you are, or who else is named, to anybody who does not need it for the investigation.
default-authorities = You may also report directly to an authority: before, after or instead of writing here. Each authority answers for its own area and has a channel of its own for whistleblowers.
default-press-municipality =
    Everybody may give information to a newspaper or to radio and television so that it is published. In Sweden this is a constitutional freedom, and so is gathering information for that purpose.

    An authority may not try to find out who gave information to the media and may not punish whoever did. There are exceptions, for example for certain secret information and secret documents.
default-press-company =
    Everybody may give information to a newspaper or to radio and television so that it is published. In Sweden this is a constitutional freedom, and so is gathering information for that purpose.

    In a private company, contracts and duties of silence can limit that right. The ban on finding out who talked to the media, and on punishing that person, binds authorities. It also binds companies that a municipality or region controls, and parts of the schools, health and social care that public money pays for.
default-oral =
    Would you rather tell it in person? Ask for a call or a meeting in the form, or later with your case code. The meeting takes place within a reasonable time.

    We record only if you say yes. What we write down you may read, correct and approve.
default-privacy-municipality =
    { $organisation } is the controller of the personal data. We use personal data only to receive and follow up reports, and for what the law demands (chapter 7 of the Whistleblowing Act). Only those appointed may read them.

    Personal data that clearly are not needed we erase. The data of a case may be used for at most two years after it was closed. Public records are then kept in an archive, unless there is a decision that they may be destroyed.

    You can ask which data there are about you and have errors corrected. Secrecy and the investigation can limit this. Turn to the data protection officer of { $organisation }. You can complain to the Swedish Authority for Privacy Protection (IMY).
default-privacy-company =
    { $organisation } is the controller of the personal data. We use personal data only to receive and follow up reports, and for what the law demands (chapter 7 of the Whistleblowing Act). Only those appointed may read them.

    Personal data that clearly are not needed we erase. The case is erased at the latest two years after it was closed.

    You can ask which data there are about you and have errors corrected. The duty of silence and the investigation can limit this. Turn to { $organisation }. You can complain to the Swedish Authority for Privacy Protection (IMY).
default-accessibility-municipality =
    These pages are built so that everybody can use them, to WCAG 2.2 at level AA. They work with a keyboard, a screen reader, large text and high contrast.

    Does something not work for you? Contact { $organisation } in another way than through a report and we will answer as soon as we can. If you are not satisfied you can report it to the authority that supervises the Act on the accessibility of digital public services.
default-accessibility-company =
    These pages are built so that everybody can use them, to WCAG 2.2 at level AA. They work with a keyboard, a screen reader, large text and high contrast.

    Does something not work for you? Contact { $organisation } in another way than through a report and we will answer as soon as we can.

## The questions

step-category = What is it about?
question-category = Choose an area
question-category-hint = Choose what is closest. It does not matter if it turns out wrong.

step-what = What has happened?
question-what = Tell it in your own words
question-what-hint = Write what you have seen, heard or read. It helps if you keep what you know apart from what you believe.

step-when = When and where?
question-when = When did it happen?
question-when-hint = Roughly is enough, such as “last spring” or “every month since 2024”.
question-where = Where did it happen?
question-where-hint = For example a department, a unit or an address.
question-ongoing = Is it still going on?

step-who = Who was involved?
question-who = Whom is it about?
question-who-hint = Name, title or role. Do not write personal identity numbers.
question-how = How do you know?
question-how-hint = Were you there yourself? Did somebody tell you, or did you read it? Are there papers, e-mails or others who know?

step-you = About you, if you like
question-you-hint = Remember that an answer can make it easier to guess who you are.
question-relation = How are you connected to the organisation?
relation-employee = I am employed
relation-former = I have been employed
relation-contractor = I am a consultant, hired in or a supplier
relation-trainee = I am a trainee, a volunteer or an applicant
relation-board = I am on the board or in the management
relation-other = Something else
question-told = Have you told anybody else?
question-told-hint = For example a manager, the union, an authority or a newspaper. What happened then?
question-meeting = Would you like to tell it in person as well?
meeting-none = No, writing is enough
meeting-call = Yes, in a call
meeting-visit = Yes, in a meeting

answer-yes = Yes
answer-no = No
answer-unsure = Not sure
