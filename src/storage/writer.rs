//! SQLite's writer: one thread that takes transactions from a queue and commits those that wait together, for a commit costs
//! a flush of the disk whether one waits for it or thirty.

use super::connection::{Purpose, Session};
use super::error::Cause;
use super::folder::Lock;
use super::{Error, Location, Tx};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

/// How many transactions are committed at once at most: bounds what one failing commit takes with it, and how long the first waits.
const BATCH: usize = 128;
/// How many wait at most; then callers wait before they may.
const QUEUE: usize = 1024;
/// A pause this long and the write-ahead log is emptied: it keeps commits in the order they came, a report among what members did
/// at minutes that are known, and would tell a thief when the report came.
const PAUSE: Duration = Duration::from_millis(100);
/// After so many batches without a pause it is emptied all the same.
const UNPAUSED: u32 = 1024;

/// The way to the writer thread. It ends when the last of these is dropped, or at `close`.
pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
}

enum Message {
    Write(Box<dyn Write>),
    Wipe(oneshot::Sender<Result<bool, Error>>),
    Close(oneshot::Sender<()>),
}

/// A transaction on its way, its types forgotten.
trait Write: Send {
    /// Does it, within a savepoint. Says whether to keep what it did.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;
    /// Answers its caller, who may have gone away. An error here is that of the batch.
    fn answer(self: Box<Self>, committed: Result<(), Error>);
}

struct Request<T, E, F> {
    name: &'static str,
    work: F,
    outcome: Option<Result<T, E>>,
    caller: oneshot::Sender<Result<T, E>>,
}

impl<T, E, F> Write for Request<T, E, F>
where
    T: Send,
    E: From<Error> + Send,
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(tx))).unwrap_or_else(|_panic| {
            tracing::error!(transaction = self.name, "a transaction panicked and was undone");
            Err(E::from(Error::Other(Cause::Panic)))
        });
        self.outcome.insert(outcome).is_ok()
    }

    fn answer(self: Box<Self>, committed: Result<(), Error>) {
        let answer = match (self.outcome, committed) {
            // What failed by itself stored nothing in any case.
            (Some(Err(own)), _) => Err(own),
            (Some(Ok(done)), Ok(())) => Ok(done),
            (_, Err(error)) => Err(E::from(error)),
            // Never: a batch is committed when all of it has run.
            (None, Ok(())) => Err(E::from(Error::Other(Cause::Transaction))),
        };
        // Refused only if the caller went away.
        drop(self.caller.send(answer));
    }
}

impl Writer {
    /// Starts the thread on a connection whose schema is right. The lock is let go when the thread has closed the database.
    pub(super) fn start(location: Location, session: Session, lock: Lock) -> Result<Self, Error> {
        let (queue, messages) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
        std::thread::Builder::new().name("sqlite-writer".to_owned()).spawn(move || {
            let done = Thread { location, session: Some(session), unforgotten: 0, wrote: false }
                .serve(&runtime, messages);
            drop(lock);
            if let Some(done) = done {
                done.send(()).unwrap_or(());
            }
        })?;
        Ok(Self { queue })
    }

    /// Does a transaction and answers when it is on the disk. Once in the queue it is done even if the caller goes away.
    pub(super) async fn run<T, E, F>(&self, name: &'static str, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (caller, answer) = oneshot::channel();
        let request = Request { name, work, outcome: None, caller };
        let gone = |()| E::from(Error::Unavailable);
        self.queue.send(Message::Write(Box::new(request))).await.map_err(|_closed| gone(()))?;
        answer.await.map_err(|_closed| gone(()))?
    }

    /// Writes the database anew without what was deleted, and empties the write-ahead log. Whether that is empty: not while
    /// somebody reads in it.
    pub(super) async fn wipe(&self) -> Result<bool, Error> {
        let (done, wiped) = oneshot::channel();
        self.queue.send(Message::Wipe(done)).await.map_err(|_closed| Error::Unavailable)?;
        wiped.await.map_err(|_closed| Error::Unavailable)?
    }

    /// Lets what waits be done, then closes the database.
    pub(super) async fn close(&self) {
        let (done, closed) = oneshot::channel();
        if self.queue.send(Message::Close(done)).await.is_ok() {
            // An error means that another closed it.
            drop(closed.await);
        }
    }
}

/// What the thread owns.
struct Thread {
    location: Location,
    session: Option<Session>,
    /// Batches whose order the write-ahead log still tells.
    unforgotten: u32,
    /// Whether anything was written since the start.
    wrote: bool,
}

impl Thread {
    /// Serves until closed; says whom to tell.
    fn serve(
        mut self,
        runtime: &Runtime,
        mut messages: mpsc::Receiver<Message>,
    ) -> Option<oneshot::Sender<()>> {
        let mut done = None;
        let mut batch = Vec::with_capacity(BATCH);
        loop {
            let next = messages.recv_many(&mut batch, BATCH);
            let came = if self.unforgotten == 0 {
                Ok(runtime.block_on(next))
            } else {
                runtime.block_on(async { timeout(PAUSE, next).await })
            };
            match came {
                Ok(0) => break,
                Ok(_) if self.unforgotten < UNPAUSED => {}
                Ok(_) | Err(_) => self.forget_order(),
            }
            let mut waiting = Vec::with_capacity(batch.len());
            let mut wipes = Vec::new();
            for message in batch.drain(..) {
                match message {
                    Message::Write(write) => waiting.push(write),
                    Message::Wipe(sender) => wipes.push(sender),
                    Message::Close(sender) => {
                        messages.close();
                        done.get_or_insert(sender);
                    }
                }
            }
            while !waiting.is_empty() {
                waiting = self.commit(waiting);
                self.unforgotten += 1;
                self.wrote = true;
            }
            for sender in wipes {
                // Refused only if the caller went away.
                sender.send(self.wipe()).unwrap_or_default();
            }
        }
        self.forget_pages();
        done
    }

    fn wipe(&mut self) -> Result<bool, Error> {
        let session = self.session.as_mut().ok_or(Error::Unavailable)?;
        session.rewrite()?;
        self.unforgotten = 1;
        let is_empty = session.empty_log()?;
        if is_empty {
            self.unforgotten = 0;
        }
        Ok(is_empty)
    }

    /// At the end takes away the order of arrival that the pages of the database tell.
    fn forget_pages(&mut self) {
        let Some(session) = self.session.as_mut().filter(|_| self.wrote) else { return };
        if let Err(error) = session.rewrite() {
            tracing::warn!(%error, "the database was not rewritten: its pages tell in which order things came");
        }
    }

    /// Empties the write-ahead log; while somebody reads in it, at the next pause. What else hinders it, such as a full disk, hinders
    /// the next writing too, and is told there.
    fn forget_order(&mut self) {
        let is_read = matches!(self.session.as_mut().map(Session::empty_log), Some(Ok(false)));
        if !is_read {
            self.unforgotten = 0;
        }
    }

    /// Does and commits a batch, answers it, and gives back those it did not come to because one before them broke the transaction.
    fn commit(&mut self, mut batch: Vec<Box<dyn Write>>) -> Vec<Box<dyn Write>> {
        let mut ran = 0;
        let committed = self.run(&mut batch, &mut ran);
        if let Err(error) = committed {
            // Nothing is known of this connection's state any more.
            self.session = None;
            tracing::error!(%error, lost = ran, "transactions were undone");
        }
        let rest = if committed.is_ok() || ran == 0 { Vec::new() } else { batch.split_off(ran) };
        for write in batch {
            write.answer(committed);
        }
        rest
    }

    fn run(&mut self, batch: &mut [Box<dyn Write>], ran: &mut usize) -> Result<(), Error> {
        if self.session.is_none() {
            self.session = Some(Session::open(&self.location, Purpose::Write)?);
        }
        let session = self.session.as_mut().ok_or(Error::Unavailable)?;
        session.begin_write()?;
        for write in batch {
            *ran += 1;
            // SQLite undoes the whole transaction by itself when the disk is full or fails; the savepoint is then gone, and what
            // broke the batch is what the witness saw first.
            let saved = session.save().and_then(|()| {
                let keep = write.run(&mut Tx { connection: &mut session.connection });
                session.undo_to(2)?;
                if keep { session.keep() } else { session.undo_to(1) }
            });
            saved.map_err(|error| session.trouble().unwrap_or(error))?;
        }
        session.commit()
    }
}
