//! The door of the template engine.
//!
//! A file is escaped for what it is: every text in a page or a feed for HTML and XML, whatever the templates are called
//! that it is put together from, and none in plain text, which has no signs to escape. [`Html`] alone goes in as it is,
//! because everything in it was escaped when it was made. The filter `safe` is taken out, so that no template can let
//! anything else through.
//!
//! The words of the site are `words` in every template and component. A message is said by the filter `fill` with a value for
//! each of its places, and stays one sentence whatever stands in them: a link, a date, a number.

use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use tera::{Context, Kwargs, Map, State, Tera, TeraResult, Value};

use crate::base::language::{Language, NUMBER};
use crate::base::web::markup::{Html, escaped, is_plain};

impl Serialize for Html {
    /// Hands the markup to the engine marked as safe; other serializers get it as a text.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Value::safe_string(self.as_str()).serialize(serializer)
    }
}

/// A place in a template.
pub(super) enum Place {
    /// Bytes of it.
    Bytes(Range<usize>),
    /// A line and a column in characters, both from 1.
    Position(usize, usize),
}

/// What a template is called whose texts are escaped.
const ESCAPED: [&str; 2] = [".html", ".xml"];

/// How long most pages stay, in bytes.
const USUAL: usize = 16 << 10;

/// The templates of a theme, parsed.
pub(super) struct Engine {
    tera: Tera,
}

/// What is wrong with a template, and where.
pub(super) struct Fault {
    /// What is wrong.
    pub(super) message: String,
    /// The template and where in it, if the engine told them.
    pub(super) place: Option<(String, Place)>,
}

impl Engine {
    /// Parses all templates together, so that they may extend each other. Every page has the words of the site and the
    /// parameters of the theme, so they are brought into the form of the engine here, once.
    pub(super) fn new<'text>(
        templates: impl IntoIterator<Item = (&'text str, &'text str)>,
        language: &Arc<Language>,
        theme: &impl Serialize,
    ) -> Result<Self, Vec<Fault>> {
        let mut tera = Tera::default();
        // What a file is, the template decides that is written, and not those that it extends or includes.
        tera.autoescape_on(ESCAPED);
        tera.set_escape_fn(|text, out| {
            if is_plain(text) {
                return out.write_all(text.as_bytes());
            }
            escaped(text).try_for_each(|piece| out.write_all(piece.as_bytes()))
        });
        tera.register_filter("safe", refuse_safe);
        let spoken = Arc::clone(language);
        let fill = move |message: &Value, values: Kwargs, state: &State<'_>| fill(message, &values, state, &spoken);
        tera.register_filter("fill", fill);
        tera.global_context().insert_value("words", known_safe(Value::from_serializable(&language.words)));
        tera.global_context().insert("theme", theme);
        tera.add_raw_templates(templates).map_err(|error| faults(&error))?;
        Ok(Self { tera })
    }

    /// Writes a template with what its page shows and what stands around it.
    ///
    /// What stands in a page is given away, because the engine has it in a form of its own then, and once in memory is enough.
    pub(super) fn write(
        &self,
        template: &str,
        page: impl Serialize,
        frame: impl Serialize,
    ) -> Result<Vec<u8>, Vec<Fault>> {
        let mut context = Context::new();
        context.insert("page", &page);
        context.insert("frame", &frame);
        drop((page, frame));
        let mut written = Vec::with_capacity(USUAL);
        self.tera.render_to(template, &context, &mut written).map_err(|error| faults(&error))?;
        Ok(written)
    }
}

/// Words of which those that markup need not escape are marked as safe, so that no page looks through them again.
fn known_safe(words: Value) -> Value {
    if let Some(map) = words.as_map() {
        return Value::from(map.iter().map(|(key, words)| (key.clone(), known_safe(words.clone()))).collect::<Map>());
    }
    if let Some(pieces) = words.as_array() {
        return Value::from(pieces.iter().map(|piece| known_safe(piece.clone())).collect::<Vec<_>>());
    }
    if words.as_str().is_some_and(is_plain) { words.mark_safe() } else { words }
}

fn refuse_safe(_: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    Err(tera::Error::message(
        "the filter `safe` does not exist here: a page's texts are escaped, and its HTML is known to be safe",
    ))
}

/// Says a message with a value at each of its places. What is markup already, such as a link that a component wrote, goes in
/// as it is; everything else is a text, and escaped where texts are.
fn fill(message: &Value, values: &Kwargs, state: &State<'_>, language: &Language) -> TeraResult<Value> {
    let pieces = match message.as_map() {
        Some(forms) => {
            let spoken = forms.get(&"language".into()).and_then(Value::as_str).unwrap_or_default();
            let name = language.form(spoken, values.must_get::<usize>(NUMBER)?);
            forms.get(&name.into()).or_else(|| forms.get(&"other".into())).and_then(Value::as_array)
        }
        None => message.as_array(),
    };
    let Some(pieces) = pieces else {
        return Err(tera::Error::message("the filter `fill` is for messages of `words` that have places"));
    };
    let escapes = state.autoescaping_enabled();
    let mut said = String::with_capacity(128);
    for (index, piece) in pieces.iter().enumerate() {
        let value =
            if index % 2 == 0 { piece } else { values.must_get::<&Value>(piece.as_str().unwrap_or_default())? };
        match value.as_str() {
            Some(text) if escapes && !value.is_safe() => said.extend(escaped(text)),
            Some(text) => said.push_str(text),
            None if escapes && !value.is_safe() => said.extend(escaped(&value.to_string())),
            None => {
                let _ = write!(said, "{value}");
            }
        }
    }
    Ok(if escapes { Value::safe_string(&said) } else { Value::from(said) })
}

fn faults(error: &tera::Error) -> Vec<Fault> {
    match error.kind() {
        tera::ErrorKind::SyntaxError(report) | tera::ErrorKind::RenderingError(report) => vec![Fault {
            message: plain(report.message()),
            place: Some((report.filename().to_owned(), Place::Bytes(report.span().range.clone()))),
        }],
        tera::ErrorKind::MissingParent { current, parent } => vec![Fault {
            message: format!("it extends `{parent}`, which is not there"),
            place: Some((current.clone(), Place::Position(1, 1))),
        }],
        _ => reports(&error.to_string()),
    }
}

/// What the engine checks when all templates are there comes as one text of several reports, each with a first line
/// `error: ...` and a second one `--> template:line:column`.
fn reports(text: &str) -> Vec<Fault> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut faults = Vec::new();
    for pair in lines.windows(2) {
        let (Some(message), Some(place)) = (pair[0].strip_prefix("error: "), pair[1].strip_prefix("--> ")) else {
            continue;
        };
        let mut parts = place.rsplitn(3, ':');
        let (column, line, template) = (parts.next(), parts.next(), parts.next());
        let number = |part: Option<&str>| part.and_then(|part| part.parse().ok()).unwrap_or(1);
        let place = template.map(|template| (template.to_owned(), Place::Position(number(line), number(column))));
        faults.push(Fault { message: plain(message), place });
    }
    if faults.is_empty() {
        faults.push(Fault { message: plain(lines.first().copied().unwrap_or_default()), place: None });
    }
    faults
}

fn plain(message: &str) -> String {
    message.trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diagnostic::Diagnostics;
    use crate::base::language::{self, english_language};
    use crate::base::text::Sources;

    #[derive(Serialize)]
    struct Page {
        text: &'static str,
        html: Html,
    }

    impl Page {
        fn new() -> Self {
            let mut html = Html::new();
            html.tag("<b>").text("a<b").tag("</b>");
            Self { text: "<script>\"'&", html }
        }
    }

    fn write(name: &str, template: &str) -> Result<String, String> {
        let engine =
            Engine::new([(name, template)], english_language(), &()).map_err(|faults| faults[0].message.clone())?;
        let written = engine.write(name, Page::new(), ()).map_err(|faults| faults[0].message.clone())?;
        Ok(String::from_utf8(written).expect("templates are text"))
    }

    const WRITTEN: &str = "&lt;script&gt;&quot;&#39;&amp;<b>a&lt;b</b>";

    #[test]
    fn texts_are_escaped_in_pages_and_feeds_and_html_is_not() {
        for name in ["a.html", "a.xml"] {
            assert_eq!(write(name, "{{ page.text }}{{ page.html }}").expect("renders"), WRITTEN, "{name}");
        }
        assert_eq!(write("a.txt", "{{ page.text }}").expect("renders"), "<script>\"'&");
    }

    #[test]
    fn what_a_page_is_put_together_from_is_escaped_whatever_it_is_called() {
        let text = "{{ page.text }}{{ page.html }}";
        let component = "{% component shown(page) %}{{ page.text }}{{ page.html }}{% endcomponent shown %}";
        for (name, other, page) in [
            ("a.txt", text, "{% include \"a.txt\" %}"),
            ("a", text, "{% extends \"a\" %}"),
            ("a.txt", component, "{{ <shown page={page}/> }}"),
        ] {
            let engine = Engine::new([(name, other), ("a.html", page)], english_language(), &());
            let engine = engine.unwrap_or_else(|faults| panic!("{}", faults[0].message));
            let written = engine.write("a.html", Page::new(), ());
            let written = written.unwrap_or_else(|faults| panic!("{}", faults[0].message));
            assert_eq!(written, WRITTEN.as_bytes(), "{page}");
        }
    }

    #[test]
    fn a_message_stays_one_sentence_whatever_stands_in_it() {
        for (template, written) in [
            ("{{ words.frame.skip }}", "Skip to the text"),
            ("{{ words.frame.feed | fill(feed=page.text) }}", "Feed: &lt;script&gt;&quot;&#39;&amp;"),
            ("{{ words.frame.feed | fill(feed=page.html) }}", "Feed: <b>a&lt;b</b>"),
            (
                "{{ words.number.words | fill(number=1) }}, {{ words.number.words | fill(number=12) }}",
                "1 word, 12 words",
            ),
            ("{{ words.search.run | fill(from=\"{from}\", to=\"{to}\") }}", "{from} to {to}"),
            (
                "{% component bold(text) %}<b>{{ text }}</b>{% endcomponent bold %}\
                 {% component said(text, @words) %}{{ words.frame.feed | fill(feed=<bold text={text}/>) }}{% endcomponent said %}\
                 {{ <said text={\"<\"}/> }}",
                "Feed: <b>&lt;</b>",
            ),
        ] {
            assert_eq!(write("a.html", template).as_deref(), Ok(written), "{template}");
        }
        assert_eq!(
            write("a.txt", "{{ words.frame.feed | fill(feed=page.text) }}").as_deref(),
            Ok("Feed: <script>\"'&")
        );
    }

    #[test]
    fn a_place_without_a_value_and_what_is_no_message_are_faults() {
        let fault = |template: &str| write("a.html", template).expect_err(template);
        assert!(fault("{{ words.frame.feed | fill(label=1) }}").contains("feed"));
        assert!(fault("{{ words.number.words | fill(count=1) }}").contains("number"));
        assert!(fault("{{ words.frame.skip | fill(number=1) }}").contains("`fill`"));
        assert!(!fault("{{ words.frame.skipp }}").is_empty());
    }

    #[test]
    fn words_are_escaped_where_they_have_to_be() {
        let language = language::load("en", "", &Sources::default(), &mut Diagnostics::default());
        let mut language = language.expect("it is inside the program");
        let words = &mut Arc::get_mut(&mut language).expect("nobody else has it").words;
        words.frame.skip = "Skip <it> & go".to_owned();
        for (name, written) in [("a.html", "Skip &lt;it&gt; &amp; go, Main"), ("a.txt", "Skip <it> & go, Main")] {
            let template = "{{ words.frame.skip }}, {{ words.frame.main }}";
            let engine = Engine::new([(name, template)], &language, &());
            let engine = engine.unwrap_or_else(|faults| panic!("{}", faults[0].message));
            let page = engine.write(name, Page::new(), ()).unwrap_or_else(|faults| panic!("{}", faults[0].message));
            assert_eq!(page, written.as_bytes());
        }
    }

    #[test]
    fn no_template_lets_a_text_through() {
        let message = write("a.html", "{{ page.text | safe }}").expect_err("is refused");
        assert!(message.contains("`safe`"), "{message}");
    }
}
