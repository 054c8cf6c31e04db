//! The tables as Diesel sees them; both databases have them so (`tests/migrations.rs` holds them to it). What each column
//! holds stands in `migrations/`.
#![expect(
    missing_docs,
    reason = "Diesel's macro writes the items; the columns are described in the migrations"
)]

diesel::table! {
    channels (id) {
        id -> Binary,
        address -> Text,
        published -> Bool,
    }
}

diesel::table! {
    settings (channel, digest) {
        channel -> Binary,
        digest -> Binary,
        body -> Text,
    }
}

diesel::table! {
    keyrings (channel, epoch) {
        channel -> Binary,
        epoch -> BigInt,
        digest -> Binary,
        settings -> Binary,
        issued -> Date,
        expires -> Date,
        note -> Text,
    }
}

diesel::table! {
    members (id) {
        id -> Binary,
        name -> Text,
        desk_key -> Nullable<Binary>,
    }
}

diesel::table! {
    designations (channel, member) {
        channel -> Binary,
        member -> Binary,
        role -> Text,
        since -> Date,
        until -> Nullable<Date>,
    }
}

diesel::table! {
    credentials (member, way) {
        member -> Binary,
        way -> Text,
        verifying_key -> Binary,
    }
}

diesel::table! {
    second_factors (member) {
        member -> Binary,
        sealed -> Binary,
        last_step -> BigInt,
    }
}

diesel::table! {
    attempts (subject) {
        subject -> Binary,
        failures -> BigInt,
        not_before -> BigInt,
    }
}

diesel::table! {
    sessions (hash) {
        hash -> Binary,
        id -> Binary,
        member -> Binary,
        begun_minute -> BigInt,
        used_minute -> BigInt,
    }
}

diesel::table! {
    spent_nonces (hash) {
        hash -> Binary,
        expires_minute -> BigInt,
    }
}

diesel::table! {
    vaults (member) {
        member -> Binary,
        counter -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    past_vaults (member, counter) {
        member -> Binary,
        counter -> BigInt,
        replaced -> Date,
        sealed -> Binary,
    }
}

diesel::table! {
    setup_links (hash) {
        hash -> Binary,
        expires_minute -> BigInt,
    }
}

diesel::table! {
    invitations (access) {
        access -> Binary,
        channel -> Binary,
        role -> Text,
        title -> Text,
        invited -> Date,
        expires -> Date,
        join_bytes -> Nullable<Binary>,
        join_mac -> Nullable<Binary>,
        welcome -> Nullable<Binary>,
        member -> Nullable<Binary>,
    }
}

diesel::table! {
    cases (id) {
        id -> Binary,
        channel -> Binary,
        locator -> Binary,
        filing_digest -> Binary,
        path -> Text,
        state -> Text,
        generation -> BigInt,
        received -> Date,
        acknowledged -> Nullable<Date>,
        fed_back -> Nullable<Date>,
        closed -> Nullable<Date>,
        erase_on -> Nullable<Date>,
        leaf -> Binary,
        anchor -> Binary,
        acknowledgement_waived -> Nullable<Date>,
        feedback_waived -> Nullable<Date>,
        held -> Nullable<Date>,
        erasure_decided -> Nullable<Date>,
        erasure_proposed -> Nullable<Binary>,
    }
}

diesel::table! {
    wraps (case_id, holder, generation) {
        case_id -> Binary,
        holder -> Binary,
        generation -> BigInt,
        sealed -> Binary,
    }
}

diesel::table! {
    envelopes (case_id, thread, n) {
        case_id -> Binary,
        thread -> Text,
        n -> BigInt,
        day -> Date,
        digest -> Binary,
        sealed -> Binary,
        stays -> Bool,
    }
}

diesel::table! {
    strikes (case_id, thread, n) {
        case_id -> Binary,
        thread -> Text,
        n -> BigInt,
        member -> Binary,
        target -> BigInt,
        digest -> Binary,
        letter -> Nullable<BigInt>,
        files -> Binary,
        confirmed -> Nullable<BigInt>,
    }
}

diesel::table! {
    retries (case_id, n) {
        case_id -> Binary,
        n -> BigInt,
        digest -> Binary,
    }
}

diesel::table! {
    index_entries (member, case_id) {
        member -> Binary,
        case_id -> Binary,
        salt -> Binary,
        sealed -> Binary,
        outdated -> Nullable<Date>,
    }
}

diesel::table! {
    member_views (member) {
        member -> Binary,
        salt -> Binary,
        sealed -> Binary,
    }
}

diesel::table! {
    files (id) {
        id -> Binary,
        channel -> Binary,
        locator -> Nullable<Binary>,
        case_id -> Nullable<Binary>,
        member -> Nullable<Binary>,
        thread -> Nullable<Text>,
        n -> Nullable<BigInt>,
        length -> BigInt,
        day -> Date,
        reference -> Nullable<Binary>,
    }
}

diesel::table! {
    file_chunks (file, start) {
        file -> Binary,
        start -> BigInt,
        length -> BigInt,
        object -> Binary,
        digest -> Nullable<Binary>,
    }
}

diesel::table! {
    removed_files (id) {
        id -> Binary,
    }
}

diesel::table! {
    retention_looks (day) {
        day -> Date,
        looks -> BigInt,
    }
}

diesel::table! {
    erased_days (member, day) {
        member -> Binary,
        day -> Date,
        cases -> BigInt,
    }
}

diesel::table! {
    unwiped_days (day) {
        day -> Date,
    }
}

diesel::table! {
    file_days (channel) {
        channel -> Binary,
        day -> Date,
        bytes -> BigInt,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> Binary,
        day -> Date,
        channel -> Nullable<Binary>,
        body -> Binary,
    }
}

diesel::table! {
    mail_addresses (member) {
        member -> Binary,
        sealed -> Binary,
        language -> Text,
        code -> Binary,
        refused -> Nullable<Date>,
        failures -> BigInt,
        not_before -> BigInt,
        claimed_until -> BigInt,
    }
}

diesel::table! {
    mail_confirmations (member) {
        member -> Binary,
        sealed -> Binary,
        language -> Text,
        code -> Nullable<Binary>,
        tries -> BigInt,
        expires -> BigInt,
        failures -> BigInt,
        not_before -> BigInt,
        claimed_until -> BigInt,
        refused -> Nullable<Date>,
    }
}

diesel::table! {
    outbox (member, day, hour) {
        member -> Binary,
        day -> Date,
        hour -> BigInt,
    }
}

diesel::table! {
    reminded_days (day) {
        day -> Date,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    attempts,
    audit_entries,
    cases,
    channels,
    credentials,
    designations,
    envelopes,
    erased_days,
    file_chunks,
    file_days,
    files,
    index_entries,
    invitations,
    keyrings,
    mail_addresses,
    mail_confirmations,
    member_views,
    members,
    outbox,
    past_vaults,
    reminded_days,
    removed_files,
    retention_looks,
    retries,
    second_factors,
    sessions,
    settings,
    setup_links,
    spent_nonces,
    unwiped_days,
    vaults,
    wraps,
);
