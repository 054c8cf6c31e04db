//! Where one may report outside the organisation: Swedish authorities with an external channel, and the EU's.
//!
//! Those that the annex to ordinance 2021:949 designated when it came. Look it over each June, when the annex usually
//! changes; the addresses are front pages, which move least.

use crate::http::words::{Phrase, phrase};

/// One authority that receives reports from outside.
#[derive(Clone, Copy, Debug)]
pub struct Authority {
    /// Its name.
    pub name: Phrase,
    /// What it receives reports about.
    pub area: Phrase,
    /// Its front page.
    pub address: &'static str,
}

/// The authorities, Swedish ones by name, then the EU's.
pub const AUTHORITIES: [Authority; 31] = [
    Authority {
        name: phrase::AUTHORITY_ARBETSMILJOVERKET,
        area: phrase::AUTHORITY_ARBETSMILJOVERKET_AREA,
        address: "https://www.av.se/",
    },
    Authority {
        name: phrase::AUTHORITY_BOVERKET,
        area: phrase::AUTHORITY_BOVERKET_AREA,
        address: "https://www.boverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_EKOBROTTSMYNDIGHETEN,
        area: phrase::AUTHORITY_EKOBROTTSMYNDIGHETEN_AREA,
        address: "https://www.ekobrottsmyndigheten.se/",
    },
    Authority {
        name: phrase::AUTHORITY_ELSAKERHETSVERKET,
        area: phrase::AUTHORITY_ELSAKERHETSVERKET_AREA,
        address: "https://www.elsakerhetsverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_ENERGIMYNDIGHETEN,
        area: phrase::AUTHORITY_ENERGIMYNDIGHETEN_AREA,
        address: "https://www.energimyndigheten.se/",
    },
    Authority {
        name: phrase::AUTHORITY_FASTIGHETSMAKLARINSPEKTIONEN,
        area: phrase::AUTHORITY_FASTIGHETSMAKLARINSPEKTIONEN_AREA,
        address: "https://fmi.se/",
    },
    Authority {
        name: phrase::AUTHORITY_FINANSINSPEKTIONEN,
        area: phrase::AUTHORITY_FINANSINSPEKTIONEN_AREA,
        address: "https://www.fi.se/",
    },
    Authority {
        name: phrase::AUTHORITY_FOLKHALSOMYNDIGHETEN,
        area: phrase::AUTHORITY_FOLKHALSOMYNDIGHETEN_AREA,
        address: "https://www.folkhalsomyndigheten.se/",
    },
    Authority {
        name: phrase::AUTHORITY_HAVOCHVATTEN,
        area: phrase::AUTHORITY_HAVOCHVATTEN_AREA,
        address: "https://www.havochvatten.se/",
    },
    Authority { name: phrase::AUTHORITY_ISP, area: phrase::AUTHORITY_ISP_AREA, address: "https://isp.se/" },
    Authority {
        name: phrase::AUTHORITY_IVO,
        area: phrase::AUTHORITY_IVO_AREA,
        address: "https://www.ivo.se/",
    },
    Authority {
        name: phrase::AUTHORITY_IMY,
        area: phrase::AUTHORITY_IMY_AREA,
        address: "https://www.imy.se/",
    },
    Authority {
        name: phrase::AUTHORITY_JORDBRUKSVERKET,
        area: phrase::AUTHORITY_JORDBRUKSVERKET_AREA,
        address: "https://jordbruksverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_KEMIKALIEINSPEKTIONEN,
        area: phrase::AUTHORITY_KEMIKALIEINSPEKTIONEN_AREA,
        address: "https://www.kemi.se/",
    },
    Authority {
        name: phrase::AUTHORITY_KONKURRENSVERKET,
        area: phrase::AUTHORITY_KONKURRENSVERKET_AREA,
        address: "https://www.konkurrensverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_KONSUMENTVERKET,
        area: phrase::AUTHORITY_KONSUMENTVERKET_AREA,
        address: "https://www.konsumentverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_LIVSMEDELSVERKET,
        area: phrase::AUTHORITY_LIVSMEDELSVERKET_AREA,
        address: "https://www.livsmedelsverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_LAKEMEDELSVERKET,
        area: phrase::AUTHORITY_LAKEMEDELSVERKET_AREA,
        address: "https://www.lakemedelsverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_LANSSTYRELSERNA,
        area: phrase::AUTHORITY_LANSSTYRELSERNA_AREA,
        address: "https://www.lansstyrelsen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_MCF,
        area: phrase::AUTHORITY_MCF_AREA,
        address: "https://www.mcf.se/",
    },
    Authority {
        name: phrase::AUTHORITY_NATURVARDSVERKET,
        area: phrase::AUTHORITY_NATURVARDSVERKET_AREA,
        address: "https://www.naturvardsverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_PTS,
        area: phrase::AUTHORITY_PTS_AREA,
        address: "https://www.pts.se/",
    },
    Authority {
        name: phrase::AUTHORITY_REGERINGSKANSLIET,
        area: phrase::AUTHORITY_REGERINGSKANSLIET_AREA,
        address: "https://www.regeringen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_REVISORSINSPEKTIONEN,
        area: phrase::AUTHORITY_REVISORSINSPEKTIONEN_AREA,
        address: "https://www.revisorsinspektionen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_SKATTEVERKET,
        area: phrase::AUTHORITY_SKATTEVERKET_AREA,
        address: "https://www.skatteverket.se/",
    },
    Authority {
        name: phrase::AUTHORITY_SKOGSSTYRELSEN,
        area: phrase::AUTHORITY_SKOGSSTYRELSEN_AREA,
        address: "https://www.skogsstyrelsen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_SPELINSPEKTIONEN,
        area: phrase::AUTHORITY_SPELINSPEKTIONEN_AREA,
        address: "https://www.spelinspektionen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_STRALSAKERHETSMYNDIGHETEN,
        area: phrase::AUTHORITY_STRALSAKERHETSMYNDIGHETEN_AREA,
        address: "https://www.stralsakerhetsmyndigheten.se/",
    },
    Authority {
        name: phrase::AUTHORITY_SWEDAC,
        area: phrase::AUTHORITY_SWEDAC_AREA,
        address: "https://www.swedac.se/",
    },
    Authority {
        name: phrase::AUTHORITY_TRANSPORTSTYRELSEN,
        area: phrase::AUTHORITY_TRANSPORTSTYRELSEN_AREA,
        address: "https://www.transportstyrelsen.se/",
    },
    Authority {
        name: phrase::AUTHORITY_OLAF,
        area: phrase::AUTHORITY_OLAF_AREA,
        address: "https://anti-fraud.ec.europa.eu/",
    },
];
