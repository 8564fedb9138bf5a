//! Doors under real clients: who waits is told so, who gives up is heard, and who vanishes holds up nobody.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may panic, also outside its own function"
)]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream, UdpSocket};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use approval::{Approver, Clock, Decision, Ending, Gesture, Question, SystemClock};
use fido::cbor::{Map, Value};
use fido::door::{Door, Served, TcpWire, UdpWire};
use fido::{Authenticator, MemoryCredentials, Model, ResetRule};

const INIT: u8 = 0x86;
const CBOR: u8 = 0x90;
const CANCEL: u8 = 0x91;
const KEEPALIVE: u8 = 0xbb;
const ERROR: u8 = 0xbf;
const SELECTION: [u8; 1] = [0x0b];
const PATIENCE: Duration = Duration::from_secs(60);

/// Hands every question to the test.
struct Person {
    asked: Mutex<Sender<Arc<Question>>>,
    endings: Mutex<Sender<Ending>>,
}

impl Approver for Person {
    fn show(&self, question: Arc<Question>) {
        self.asked.lock().unwrap().send(question).unwrap();
    }

    fn ended(&self, _: &Question, ending: Ending) {
        // The test may have ended before the last question.
        let _ = self.endings.lock().unwrap().send(ending);
    }
}

struct Bench {
    door: Option<Door<MemoryCredentials>>,
    asked: Receiver<Arc<Question>>,
    endings: Receiver<Ending>,
}

impl Bench {
    fn new() -> Self {
        let ((asking, asked), (ending, endings)) = (channel(), channel());
        let person = Person { asked: Mutex::new(asking), endings: Mutex::new(ending) };
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let model = Model { reset: ResetRule::Always, ..Model::security_key() };
        let device =
            Authenticator::new(model, MemoryCredentials::new(10), Arc::new(person), Arc::clone(&clock));
        Self { door: Some(Door::new(device, clock)), asked, endings }
    }

    fn udp(&mut self) -> (Served, SocketAddr) {
        let wire = UdpWire::bind(0).unwrap();
        let address = wire.address().unwrap();
        (self.door.take().unwrap().open(wire).unwrap(), address)
    }

    fn question(&self) -> Arc<Question> {
        self.asked.recv_timeout(PATIENCE).expect("the person is asked")
    }
}

/// One client on a UDP socket of its own, with a channel.
struct Client {
    socket: UdpSocket,
    channel: [u8; 4],
}

impl Client {
    fn new(address: SocketAddr) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").unwrap();
        socket.connect(address).unwrap();
        socket.set_read_timeout(Some(PATIENCE)).unwrap();
        let mut client = Self { socket, channel: [0xff; 4] };
        client.send(INIT, b"12345678");
        let (command, answer) = client.receive();
        assert_eq!((command, &answer[..8]), (INIT, &b"12345678"[..]));
        client.channel = answer[8..12].try_into().unwrap();
        client
    }

    fn send(&self, command: u8, payload: &[u8]) {
        self.socket.send(&report(self.channel, command, payload)).unwrap();
    }

    fn receive(&self) -> (u8, Vec<u8>) {
        let mut report = [0; 64];
        assert_eq!(self.socket.recv(&mut report).unwrap(), 64);
        assert_eq!(report[..4], self.channel);
        // Of a longer message, what the first report holds.
        (report[4], report[7..7 + usize::from(report[6]).min(57)].to_vec())
    }

    /// The next answer that is no keep-alive.
    fn answer(&self) -> (u8, Vec<u8>) {
        loop {
            let (command, payload) = self.receive();
            if command != KEEPALIVE {
                return (command, payload);
            }
        }
    }
}

fn report(channel: [u8; 4], command: u8, payload: &[u8]) -> [u8; 64] {
    let mut report = [0; 64];
    report[..4].copy_from_slice(&channel);
    report[4] = command;
    report[6] = u8::try_from(payload.len()).unwrap();
    report[7..7 + payload.len()].copy_from_slice(payload);
    report
}

#[test]
fn a_client_that_waits_is_told_why_and_answered_when_the_person_says_yes() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let client = Client::new(address);
    client.send(CBOR, &SELECTION);
    let question = bench.question();
    while client.receive() != (KEEPALIVE, vec![2]) {}
    question.answer(Decision::yes(Gesture::Present), &SystemClock).unwrap();
    assert_eq!(client.answer(), (CBOR, vec![0]));
    served.close().unwrap();
}

#[test]
fn a_client_that_gives_up_is_heard_and_the_window_closes() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let (client, other) = (Client::new(address), Client::new(address));
    client.send(CBOR, &SELECTION);
    let question = bench.question();
    other.send(CBOR, &SELECTION);
    assert_eq!(other.answer(), (ERROR, vec![0x06]), "another is told that the device is busy");
    other.send(CANCEL, &[]);
    client.send(CANCEL, &[]);
    assert_eq!(client.answer(), (CBOR, vec![0x2d]));
    assert_eq!(bench.endings.recv_timeout(PATIENCE), Ok(Ending::Withdrawn));
    assert!(question.answer(Decision::yes(Gesture::Verified), &SystemClock).is_err());
    other.send(CBOR, &SELECTION);
    bench.question().answer(Decision::No, &SystemClock).unwrap();
    assert_eq!(other.answer(), (CBOR, vec![0x27]));
    served.close().unwrap();
}

#[test]
fn a_client_that_starts_over_is_served_anew() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let client = Client::new(address);
    client.send(CBOR, &SELECTION);
    bench.question();
    client.send(INIT, b"12345678");
    assert_eq!(client.answer().0, INIT);
    client.send(CBOR, &SELECTION);
    bench.question().answer(Decision::yes(Gesture::Present), &SystemClock).unwrap();
    assert_eq!(client.answer(), (CBOR, vec![0]));
    served.close().unwrap();
}

#[test]
fn pulling_the_plug_takes_back_what_is_asked() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let client = Client::new(address);
    client.send(CBOR, &SELECTION);
    bench.question();
    let plug = "ac1052ca95e569de69e02ebff333485f13f9b2da34c5a8a340526697a9ab2e0b394d8d04973c134005be1a0140bff6\
                045bb26eb77a73eaa47813f6b49a7250dc";
    client.socket.send(&data_encoding::HEXLOWER.decode(plug.as_bytes()).unwrap()).unwrap();
    assert_eq!(bench.endings.recv_timeout(PATIENCE), Ok(Ending::Withdrawn));
    client.send(CBOR, &[4]);
    let (command, answer) = client.answer();
    assert_eq!((command, answer[0]), (CBOR, 0), "the channel is known as before");
    served.close().unwrap();
}

#[test]
fn closing_the_door_takes_back_what_is_asked() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let client = Client::new(address);
    client.send(CBOR, &SELECTION);
    bench.question();
    served.close().unwrap();
    assert_eq!(bench.endings.recv_timeout(PATIENCE), Ok(Ending::Withdrawn));
}

#[test]
fn a_tcp_client_that_vanishes_or_talks_nonsense_makes_room_for_the_next() {
    let mut bench = Bench::new();
    let wire = TcpWire::bind(0).unwrap();
    let address = wire.address().unwrap();
    let served = bench.door.take().unwrap().open(wire).unwrap();
    let connect = || {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    };
    let send = |mut stream: &TcpStream, report: [u8; 64]| {
        // In pieces: a report need not come at once.
        let whole = [&[0, 64][..], &report].concat();
        whole.chunks(20).for_each(|piece| stream.write_all(piece).unwrap());
    };
    let receive = |mut stream: &TcpStream| {
        let mut whole = [0; 66];
        stream.read_exact(&mut whole).unwrap();
        assert_eq!(whole[..2], [0, 64]);
        <[u8; 64]>::try_from(&whole[2..]).unwrap()
    };
    let open = |stream: &TcpStream| {
        send(stream, report([0xff; 4], INIT, b"12345678"));
        <[u8; 4]>::try_from(&receive(stream)[15..19]).unwrap()
    };

    let first = connect();
    let channel = open(&first);
    send(&first, report(channel, CBOR, &SELECTION));
    bench.question();
    drop(first);
    assert_eq!(bench.endings.recv_timeout(PATIENCE), Ok(Ending::Withdrawn));

    let mut nonsense = connect();
    nonsense.write_all(b"GET / HTTP/1.1\r\n\r\n").unwrap();
    let mut rest = Vec::new();
    // Closed with bytes unread: a reset is as good as an end.
    let _ = nonsense.read_to_end(&mut rest);
    assert!(rest.is_empty(), "nothing is said to it");

    let second = connect();
    let channel = open(&second);
    send(&second, report(channel, CBOR, &[4]));
    let answer = receive(&second);
    assert_eq!((answer[4], answer[7]), (CBOR, 0));
    served.close().unwrap();
}

#[test]
fn a_whole_ceremony_travels_in_many_reports() {
    let mut bench = Bench::new();
    let (served, address) = bench.udp();
    let client = Client::new(address);
    let wanted = vec![Value::from(Map::new().with("alg", -7).with("type", "public-key"))];
    let parameters = Map::new()
        .with(1, [1; 32])
        .with(2, Map::new().with("id", "example.com"))
        .with(3, Map::new().with("id", [1]).with("name", "x".repeat(500)))
        .with(4, wanted);
    let message = [vec![1], Value::from(parameters).to_bytes()].concat();
    let (first, rest) = message.split_at(57);
    let mut report = report(client.channel, CBOR, first);
    report[5..7].copy_from_slice(&u16::try_from(message.len()).unwrap().to_be_bytes());
    client.socket.send(&report).unwrap();
    for (sequence, piece) in (0_u8..).zip(rest.chunks(59)) {
        let mut next = [0; 64];
        next[..4].copy_from_slice(&client.channel);
        next[4] = sequence;
        next[5..5 + piece.len()].copy_from_slice(piece);
        client.socket.send(&next).unwrap();
    }
    let question = bench.question();
    assert_eq!(question.request().site().unwrap().id.as_str(), "example.com");
    assert!(question.request().accounts()[0].name.as_str().len() <= 64, "names are cut");
    question.answer(Decision::yes(Gesture::Present), &SystemClock).unwrap();
    let mut answer = [0; 64];
    loop {
        client.socket.recv(&mut answer).unwrap();
        if answer[4] != KEEPALIVE {
            break;
        }
    }
    assert_eq!((answer[4], answer[7]), (CBOR, 0));
    served.close().unwrap();
}
