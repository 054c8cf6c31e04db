//! What a report can be about: the areas of Directive (EU) 2019/1937, article 2.1, and what municipalities see most.
//!
//! The codes are for good: a channel may hide a category, never rename or renumber it. A category can be guessed and
//! tells much, so it travels inside the sealed report like every other answer.

use serde::{Deserialize, Serialize};

use crate::http::words::{Phrase, phrase};

/// Writes the groups and categories once: the variant, its code, its words, and the group it is shown under.
macro_rules! categories {
    ($($group:ident $group_code:literal $group_phrase:ident [$($category:ident $code:literal $phrase:ident),+])+) => {
        /// One kind of wrongdoing.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Category {
            $($(#[doc = concat!("`", $code, "`")] #[serde(rename = $code)] $category,)+)+
        }

        /// The plain choice a reporter meets first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum CategoryGroup {
            $(#[doc = concat!("`", $group_code, "`")] $group,)+
        }

        impl Category {
            /// Every category, group by group.
            pub const ALL: &'static [Self] = &[$($(Self::$category,)+)+];

            /// The code that stands in a report.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $($(Self::$category => $code,)+)+ }
            }

            /// What it is called.
            #[must_use]
            pub const fn name(self) -> Phrase {
                match self { $($(Self::$category => phrase::$phrase,)+)+ }
            }

            /// The category with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($($code => Some(Self::$category),)+)+ _ => None }
            }
        }

        impl CategoryGroup {
            /// Every group, in the order shown.
            pub const ALL: &'static [Self] = &[$(Self::$group),+];

            /// What ties the choice of a group to its categories in a page.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$group => $group_code,)+ }
            }

            /// What it is called.
            #[must_use]
            pub const fn name(self) -> Phrase {
                match self { $(Self::$group => phrase::$group_phrase,)+ }
            }

            /// Its categories, in the order shown.
            #[must_use]
            pub const fn categories(self) -> &'static [Category] {
                match self { $(Self::$group => &[$(Category::$category),+],)+ }
            }
        }
    };
}

// Conflicts of interest stand first: municipalities meet them more often than bribes (Statskontoret 2023).
categories! {
    Conflict "conflict" GROUP_CONFLICT [ConflictOfInterest "conf" CATEGORY_CONF, Corruption "corr" CATEGORY_CORR]
    Money "money" GROUP_MONEY [
        Procurement "proc" CATEGORY_PROC, Fraud "fraud" CATEGORY_FRAUD, Funds "funds" CATEGORY_FUNDS,
        Accounting "acct" CATEGORY_ACCT, Finance "fin" CATEGORY_FIN, Tax "tax" CATEGORY_TAX,
        EuFunds "eufunds" CATEGORY_EUFUNDS, Competition "comp" CATEGORY_COMP
    ]
    Power "power" GROUP_POWER [
        Abuse "abuse" CATEGORY_ABUSE, Records "record" CATEGORY_RECORD, Privacy "priv" CATEGORY_PRIV
    ]
    People "people" GROUP_PEOPLE [
        Harassment "harass" CATEGORY_HARASS, Work "work" CATEGORY_WORK, Retaliation "reta" CATEGORY_RETA
    ]
    Care "care" GROUP_CARE [Care "care" CATEGORY_CARE, Health "health" CATEGORY_HEALTH]
    Safety "safety" GROUP_SAFETY [
        Human "human" CATEGORY_HUMAN, Environment "env" CATEGORY_ENV, Food "food" CATEGORY_FOOD,
        Products "prod" CATEGORY_PROD, Transport "trans" CATEGORY_TRANS, Radiation "rad" CATEGORY_RAD,
        Consumers "cons" CATEGORY_CONS
    ]
    Other "other" GROUP_OTHER [Other "other" CATEGORY_OTHER]
    Unsure "unsure" GROUP_UNSURE [Unsure "unsure" CATEGORY_UNSURE]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reporter_meets_at_most_eight_choices_at_once() {
        assert!(CategoryGroup::ALL.len() <= 8);
        assert!(CategoryGroup::ALL.iter().all(|group| group.categories().len() <= 8));
    }

    #[test]
    fn every_code_leads_back_to_its_category() {
        for category in CategoryGroup::ALL.iter().flat_map(|group| group.categories()) {
            assert_eq!(Category::from_code(category.code()), Some(*category));
            assert_eq!(serde_json::to_value(category).unwrap(), category.code());
        }
        assert_eq!(Category::from_code("Conf"), None);
    }
}
