## Files on the page without script

server-files-title = Files
server-files-lead = You can send photos, documents and recordings along. The server seals each file the moment it arrives and keeps nothing in the open.
server-files-uncleaned = Nothing is cleaned out of files on this page. A file can give you away:
server-files-tells-photo = A photo or film can say where and when it was taken, and with which phone or camera.
server-files-tells-document = A document or spreadsheet can hold your name, the name of your workplace, comments, changes and earlier versions.
server-files-tells-name = The file’s name goes along. Rename the file if its name says who you are.
server-files-clean-title = How to clean a file first
server-files-clean-photo = Take a screenshot of the photo or document and send the screenshot. Crop what should not be seen.
server-files-clean-windows = In Windows: right-click the file and choose Properties, the tab Details, and “Remove Properties and Personal Information”.
server-files-clean-document = In Word and Excel: choose File, Info, Check for Issues, and Inspect Document.
server-files-clean-tails = In Tails: open the file in Metadata Cleaner.
server-files-clean-script = With script, the ordinary form shows what a file gives away, and can clean most.
server-files-bounds = At most { $largest } in each file, { $together } together, and { $count } files.
server-files-label = Choose files
server-files-add = Add the files
server-files-add-hint = When you add the files they are uploaded, and the page comes back with what you have written. Large files take time. You can also send everything at once.
server-files-added = Files that go along
server-files-take-away = Tick a file that should not go along.
server-files-wait = Files that you add and do not send are removed after two to three days.
server-files-closed = No files are taken here at the moment. You can send your text all the same. Try the files later.
server-files-none = Choose a file first.
server-files-too-large = { $name } is larger than { $largest } and is not included. All else is still here.
server-files-case-full = { $name } is not included, for the files of a case may take at most { $together } together. All else is still here.
server-files-too-many = { $name } is not included, for the case has no room for more files. All else is still here.
server-files-too-many-today = { $name } is not included, for the channel takes no more in files today. All else is still here. Send your text now and the file another day.
server-files-no-room = { $name } is not included, for the server is short of room. All else is still here. Send your text now and try the file later.
server-files-failed = { $name } is not included, for something went wrong on our side. All else is still here. Try again.
server-files-nobodys = { $name } is not included, for it could not be seen where it belongs. All else is still here. Add the file again.
server-files-not-here = { $name } is not included, for no files are taken here. All else is still here.
server-files-cut = { $name } did not arrive whole. All else is still here. Add the file again.
server-files-others =
    { $count ->
        [one] One more file is not included. All else is still here.
       *[other] { $count } more files are not included. All else is still here.
    }
server-files-gone = A file that you added is no longer here. Add it again. All else is still here.
server-files-more = There are files here that you added earlier. See that only those that should go along are on the list, and send again.
server-files-kept = The files are not lost. They come back with the page when you try again.
server-files-sent =
    { $total ->
        [one] { $verified } of 1 file has arrived and is verified.
       *[other] { $verified } of { $total } files have arrived and are verified.
    }
server-files-damaged =
    { $total ->
        [one] { $verified } of 1 file is verified. It is missing or damaged. Send it again.
       *[other] { $verified } of { $total } files are verified. The rest are missing or damaged. Send them again.
    }
server-file-get = Download { $name }
server-file-get-hint = The server opens the file while you download it. Then it lies open on your device.
server-file-broken-title = The file is damaged
server-file-broken = { $name } is not the same as when it was sent, or it is missing, so it is not shown. Write to the handlers and ask them to send it again.
server-file-back = Back to the case
server-file-size-bytes = { $size } bytes
