//! `variorum serve`: what it answers, and what it refuses.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::Path;

use super::serving::Server;
use super::support::{Place, everything};

/// A place with a copy of the repository's own knowledge base.
fn own() -> Place {
    let place = Place::empty();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    place.write("variorum.toml", fs::read(root.join("variorum.toml")).expect("the configuration"));
    for (path, (bytes, _)) in everything(&root.join("content")) {
        place.write(path.strip_prefix(root).expect("it lies below").to_str().expect("a plain name"), bytes);
    }
    place
}

#[test]
fn every_file_of_a_build_is_served_with_the_same_bytes() {
    for (place, arguments) in [(own(), &[] as &[&str]), (Place::new(), &["--base-url", "https://example.org/tidy/"])] {
        place.write("themes/broadside/static/mark.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
        place.run(["build"].iter().chain(arguments)).ended(0);
        let server = Server::start_with(&place, &[&["--port", "0"], arguments].concat());
        let mut pages = 0;
        for (path, (bytes, _)) in everything(&place.path("public")) {
            let route = path.strip_prefix(place.path("public")).expect("it lies below").to_str().expect("plain");
            if route == ".variorum-manifest" {
                assert_eq!(server.get(&format!("/{route}")).status, 404);
                continue;
            }
            let answer = server.get(&format!("/{route}"));
            assert_eq!(answer.status, 200, "{route}");
            assert_eq!(answer.without_script(), bytes, "{route}");
            let end = route.rsplit(['.', '/']).next().expect("an end");
            let is_page = end == "html";
            assert_eq!(answer.seen().is_some(), is_page, "the script belongs into pages alone: {route}");
            pages += usize::from(is_page);
            let kind = answer.header("content-type");
            let expected = match end {
                "html" => "text/html; charset=utf-8",
                "css" => "text/css; charset=utf-8",
                "js" => "text/javascript; charset=utf-8",
                "xml" => "application/xml; charset=utf-8",
                "md" => "text/markdown; charset=utf-8",
                "txt" | "bib" | "ris" => "text/plain; charset=utf-8",
                "timemap" => "application/link-format",
                "json" => "application/json",
                "png" => "image/png",
                "svg" => "image/svg+xml",
                other => panic!("say what `{other}` is"),
            };
            assert_eq!(kind, expected, "{route}");
            if end == "js" {
                // The search asks for its files with the digest of what belongs together.
                assert_eq!(server.get(&format!("/{route}?0123456789abcdef")).body, answer.body, "{route}");
            }
            if let Some(folder) = route.strip_suffix("index.html") {
                assert_eq!(server.get(&format!("/{folder}")).body, answer.body, "{folder}");
            }
        }
        assert!(pages > 10, "{pages}");
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_the_folder() {
    let place = Place::new();
    let server = Server::start(&place);
    for path in ["/definitions", "/definitions/tidy", "/people?a=b"] {
        let answer = server.get(path);
        let folder = path.split('?').next().expect("a path");
        assert_eq!((answer.status, answer.header("location")), (307, format!("{folder}/").as_str()), "{path}");
    }
    for path in ["/definitions/nothing", "/theme", "//definitions", "/definitions//", "/index.html/"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn what_is_not_there_is_answered_with_the_page_for_it() {
    for arguments in [&["--port", "0"] as &[&str], &["--port", "0", "--base-url", "https://example.org/tidy/"]] {
        let place = Place::new();
        let server = Server::start_with(&place, arguments);
        for path in ["/nowhere", "/very/deep/and/nowhere.html", "/content/pages/about.md", "/variorum.toml"] {
            let answer = server.get(path);
            assert_eq!((answer.status, answer.header("content-type")), (404, "text/html; charset=utf-8"), "{path}");
            let page = answer.text();
            // At any depth its links lead to pages of this server.
            assert!(page.contains("href=\"/theme/theme.css\"") && page.contains("href=\"/index.html\""), "{page}");
            assert!(!page.contains("href=\"https://example.org"), "{page}");
            assert!(answer.seen().is_some_and(|seen| seen.starts_with("404-")), "it comes when it is written: {page}");
        }
    }
}

/// Everything that must stand in every answer.
#[track_caller]
fn is_strict(answer: &super::serving::Answer) {
    assert_eq!(
        answer.header("content-security-policy"),
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
         base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert!(!answer.headers.keys().any(|name| name.starts_with("access-control-")), "{:?}", answer.headers);
}

#[test]
fn every_answer_holds_under_the_strict_policy() {
    let place = Place::new();
    let server = Server::start(&place);
    for path in ["/", "/nowhere", "/theme/theme.css", "/feed.xml", "/definitions", "/-variorum/reload.js", "/%00"] {
        is_strict(&server.get(path));
    }
    is_strict(&server.ask("POST", "/", ""));
    is_strict(&server.ask("GET", "/", "Origin: http://evil.example\r\n"));
    is_strict(&server.send(b"GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"));
}

#[test]
fn only_this_machine_is_answered_under_its_own_names() {
    let place = Place::new();
    let server = Server::start(&place);
    let port = server.port;
    let asked = |target: &str, host: &str| {
        server.send(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").as_bytes())
    };
    for host in ["localhost", "127.0.0.1", "[::1]"] {
        let host = format!("{host}:{port}");
        assert_eq!(asked("/", &host).status, 200, "{host}");
        assert_eq!(asked(&format!("http://{host}/index.html"), &host).status, 200, "{host}");
    }
    for host in ["evil.example", &format!("evil.example:{port}"), "localhost", &format!("127.0.0.1:{}", port ^ 1)] {
        for path in ["/", "/theme/theme.css", "/-variorum/events?path=/&seen=x"] {
            let answer = asked(path, host);
            assert_eq!(answer.status, 421, "{host}");
            assert!(!answer.text().contains("Tidy"), "{host}");
        }
        assert_eq!(asked(&format!("http://{host}/"), &format!("localhost:{port}")).status, 421, "{host}");
    }
    assert_eq!(server.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n").status, 400);
    assert_eq!(server.send(b"GET / HTTP/1.0\r\n\r\n").status, 400);
    let twice = format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    assert_eq!(server.send(twice.as_bytes()).status, 400);
}

#[test]
fn pages_of_other_sites_read_nothing() {
    let place = Place::new();
    let server = Server::start(&place);
    let port = server.port;
    for path in ["/", "/feed.xml", "/-variorum/events?path=/&seen=x"] {
        for origin in ["http://evil.example", "null", "http://localhost:1", &format!("https://localhost:{port}")] {
            assert_eq!(server.ask("GET", path, &format!("Origin: {origin}\r\n")).status, 403, "{origin}");
        }
        let fetched = "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n";
        assert_eq!(server.ask("GET", path, fetched).status, 403, "{path}");
    }
    assert_eq!(server.ask("GET", "/", &format!("Origin: http://localhost:{port}\r\n")).status, 200);
}

#[test]
fn it_can_only_be_read() {
    let place = Place::new();
    let server = Server::start(&place);
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let answer = server.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!((answer.status, answer.header("allow")), (405, "GET, HEAD"), "{method}");
    }
    let (head, get) = (server.ask("HEAD", "/", ""), server.get("/"));
    assert_eq!((head.status, head.body.len()), (200, 0));
    assert_eq!(head.header("content-length"), get.body.len().to_string());
    assert_eq!(head.header("content-type"), get.header("content-type"));
    // A body is of no interest, and is not taken for the next request.
    let smuggled = "GET /nowhere HTTP/1.1\r\n\r\n";
    let answer = server.ask("GET", "/", &format!("Content-Length: {}\r\n\r\n{smuggled}", smuggled.len()));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.text().matches("HTTP/1.1").count(), 0);
}

#[test]
fn no_path_reaches_the_disk() {
    let place = Place::new();
    place.write("secret.txt", "a secret");
    place.write("content/.hidden.md", "a secret");
    let secret = place.path("secret.txt");
    let server = Server::start(&place);
    let whole = secret.to_str().expect("a plain name").to_owned();
    for target in [
        "/../secret.txt",
        "/definitions/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "/%252e%252e/secret.txt",
        "/definitions/%2e%2e/index.html",
        "/definitions/../index.html",
        "/./index.html",
        "/%c0%ae%c0%ae/secret.txt",
        "/secret.txt",
        "/index.html%00.txt",
        "/index.html%0d%0aX: y",
        "/content/.hidden.md",
        "/.git/config",
        "//etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "/%",
        "/%zz",
        &whole,
        &format!("/{whole}"),
        &format!("http://localhost:{}/../secret.txt", server.port),
    ] {
        let answer = server.get(target);
        assert!(matches!(answer.status, 400 | 404 | 421), "{target}: {}", answer.status);
        assert!(!answer.text().contains("a secret") && !answer.text().contains("root:"), "{target}");
    }
    for nonsense in
        [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"[..], b"GET\r\n\r\n", b"\r\n\r\n\r\n", b"\0\0\0\0\r\n\r\n"]
    {
        assert!(matches!(server.send(nonsense).status, 0 | 400), "{nonsense:?}");
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn what_is_too_large_is_refused() {
    let place = Place::new();
    let server = Server::start(&place);
    assert_eq!(server.get(&format!("/{}", "a".repeat(5_000))).status, 414);
    assert!(matches!(server.get(&format!("/{}", "a".repeat(100_000))).status, 414 | 431));
    assert_eq!(server.ask("GET", "/", &format!("X: {}\r\n", "a".repeat(100_000))).status, 431);
    assert_eq!(server.ask("GET", "/", &"X: y\r\n".repeat(100)).status, 431);
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn who_is_slow_is_not_waited_for() {
    let place = Place::new();
    place.write("themes/broadside/static/large.bin", vec![7; 16 << 20]);
    let server = Server::start(&place);
    // As many as there may be, each with half a request.
    let mut slow: Vec<_> = (0..256).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: lo").expect("it is taken");
    }
    assert_eq!(server.get("/").status, 200);
    for mut stream in slow {
        let mut said = Vec::new();
        // Closed with or without a word, but closed.
        match stream.read_to_end(&mut said) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset),
        }
    }
    // One that asks for much and reads nothing.
    let mut deaf = server.connect();
    let head = format!("GET /theme/large.bin HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
    deaf.write_all(head.as_bytes()).expect("it is taken");
    std::thread::sleep(std::time::Duration::from_secs(12));
    let mut said = Vec::new();
    let _ = deaf.read_to_end(&mut said);
    assert!(said.len() < 16 << 20, "it was waited for");
    let whole = server.get("/theme/large.bin");
    assert_eq!((whole.status, whole.body.len()), (200, 16 << 20));
}

#[test]
fn whoever_asks_is_answered_while_many_are_slow() {
    let place = Place::new();
    let server = Server::start(&place);
    let mut listening = server.open("/");
    // More than there may be, each with half a request. They are closed after some seconds, and nothing has to wait for that.
    let half = |mut stream: std::net::TcpStream| {
        let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: lo");
        stream
    };
    let slow: Vec<_> = (0..384).map(|_| half(server.connect())).collect();
    for _ in 0..20 {
        assert_eq!(server.get("/").status, 200);
    }
    let (first, last) = (&slow[0], &slow[383]);
    last.set_nonblocking(true).expect("it can be set");
    let is_open = |mut stream: &std::net::TcpStream| {
        stream.read(&mut [0]).is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock)
    };
    assert!(is_open(last), "who came late may still be slow");
    first.set_nonblocking(true).expect("it can be set");
    assert!(!is_open(first), "who came first made room");
    place.write("content/pages/about.md", "+++\ntitle = \"About us\"\nsummary = \"Why.\"\n+++\n\nBecause.\n");
    assert!(listening.next().is_ok(), "a page that listens stays");
}

#[test]
fn a_port_that_is_taken_is_said() {
    let place = Place::new();
    let first = Server::start_with(&place, &[]);
    let second = Server::start_with(&place, &[]);
    assert_ne!(first.port, second.port);
    assert_eq!(second.get("/").status, 200);
    let run = place.run(["serve", "--port", &first.port.to_string()]).ended(2);
    run.says(&[&format!("cannot listen on port {}", first.port), "leave `--port` out"]);
    assert_eq!(run.out, "");
}

#[test]
fn what_cannot_be_served_ends_with_what_to_do() {
    let place = Place::empty();
    place.run(["serve", "--port", "0"]).ended(2).says(&["variorum.toml", "variorum init"]);
    let place = Place::new();
    place.run(["serve", "--editor", "vscod"]).ended(2).says(&["did you mean `vscode`"]);
    place.run(["serve", "--base-url", "nowhere"]).ended(2).says(&["`--base-url` is not the address of a site"]);
}

#[cfg(unix)]
#[test]
fn it_ends_cleanly_when_asked() {
    let place = Place::new();
    for signal in ["-INT", "-TERM"] {
        let server = Server::start(&place);
        let mut open = server.open("/");
        assert_eq!(server.end(signal), Some(0));
        while open.next().is_ok() {}
    }
    let left = everything(&place.path(""));
    assert!(left.keys().all(|path| !path.starts_with(place.path("public"))), "a server writes nothing");
}
