//! Whether mails can be sent, and whether any wait that should have gone.

use super::{Finding, ill, well};
use crate::clock::Clock;
use crate::config::Mail;
use crate::notifications::{Stuck, look_at_stuck, try_out};
use crate::storage::{Db, Error};

/// Whether the mail server can be reached and lets us in; nothing is sent.
pub(super) async fn server(mail: &Mail) -> Finding {
    const SUBJECT: &str = "mail server";
    if !mail.is_on() {
        return well(SUBJECT, "none: members are told nothing by mail (mail.host is empty)");
    }
    match try_out(mail).await {
        Ok(()) if mail.username.is_empty() => well(SUBJECT, "answers"),
        Ok(()) => well(SUBJECT, "answers, and lets us in"),
        Err(fault) => ill(SUBJECT, fault.to_string()),
    }
}

/// Looks for mails that wait.
pub(super) async fn look(db: &Db, clock: &dyn Clock, findings: &mut Vec<Finding>) {
    let stuck = look_at_stuck(db, clock).await;
    findings.extend(tell(stuck).into_iter().map(|outcome| Finding { subject: "mails", outcome }));
}

fn tell(stuck: Result<Stuck, Error>) -> Vec<Result<String, String>> {
    let stuck = match stuck {
        Ok(stuck) => stuck,
        Err(error) => return vec![Err(error.to_string())],
    };
    let mut told = Vec::new();
    if stuck.late > 0 {
        told.push(Err(format!(
            "{} wait for more than a day, the oldest for {} days: see that Sigill runs and that its mail server takes mails; none is \
             lost, and each member gets one",
            stuck.late, stuck.days
        )));
    }
    if stuck.refused > 0 {
        told.push(Err(format!(
            "the mail server refuses {} addresses for good: their members see it at the desk, and enter others",
            stuck.refused
        )));
    }
    if told.is_empty() {
        told.push(Ok("none waits for more than a day".to_owned()));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mails_that_wait_for_more_than_a_day_are_to_be_mended() {
        let well = Stuck { due: 3, days: 0, late: 0, refused: 0 };
        assert_eq!(tell(Ok(well)), [Ok("none waits for more than a day".to_owned())]);
        let told = tell(Ok(Stuck { late: 2, days: 5, refused: 1, ..well }));
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(Result::is_err));
        assert!(matches!(tell(Err(Error::Busy)).as_slice(), [Err(_)]));
    }
}
