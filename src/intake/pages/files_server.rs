//! The files of a form on the server path: those that wait to be sent, what may be added, and what a file gives away.

use crate::http::locale::Locale;
use crate::http::words::Words;

/// Most files that one report or message refers to.
pub const MOST_FILES: usize = sigill_sealing::file_reference::MOST_FILES;

/// The part of a form where files are added.
#[derive(Clone, Debug, Default)]
pub struct FileField {
    /// What waits already.
    pub waiting: Vec<WaitingFile>,
    /// What may be added; nothing where no file is taken at present.
    pub bounds: Option<FileBounds>,
    /// What became of files that are not among them.
    pub mistakes: Vec<String>,
}

/// How many of the files that were sent, and of how many, the server holds as they were sealed; nothing if none was sent.
pub(super) fn verified_in_words(t: Words, (verified, total): (usize, usize)) -> Option<String> {
    let said = verified.to_string();
    (total > 0).then(|| {
        if verified == total { t.server_files_sent(total, said) } else { t.server_files_damaged(total, said) }
    })
}

/// A file that waits.
#[derive(Clone, Debug)]
pub struct WaitingFile {
    /// Its id, hexadecimal.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its size, in words.
    pub size: String,
}

/// How much may be added, in words.
#[derive(Clone, Debug)]
pub struct FileBounds {
    /// In one file.
    pub largest: String,
    /// In all files of a case.
    pub together: String,
}

/// A size in words, as a file manager says it.
#[must_use]
pub fn size_in_words(words: Words, bytes: u64) -> String {
    const UNIT: u64 = 1024;
    for (unit, one) in [("GB", UNIT.pow(3)), ("MB", UNIT.pow(2)), ("kB", UNIT)] {
        if bytes >= one {
            // Tenths below ten, whole numbers from there on, never more than there is.
            let tenths = bytes / (one / UNIT) * 10 / UNIT;
            let mark = if words.locale() == Locale::Sv { ',' } else { '.' };
            let (whole, tenth) = (tenths / 10, tenths % 10);
            let has_tenths = whole < 10 && tenth > 0;
            return if has_tenths {
                format!("{whole}{mark}{tenth} {unit}")
            } else {
                format!("{whole} {unit}")
            };
        }
    }
    words.server_file_size_bytes(bytes.to_string())
}

impl FileField {
    /// Where nothing waits yet.
    #[must_use]
    pub fn sample(words: Words) -> Self {
        let bounds =
            FileBounds { largest: size_in_words(words, 4 << 30), together: size_in_words(words, 16 << 30) };
        Self { waiting: Vec::new(), bounds: Some(bounds), mistakes: Vec::new() }
    }

    /// Where two files wait and a third was refused.
    #[must_use]
    pub fn sample_waiting(words: Words) -> Self {
        let file = |number: u8, name: &str, size| WaitingFile {
            id: sigill_sealing::encoding::hex(&[number; 16]),
            name: name.to_owned(),
            size: size_in_words(words, size),
        };
        let waiting = vec![
            file(1, "anbud \u{2013} v\u{e5}ren <2026> & \"bilagor\".pdf", 1_500_000),
            file(2, &format!("{}.xlsx", "sammanst\u{e4}llning_".repeat(13)), 900),
        ];
        let mistakes = vec![words.server_files_too_large(size_in_words(words, 4 << 30), "film.mov")];
        Self { waiting, mistakes, ..Self::sample(words) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_said_as_people_say_it() {
        let said = |bytes| size_in_words(Words::new(Locale::Sv), bytes);
        let sizes = [0, 1023, 1024, 1536, 1_048_575, 1 << 20, 1_500_000, 10_500_000, 4 << 30, 16 << 30];
        let words =
            ["0 byte", "1023 byte", "1 kB", "1,5 kB", "1023 kB", "1 MB", "1,4 MB", "10 MB", "4 GB", "16 GB"];
        assert_eq!(sizes.map(said), words.map(str::to_owned));
        assert_eq!(size_in_words(Words::new(Locale::En), 1536), "1.5 kB");
        assert_eq!(said(u64::MAX), "17179869183 GB");
    }
}
