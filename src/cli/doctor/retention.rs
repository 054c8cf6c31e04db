//! Whether what has come to its end is erased.

use super::{Finding, ill, well};
use crate::cases::retention::{Stuck, look_at_stuck};
use crate::clock::{Clock, DEFAULT_ZONE};
use crate::storage::{Db, Error};

/// Days without a look after which it is said.
const LONG: i32 = 2;

/// Looks for cases that should be gone.
pub(super) async fn look(db: &Db, clock: &dyn Clock, findings: &mut Vec<Finding>) {
    let stuck = look_at_stuck(db, clock).await;
    findings.push(tell(stuck, clock.today(DEFAULT_ZONE).number()));
}

fn tell(stuck: Result<Stuck, Error>, today: i32) -> Finding {
    const SUBJECT: &str = "erasing";
    match stuck {
        Err(error) => ill(SUBJECT, error.to_string()),
        Ok(Stuck { late, .. }) if late > 0 => ill(
            SUBJECT,
            format!(
                "{late} cases should have been erased days ago: let Sigill run for a week with a clock that is right, and look in its \
                 log for why they could not be"
            ),
        ),
        Ok(Stuck { unwiped: true, .. }) => ill(
            SUBJECT,
            "files of erased cases are not deleted, or the room that they had in the database is not overwritten: let Sigill run, \
             which tries every hour, and look in its log for a folder that cannot be deleted, and for whoever reads in the database \
             all the time, such as a backup that does not end",
        ),
        Ok(Stuck { looked: Some(day), .. }) if today - day.number() > LONG => ill(
            SUBJECT,
            format!(
                "it was last looked on {day} what is to be erased: let Sigill run, which looks every day"
            ),
        ),
        Ok(Stuck { looked: Some(day), .. }) => {
            well(SUBJECT, format!("looked at on {day}, and nothing is late"))
        }
        Ok(Stuck { looked: None, .. }) => {
            well(SUBJECT, "not looked at yet: a running Sigill does so every day")
        }
    }
}

#[cfg(test)]
mod tests {
    use sigill_sealing::day::Day;

    use super::*;

    #[test]
    fn what_should_be_gone_is_to_be_mended() {
        let day = Day::parse("2027-01-20").unwrap();
        let well = Stuck { late: 0, looked: Some(day), unwiped: false };
        let found = |stuck| tell(Ok(stuck), day.number() + 2).outcome;
        assert!(found(well).is_ok_and(|told| told.contains("2027-01-20")));
        assert!(found(Stuck { looked: None, ..well }).is_ok());
        for (stuck, told) in [
            (Stuck { late: 2, ..well }, "2 cases"),
            (Stuck { unwiped: true, ..well }, "not overwritten"),
            (Stuck { looked: day.plus(-1), ..well }, "2027-01-19"),
        ] {
            assert!(found(stuck).is_err_and(|mend| mend.contains(told)), "{told}");
        }
        assert!(tell(Err(Error::ReadOnly), 0).outcome.is_err());
    }
}
