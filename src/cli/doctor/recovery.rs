//! Whether a case waits for the channel's recovery code, which nobody else can be told of: who answers for the channel may be
//! whom the report is about.

use super::{Finding, ill, well};
use crate::cases::recovery::count_left;
use crate::clock::Clock;
use crate::storage::{Db, Error};

/// Looks for cases that nobody at the desk can open.
pub(super) async fn look(db: &Db, clock: &'static dyn Clock, findings: &mut Vec<Finding>) {
    findings.push(tell(count_left(db, clock).await));
}

fn tell(left: Result<Vec<(String, usize)>, Error>) -> Finding {
    const SUBJECT: &str = "left to recovery";
    let left = match left {
        Ok(left) if left.is_empty() => return well(SUBJECT, "no case"),
        Ok(left) => left,
        Err(error) => return ill(SUBJECT, error.to_string()),
    };
    let told: Vec<String> = left.iter().map(|(address, count)| format!("{count} of {address}")).collect();
    ill(
        SUBJECT,
        format!(
            "nobody at the desk can open these cases: {}. Tell the holder of the channel's recovery code, and nobody else. They \
             hand them to somebody who can, under the sign-in at the desk's address",
            told.join(", ")
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_that_waits_for_recovery_is_told_by_its_channel_and_by_nothing_else() {
        assert!(tell(Ok(Vec::new())).outcome.is_ok());
        let found = tell(Ok(vec![("lund".to_owned(), 2), ("malmo".to_owned(), 1)])).outcome;
        assert!(found.is_err_and(|mend| mend.contains("2 of lund, 1 of malmo")));
        assert!(tell(Err(Error::ReadOnly)).outcome.is_err());
    }
}
