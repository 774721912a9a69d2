//! Fenced code, line by line.

/// Where fenced code begins and ends (`CommonMark` 0.31, section 4.5).
#[derive(Default)]
pub(crate) struct Fence {
    /// The character of the fence that is open, and how often it is repeated.
    open: Option<(char, usize)>,
}

impl Fence {
    /// Whether a line is code or a fence. Lines come in order.
    pub(crate) fn contains(&mut self, line: &str) -> bool {
        let inner = line.trim_start_matches(' ');
        let character = inner.chars().next().filter(|character| matches!(character, '`' | '~')).unwrap_or_default();
        let length = inner.chars().take_while(|found| *found == character).count();
        let rest = inner[length..].trim();
        let is_fence = character != '\0' && length >= 3 && line.len() - inner.len() < 4;
        match self.open {
            Some((opening, least)) => {
                if is_fence && character == opening && length >= least && rest.is_empty() {
                    self.open = None;
                }
                true
            }
            None if is_fence && !(character == '`' && rest.contains('`')) => {
                self.open = Some((character, length));
                true
            }
            None => false,
        }
    }
}
