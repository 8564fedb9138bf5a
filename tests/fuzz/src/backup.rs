//! Any bytes as a whole backup: refused with a sentence, or files that no kit opens, because nobody encrypted them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vault::Backup;

/// A kit of no vault.
const KIT: &str = "AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ";

fuzz_target!(|bytes: &[u8]| {
    let problem = match Backup::read(bytes) {
        Ok(backup) => {
            backup.verify_with_kit(KIT).err().expect("it opens with a key that nothing was encrypted to")
        }
        Err(problem) => problem,
    };
    assert!(problem.to_string().ends_with('.'), "a problem is a sentence");
});
