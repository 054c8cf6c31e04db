//! The SQL of members, their credentials, second factors and vaults.

use diesel::prelude::*;
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind::Vault;

use super::name::SignInName;
use super::{StoredKey, Way};
use crate::storage::columns::{Incoming, Raw, Stored};
use crate::storage::schema::{credentials, members, second_factors, vaults};
use crate::storage::{Connection, Error, Tx};

/// A vault as served, and the number it goes by.
pub(super) struct VaultRow {
    /// Counts the writings.
    pub(super) counter: i64,
    /// Its bytes.
    pub(super) sealed: Stored<Vault>,
}

/// Whether there is any member.
pub(super) fn has_members(connection: &mut Connection) -> Result<bool, Error> {
    Ok(diesel::select(diesel::dsl::exists(members::table.select(members::id))).get_result(connection)?)
}

/// Adds a member; `desk_key` verifies what they ask to be changed.
pub(super) fn insert_member(
    tx: &mut Tx<'_>,
    id: MemberId,
    name: &SignInName,
    desk_key: StoredKey,
) -> Result<(), Error> {
    diesel::insert_into(members::table)
        .values((
            members::id.eq(Raw(id)),
            members::name.eq(name.as_str()),
            members::desk_key.eq(Some(desk_key)),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Removes a member with everything that is theirs alone.
pub(super) fn delete_member(tx: &mut Tx<'_>, id: MemberId) -> Result<(), Error> {
    diesel::delete(members::table.find(Raw(id))).execute(tx.connection())?;
    Ok(())
}

/// The member of a sign-in name.
pub(super) fn find_member_by_name(
    connection: &mut Connection,
    name: &SignInName,
) -> Result<Option<MemberId>, Error> {
    let id: Option<Raw<MemberId>> = members::table
        .filter(members::name.eq(name.as_str()))
        .select(members::id)
        .first(connection)
        .optional()?;
    Ok(id.map(MemberId::from))
}

/// What verifies a member's requests; members of before there were such keys have none.
pub(super) fn find_desk_key(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<StoredKey>, Error> {
    let key: Option<Option<StoredKey>> =
        members::table.find(Raw(member)).select(members::desk_key).first(connection).optional()?;
    Ok(key.flatten())
}

/// What a member signs in by.
pub(super) fn find_name(connection: &mut Connection, id: MemberId) -> Result<Option<String>, Error> {
    Ok(members::table.find(Raw(id)).select(members::name).first(connection).optional()?)
}

/// Adds what a member proves to be themselves with.
pub(super) fn insert_credential(
    tx: &mut Tx<'_>,
    member: MemberId,
    way: Way,
    key: StoredKey,
) -> Result<(), Error> {
    diesel::insert_into(credentials::table)
        .values((
            credentials::member.eq(Raw(member)),
            credentials::way.eq(way),
            credentials::verifying_key.eq(key),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Replaces what a member proves to be themselves with.
pub(super) fn update_credential(
    tx: &mut Tx<'_>,
    member: MemberId,
    way: Way,
    key: StoredKey,
) -> Result<(), Error> {
    diesel::update(credentials::table.find((Raw(member), way)))
        .set(credentials::verifying_key.eq(key))
        .execute(tx.connection())?;
    Ok(())
}

/// The key of one of a member's ways.
pub(super) fn find_credential(
    connection: &mut Connection,
    member: MemberId,
    way: Way,
) -> Result<Option<StoredKey>, Error> {
    Ok(credentials::table
        .find((Raw(member), way))
        .select(credentials::verifying_key)
        .first(connection)
        .optional()?)
}

/// Adds a second factor, sealed to the server key; `step` is the last whose code was taken.
pub(super) fn insert_second_factor(
    tx: &mut Tx<'_>,
    member: MemberId,
    sealed: &[u8],
    step: i64,
) -> Result<(), Error> {
    diesel::insert_into(second_factors::table)
        .values((
            second_factors::member.eq(Raw(member)),
            second_factors::sealed.eq(sealed),
            second_factors::last_step.eq(step),
        ))
        .execute(tx.connection())?;
    Ok(())
}

/// Replaces a second factor.
pub(super) fn update_second_factor(
    tx: &mut Tx<'_>,
    member: MemberId,
    sealed: &[u8],
    step: i64,
) -> Result<(), Error> {
    diesel::update(second_factors::table.find(Raw(member)))
        .set((second_factors::sealed.eq(sealed), second_factors::last_step.eq(step)))
        .execute(tx.connection())?;
    Ok(())
}

/// A member's second factor, sealed to the server key.
pub(super) fn find_second_factor(
    connection: &mut Connection,
    member: MemberId,
) -> Result<Option<Vec<u8>>, Error> {
    Ok(second_factors::table.find(Raw(member)).select(second_factors::sealed).first(connection).optional()?)
}

/// Takes the code of `step`, unless it or a later one was taken already; whether it was taken now.
pub(super) fn take_step(tx: &mut Tx<'_>, member: MemberId, step: i64) -> Result<bool, Error> {
    let earlier = second_factors::member.eq(Raw(member)).and(second_factors::last_step.lt(step));
    let taken = diesel::update(second_factors::table.filter(earlier))
        .set(second_factors::last_step.eq(step))
        .execute(tx.connection())?;
    Ok(taken > 0)
}

/// Adds a member's first vault.
pub(super) fn insert_vault(tx: &mut Tx<'_>, member: MemberId, vault: &Sealed<Vault>) -> Result<(), Error> {
    diesel::insert_into(vaults::table)
        .values((vaults::member.eq(Raw(member)), vaults::counter.eq(1), vaults::sealed.eq(Incoming(vault))))
        .execute(tx.connection())?;
    Ok(())
}

/// Puts a vault in the place of the one that goes by `counter`; whether that one was there.
pub(super) fn replace_vault(
    tx: &mut Tx<'_>,
    member: MemberId,
    counter: i64,
    vault: &Sealed<Vault>,
) -> Result<bool, Error> {
    let replaced = vaults::member.eq(Raw(member)).and(vaults::counter.eq(counter));
    let changed = diesel::update(vaults::table.filter(replaced))
        .set((vaults::counter.eq(counter.saturating_add(1)), vaults::sealed.eq(Incoming(vault))))
        .execute(tx.connection())?;
    Ok(changed > 0)
}

/// A member's vault.
pub(super) fn find_vault(connection: &mut Connection, member: MemberId) -> Result<Option<VaultRow>, Error> {
    let row: Option<(i64, Stored<Vault>)> = vaults::table
        .find(Raw(member))
        .select((vaults::counter, vaults::sealed))
        .first(connection)
        .optional()?;
    Ok(row.map(|(counter, sealed)| VaultRow { counter, sealed }))
}
