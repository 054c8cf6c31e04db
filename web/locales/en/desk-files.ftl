### Files in cases, at the desk.

## What kind of file

desk-file-kind-picture = Picture
desk-file-kind-text = Text document
desk-file-kind-pdf = PDF document
desk-file-kind-sheet = Spreadsheet
desk-file-kind-slides = Slides
desk-file-kind-sound = Sound
desk-file-kind-film = Video
desk-file-kind-mail = E-mail
desk-file-kind-package = Package of files
desk-file-kind-other = File

## The files of a letter

desk-file-list = Files
desk-file-verified =
    { $count ->
        [one] { $verified } of 1 file verified
       *[other] { $verified } of { $count } files verified
    }
desk-file-looking = Checking the files …
desk-file-look-failed = The files could not be compared with the letter.
desk-file-again = Try again
desk-file-is-verified = verified
desk-file-is-open = every part verified
desk-file-is-damaged = damaged
desk-file-is-missing = missing
desk-file-damaged-list = What the server has is not the file that was sealed. So it cannot be opened or saved. Tell whoever runs the server: the file may be in a backup. If not, its sender needs to send it again.
desk-file-damaged-piece = A part of the file is not the one that was sealed. So it cannot be opened or saved. Fetch it once more. If that does not help, tell whoever runs the server: the file may be in a backup. If not, its sender needs to send it again.
desk-file-missing = The server does not hand out the file, though it belongs to the letter. Tell whoever runs the server: the file may be in a backup. If not, its sender needs to send it again.
desk-file-failed-network = The file was not fetched: the server does not answer.
desk-file-failed-refused = The file was not fetched: the server does not hand it out just now.
desk-file-failed-worker = The browser could not open the file. Reload the page and try again.
desk-file-preview = Show
desk-file-preview-of = Show { $name }
desk-file-save = Save
desk-file-save-of = Save { $name }
desk-file-save-all = Save all
desk-file-save-stop = Cancel
desk-file-cancel = Cancel
desk-file-cancel-of = Cancel { $name }
desk-file-again-of = Fetch { $name } again
desk-file-fetching = Fetching and checking { $name }
desk-file-amount = { $done } of { $whole }
desk-file-offline = No answer. Trying again …
desk-file-seconds-left =
    { $count ->
        [one] 1 second left
       *[other] { $count } seconds left
    }
desk-file-minutes-left =
    { $count ->
        [one] 1 minute left
       *[other] { $count } minutes left
    }
desk-file-hours-left =
    { $count ->
        [one] 1 hour left
       *[other] { $count } hours left
    }
desk-file-saved = Saved.
desk-file-was-saved = { $name } is saved.
desk-file-was-damaged = { $name } is damaged or missing.
desk-file-digest = Digest (SHA-256)
desk-file-copy-digest = Copy

## Before something is saved that may do harm

desk-file-warn-title = Save the file on this computer?
desk-file-warn-said = Its sender calls it:
desk-file-warn-risk = Opening it on this computer is a risk. If you are not sure, do not save it: let the IT department open it on a computer that holds nothing else.
desk-file-warn-save = Save anyway
desk-file-warn-skip = Do not save

## Sending files

desk-file-add = Add files …
desk-file-drop = Drop the files here
desk-file-or-drop = You can also drop them here.
desk-file-bounds = At most { $largest } per file and { $whole } in a case, which has { $left } left.
desk-file-closed = The server takes no files just now. You can send the text all the same. Send the files later.
desk-file-chosen = Files that go with it
desk-file-why-cleaned = What the files carry about you and your organisation is taken out, unless you choose the original. The reporter sees nothing of it.
desk-file-why-original = Files in a note go as they are: cleaned, they are no longer the same evidence.
desk-file-not-kept = Files are not kept with the draft. They are sent only when you press the button. If you leave or lock the desk before that, you have to choose them again.
desk-file-stay = Do not lock the desk or leave it while the files are being sent. You can read other cases meanwhile.
desk-file-remove = Remove
desk-file-remove-of = Remove { $name }
desk-file-version-of = How { $name } is sent
desk-file-version-cleaned = Cleaned
desk-file-version-original = Original
desk-file-inspecting = Looking at what it carries …
desk-file-carries = Carries:
desk-file-loses = Is taken out:
desk-file-keeps = Stays though cleaned:
desk-file-goes-as-it-is = It cannot be cleaned and goes as it is.
desk-file-not-seen = The browser could not look at what the file carries. It goes as it is.
desk-file-nothing-found = Nothing to clean was found.
desk-file-cleaning = Being cleaned …
desk-file-waiting = Waiting …
desk-file-paused = Paused
desk-file-up = arrived, waits for the letter
desk-file-unreadable = The file cannot be read. It may be a folder, or have been moved or changed since you chose it. Remove it and choose it again.
desk-file-too-large = The file is too large. Remove it, divide it or send only the part that is needed.
desk-file-not-cleaned = The file could not be cleaned. Choose the original or remove the file.
desk-file-not-up = The file did not arrive.
desk-file-too-many = At most 100 files go with a letter. The last ones were left out.
desk-file-case-full = The files are too large together. Remove one of them.
desk-file-sending-of = Sending { $name }
desk-file-pause = Pause
desk-file-resume = Go on
desk-file-stop = Cancel
desk-file-sending = Sending the files. The letter goes when all have arrived.
desk-file-unsent = Not all files arrived, so the letter is not sent. See at the file what happened. What has arrived is not sent again.
desk-file-unsent-title = Files are not sent
desk-file-unsent-lock = You have chosen files that are not sent. They are not kept in the draft. If you lock now, you have to choose them again.
desk-file-unsent-sign-out = You have chosen files that are not sent. They are not kept in the draft. If you sign out now, you have to choose them again.
