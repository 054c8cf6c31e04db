//! The SQL of a file's chunks.

use diesel::prelude::*;
use sigill_sealing::digest::Digest;
use sigill_sealing::id::FileId;

use super::Chunk;
use crate::cases::files::store::{column, number};
use crate::storage::blobs::ObjectId;
use crate::storage::columns::Raw;
use crate::storage::schema::file_chunks;
use crate::storage::{Connection, Error, Tx};

type ChunkColumns = (i64, i64, ObjectId, Option<Raw<Digest>>);

impl From<ChunkColumns> for Chunk {
    fn from((start, length, object, digest): ChunkColumns) -> Self {
        Self { start: number(start), length: number(length), object, digest: digest.map(Digest::from) }
    }
}

/// How many bytes of a file are there: the end of its last chunk.
pub(in crate::cases::files) fn find_end(connection: &mut Connection, file: FileId) -> Result<u64, Error> {
    let last: Option<(i64, i64)> = file_chunks::table
        .filter(file_chunks::file.eq(Raw(file)))
        .order(file_chunks::start.desc())
        .select((file_chunks::start, file_chunks::length))
        .first(connection)
        .optional()?;
    Ok(last.map_or(0, |(start, length)| number(start).saturating_add(number(length))))
}

/// A file's chunks that begin at byte `from` or after it, in their order.
pub(in crate::cases::files) fn list_chunks(
    connection: &mut Connection,
    file: FileId,
    from: u64,
) -> Result<Vec<Chunk>, Error> {
    let rows: Vec<ChunkColumns> = file_chunks::table
        .filter(file_chunks::file.eq(Raw(file)).and(file_chunks::start.ge(column(from))))
        .order(file_chunks::start)
        .select((file_chunks::start, file_chunks::length, file_chunks::object, file_chunks::digest))
        .load(connection)?;
    Ok(rows.into_iter().map(Chunk::from).collect())
}

/// The chunk that begins at that byte.
pub(in crate::cases::files) fn find_chunk(
    connection: &mut Connection,
    file: FileId,
    start: u64,
) -> Result<Option<Chunk>, Error> {
    let row: Option<ChunkColumns> = file_chunks::table
        .find((Raw(file), column(start)))
        .select((file_chunks::start, file_chunks::length, file_chunks::object, file_chunks::digest))
        .first(connection)
        .optional()?;
    Ok(row.map(Chunk::from))
}

/// Takes away the chunks that begin at byte `from` or after it.
pub(in crate::cases::files) fn delete_chunks(tx: &mut Tx<'_>, file: FileId, from: u64) -> Result<(), Error> {
    let chunks =
        file_chunks::table.filter(file_chunks::file.eq(Raw(file)).and(file_chunks::start.ge(column(from))));
    diesel::delete(chunks).execute(tx.connection())?;
    Ok(())
}

/// Adds a chunk.
pub(in crate::cases::files) fn insert_chunk(
    tx: &mut Tx<'_>,
    file: FileId,
    chunk: &Chunk,
) -> Result<(), Error> {
    diesel::insert_into(file_chunks::table)
        .values((
            file_chunks::file.eq(Raw(file)),
            file_chunks::start.eq(column(chunk.start)),
            file_chunks::length.eq(column(chunk.length)),
            file_chunks::object.eq(chunk.object),
            file_chunks::digest.eq(chunk.digest.map(Raw)),
        ))
        .execute(tx.connection())?;
    Ok(())
}
