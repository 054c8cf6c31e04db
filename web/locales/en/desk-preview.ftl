### The desk: what a file is, and looking at it without opening it on the computer.

preview-type-jpeg = JPEG picture
preview-type-png = PNG picture
preview-type-gif = GIF picture
preview-type-webp = WebP picture
preview-type-avif = AVIF picture
preview-type-heic = HEIC picture
preview-type-bmp = BMP picture
preview-type-tiff = TIFF picture
preview-type-svg = SVG drawing
preview-type-pdf = PDF document
preview-type-word = Word document
preview-type-excel = Excel spreadsheet
preview-type-powerpoint = PowerPoint presentation
preview-type-office-macros = Office document that may hold macros
preview-type-office-old = Office document in an older format
preview-type-opendocument = OpenDocument document
preview-type-epub = E-book
preview-type-rtf = RTF document
preview-type-message = E-mail message
preview-type-outlook = Outlook message
preview-type-outlook-store = Outlook mailbox
preview-type-html = Web page
preview-type-xml = XML file
preview-type-text = Text
preview-type-script = Script
preview-type-shortcut = Shortcut
preview-type-windows = Program for Windows
preview-type-installer = Installer for Windows
preview-type-elf = Program for Linux
preview-type-mac = Program for Mac
preview-type-java = Java program
preview-type-android = Android program
preview-type-zip = ZIP archive
preview-type-archive = Archive
preview-type-disk = Disk image
preview-type-mp3 = MP3 sound
preview-type-m4a = AAC sound
preview-type-ogg = Ogg sound
preview-type-flac = FLAC sound
preview-type-wav = WAV sound
preview-type-amr = AMR sound
preview-type-video = Video
preview-type-database = SQLite database
preview-type-empty = Empty file
preview-type-unknown = Unknown type of file

preview-danger-program = It is a program. Whoever opens it lets its sender do anything on the computer.
preview-danger-script = It is a script. On some computers a double click is enough to run it.
preview-danger-page = It can hold scripts, and can tell somebody that it was opened, when and from where.
preview-danger-macros = It can hold macros, which are programs. Open it in protected view only, and allow no macros.
preview-danger-shortcut = It is a shortcut, which can start a program or open an address of its sender’s choice.
preview-danger-disk = It is a disk image. What lies in it opens without the computer’s usual warnings.
preview-danger-name = Its name is written so that it looks like something other than it is.
preview-differs = The content does not agree with the name, or with what the sender’s computer said.
preview-agrees = The content agrees with the name.
preview-cannot-tell = What it is cannot be seen from its content.

preview-title = Preview
preview-close = Close
preview-opening = Opening the file …
preview-sealed-off = Shown in a frame of its own: the browser is told to run nothing in the file and to let nothing out of the frame.
preview-not-shown = This type of file is not shown here. It can only be saved.
preview-frame = The file’s content
preview-image = The picture
preview-page-image = Page { $page } of { $pages }
preview-page-text = Text on the page
preview-pages = Pages
preview-page = Page { $page } of { $pages }
preview-page-before = Previous page
preview-page-after = Next page
preview-size = Size
preview-larger = Larger
preview-smaller = Smaller
preview-fit = Fit
preview-whole-size = 100%
preview-turn = Turn
preview-cut-pages =
    { $shown ->
        [one] Only the first of { $pages } pages is shown. Save the file to see the rest.
       *[other] Only the first { $shown } of { $pages } pages are shown. Save the file to see the rest.
    }
preview-cut-text = Only the beginning is shown: { $shown } of { $all } bytes. Save the file to see the rest.
preview-read-as = Read as { $encoding }.
preview-marks =
    { $count ->
        [one] One invisible character that can hide or turn text round is written out.
       *[other] { $count } invisible characters that can hide or turn text round are written out.
    }
preview-still = Only the first picture of several is shown.
preview-sound = The sound
preview-keys = Arrow keys and Page Up and Page Down turn the pages, plus and minus change the size, R turns, Esc closes.
preview-failed-too-large = The file is too large to be shown here. It can be saved.
preview-failed-damaged = The file is damaged, or made so that it cannot be shown. It can be saved.
preview-failed-locked = The document is protected by a password. Save it, and open it with the password.
preview-failed-unplayable = The browser cannot play this type of sound. The file can be saved.
preview-failed-unknown-to-browser = The browser cannot show this type of picture. The file can be saved.
preview-failed-late = It took too long to show the file, and was stopped. The file can be saved.
preview-failed-broken = The preview could not be started. Reload the page and try again. The file can be saved.
preview-failed-unread = The browser could not read the file. Reload the page and try again.
