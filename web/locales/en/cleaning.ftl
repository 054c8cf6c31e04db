### What a file tells of whoever made it, and what can be cleaned out of it before it is sealed.

## What was found: before the value, where there is one to show

cleaning-place = Position
cleaning-location-text = Place name
cleaning-camera = Camera or device
cleaning-time = Time
cleaning-author = Name of a person
cleaning-company = Organisation
cleaning-signature = Electronic signature
cleaning-software = Software
cleaning-path = Path or printer
cleaning-title = Title or keywords
cleaning-comment = Comment
cleaning-revisions = Traces of editing
cleaning-identifier = Unique number
cleaning-tracked-changes = Tracked changes
cleaning-hidden = Hidden content
cleaning-thumbnail = Thumbnail
cleaning-embedded = File within the file
cleaning-script = Program code
cleaning-other = Other

## What can be done

cleaning-can-clean = This comes with the file. In the cleaned copy it is gone.
cleaning-nothing = We found nothing to clean out. What the file shows may still tell who you are: look through it.
cleaning-cannot = We cannot clean files of this kind. They can carry your name, the place, the time and your device. If you send the file, it goes as it is.
cleaning-cannot-locked = We cannot clean this file. It is locked, with a password for instance, or built in a way that we cannot read. If you send it, it goes as it is.
cleaning-too-large = The file is too large to be cleaned in the browser. It can carry your name, the place, the time and your device. If you send it, it goes as it is.
cleaning-damaged = The file seems to be damaged. We can neither see what it carries nor clean it. If you send it, it goes as it is.
cleaning-failed = The file could not be cleaned. Send the original or remove the file.
cleaning-stays = This stays in the cleaned copy too:
cleaning-names = The text of comments and tracked changes stays. The names of those who wrote them become Author 1, Author 2 and so on.

## Pictures in the format HEIC

cleaning-heic-why = The picture is in the format HEIC, which we cannot clean. Make a JPEG of it first, and we can.
cleaning-heic-iphone = On an iPhone or iPad: save the picture in the Files app. Hold your finger on it there, choose Quick Actions, Convert Image and JPEG. Then choose the new file here.
cleaning-heic-android = On Android: open the picture in Gallery or Google Photos and export or convert it to JPEG. If there is no such choice, take a screenshot of it. Then choose the new picture here.
cleaning-heic-computer = On a Mac: open the picture in Preview, choose File, Export and JPEG. In Windows: open it in Photos, choose Save as and the file type .jpg.
