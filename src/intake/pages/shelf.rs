//! Where pages lie in memory, for all threads that answer: made once however many ask for one at the same moment, within a
//! bound of bytes, and the one that was not asked for longest going first.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use askama::Template;
use sigill_sealing::digest::Digest;
use tokio::sync::OnceCell;
use tokio::task::spawn_blocking;

use super::facts::Facts;
use super::pressed::{Key, Pressed};
use crate::http::{Failure, Problem};

/// Most bytes of pages that are kept: some thousand of them.
const MOST: usize = 64 << 20;

/// What is kept. A clone is the same shelf.
#[derive(Clone, Default)]
pub struct Shelf(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    pages: HashMap<Key, Page>,
    /// What all pages take together, in bytes.
    bytes: usize,
    /// How often a page was asked for.
    asked: u64,
    /// What each channel's keyring says, by the word in the channel's address.
    facts: HashMap<String, Arc<Read>>,
}

/// A page, or the place of one that somebody is making.
struct Page {
    made: Arc<OnceCell<Pressed>>,
    /// What it takes, in bytes; nothing until it is made.
    bytes: usize,
    /// When it was last asked for, by [`Kept::asked`].
    asked: u64,
}

/// What the keyring of that digest says, once it was read.
struct Read {
    keyring: Digest,
    facts: OnceCell<Arc<Facts>>,
    /// Whether it was said already that it cannot be read.
    told: AtomicBool,
}

impl Shelf {
    /// The page of that key, made by `make` if it is not there.
    pub(in crate::intake) async fn page<T, F>(&self, key: Key, make: F) -> Result<Pressed, Failure>
    where
        T: Template,
        F: FnOnce() -> T + Send + 'static,
    {
        self.pressed(key, move || Pressed::page(&make())).await
    }

    /// What is kept under that key, pressed by `press` if it is not there.
    pub(in crate::intake) async fn pressed<F>(&self, key: Key, press: F) -> Result<Pressed, Failure>
    where
        F: FnOnce() -> Result<Pressed, Failure> + Send + 'static,
    {
        let place = self.kept().place(&key);
        let pressing = || async { spawn_blocking(press).await.map_err(|_panicked| broken())? };
        let page = place.get_or_try_init(pressing).await?.clone();
        self.kept().weigh(&key, &place, page.length(), MOST);
        Ok(page)
    }

    /// What the keyring of that digest and its settings say, if it was read before.
    pub(super) fn known_facts(&self, address: &str, keyring: Digest) -> Option<Arc<Facts>> {
        let kept = self.kept();
        kept.facts.get(address).filter(|read| read.keyring == keyring)?.facts.get().cloned()
    }

    /// What the keyring of that digest and its settings say, read by `read` if it is not known. That it cannot be read is a
    /// failure of ours once; who asks again causes no other line in the log.
    pub(super) async fn facts<F>(
        &self,
        address: &str,
        keyring: Digest,
        read: F,
    ) -> Result<Arc<Facts>, Failure>
    where
        F: FnOnce() -> Result<Facts, Failure> + Send + 'static,
    {
        let place = self.kept().facts_of(address, keyring);
        let reading = || async { spawn_blocking(read).await.map_err(|_panicked| broken())?.map(Arc::new) };
        match place.facts.get_or_try_init(reading).await {
            Ok(facts) => Ok(Arc::clone(facts)),
            Err(failure) if place.told.swap(true, Ordering::Relaxed) => Err(Failure::new(failure.problem())),
            Err(failure) => Err(failure),
        }
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        // Whoever panicked with it in hand can have left a wrong sum of bytes at the most.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// The place of a page, which is empty until somebody has made it.
    fn place(&mut self, key: &Key) -> Arc<OnceCell<Pressed>> {
        self.asked += 1;
        let asked = self.asked;
        if let Some(page) = self.pages.get_mut(key) {
            page.asked = asked;
            return Arc::clone(&page.made);
        }
        let made = Arc::default();
        self.pages.insert(key.clone(), Page { made: Arc::clone(&made), bytes: 0, asked });
        made
    }

    /// Counts a page that was made, once, and makes room for it among `most` bytes.
    fn weigh(&mut self, key: &Key, made: &Arc<OnceCell<Pressed>>, bytes: usize, most: usize) {
        if let Some(page) = self.pages.get_mut(key).filter(|page| Arc::ptr_eq(&page.made, made)) {
            self.bytes = self.bytes - page.bytes + bytes;
            page.bytes = bytes;
        }
        while self.bytes > most {
            let made = self.pages.iter().filter(|(_, page)| page.bytes > 0);
            let Some(oldest) = made.min_by_key(|(_, page)| page.asked).map(|(key, _)| key.clone()) else {
                break;
            };
            self.bytes -= self.pages.remove(&oldest).map_or(0, |page| page.bytes);
        }
    }

    /// The place of what a channel's keyring says; that of its former one goes.
    fn facts_of(&mut self, address: &str, keyring: Digest) -> Arc<Read> {
        if let Some(known) = self.facts.get(address).filter(|known| known.keyring == keyring) {
            return Arc::clone(known);
        }
        let read = Arc::new(Read { keyring, facts: OnceCell::new(), told: AtomicBool::new(false) });
        self.facts.insert(address.to_owned(), Arc::clone(&read));
        read
    }
}

/// Whoever makes a page panicked, which is in the log already: where, and not with which words.
fn broken() -> Failure {
    Failure::new(Problem::Unavailable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::locale::Locale;
    use crate::intake::pages::pressed::Which;
    use crate::intake::pages::start::StartPage;

    fn key(number: u8) -> Key {
        Key {
            which: Which::Start,
            locale: Locale::Sv,
            address: String::new(),
            keyring: Digest::of(&[number]),
            published: true,
            status: None,
        }
    }

    #[tokio::test]
    async fn a_page_is_made_once() {
        let shelf = Shelf::default();
        shelf.page(key(0), || StartPage::sample(Locale::Sv)).await.unwrap();
        let again = shelf.clone().page(key(0), || -> StartPage { unreachable!("it is on the shelf") }).await;
        assert!(again.is_ok());
    }

    #[tokio::test]
    async fn a_page_that_many_ask_for_at_once_is_made_once() {
        let shelf = Shelf::default();
        let made = Arc::new(AtomicBool::new(false));
        let ask = || {
            let made = Arc::clone(&made);
            shelf.page(key(0), move || {
                assert!(!made.swap(true, Ordering::Relaxed));
                StartPage::sample(Locale::Sv)
            })
        };
        let (one, other) = futures_util::join!(ask(), ask());
        assert!(one.is_ok() && other.is_ok());
    }

    #[tokio::test]
    async fn a_page_that_could_not_be_made_is_made_by_the_next_who_asks() {
        let shelf = Shelf::default();
        assert!(shelf.pressed(key(0), || Err(Failure::new(Problem::Unavailable))).await.is_err());
        assert!(shelf.page(key(0), || StartPage::sample(Locale::Sv)).await.is_ok());
    }

    #[test]
    fn a_full_shelf_loses_what_was_not_asked_for_longest_and_no_more() {
        let mut kept = Kept::default();
        for number in 0..4 {
            let place = kept.place(&key(number));
            kept.weigh(&key(number), &place, 100, 400);
        }
        kept.place(&key(0));
        let place = kept.place(&key(4));
        kept.weigh(&key(4), &place, 150, 400);
        let still =
            |kept: &Kept| (0..5).filter(|number| kept.pages.contains_key(&key(*number))).collect::<Vec<u8>>();
        assert_eq!((still(&kept), kept.bytes), (vec![0, 3, 4], 350));
        // Counted again, it is no heavier; what is gone from the shelf is not counted at all.
        kept.weigh(&key(4), &place, 150, 400);
        assert_eq!(kept.bytes, 350);
        kept.weigh(&key(1), &place, 150, 400);
        assert_eq!((still(&kept), kept.bytes), (vec![0, 3, 4], 350));
    }

    #[tokio::test]
    async fn that_a_keyring_cannot_be_read_is_said_once_until_there_is_another() {
        let shelf = Shelf::default();
        let cause = || std::io::Error::other("damaged");
        let read = move || Err(Failure::caused(Problem::Unavailable, cause()));
        let mut said = Vec::new();
        for keyring in [b"1", b"1", b"2"] {
            let failure = shelf.facts("lund", Digest::of(keyring), read).await.err().unwrap();
            assert_eq!(failure.problem(), Problem::Unavailable);
            said.push(failure.has_cause());
        }
        assert_eq!(said, [true, false, true]);
        assert_eq!(shelf.kept().facts.len(), 1);
    }
}
