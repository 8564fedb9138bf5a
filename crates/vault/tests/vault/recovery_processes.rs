//! Several processes at one recovery compartment, and processes that are killed while they hand out codes. A child is this
//! test program again, running one of the ignored tests below.

use std::collections::HashSet;
use std::env;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use recovery::{CodeState, CodeText, RecoveryCode};
use vault::{DiskFolder, LockedVault, RecoveryUnlocked, Rollback, UnlockedVault, VaultFolder};

use crate::recovery_support::*;
use crate::support::*;

const FOLDER: &str = "KEEPWARD_TEST_FOLDER";
const NAME: &str = "KEEPWARD_TEST_NAME";
const COUNT: &str = "KEEPWARD_TEST_COUNT";
/// Codes of an imported set.
const CODES: usize = 5;

fn unlocked(folder: &Path) -> UnlockedVault {
    let locked = LockedVault::find(place(Arc::new(DiskFolder::new(folder)))).unwrap().expect("a vault");
    locked.unlock(&words(WORDS), at(1), Rollback::Refuse).unwrap()
}

fn new_on_disk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let surroundings = place(Arc::new(DiskFolder::new(folder.path())));
    let mut vault = LockedVault::create(surroundings, &words(WORDS), at(0)).unwrap();
    drop(opened(&mut vault, WORDS, 0));
    folder
}

/// Starts this program again with one of the ignored tests.
fn child(test: &str, folder: &Path, name: &str, count: usize) -> Child {
    Command::new(env::current_exe().unwrap())
        .args([
            "--exact",
            &format!("recovery_processes::{test}"),
            "--ignored",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(FOLDER, folder)
        .env(NAME, name)
        .env(COUNT, count.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Reserves one unused code and says which, as the verb that hands a code out does; `None` when there is none.
fn take(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault) -> Option<String> {
    change_one(recovery, vault, |state| *state == CodeState::Unused, CodeState::Reserved { at: at(1) })
}

/// Marks one reserved code as used.
fn mark_used(recovery: &mut RecoveryUnlocked, vault: &mut UnlockedVault) -> Option<String> {
    let used = CodeState::Used { at: Some(at(1)), note: String::new() };
    change_one(recovery, vault, |state| matches!(state, CodeState::Reserved { .. }), used)
}

fn change_one(
    recovery: &mut RecoveryUnlocked,
    vault: &mut UnlockedVault,
    from: impl Fn(&CodeState) -> bool,
    to: CodeState,
) -> Option<String> {
    let changed = recovery.change(vault, at(1), |all| {
        let wanted = |code: &RecoveryCode| from(&code.state);
        let id = all.sets.iter().find(|set| set.codes.iter().any(wanted)).ok_or(())?.id;
        let code = all.set_mut(id).ok_or(())?.codes.iter_mut().find(|code| wanted(code)).ok_or(())?;
        code.past.push(std::mem::replace(&mut code.state, to.clone()));
        Ok::<_, ()>(code.text.expose().to_owned())
    });
    changed.ok()
}

#[test]
#[ignore = "a child of the tests below"]
fn takes_uses_and_imports() {
    let (Some(folder), Ok(name)) = (env::var_os(FOLDER), env::var(NAME)) else { return };
    let count: usize = env::var(COUNT).unwrap().parse().unwrap();
    let mut vault = unlocked(Path::new(&folder));
    let mut recovery = opened(&mut vault, WORDS, 1);
    let say = |what: &str, which: &str| {
        println!("did {what} {which}");
        std::io::stdout().flush().unwrap();
    };
    for nth in 0..count {
        let done = match nth % 2 {
            0 => take(&mut recovery, &mut vault).inspect(|code| say("take", code)),
            _ => mark_used(&mut recovery, &mut vault).inspect(|code| say("use", code)),
        };
        if done.is_none() {
            let service = format!("{name}-{nth}");
            import(&mut recovery, &mut vault, &service, CODES, 1);
            say("import", &service);
        }
    }
}

#[test]
#[ignore = "a child of the tests below"]
fn takes_until_none_is_left() {
    let Some(folder) = env::var_os(FOLDER) else { return };
    let mut vault = unlocked(Path::new(&folder));
    let mut recovery = opened(&mut vault, WORDS, 1);
    while let Some(code) = take(&mut recovery, &mut vault) {
        println!("did take {code}");
    }
}

/// What a child says it did, as word and name.
fn acknowledged(line: &str) -> Option<(String, String)> {
    // The first one stands behind what the test harness prints.
    let (what, which) = line.split_once("did ")?.1.split_once(' ')?;
    Some((what.to_owned(), which.to_owned()))
}

/// What the children said they did, and nothing of it may be untrue.
#[derive(Default)]
struct Said {
    taken: HashSet<String>,
    used: HashSet<String>,
    imported: HashSet<String>,
}

impl Said {
    fn note(&mut self, (what, which): (String, String)) {
        match what.as_str() {
            "take" => assert!(self.taken.insert(which.clone()), "{which} was handed out twice"),
            "use" => drop(self.used.insert(which)),
            "import" => drop(self.imported.insert(which)),
            other => panic!("{other}"),
        }
    }

    fn hold(&self, folder: &Path, round: usize) {
        let mut vault = unlocked(folder);
        let recovery = opened(&mut vault, WORDS, 1);
        let sets = &recovery.contents(at(1)).unwrap().sets;
        let (mut kept, mut services) = (HashSet::new(), HashSet::new());
        for set in sets {
            services.insert(set.service.clone().unwrap());
            assert_eq!(set.codes.len(), CODES, "a set is whole or not there");
            for code in &set.codes {
                let text = code.text.expose();
                assert!(kept.insert(text.to_owned()), "{text} is there twice");
                let unused = code.state == CodeState::Unused;
                assert!(
                    !(unused && self.taken.contains(text)),
                    "{text} was handed out and is unused in round {round}"
                );
                let used = matches!(code.state, CodeState::Used { .. });
                assert!(used || !self.used.contains(text), "{text} was used and is not, in round {round}");
            }
        }
        for service in &self.imported {
            assert!(services.contains(service), "{service} was imported and is lost in round {round}");
        }
        let known: Vec<_> =
            vault.recovery_summary().unwrap().sets.iter().map(|set| (set.id, set.unused)).collect();
        let unused = |set: &Arc<recovery::RecoverySet>| {
            set.codes.iter().filter(|code| code.state == CodeState::Unused).count()
        };
        let there: Vec<_> = sets.iter().map(|set| (set.id, unused(set))).collect();
        assert_eq!(known, there, "the daily side knows in round {round}");
    }
}

/// 500 rounds, each killed at another step of a save: while the first file is written, while the second one is, after the
/// one and before the other, after both.
#[test]
fn killed_at_any_moment_no_code_is_handed_out_twice_and_none_is_lost() {
    const ROUNDS: usize = 500;
    let folder = new_on_disk();
    let mut said = Said::default();
    for round in 0..ROUNDS {
        let mut taker = child("takes_uses_and_imports", folder.path(), &format!("round{round}"), 100_000);
        let out = BufReader::new(taker.stdout.take().unwrap());
        let mut lines = out.lines().map_while(Result::ok).filter_map(|line| acknowledged(&line));
        lines.by_ref().take(round % 4).for_each(|it| said.note(it));
        let on_disk = DiskFolder::new(folder.path());
        let stamp = |file| on_disk.stamp(file).unwrap();
        let before = (stamp("recovery.age"), stamp("vault.age"));
        let there = |file: &str| folder.path().join(file).exists();
        let is_time = |step| match step {
            0 => true,
            1 => there("recovery.age.tmp"),
            2 => stamp("recovery.age") != before.0,
            3 => there("vault.age.tmp"),
            _ => stamp("vault.age") != before.1,
        };
        while !is_time(round % 5) {
            assert!(taker.try_wait().unwrap().is_none(), "the child goes on until it is killed");
        }
        taker.kill().unwrap();
        taker.wait().unwrap();
        lines.for_each(|it| said.note(it));
        if round % 10 == 9 {
            said.hold(folder.path(), round);
        }
    }
    said.hold(folder.path(), ROUNDS);
    assert!(
        said.taken.len() > 100 && said.used.len() > 50 && said.imported.len() > 10,
        "the children did something"
    );
}

#[test]
fn two_processes_never_hand_out_the_same_code() {
    let folder = new_on_disk();
    let mut vault = unlocked(folder.path());
    let mut recovery = opened(&mut vault, WORDS, 1);
    import(&mut recovery, &mut vault, "github", 40, 1);
    drop((recovery, vault));
    let takers = [(); 2].map(|()| child("takes_until_none_is_left", folder.path(), "", 0));
    let mut taken = HashSet::new();
    for taker in takers {
        let done = taker.wait_with_output().unwrap();
        assert!(done.status.success());
        for (_, code) in String::from_utf8(done.stdout).unwrap().lines().filter_map(acknowledged) {
            assert!(taken.insert(code.clone()), "{code} was handed out twice");
        }
    }
    assert_eq!(taken.len(), 40);
}

/// Passes a text on without it lying anywhere as it is.
fn veiled(text: &str) -> String {
    text.bytes().map(|byte| format!("{:02x}", byte ^ 0x55)).collect()
}

/// Whether the veiled text lies anywhere in the memory of this process.
fn is_in_memory(veiled: &[u8]) -> bool {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let mut memory = File::open("/proc/self/mem").unwrap();
    let writable = maps.lines().filter(|line| line.contains(" rw") && !line.contains("[v"));
    let mut found = false;
    for line in writable {
        let (from, to) = line.split_once(' ').unwrap().0.split_once('-').unwrap();
        let [from, to] = [from, to].map(|hex| u64::from_str_radix(hex, 16).unwrap());
        let mut region = vec![0; usize::try_from(to - from).unwrap()];
        // A region may be gone by now, such as the stack of a thread that has ended.
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut region).is_ok() {
            region.iter_mut().for_each(|byte| *byte ^= 0x55);
            found |= region.windows(veiled.len()).any(|window| window == veiled);
        }
        // What was read here must not be found as itself in the next region.
        region.fill(0);
    }
    found
}

#[test]
#[ignore = "a child of the test below"]
fn looks_for_a_code_in_its_memory() {
    let (Some(folder), Ok(hex)) = (env::var_os(FOLDER), env::var(NAME)) else { return };
    let needles: Vec<Vec<u8>> = hex
        .split(' ')
        .map(|hex| {
            hex.as_bytes()
                .chunks(2)
                .map(|it| u8::from_str_radix(std::str::from_utf8(it).unwrap(), 16).unwrap())
                .collect()
        })
        .collect();
    let mut vault = unlocked(Path::new(&folder));
    let daily = needles.iter().map(|needle| is_in_memory(needle)).collect::<Vec<_>>();
    let recovery = opened(&mut vault, WORDS, 1);
    let open = is_in_memory(&needles[0]);
    drop(recovery);
    println!("did look {daily:?} {open}");
}

#[test]
fn the_open_daily_side_holds_neither_a_code_nor_the_recovery_key() {
    let folder = new_on_disk();
    let mut vault = unlocked(folder.path());
    let mut recovery = opened(&mut vault, WORDS, 1);
    let code = "Qz7-marker-of-a-recovery-code-3xW";
    recovery
        .change(&mut vault, at(1), |all| {
            let mut new = set("github", 1, 1);
            new.codes = vec![RecoveryCode::unused(None, CodeText::new(code.to_owned()).unwrap())];
            all.sets.push(Arc::new(new));
            Ok::<_, ()>(())
        })
        .unwrap();
    let identity = recovery_identity(&DiskFolder::new(folder.path()), WORDS).to_string();
    let key = age::secrecy::ExposeSecret::expose_secret(&identity);
    let needles = format!("{} {}", veiled(code), veiled(key));
    let looked =
        child("looks_for_a_code_in_its_memory", folder.path(), &needles, 0).wait_with_output().unwrap();
    let said = String::from_utf8(looked.stdout).unwrap();
    assert!(said.contains("did look [false, false] true"), "{said}");
}
