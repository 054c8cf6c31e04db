//! Who somebody invited is: the signature of the key that only the invitation's code gives.

use actix_web::HttpRequest;
use sigill_sealing::role::Invitee;

use super::invitations::InvitationHash;
use crate::app::App;
use crate::http::Failure;
use crate::members::guard::nonces;

/// Which invitation `request` proves to hold the code of, `body` being its whole body.
pub(super) fn authenticate(app: &App, request: &HttpRequest, body: &[u8]) -> Result<InvitationHash, Failure> {
    let key = nonces(app).verify::<Invitee>(request, body, &mut app.rng.clone())?;
    Ok(InvitationHash::of(&key))
}
