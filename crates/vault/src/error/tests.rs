//! How a wait is said.

use super::*;

#[test]
fn the_wait_is_said_in_words_a_person_uses() {
    for (millis, words) in [
        (0, "Try again."),
        (1, "Try again in 1 second."),
        (1_000, "Try again in 1 second."),
        (64_000, "Try again in 64 seconds."),
        (3_600_000, "Try again in 60 minutes."),
    ] {
        assert_eq!(try_again(Duration::from_millis(millis)), words);
    }
}
