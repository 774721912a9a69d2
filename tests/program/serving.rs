//! The program at work as a server, and a client that sends any bytes and reads what comes.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::support::Place;

/// Long enough for a slow machine; whoever waits this long waits for nothing.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);

/// Where standard error goes, below the place.
pub(crate) const ERRORS: &str = "home/errors";

/// A server that ends with the test.
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    /// What it prints after its first line.
    pub(crate) lines: BufReader<ChildStdout>,
}

impl Server {
    /// Serves a knowledge base on a free port.
    pub(crate) fn start(place: &Place) -> Self {
        Self::start_with(place, &["--port", "0"])
    }

    /// Serves a knowledge base, with further arguments.
    pub(crate) fn start_with(place: &Place, arguments: &[&str]) -> Self {
        let mut command = place.command(&place.path(""));
        command.arg("serve").args(arguments);
        Self::run(place, command)
    }

    /// Runs a command that serves, and waits until it says where.
    pub(crate) fn run(place: &Place, mut command: Command) -> Self {
        let errors = File::create(place.folder().join(ERRORS)).expect("a file for a stream");
        command.stdout(Stdio::piped()).stderr(errors);
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("the program prints UTF-8");
        let address = first.split("http://127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next());
        let port = address.and_then(|port| port.parse().ok()).unwrap_or_else(|| panic!("no address in: {first}"));
        Self { child, port, lines }
    }

    /// The number of the process.
    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Sends a signal by its name and returns the exit status.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> Option<i32> {
        let process = self.process().to_string();
        let sent = Command::new("kill").args([signal, &process]).status().expect("kill is there");
        assert!(sent.success());
        self.child.wait().expect("it ends").code()
    }

    /// A connection on which nothing was sent yet.
    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time that is not zero");
        stream
    }

    /// Sends bytes and reads what comes until the connection ends.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server may refuse before everything is sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        Answer::read(&answer)
    }

    /// Asks with a method, a target and further headers, each with its line end.
    pub(crate) fn ask(&self, method: &str, target: &str, headers: &str) -> Answer {
        let port = self.port;
        let head =
            format!("{method} {target} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n{headers}\r\n");
        self.send(head.as_bytes())
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Listens as the page at a path does that was served with this digest.
    pub(crate) fn listen(&self, path: &str, seen: &str) -> Events {
        let mut stream = self.connect();
        let port = self.port;
        let head = format!(
            "GET /-variorum/events?path={path}&seen={seen} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/event-stream\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).expect("it is taken");
        Events { lines: BufReader::new(stream) }
    }

    /// Loads a page and listens as it does.
    pub(crate) fn open(&self, path: &str) -> Events {
        self.listen(path, &self.get(path).seen().expect("a page"))
    }

    /// Waits until the page at a path holds some words.
    #[track_caller]
    pub(crate) fn shows(&self, path: &str, words: &str) {
        self.becomes(path, words, |answer| answer.status == 200 && answer.text().contains(words));
    }

    /// Waits until what is answered at a path is as it should be.
    #[track_caller]
    pub(crate) fn becomes(&self, path: &str, what: &str, is_so: impl Fn(&Answer) -> bool) {
        let begin = Instant::now();
        loop {
            let answer = self.get(path);
            if is_so(&answer) {
                return;
            }
            assert!(begin.elapsed() < PATIENCE, "{path} has no `{what}`: {} {}", answer.status, answer.text());
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What a server answers.
#[derive(Debug)]
pub(crate) struct Answer {
    /// 0 if the connection was closed without a word.
    pub(crate) status: u16,
    /// By their names in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
        let head = String::from_utf8_lossy(&bytes[..end]);
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
        let header = |line: &str| {
            let (name, value) = line.split_once(':').expect("a header has a name");
            (name.to_ascii_lowercase(), value.trim().to_owned())
        };
        let body = bytes.get(end + 4..).unwrap_or_default().to_vec();
        Self { status, headers: lines.map(header).collect(), body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// What the script of a page says that it was served with.
    pub(crate) fn seen(&self) -> Option<String> {
        Some(self.text().split_once(SCRIPT)?.1.split_once('"')?.0.to_owned())
    }

    /// The body without the script that is added to pages.
    pub(crate) fn without_script(&self) -> Vec<u8> {
        let Some(seen) = self.seen() else { return self.body.clone() };
        let script = format!("{SCRIPT}{seen}\"></script>");
        let begin = self.body.windows(script.len()).position(|piece| piece == script.as_bytes()).expect("it is there");
        [&self.body[..begin], &self.body[begin + script.len()..]].concat()
    }
}

const SCRIPT: &str = "<script src=\"/-variorum/reload.js\" data-seen=\"";

/// What a page is told.
pub(crate) struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event, its name and its data.
    ///
    /// # Errors
    /// Fails if the connection ends or nothing comes for long.
    pub(crate) fn next(&mut self) -> io::Result<(String, String)> {
        let (mut name, mut data) = (None, String::new());
        let begin = Instant::now();
        loop {
            // A beat of the heart comes now and then and is no event.
            if begin.elapsed() > PATIENCE {
                return Err(io::ErrorKind::TimedOut.into());
            }
            let mut line = String::new();
            if self.lines.read_line(&mut line)? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            let line = line.trim_end();
            if let Some(event) = line.strip_prefix("event: ") {
                name = Some(event.to_owned());
            } else if let Some(text) = line.strip_prefix("data:") {
                text.trim_start().clone_into(&mut data);
            } else if line.is_empty()
                && let Some(name) = name.take()
            {
                return Ok((name, data));
            }
        }
    }

    /// The next event, which must be a report.
    #[track_caller]
    pub(crate) fn report(&mut self) -> serde_json::Value {
        let (name, data) = self.next().expect("an event");
        assert_eq!(name, "report", "{data}");
        serde_json::from_str(&data).expect("a report is JSON")
    }

    /// The next event, which must say that the page is another.
    #[track_caller]
    pub(crate) fn reload(&mut self) {
        assert_eq!(self.next().expect("an event"), ("reload".to_owned(), String::new()));
    }

    /// The status of the answer.
    pub(crate) fn status(&mut self) -> u16 {
        let mut line = String::new();
        self.lines.read_line(&mut line).expect("an answer");
        line.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status")
    }
}
