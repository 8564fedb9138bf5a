//! What the desktop session tells us over D-Bus: the machine goes to sleep, the screen is locked, a tray has appeared.
//! Listens on two threads of its own; where a bus is missing, that part is silently absent. What follows from it is
//! decided by the caller.

use std::thread;

use zbus::{
    MatchRule, Message,
    blocking::{Connection, MessageIterator, fdo::DBusProxy},
    zvariant::OwnedFd,
};

const TRAY: &str = "org.kde.StatusNotifierWatcher";

/// Something that happened to the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEvent {
    /// The machine is about to sleep; it waits for us to return from the callback.
    Sleeping,
    /// The machine woke up.
    Woken,
    /// The screen was locked, by the person or by its own timer.
    ScreenLocked,
    /// A panel that shows tray icons has appeared.
    TrayAppeared,
}

/// Starts listening. `on_event` is called from two threads and must not panic.
pub fn listen(on_event: impl Fn(SessionEvent) + Clone + Send + 'static) {
    let on_system_event = on_event.clone();
    // A bus that is absent or goes away is no fault of the person's: locking by time still works.
    thread::spawn(move || drop(system_bus(on_system_event)));
    thread::spawn(move || drop(session_bus(on_event)));
}

/// Whether a panel shows tray icons now. Asked before a window is closed into the tray, which would otherwise be lost.
pub fn has_tray() -> bool {
    Connection::session()
        .and_then(|bus| Ok(DBusProxy::new(&bus)?.name_has_owner(TRAY.try_into()?)?))
        .unwrap_or(false)
}

/// logind: `PrepareForSleep` of the manager and `Lock` of a session (org.freedesktop.login1(5)).
fn system_bus(on_event: impl Fn(SessionEvent)) -> zbus::Result<()> {
    let bus = Connection::system()?;
    let signals = signals(
        &bus,
        [
            "type='signal',sender='org.freedesktop.login1',member='PrepareForSleep'",
            "type='signal',sender='org.freedesktop.login1',interface='org.freedesktop.login1.Session',member='Lock'",
        ],
    )?;
    let mut delay = delay_sleep(&bus);
    for signal in signals {
        match read(&signal?) {
            Some(SessionEvent::Sleeping) => {
                on_event(SessionEvent::Sleeping);
                drop(delay.take()); // Everything is wiped: the machine may sleep now.
            }
            Some(SessionEvent::Woken) => {
                delay = delay_sleep(&bus);
                on_event(SessionEvent::Woken);
            }
            Some(event) => on_event(event),
            None => {}
        }
    }
    Ok(())
}

/// Asks logind to wait with sleeping until the returned handle is dropped (5 s at most). Without it the memory could go
/// to disk before it is wiped.
fn delay_sleep(bus: &Connection) -> Option<OwnedFd> {
    let reply = bus.call_method(
        Some("org.freedesktop.login1"),
        "/org/freedesktop/login1",
        Some("org.freedesktop.login1.Manager"),
        "Inhibit",
        &("sleep", "Keepward", "Locks the vault", "delay"),
    );
    reply.ok()?.body().deserialize().ok()
}

/// The screen savers of the desktops (`org.freedesktop.ScreenSaver` and the same under the desktops' own names), and the
/// panel's tray.
fn session_bus(on_event: impl Fn(SessionEvent)) -> zbus::Result<()> {
    let bus = Connection::session()?;
    let signals = signals(
        &bus,
        [
            "type='signal',member='ActiveChanged'",
            "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged',arg0='org.kde.StatusNotifierWatcher'",
        ],
    )?;
    for signal in signals {
        if let Some(event) = read(&signal?) {
            on_event(event);
        }
    }
    Ok(())
}

fn signals<const N: usize>(bus: &Connection, rules: [&str; N]) -> zbus::Result<MessageIterator> {
    let registrar = DBusProxy::new(bus)?;
    for rule in rules {
        registrar.add_match_rule(MatchRule::try_from(rule)?)?;
    }
    Ok(MessageIterator::from(bus))
}

/// What a message on either bus means to us.
fn read(message: &Message) -> Option<SessionEvent> {
    let header = message.header();
    let interface = header.interface()?.as_str();
    match (header.member()?.as_str(), interface) {
        ("PrepareForSleep", _) => match message.body().deserialize().ok()? {
            true => Some(SessionEvent::Sleeping),
            false => Some(SessionEvent::Woken),
        },
        // Of any session of this machine: one lock too many costs a passphrase, one too few costs the vault.
        ("Lock", "org.freedesktop.login1.Session") => Some(SessionEvent::ScreenLocked),
        ("ActiveChanged", saver) if saver.ends_with(".ScreenSaver") => {
            message.body().deserialize::<bool>().ok()?.then_some(SessionEvent::ScreenLocked)
        }
        ("NameOwnerChanged", _) => {
            let body = message.body();
            let (name, _, owner): (&str, &str, &str) = body.deserialize().ok()?;
            (name == TRAY && !owner.is_empty()).then_some(SessionEvent::TrayAppeared)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signal<B: serde::Serialize + zbus::zvariant::DynamicType>(
        interface: &str,
        member: &str,
        body: &B,
    ) -> Message {
        Message::signal("/x", interface, member).unwrap().build(body).unwrap()
    }

    #[test]
    fn every_desktops_screen_saver_locks() {
        for saver in ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver"] {
            assert_eq!(read(&signal(saver, "ActiveChanged", &(true,))), Some(SessionEvent::ScreenLocked));
            assert_eq!(read(&signal(saver, "ActiveChanged", &(false,))), None);
        }
    }

    #[test]
    fn sleeping_and_waking_are_told_apart() {
        let manager = "org.freedesktop.login1.Manager";
        assert_eq!(read(&signal(manager, "PrepareForSleep", &(true,))), Some(SessionEvent::Sleeping));
        assert_eq!(read(&signal(manager, "PrepareForSleep", &(false,))), Some(SessionEvent::Woken));
    }

    #[test]
    fn a_panel_that_leaves_is_no_news() {
        let bus = "org.freedesktop.DBus";
        assert_eq!(
            read(&signal(bus, "NameOwnerChanged", &(TRAY, "", ":1.5"))),
            Some(SessionEvent::TrayAppeared)
        );
        assert_eq!(read(&signal(bus, "NameOwnerChanged", &(TRAY, ":1.5", ""))), None);
    }

    #[test]
    fn a_malformed_signal_is_ignored() {
        assert_eq!(read(&signal("org.gnome.ScreenSaver", "ActiveChanged", &("yes",))), None);
        assert_eq!(read(&signal("org.freedesktop.login1.Manager", "PrepareForSleep", &(1_u32,))), None);
    }
}
