//! A security key in memory on the loopback interface, for tests with clients that nobody here wrote:
//! `virtual-key [--port N] [--tcp | --uhid] [--model pin|uv|vault|batch]`. Prints the port it listens on, or `plugged in`, and
//! serves until its standard input ends. It says yes to everything, so it never holds anybody's passkeys.

use std::error::Error;
use std::io::{self, Read as _, Write as _};
use std::sync::Arc;

use approval::{Decision, Gesture, ScriptedApprover, Step, SystemClock};
use fido::door::{Door, TcpWire, UdpWire};
use fido::{
    Attestation, Authenticator, BuiltInVerification, ClientPin, MemoryCredentials, Model, ResetRule,
    TestAuthority, U2f,
};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut port, mut wire, mut model) = (0, "--udp".to_owned(), "pin".to_owned());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--port" => port = arguments.next().unwrap_or_default().parse()?,
            "--tcp" | "--uhid" => wire = argument,
            "--model" => model = arguments.next().unwrap_or_default(),
            other => return Err(format!("unknown argument {other}").into()),
        }
    }
    let clock = Arc::new(SystemClock);
    let yes = Step::Answer(Decision::yes(Gesture::Verified));
    let person = Arc::new(ScriptedApprover::always(Arc::clone(&clock), yes));
    let store = MemoryCredentials::new(1_000);
    let device = Authenticator::new(model_of(&model)?, store, person, clock.clone());
    let door = Door::new(device, clock);
    let served = match wire.as_str() {
        #[cfg(target_os = "linux")]
        "--uhid" => {
            let served = door.open(fido::door::UhidWire::plug("Keepward Virtual Security Key")?)?;
            println!("plugged in");
            served
        }
        "--tcp" => {
            let wire = TcpWire::bind(port)?;
            println!("{}", wire.address()?.port());
            door.open(wire)?
        }
        _ => {
            let wire = UdpWire::bind(port)?;
            println!("{}", wire.address()?.port());
            door.open(wire)?
        }
    };
    io::stdout().flush()?;
    io::stdin().read_to_end(&mut Vec::new())?;
    Ok(served.close()?)
}

fn model_of(name: &str) -> Result<Model, Box<dyn Error>> {
    let key = Model { reset: ResetRule::Always, ..Model::security_key() };
    Ok(match name {
        // A PIN, and attestation by the credential itself.
        "pin" => key,
        // Verified by the person's gesture; tokens for it.
        "uv" => Model { verification: BuiltInVerification::Tokens, client_pin: ClientPin::Absent, ..key },
        // The choices of the door to a vault.
        "vault" => Model::vault(),
        // A certificate, U2F, enterprise attestation.
        "batch" => {
            let authority = TestAuthority::generate()?;
            let aaguid = key.aaguid;
            Model {
                attestation: Attestation::Batch(authority.batch(aaguid)?),
                enterprise: Some(authority.enterprise(aaguid, "0001", vec!["example.com".into()])?),
                u2f: U2f::Supported,
                ..key
            }
        }
        other => return Err(format!("unknown model {other}").into()),
    })
}
