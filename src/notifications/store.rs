//! The SQL of mail addresses and of those that wait for a code.

use diesel::prelude::*;
use sigill_sealing::day::Day;
use sigill_sealing::id::MemberId;

use super::CodeHash;
use super::outbox::Until;
use crate::http::locale::Locale;
use crate::storage::columns::{Date, Raw};
use crate::storage::schema::{mail_addresses, mail_confirmations};
use crate::storage::{Cause, Connection, Error, Tx};

/// A confirmed address.
pub(super) struct AddressRow {
    pub(super) sealed: Vec<u8>,
    pub(super) language: Locale,
    pub(super) code: CodeHash,
    pub(super) refused: Option<Day>,
}

/// An address that waits for its code.
pub(super) struct ConfirmationRow {
    pub(super) sealed: Vec<u8>,
    pub(super) language: Locale,
    pub(super) code: Option<CodeHash>,
    pub(super) tries: i64,
    pub(super) expires: i64,
    pub(super) refused: Option<Day>,
}

/// A language from its column, which is checked to be one.
pub(super) fn locale(word: &str) -> Result<Locale, Error> {
    Locale::from_tag(word).ok_or(Error::Other(Cause::Form))
}

/// Whether a member has confirmed an address.
pub(super) fn has_address(connection: &mut Connection, member: MemberId) -> Result<bool, Error> {
    let found = mail_addresses::table.find(Raw(member)).select(mail_addresses::member);
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(connection)?)
}

/// A member's confirmed address.
pub(super) fn find_address(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<AddressRow>, Error> {
    let row: Option<(Vec<u8>, String, CodeHash, Option<Date>)> = mail_addresses::table
        .find(Raw(member))
        .select((
            mail_addresses::sealed,
            mail_addresses::language,
            mail_addresses::code,
            mail_addresses::refused,
        ))
        .first(connection)
        .optional()?;
    row.map(|(sealed, language, code, refused)| {
        Ok(AddressRow { sealed, language: locale(&language)?, code, refused: refused.map(Day::from) })
    })
    .transpose()
}

/// Puts a confirmed address in the place of the one before, if there was one; what waits to be sent goes to it.
pub(super) fn put_address(
    tx: &mut Tx<'_>,
    member: MemberId,
    sealed: &[u8],
    language: Locale,
    code: CodeHash,
) -> Result<(), Error> {
    if has_address(tx, member)? {
        diesel::update(mail_addresses::table.find(Raw(member)))
            .set((
                mail_addresses::sealed.eq(sealed),
                mail_addresses::language.eq(language.tag()),
                mail_addresses::code.eq(code),
                mail_addresses::refused.eq(None::<Date>),
                mail_addresses::failures.eq(0),
                mail_addresses::not_before.eq(0),
                mail_addresses::claimed_until.eq(0),
            ))
            .execute(tx.connection())?;
        return Ok(());
    }
    diesel::insert_into(mail_addresses::table)
        .values((
            mail_addresses::member.eq(Raw(member)),
            mail_addresses::sealed.eq(sealed),
            mail_addresses::language.eq(language.tag()),
            mail_addresses::code.eq(code),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Changes the language of a member's mails.
pub(super) fn update_language(tx: &mut Tx<'_>, member: MemberId, language: Locale) -> Result<(), Error> {
    diesel::update(mail_addresses::table.find(Raw(member)))
        .set(mail_addresses::language.eq(language.tag()))
        .execute(tx.connection())?;
    Ok(())
}

/// Removes a member's address, and with it what waits to be sent there; whether there was one.
pub(super) fn delete_address(tx: &mut Tx<'_>, member: MemberId) -> Result<bool, Error> {
    let removed = diesel::delete(mail_addresses::table.find(Raw(member))).execute(tx.connection())?;
    Ok(removed > 0)
}

type ConfirmationColumns = (Vec<u8>, String, Option<CodeHash>, i64, i64, Option<Date>);

/// An address of a member that waits for its code.
pub(super) fn find_confirmation(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<ConfirmationRow>, Error> {
    let row: Option<ConfirmationColumns> = mail_confirmations::table
        .find(Raw(member))
        .select((
            mail_confirmations::sealed,
            mail_confirmations::language,
            mail_confirmations::code,
            mail_confirmations::tries,
            mail_confirmations::expires,
            mail_confirmations::refused,
        ))
        .first(connection)
        .optional()?;
    row.map(|(sealed, language, code, tries, expires, refused)| {
        let (language, refused) = (locale(&language)?, refused.map(Day::from));
        Ok(ConfirmationRow { sealed, language, code, tries, expires, refused })
    })
    .transpose()
}

/// Adds an address that is to be confirmed until the minute `expires`, in the place of one before.
pub(super) fn put_confirmation(
    tx: &mut Tx<'_>,
    member: MemberId,
    sealed: &[u8],
    language: Locale,
    expires: i64,
) -> Result<(), Error> {
    delete_confirmation(tx, member)?;
    diesel::insert_into(mail_confirmations::table)
        .values((
            mail_confirmations::member.eq(Raw(member)),
            mail_confirmations::sealed.eq(sealed),
            mail_confirmations::language.eq(language.tag()),
            mail_confirmations::expires.eq(expires),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Removes it.
pub(super) fn delete_confirmation(tx: &mut Tx<'_>, member: MemberId) -> Result<(), Error> {
    diesel::delete(mail_confirmations::table.find(Raw(member))).execute(tx.connection())?;
    Ok(())
}

/// Removes those that are too old.
pub(super) fn delete_old_confirmations(tx: &mut Tx<'_>, minute: i64) -> Result<(), Error> {
    diesel::delete(mail_confirmations::table.filter(mail_confirmations::expires.le(minute)))
        .execute(tx.connection())?;
    Ok(())
}

/// Counts a wrong code.
pub(super) fn update_code_tries(tx: &mut Tx<'_>, member: MemberId, tries: i64) -> Result<(), Error> {
    diesel::update(mail_confirmations::table.find(Raw(member)))
        .set(mail_confirmations::tries.eq(tries))
        .execute(tx.connection())?;
    Ok(())
}

/// Whether any address waits for its code, sent or not.
pub(super) fn has_confirmations(connection: &mut Connection) -> Result<bool, Error> {
    let any = mail_confirmations::table.select(mail_confirmations::member);
    Ok(diesel::select(diesel::dsl::exists(any)).get_result(connection)?)
}

/// An address to which a code is to be sent, and that nobody else is sending to.
pub(super) fn find_unsent_confirmation(
    connection: &mut Connection,
    until: Until,
) -> Result<Option<(MemberId, Vec<u8>, Locale)>, Error> {
    let waits = mail_confirmations::not_before
        .gt(until.minute)
        .and(mail_confirmations::not_before.le(until.farthest_wait));
    let claimed = mail_confirmations::claimed_until
        .gt(until.minute)
        .and(mail_confirmations::claimed_until.le(until.farthest_claim));
    let row: Option<(Raw<MemberId>, Vec<u8>, String)> = mail_confirmations::table
        .filter(mail_confirmations::code.is_null())
        .filter(mail_confirmations::refused.is_null())
        .filter(mail_confirmations::expires.gt(until.minute))
        .filter(diesel::dsl::not(waits))
        .filter(diesel::dsl::not(claimed))
        .order(mail_confirmations::member)
        .select((mail_confirmations::member, mail_confirmations::sealed, mail_confirmations::language))
        .first(connection)
        .optional()?;
    row.map(|(member, sealed, language)| Ok((member.into(), sealed, locale(&language)?))).transpose()
}

/// Keeps it for one sender until that minute.
pub(super) fn claim_confirmation(tx: &mut Tx<'_>, member: MemberId, until: i64) -> Result<(), Error> {
    diesel::update(mail_confirmations::table.find(Raw(member)))
        .set(mail_confirmations::claimed_until.eq(until))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores of which code the mail went to the address as it was sealed then, and until when it is good.
pub(super) fn update_code(
    tx: &mut Tx<'_>,
    member: MemberId,
    sealed: &[u8],
    code: CodeHash,
    expires: i64,
) -> Result<(), Error> {
    let same = mail_confirmations::member.eq(Raw(member)).and(mail_confirmations::sealed.eq(sealed));
    diesel::update(mail_confirmations::table.filter(same))
        .set((
            mail_confirmations::code.eq(Some(code)),
            mail_confirmations::expires.eq(expires),
            mail_confirmations::claimed_until.eq(0),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// How many tries to send its code have failed in a row.
pub(super) fn find_code_failures(connection: &mut Connection, member: MemberId) -> Result<i64, Error> {
    let failures = mail_confirmations::table.find(Raw(member)).select(mail_confirmations::failures);
    Ok(failures.first(connection).optional()?.unwrap_or_default())
}

/// Stores that its code could not be sent to the address as it was sealed then: one that was entered since waits for nothing.
pub(super) fn update_code_failures(
    tx: &mut Tx<'_>,
    (member, sealed): (MemberId, &[u8]),
    failures: i64,
    not_before: i64,
) -> Result<(), Error> {
    let same = mail_confirmations::member.eq(Raw(member)).and(mail_confirmations::sealed.eq(sealed));
    diesel::update(mail_confirmations::table.filter(same))
        .set((
            mail_confirmations::failures.eq(failures),
            mail_confirmations::not_before.eq(not_before),
            mail_confirmations::claimed_until.eq(0),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Stores that the mail server refuses the address as it was sealed then, for good.
pub(super) fn update_code_refused(
    tx: &mut Tx<'_>,
    (member, sealed): (MemberId, &[u8]),
    day: Day,
) -> Result<(), Error> {
    let same = mail_confirmations::member.eq(Raw(member)).and(mail_confirmations::sealed.eq(sealed));
    diesel::update(mail_confirmations::table.filter(same))
        .set((mail_confirmations::refused.eq(Some(Date::from(day))), mail_confirmations::claimed_until.eq(0)))
        .execute(tx.connection())?;
    Ok(())
}
