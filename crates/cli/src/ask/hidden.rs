//! One line from the terminal that nobody can see. The echo is off before the question is asked, and what was typed is
//! wiped; a passphrase that comes early or is pasted shows as little as one that is typed slowly.
use std::{
    fs::File,
    io::{self, Read, Write},
};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::{Zeroize, Zeroizing};

/// Longer than anybody types; the buffer never grows, so that no copy is left behind.
const LONGEST_LINE: usize = 8 * 1024;

/// Asks at the controlling terminal, wherever standard input and output go.
///
/// # Errors
/// `Interrupted` for Ctrl-C, `UnexpectedEof` for Ctrl-D on an empty line; anything else means that there is no terminal.
pub(super) fn line(question: &str) -> io::Result<Zeroizing<String>> {
    let mut terminal = File::options().read(true).write(true).open("/dev/tty")?;
    let quiet = Quiet::on(terminal.try_clone()?)?;
    terminal.write_all(question.as_bytes())?;
    let typed = read(&mut terminal);
    drop(quiet);
    terminal.write_all(b"\n")?;
    typed
}

/// A terminal without echo, line editing and signals, until it is dropped. Ctrl-C comes as a character, because a
/// program that is killed here would leave the terminal silent.
struct Quiet {
    terminal: File,
    before: Termios,
}

impl Quiet {
    fn on(terminal: File) -> io::Result<Self> {
        let before = tcgetattr(&terminal)?;
        let mut quiet = before.clone();
        quiet
            .local_modes
            .remove(LocalModes::ECHO | LocalModes::ECHONL | LocalModes::ICANON | LocalModes::ISIG);
        tcsetattr(&terminal, OptionalActions::Drain, &quiet)?;
        Ok(Self { terminal, before })
    }
}

impl Drop for Quiet {
    fn drop(&mut self) {
        let _nothing_else_to_do = tcsetattr(&self.terminal, OptionalActions::Drain, &self.before);
    }
}

/// Reads to the end of the line, with the few keys that people use without seeing what they type.
fn read(terminal: &mut impl Read) -> io::Result<Zeroizing<String>> {
    const INTERRUPT: u8 = 3;
    const END: u8 = 4;
    const BACKSPACE: u8 = 8;
    const CLEAR_LINE: u8 = 21;
    const ESCAPE: u8 = 27;
    const DELETE: u8 = 127;

    let mut typed = Zeroizing::new(String::with_capacity(LONGEST_LINE));
    let mut character = Zeroizing::new(Vec::with_capacity(4));
    loop {
        match next(terminal)? {
            b'\r' | b'\n' => return Ok(typed),
            INTERRUPT => return Err(io::ErrorKind::Interrupted.into()),
            END if typed.is_empty() => return Err(io::ErrorKind::UnexpectedEof.into()),
            BACKSPACE | DELETE => drop(typed.pop()),
            CLEAR_LINE => typed.clear(),
            ESCAPE => skip_key(terminal)?,
            byte if byte.is_ascii_control() => {}
            byte => {
                character.push(byte);
                if let Ok(text) = std::str::from_utf8(&character) {
                    if typed.len() + text.len() <= LONGEST_LINE {
                        typed.push_str(text);
                    }
                    character.zeroize();
                } else if character.len() >= 4 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
            }
        }
    }
}

/// What an arrow or function key sends after the escape: nothing that belongs to a passphrase.
fn skip_key(terminal: &mut impl Read) -> io::Result<()> {
    if matches!(next(terminal)?, b'[' | b'O') {
        while !(0x40..=0x7e).contains(&next(terminal)?) {}
    }
    Ok(())
}

fn next(terminal: &mut impl Read) -> io::Result<u8> {
    let mut byte = [0];
    terminal.read_exact(&mut byte)?;
    let [byte] = byte;
    Ok(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[u8]) -> io::Result<String> {
        read(&mut &*keys).map(|line| line.to_string())
    }

    #[test]
    fn a_line_ends_with_return_and_keeps_every_letter() {
        assert_eq!(typed("pässwörd 🐎\rrest".as_bytes()).unwrap(), "pässwörd 🐎");
        assert_eq!(typed(b"\n").unwrap(), "");
    }

    #[test]
    fn keys_that_edit_do_so() {
        assert_eq!(typed("ab\u{e9}\u{7f}\u{8}c\n".as_bytes()).unwrap(), "ac");
        assert_eq!(typed(b"wrong\x15right\n").unwrap(), "right");
        assert_eq!(typed(b"a\x1b[A\x1b[1;5Cb\x1bOPc\td\n").unwrap(), "abcd");
    }

    #[test]
    fn giving_up_is_not_an_empty_passphrase() {
        assert_eq!(typed(b"abc\x03").unwrap_err().kind(), io::ErrorKind::Interrupted);
        assert_eq!(typed(b"\x04").unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        assert_eq!(typed(b"abc").unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
    }
}
