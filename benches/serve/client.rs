//! The server as a process, and a page of it as a browser has it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A server that answers.
pub(crate) struct Server {
    child: Child,
    port: u16,
    /// From its start until it said where it is.
    pub(crate) ready: Duration,
}

impl Server {
    pub(crate) fn start(program: &str, root: &Path) -> Self {
        let begin = Instant::now();
        let mut command = Command::new(program);
        command.args(["serve", "--port", "0", "--root"]).arg(root).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().expect("it starts");
        let mut lines = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut first = String::new();
        lines.read_line(&mut first).expect("it says where it is");
        let ready = begin.elapsed();
        let port = first.split("127.0.0.1:").nth(1).and_then(|rest| rest.split('/').next()?.parse().ok());
        // What else it prints is read, so that it never waits.
        std::thread::spawn(move || lines.read_to_string(&mut String::new()));
        Self { child, port: port.expect("an address"), ready }
    }

    /// A line of what the system says about the process, in KiB.
    pub(crate) fn memory(&self, name: &str) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
    }

    fn request(&self, target: &str, more: &str) -> TcpStream {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        let head = format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{more}\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("it reads");
        stream
    }

    /// What is answered at a path.
    pub(crate) fn get(&self, path: &str) -> String {
        let mut answer = Vec::new();
        self.request(path, "Connection: close\r\n").read_to_end(&mut answer).expect("an answer");
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Loads a page and listens as its script does, until it has been told that it is in step.
    pub(crate) fn open(&self, path: &str) -> Page {
        let page = self.get(path);
        let seen = page.split("data-seen=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a page");
        let events = self.request(&format!("/-variorum/events?path={path}&seen={seen}"), "");
        let mut page = Page { lines: BufReader::new(events) };
        page.wait("event: report");
        page
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A page that listens.
pub(crate) struct Page {
    lines: BufReader<TcpStream>,
}

impl Page {
    /// Waits for a line.
    pub(crate) fn wait(&mut self, wanted: &str) {
        let mut line = String::new();
        while line.trim_end() != wanted {
            line.clear();
            assert!(self.lines.read_line(&mut line).expect("a line") > 0, "it ended before `{wanted}`");
        }
    }
}
