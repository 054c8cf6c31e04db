//! The section `[retention]`.

use serde::Deserialize;

/// What the operator says of copies; how long cases are kept stands in each channel's signed settings.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Retention {
    /// For how many days the longest-lived copy of the database and the files is kept; 0 where there are none.
    pub backup_days: u16,
}

impl Default for Retention {
    fn default() -> Self {
        Self { backup_days: 30 }
    }
}
