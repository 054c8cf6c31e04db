### Words that several parts of Sigill use.

skip-to-content = Skip to the content
leave-quickly = Leave this page quickly
leave-quickly-keys = Press Shift three times to leave this page quickly.
in-this-language = Read this page in English
header-navigation = Language and exit
made-with = Built with Sigill, free software. This page keeps nothing about you.

day-in-words =
    { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    } { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }

banner-trial = This channel is being tried out. Do not send real reports yet.
banner-demo = This is a demonstration. Everything here is made up.
banner-expired = The channel’s list of keys has expired and is being renewed. You can still file a report.
banner-closed = The channel takes no reports at present. Its list of keys must be renewed. Other ways to report are listed below. If you have a case code, you can use it as usual.

problem-home = To the start page

# The desk's page, before its script has taken over
desk-page-title = Sigill: the desk
desk-needs-script = The desk needs JavaScript: your keys are opened in the browser and never leave it. Switch JavaScript on for this address and reload the page.
