//! HTTP, connections and time. The only file that knows the libraries for them; what is asked and what is answered is
//! decided in others.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};
use tokio::time::{Sleep, sleep};

use crate::publish::serve::answer::{Answer, find};
use crate::publish::serve::crowd::{Crowd, Number};
use crate::publish::serve::limits;
use crate::publish::serve::listener::{Listener, Word};
use crate::publish::serve::request::{Asked, Refusal, Request};
use crate::publish::serve::screen::Screen;

/// What the pages hold under, the same as on a strict host; and no page of another site may frame them.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
];

/// Sockets that listen on this machine alone.
pub(super) struct Door {
    sockets: Vec<TcpListener>,
    port: u16,
}

impl Door {
    /// Listens on a port, or on a free one for 0, under both addresses of this machine.
    ///
    /// # Errors
    /// Fails if another program has the port under one of them, or if it may not be had.
    pub(super) fn open(port: u16) -> io::Result<Self> {
        let first = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let port = first.local_addr()?.port();
        let mut sockets = vec![first];
        match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
            Ok(second) => sockets.push(second),
            // Another program there would get what a browser sends to `localhost`.
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => return Err(error),
            // This machine has no such address.
            Err(_) => {}
        }
        Ok(Self { sockets, port })
    }

    pub(super) fn port(&self) -> u16 {
        self.port
    }
}

/// Tells every open page that something else is shown.
#[derive(Clone)]
pub(super) struct Bell(watch::Sender<()>);

impl Bell {
    pub(super) fn new() -> Self {
        Self(watch::Sender::new(()))
    }

    pub(super) fn ring(&self) {
        self.0.send_replace(());
    }
}

/// What every connection shares.
struct Server {
    screen: Arc<Screen>,
    bell: Bell,
    port: u16,
    crowd: Mutex<Crowd>,
    listeners: Arc<Semaphore>,
}

/// Why a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Somebody asked for it, with Ctrl-C for example.
    Asked,
    /// The other end of [`Gone`] was dropped.
    Gone,
}

/// Answers until somebody asks the program to end, or until the other end of `gone` is dropped.
///
/// # Errors
/// Fails if the system refuses what a server needs.
pub(super) fn serve(door: Door, screen: Arc<Screen>, bell: Bell, gone: Gone) -> io::Result<End> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(limits::RENDERERS).build()?;
    let server = Arc::new(Server {
        screen,
        bell,
        port: door.port,
        crowd: Mutex::new(Crowd::new(limits::CONNECTIONS)),
        listeners: Arc::new(Semaphore::new(limits::LISTENERS)),
    });
    let ended = runtime.block_on(async {
        for socket in door.sockets {
            socket.set_nonblocking(true)?;
            let socket = tokio::net::TcpListener::from_std(socket)?;
            tokio::spawn(accept(socket, Arc::clone(&server)));
        }
        tokio::select! {
            asked = asked_to_end() => asked.map(|()| End::Asked),
            () = gone.wait() => Ok(End::Gone),
        }
    });
    // Nothing is being written anywhere, so nothing has to be waited for.
    runtime.shutdown_background();
    ended
}

/// Ends when its other end is dropped.
pub(super) struct Gone(oneshot::Receiver<()>);

impl Gone {
    /// Both ends; the first is to be dropped.
    pub(super) fn pair() -> (impl Send + 'static, Self) {
        let (sender, receiver) = oneshot::channel::<()>();
        (sender, Self(receiver))
    }

    async fn wait(self) {
        let _ = self.0.await;
    }
}

/// Waits until somebody asks the program to end.
async fn asked_to_end() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminated = signal(SignalKind::terminate())?;
        tokio::select! {
            pressed = tokio::signal::ctrl_c() => pressed,
            _ = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

async fn accept(socket: tokio::net::TcpListener, server: Arc<Server>) {
    loop {
        match socket.accept().await {
            Ok((stream, client)) if client.ip().is_loopback() => {
                tokio::spawn(connection(stream, Arc::clone(&server)));
            }
            Ok(_) => {}
            // Too many open files, most likely: it gets better when connections end.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

async fn connection(stream: TcpStream, server: Arc<Server>) {
    let (end, ended) = oneshot::channel::<()>();
    let number = server.crowd().enter(Box::new(move || {
        // It may have ended already.
        let _ = end.send(());
    }));
    // An event is a small packet that must not wait for more.
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        let server = Arc::clone(&server);
        server.crowd().asks(number);
        async move { Ok::<_, Infallible>(server.answer(request, number).await) }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits::HEAD_TIME);
    http.max_headers(limits::HEADERS).max_buf_size(limits::HEAD);
    // A connection that breaks concerns nobody here.
    tokio::select! {
        _ = http.serve_connection(TokioIo::new(Patient::new(stream)), service) => {}
        _ = ended => {}
    }
    server.crowd().leaves(number);
}

impl Server {
    fn crowd(&self) -> MutexGuard<'_, Crowd> {
        // Nobody panics while changing it, so it is whole.
        self.crowd.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(self: Arc<Self>, request: hyper::Request<Incoming>, number: Number) -> Response<Content> {
        match self.asked(&request) {
            Err(refusal) => response(Answer::refusal(&refusal)),
            Ok(Asked::Path(path)) => {
                let screen = Arc::clone(&self.screen);
                // A page may take milliseconds, in which others would wait.
                let found = tokio::task::spawn_blocking(move || find(&screen, &path).with_script()).await;
                // A panic is a bug and has been printed; the other pages are still there.
                let bug = Refusal { status: 500, why: "This page could not be made; the terminal says more." };
                response(found.unwrap_or_else(|_| Answer::refusal(&bug)))
            }
            Ok(Asked::Events { path, seen }) => match Arc::clone(&self.listeners).try_acquire_owned() {
                Ok(permit) => {
                    self.crowd().listens(number);
                    let (sender, events) = mpsc::channel(1);
                    tokio::spawn(listen(Listener::new(path, seen), self, sender, permit));
                    let mut response = Response::new(Content::Events(events));
                    add_headers(response.headers_mut(), "text/event-stream");
                    response
                }
                Err(_) => response(Answer::refusal(&Refusal { status: 503, why: "Too many pages are open." })),
            },
        }
    }

    fn asked(&self, request: &hyper::Request<Incoming>) -> Result<Asked, Refusal> {
        let headers = request.headers();
        let texts = |name: HeaderName| -> Vec<&str> {
            headers.get_all(name).iter().map(|value| value.to_str().unwrap_or_default()).collect()
        };
        let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
        let uri = request.uri();
        let request = Request {
            method: request.method().as_str(),
            authority: uri.authority().map(hyper::http::uri::Authority::as_str),
            path: uri.path(),
            query: uri.query().unwrap_or_default(),
            hosts: &texts(header::HOST),
            origins: &texts(header::ORIGIN),
            site: text("sec-fetch-site"),
            mode: text("sec-fetch-mode"),
        };
        request.read(self.port)
    }
}

/// Tells a page what it has to know, until it goes away.
async fn listen(mut listener: Listener, server: Arc<Server>, page: mpsc::Sender<Bytes>, permit: OwnedSemaphorePermit) {
    let mut rung = server.bell.0.subscribe();
    // Browsers come back after this many milliseconds when a server went away.
    if page.send(Bytes::from_static(b"retry: 500\n\n")).await.is_err() {
        return;
    }
    loop {
        // Marked before the page is looked at, so that what is shown meanwhile is told in the next round.
        rung.mark_unchanged();
        let screen = Arc::clone(&server.screen);
        let heard = tokio::task::spawn_blocking(move || {
            let word = listener.hear(&screen);
            (listener, word)
        });
        // A page that cannot be made because of a bug has nothing to be told.
        let Ok((same, word)) = heard.await else { return };
        listener = same;
        let event = match word {
            Some(Word::Reload) => Some("event: reload\ndata:\n\n".to_owned()),
            Some(Word::Report(json)) => Some(format!("event: report\ndata: {json}\n\n")),
            None => None,
        };
        if let Some(event) = event
            && page.send(event.into()).await.is_err()
        {
            return;
        }
        loop {
            tokio::select! {
                _ = rung.changed() => break,
                () = page.closed() => return drop(permit),
                () = sleep(limits::HEARTBEAT) => if page.send(Bytes::from_static(b":\n\n")).await.is_err() { return },
            }
        }
    }
}

fn response(answer: Answer) -> Response<Content> {
    let mut response = Response::new(Content::Whole(Some(answer.body.into())));
    *response.status_mut() = StatusCode::from_u16(answer.status).expect("a status of this program's own");
    let headers = response.headers_mut();
    add_headers(headers, answer.kind);
    if answer.status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if let Some(location) = answer.location.as_deref().and_then(|location| HeaderValue::from_str(location).ok()) {
        headers.insert(header::LOCATION, location);
    }
    response
}

fn add_headers(headers: &mut HeaderMap, kind: &'static str) {
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.extend(HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value))));
}

/// What an answer holds.
enum Content {
    Whole(Option<Bytes>),
    /// What comes when it comes.
    Events(mpsc::Receiver<Bytes>),
}

impl Body for Content {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let bytes = match &mut *self {
            Self::Whole(bytes) => bytes.take(),
            Self::Events(events) => ready!(events.poll_recv(context)),
        };
        Poll::Ready(bytes.map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Self::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Events(_) => SizeHint::default(),
        }
    }
}

/// A connection that breaks if the other side leaves unread for too long what is sent to it.
struct Patient {
    stream: TcpStream,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl Patient {
    fn new(stream: TcpStream) -> Self {
        Self { stream, waiting: None }
    }

    /// A step of writing, which must not be waited for too long.
    fn patiently<T>(
        &mut self,
        context: &mut Context<'_>,
        step: impl FnOnce(Pin<&mut TcpStream>, &mut Context<'_>) -> Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        let step = step(Pin::new(&mut self.stream), context);
        if step.is_ready() {
            self.waiting = None;
            return step;
        }
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(limits::WRITE_TIME)));
        ready!(waiting.as_mut().poll(context));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Patient {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Patient {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.patiently(context, |stream, context| stream.poll_write(context, bytes))
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.patiently(context, |stream, context| stream.poll_write_vectored(context, pieces))
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.patiently(context, AsyncWrite::poll_flush)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.patiently(context, AsyncWrite::poll_shutdown)
    }
}
