//! What members' requests say, read and let through the gate.

use sigill_sealing::encoding::{parse_base64, parse_base64_exact};
use sigill_sealing::gate::Sealed;
use sigill_sealing::id::MemberId;
use sigill_sealing::kind;
use sigill_sealing::role::{Desk, SignIn as SignInKey};
use sigill_sealing::signature::{SignIn, Signature, VerifyingKey};

use super::malformed;
use crate::app::App;
use crate::http::{Failure, Problem};
use crate::members::Way;
use crate::members::credentials;
use crate::members::enrolment::{Credentials, EnrolError, FactorError, NewMember, ProvenFactor};
use crate::members::name::SignInName;
use crate::members::second_factor::SecondFactor;
use crate::members::sign_in::{self, Challenge, Proof};
use crate::members::wire::{ChangeRequest, CredentialsRequest, SecondFactorRequest, SignInRequest};

/// What somebody sends to become a member.
pub struct Enrolment<'a> {
    /// Their id.
    pub member: &'a str,
    /// What they want to sign in by.
    pub name: &'a str,
    /// The keys of passphrase and recovery code.
    pub credentials: &'a CredentialsRequest,
    /// The second factor, and a code of it.
    pub second_factor: &'a SecondFactorRequest,
    /// The key of their requests.
    pub access: &'a str,
    /// Their vault.
    pub vault: &'a str,
}

/// Reads it and lets it through the gate; the code is held to the new second factor.
pub fn read_new_member(app: &App, sent: &Enrolment<'_>) -> Result<NewMember, Failure> {
    let id = MemberId::parse(sent.member).map_err(|_malformed| malformed())?;
    let name = SignInName::chosen(sent.name).ok_or_else(malformed)?;
    // The one that was answered for the name while it was nobody's: so nobody can tell that it is somebody's now.
    if id != sign_in::id_of(&app.server_key, &name) {
        return Err(EnrolError::Taken.into());
    }
    Ok(NewMember {
        id,
        name,
        credentials: read_credentials(sent.credentials)?,
        desk_key: VerifyingKey::<Desk>::parse(sent.access).map_err(|_refused| malformed())?,
        vault: read_vault(sent.vault)?,
        factor: read_factor(app, id, sent.second_factor)?,
    })
}

pub(super) fn read_factor(
    app: &App,
    member: MemberId,
    sent: &SecondFactorRequest,
) -> Result<ProvenFactor, Failure> {
    let factor = SecondFactor::parse(&sent.secret).ok_or_else(malformed)?;
    let second = app.clock.second();
    ProvenFactor::prove(&factor, &sent.code, second, member, &app.server_key, &mut app.rng.clone()).map_err(
        |error| match error {
            FactorError::WrongCode => Failure::new(Problem::NotAuthenticated),
            FactorError::Seal(cause) => Failure::caused(Problem::Unavailable, cause),
        },
    )
}

pub(super) fn read_credentials(sent: &CredentialsRequest) -> Result<Credentials, Failure> {
    let key = |text: &str| VerifyingKey::<SignInKey>::parse(text).map_err(|_refused| malformed());
    Ok(Credentials { passphrase: key(&sent.passphrase)?, recovery: key(&sent.recovery)? })
}

pub(super) fn read_vault(text: &str) -> Result<Sealed<kind::Vault>, Failure> {
    let bytes = parse_base64(text).map_err(|_malformed| malformed())?;
    Sealed::through_gate(bytes).map_err(|_refused| Failure::new(Problem::NotSealed))
}

pub(super) fn read_challenge(text: &str) -> Result<Challenge, Failure> {
    parse_base64_exact(text).map_err(|_malformed| malformed())
}

fn read_signature(text: &str) -> Result<Signature<SignIn>, Failure> {
    Signature::parse(text).map_err(|_malformed| malformed())
}

pub(super) fn read_proof(sent: SignInRequest) -> Result<Proof, Failure> {
    let signature = read_signature(&sent.signature)?;
    match (sent.way.as_str(), sent.recovery_signature, sent.code) {
        ("both", Some(recovery), None) => {
            Ok(Proof::Both { passphrase: signature, recovery: read_signature(&recovery)? })
        }
        (way, None, Some(code)) => {
            Ok(Proof::One { way: Way::parse(way).ok_or_else(malformed)?, signature, code })
        }
        _ => Err(malformed()),
    }
}

pub(super) fn read_proof_of_change(sent: ChangeRequest) -> Result<credentials::Proof, Failure> {
    Ok(credentials::Proof {
        challenge: read_challenge(&sent.challenge)?,
        way: Way::parse(&sent.way).ok_or_else(malformed)?,
        signature: Signature::parse(&sent.signature).map_err(|_malformed| malformed())?,
        change: sent.change,
    })
}
