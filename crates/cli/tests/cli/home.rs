//! A home of its own for one test: a vault, a passphrase file, and `keepward` running in it. The vault is made by the
//! library with a work factor that costs nothing; no flag of the program can do that.
use std::{
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use actions::{
    AccountId, Clock, Desk, DiskFolder, MemorySecretStore, OpenWith, Passphrase, Place, Rollback,
    SettingsFile, SystemClock, WorkFactor,
};
use serde_json::Value;
use tempfile::TempDir;

pub const PASSPHRASE: &str = "correct horse battery staple";
/// RFC 6238 appendix B, SHA-1.
pub const RFC_SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

/// As GitHub writes them.
pub const CODES: [&str; 3] = ["ac66f-fd41b", "9f151-74f9a", "eb474-4f051"];

pub struct Home {
    folder: TempDir,
    vault: PathBuf,
}

/// How a run of the program ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A home without a vault.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("passphrase"), format!("{PASSPHRASE}\n")).unwrap();
        std::fs::write(folder.path().join("wrong"), "wrong").unwrap();
        let vault = folder.path().join("vault");
        Self { folder, vault }
    }

    /// A home whose vault lies elsewhere, on a disk of its own.
    pub fn with_folder(vault: PathBuf) -> Self {
        Self { vault, ..Self::empty() }
    }

    /// A home with a vault that holds these accounts.
    pub fn with(uris: &[&str]) -> Self {
        Self::empty().fill(uris)
    }

    /// Makes the vault.
    pub fn fill(self, uris: &[&str]) -> Self {
        let mut desk = self.desk();
        desk.create(&passphrase(), OpenWith::Passphrase, SystemClock.now()).unwrap();
        add(&mut desk, uris);
        self
    }

    /// An ordinary vault: two accounts at one service, and another.
    pub fn usual() -> Self {
        Self::with(&[
            "otpauth://totp/GitHub:ann%40acme.example?secret=MZXW6YTBMZXW6YTB&issuer=GitHub",
            "otpauth://totp/GitHub:bob?secret=MFRGGZDFMFRGGZDF&issuer=GitHub",
            &format!("otpauth://hotp/Library:reader?secret={RFC_SECRET}&issuer=Library"),
        ])
    }

    /// Makes the compartment of recovery codes, which the program would do with a work factor that takes seconds.
    pub fn with_compartment(self) -> Self {
        self.open_desk().open_recovery(&passphrase(), Rollback::Accept, SystemClock).unwrap();
        self
    }

    /// A home whose vault holds GitHub's three codes of [`CODES`].
    pub fn with_codes() -> Self {
        let home = Self::usual().with_compartment();
        home.import("github-recovery-codes.txt", &CODES.join("\n"), &["--account", "ann@acme.example"])
            .said(0);
        home
    }

    /// Stores the codes of a file with this name.
    pub fn import(&self, name: &str, text: &str, flags: &[&str]) -> Ran {
        let file = self.file(name, text);
        self.unlocked(&[&["recovery", "import", &file, "--yes"], flags].concat())
    }

    /// A file in this home.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.path(name)
    }

    /// The one set of `recovery status --json`.
    pub fn only_set(&self) -> Value {
        let status = self.unlocked(&["recovery", "status", "--json"]).json();
        assert_eq!(status["sets"].as_array().unwrap().len(), 1, "{status}");
        status["sets"][0].clone()
    }

    /// The library's desk at this vault, closed.
    pub fn desk(&self) -> Desk {
        let place = Place {
            folder: Arc::new(DiskFolder::new(&self.vault)),
            secrets: Arc::new(MemorySecretStore::default()),
            work_factor: WorkFactor::weak_for_tests(),
        };
        Desk::new(place, SettingsFile::open(self.folder.path().join("settings.json")))
    }

    /// The same with the vault open.
    pub fn open_desk(&self) -> Desk {
        let mut desk = self.desk();
        desk.unlock(&passphrase(), Rollback::Accept, SystemClock.now()).unwrap();
        desk
    }

    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    pub fn vault(&self) -> &Path {
        &self.vault
    }

    /// The program in this home, with nothing of the real one around it.
    pub fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_keepward"));
        command
            .args(words)
            .arg("--vault")
            .arg(&self.vault)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("HOME", self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs it without a passphrase.
    pub fn run(&self, words: &[&str]) -> Ran {
        Ran::from(self.command(words).output().unwrap())
    }

    /// Runs it with the right passphrase in a file.
    pub fn unlocked(&self, words: &[&str]) -> Ran {
        self.run(&[words, &["--passphrase-file", &self.path("passphrase")]].concat())
    }

    /// The same where nobody could type anything: in a session without a terminal.
    pub fn away(&self, words: &[&str]) -> Ran {
        let (vault, passphrase) = (self.vault.to_str().unwrap(), self.path("passphrase"));
        let output = Command::new("setsid")
            .args([
                "--wait",
                env!("CARGO_BIN_EXE_keepward"),
                "--vault",
                vault,
                "--passphrase-file",
                &passphrase,
            ])
            .args(words)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .env("HOME", self.folder.path())
            .stdin(Stdio::null())
            .output();
        Ran::from(output.unwrap())
    }

    /// The same with something piped in.
    pub fn piped(&self, words: &[&str], input: &str) -> Ran {
        let passphrase = self.path("passphrase");
        let mut child = self
            .command(&[words, &["--passphrase-file", &passphrase]].concat())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // The program may end before it has read everything.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        Ran::from(child.wait_with_output().unwrap())
    }

    /// The names in the vault, as `list` prints them.
    pub fn names(&self) -> Vec<String> {
        self.unlocked(&["list"]).done().lines().map(str::to_owned).collect()
    }

    /// A picture of an enrolment.
    pub fn picture(&self, name: &str, uri: &str) -> String {
        let home = Self::with(&[uri]);
        let mut desk = home.open_desk();
        let id: AccountId = serde_json::from_str::<Value>(home.unlocked(&["list", "--json"]).done()).unwrap()
            [0]["id"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        let png = desk.account_qr(id, &passphrase(), SystemClock.now()).unwrap();
        std::fs::write(self.path(name), &*png).unwrap();
        self.path(name)
    }
}

impl Ran {
    /// Standard output of a run that ended well and said nothing else.
    #[track_caller]
    pub fn done(&self) -> &str {
        assert_eq!((self.code, self.err.as_str()), (0, ""), "{}", self.out);
        &self.out
    }

    /// Everything that was said by a run that ended with `code`.
    #[track_caller]
    pub fn said(&self, code: i32) -> String {
        assert_eq!(self.code, code, "{}{}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        format!("{}{}", self.out, self.err)
    }

    /// The same as one JSON value.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(self.done()).unwrap()
    }

    /// Standard error of a run that ended with `code` and printed nothing.
    #[track_caller]
    pub fn failed(&self, code: i32) -> &str {
        assert_eq!((self.code, self.out.as_str()), (code, ""), "{}", self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        &self.err
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

pub fn passphrase() -> Passphrase {
    Passphrase::from(PASSPHRASE.to_owned())
}

pub fn add(desk: &mut Desk, uris: &[&str]) {
    for uri in uris {
        let offer = desk.offer(&[uri], UNIX_EPOCH).unwrap();
        for candidate in &offer.candidates {
            desk.accept(candidate.id, &candidate.as_it_is(), SystemTime::UNIX_EPOCH).unwrap();
        }
    }
}
